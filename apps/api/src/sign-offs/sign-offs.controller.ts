import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  listMySignOffs,
  readSignOff,
  resolveStep,
  returnToStep,
  sign,
  signOffHandlers,
  withdrawSignOff,
  type Scope,
} from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { evidenceView } from '../files/evidence.views';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { DayField, IdsField, TextField, WordField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';
import { figureView } from '../tasks/task.views';

export class SignBody {
  @WordField('意见', ['approve', 'refuse'])
  verdict!: 'approve' | 'refuse';

  @TextField('签批意见', { optional: true, max: 2000 })
  opinion?: string;

  @TextField('所见内容的校验值', { max: 64 })
  contentHash!: string;

  @TextField('签批环节', { max: 60 })
  stepKey!: string;

  /** 退回办结申请时指定的新期限；不填时按督办制度确定。 */
  @DayField('新的完成时限', { optional: true })
  returnDueOn?: string;
}

export class WithdrawBody {
  @TextField('撤回理由', { max: 2000 })
  reason!: string;
}

export class ReturnBody {
  @TextField('退回到的环节', { max: 60 })
  stepKey!: string;

  @IdsField('退回给的岗位', { optional: true })
  postIds?: string[];

  @TextField('退回意见', { max: 2000 })
  opinion!: string;
}

const subjectKind = oneOf(
  'plan',
  'amendment',
  'progressReport',
  'completion',
  'extension',
  'instrument',
  'stageExtension',
  'delisting',
  'report',
);

const waitingView = object('WaitingSignOffs', {
  items: listOf(
    object('WaitingSignOff', {
      id,
      title: text,
      subjectKind,
      stepName: text,
      filedBy: text,
      filedUnit: text,
      filedAt: instant,
      dueOn: maybe(day),
      dueAt: maybe(instant),
      isOverdue: fact,
    }),
  ),
});

const signOffView = object('SignOff', {
  id,
  title: text,
  subjectKind,
  state: oneOf('running', 'approved', 'refused', 'withdrawn'),
  chainName: text,
  filedBy: text,
  filedUnit: text,
  filedAt: instant,
  decidedAt: maybe(instant),
  outcomeText: maybe(text),
  version: whole,
  toSign: maybe(object('ToSign', { stepKey: text, stepName: text, contentHash: text, onBehalfOf: maybe(text) })),
  steps: listOf(
    object('SignOffStep', {
      key: text,
      name: text,
      mode: oneOf('all', 'any'),
      asked: listOf(
        object('AskedPost', {
          postTitle: maybe(text),
          state: oneOf('waiting', 'approved', 'refused', 'closed', 'passedOver'),
          signedBy: maybe(text),
          onBehalfOf: maybe(text),
          opinion: maybe(text),
          signedAt: maybe(instant),
        }),
      ),
    }),
  ),
  content: object('SignOffContent', {
    texts: listOf(object('HeadedText', { heading: text, text })),
    figures: listOf(figureView),
    evidence: listOf(evidenceView),
    planId: maybe(id),
    taskId: maybe(id),
    instrumentId: maybe(id),
  }),
  returnTo: listOf(
    object('ReturnStep', { key: text, name: text, posts: listOf(object('ReturnPost', { postId: id, title: text })) }),
  ),
  returnDay: maybe(
    object('ReturnDay', {
      proposedOn: day,
      explain: text,
      currentOn: day,
      earliestOn: day,
      latestOn: maybe(day),
      daysOff: listOf(day),
    }),
  ),
  actions: listOf(oneOf('approve', 'refuse', 'return', 'withdraw', 'resolve', 'instruct')),
});

const signedView = object('Signed', { signatureId: id, state: oneOf('running', 'approved', 'refused') });

@ApiTags('签批')
@Controller('api/sign-offs')
export class SignOffsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('signOff.list')
  @Answers(waitingView)
  async list(@InScope() scope: Scope) {
    return { items: await reading(this.api, (tx, { today, nowMs }) => listMySignOffs(tx, scope, today, nowMs)) };
  }

  @Get(':id')
  @Policy('signOff.read')
  @TakesId()
  @Answers(signOffView)
  async read(@Id() id: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { nowMs }) => readSignOff(tx, scope, id, nowMs)), 'SIGNOFF.UNKNOWN');
  }

  @Post(':id/verdict')
  @HttpCode(200)
  @Policy('signOff.sign')
  @TakesId()
  @TakesCommand()
  @Answers(signedView)
  async sign(@Id() id: string, @Body() body: SignBody, @Call() call: CommandCall) {
    const { verdict, contentHash, stepKey, returnDueOn } = body;
    const input = {
      signOffId: id,
      verdict,
      opinion: body.opinion ?? '',
      contentHash,
      stepKey,
      ...(returnDueOn === undefined ? {} : { returnDueOn }),
    };
    return this.commands.run(call, (act) => sign(act, signOffHandlers, input));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Policy('signOff.withdraw')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async withdraw(@Id() id: string, @Body() body: WithdrawBody, @Call() call: CommandCall) {
    const input = { signOffId: id, reason: body.reason };
    await this.commands.run(call, (act) => withdrawSignOff(act, signOffHandlers, input));
    return { done: 'yes' };
  }

  /** 退回至某一环节，或其中几个岗位（会签按部分退回）：只有这些岗位的签名失效，草稿、附件和其余签名保留。 */
  @Post(':id/return')
  @HttpCode(200)
  @Policy('signOff.return')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async return(@Id() id: string, @Body() body: ReturnBody, @Call() call: CommandCall) {
    const { stepKey, opinion, postIds } = body;
    const input = { signOffId: id, stepKey, opinion, ...(postIds === undefined ? {} : { postIds }) };
    await this.commands.run(call, (act) => returnToStep(act, input));
    return { done: 'yes' };
  }

  /** 岗位补设以后，让缺人的环节继续。 */
  @Post(':id/resolution')
  @HttpCode(200)
  @Policy('signOff.resolve')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async resolve(@Id() id: string, @Call() call: CommandCall) {
    await this.commands.run(call, (act) => resolveStep(act, { signOffId: id }));
    return { done: 'yes' };
  }
}
