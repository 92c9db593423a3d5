import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { askStageExtension, decideObjection, endOverdueTarget, extendStage, objectToInstrument } from '@duban/application';
import type { StageKey } from '@duban/domain';
import { sessionOf } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { evidenceOf } from '../files/evidence.dto';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { Id, TakesId } from '../http/id';
import { id, maybe, object } from '../http/views';
import { AskStageExtensionBody, ObjectionBody, ObjectionDecisionBody, ReasonBody, StageExtensionBody } from './instrument.dto';

const endedView = object('TargetEnded', { followingId: maybe(id) });
const askedView = object('StageExtensionAsked', { requestId: id, signOffId: id });
const objectedView = object('ObjectionMade', { requestId: id });
const done = { done: 'yes' } as const;

/** What is done about one target of an instrument beside its stages. */
@ApiTags('督办文书')
@Controller('api/instruments/:id')
export class InstrumentTargetsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** 延长环节期限, by the office's head or a leader, before the day has passed. */
  @Post('targets/:targetId/extension')
  @HttpCode(200)
  @Policy('instrument.extendStage')
  @TakesId()
  @TakesId('targetId')
  @TakesCommand()
  @Answers(doneView)
  async extend(@Id() id: string, @Id('targetId') targetId: string, @Body() body: StageExtensionBody, @Call() call: CommandCall) {
    const input = { ...body, stageKey: body.stageKey as StageKey, instrumentId: id, targetId };
    await this.commands.run(call, (act) => extendStage(act, input));
    return done;
  }

  /** 逾期未办，按未完成结束: the target goes on alone to what a miss leads to. */
  @Post('targets/:targetId/ending')
  @HttpCode(200)
  @Policy('instrument.endTarget')
  @TakesId()
  @TakesId('targetId')
  @TakesCommand()
  @Answers(endedView)
  async end(@Id() id: string, @Id('targetId') targetId: string, @Body() body: ReasonBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => endOverdueTarget(act, { ...body, instrumentId: id, targetId }));
  }

  /** 申请延期, by the target, before the day has passed; goes to the extension chain. */
  @Post('targets/:targetId/extension-request')
  @HttpCode(200)
  @Policy('instrument.askExtension')
  @TakesId()
  @TakesId('targetId')
  @TakesCommand()
  @Answers(askedView)
  async askExtension(
    @Id() id: string,
    @Id('targetId') targetId: string,
    @Body() body: AskStageExtensionBody,
    @Call() call: CommandCall,
  ) {
    const evidence = evidenceOf(this.api, sessionOf(call.request).personId, body.evidence);
    return this.commands.run(call, (act) => askStageExtension(act, { ...body, evidence, instrumentId: id, targetId }));
  }

  /** 提出异议, by the target, within the policy's days of service. */
  @Post('targets/:targetId/objection')
  @HttpCode(200)
  @Policy('instrument.object')
  @TakesId()
  @TakesId('targetId')
  @TakesCommand()
  @Answers(objectedView)
  async object(@Id() id: string, @Id('targetId') targetId: string, @Body() body: ObjectionBody, @Call() call: CommandCall) {
    const evidence = evidenceOf(this.api, sessionOf(call.request).personId, body.evidence);
    return this.commands.run(call, (act) => objectToInstrument(act, { ...body, evidence, instrumentId: id, targetId }));
  }

  /** 复核异议, by somebody who had no part in the paper. */
  @Post('objections/:requestId/decision')
  @HttpCode(200)
  @Policy('instrument.decideObjection')
  @TakesId()
  @TakesId('requestId')
  @TakesCommand()
  @Answers(doneView)
  async decide(
    @Id() id: string,
    @Id('requestId') requestId: string,
    @Body() body: ObjectionDecisionBody,
    @Call() call: CommandCall,
  ) {
    await this.commands.run(call, (act) => decideObjection(act, { ...body, instrumentId: id, requestId }));
    return done;
  }
}
