import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readExceptions, releaseHeld, settleDeliveries, settleUnreceived, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { IdsField, TextField, WordField } from '../http/fields';
import { reading } from '../http/reading';
import { day, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';

export class HeldBody {
  @IdsField('暂缓的督办步骤')
  recordIds!: string[];

  @WordField('处理方式', ['released', 'dropped'])
  resolution!: 'released' | 'dropped';

  @TextField('理由', { max: 1000 })
  reason!: string;
}

export class DeliveriesBody {
  @IdsField('未送达的通知')
  deliveryIds!: string[];

  @WordField('处理方式', ['retry', 'close'])
  how!: 'retry' | 'close';

  @TextField('处理情况', { optional: true, max: 1000 })
  reason?: string;
}

export class UnreceivedBody {
  @IdsField('无人接收的通知')
  itemIds!: string[];

  @TextField('处理情况', { max: 1000 })
  reason!: string;
}

const exceptionsView = object('Exceptions', {
  held: listOf(
    object('HeldRung', {
      recordId: id,
      rungName: text,
      subject: text,
      unitName: maybe(text),
      taskId: maybe(id),
      dueOn: maybe(day),
      fireAt: instant,
      reason: text,
    }),
  ),
  stuckSteps: listOf(
    object('StuckStep', {
      signOffId: id,
      title: text,
      stepName: text,
      postId: maybe(id),
      postTitle: maybe(text),
      openedAt: instant,
    }),
  ),
  desertedUnits: listOf(
    object('DesertedUnit', { unitId: id, unitName: text, postId: maybe(id), postTitle: maybe(text), openDuties: whole }),
  ),
  unreceived: listOf(
    object('UnreceivedItem', {
      itemId: id,
      text,
      postId: maybe(id),
      postTitle: maybe(text),
      subjectKind: text,
      subjectId: id,
      madeAt: instant,
    }),
  ),
  failedDeliveries: listOf(
    object('FailedDelivery', {
      deliveryId: id,
      receiver: text,
      channelName: text,
      title: text,
      state: oneOf('failed', 'unknown'),
      detail: text,
      platformCode: maybe(text),
      settledAt: instant,
    }),
  ),
});

const settledView = object('ExceptionsSettled', { settled: whole });

@ApiTags('待处置事项')
@Controller('api/exceptions')
export class ExceptionsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** 需要督办机构出面的全部事项。 */
  @Get()
  @Policy('exception.read')
  @Answers(exceptionsView)
  async read(@InScope() scope: Scope) {
    return reading(this.api, (tx, { today }) => readExceptions(tx, scope, today));
  }

  /** 放行或撤销系统中断期间暂缓的督办步骤，可一次处理多项。 */
  @Post('held')
  @HttpCode(200)
  @Policy('exception.settle')
  @TakesCommand()
  @Answers(object('HeldSettled', { released: whole, dropped: whole, lapsed: whole }))
  async held(@Body() body: HeldBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => releaseHeld(act, body));
  }

  /** 重新发送，或者写明已用其他方式告知。 */
  @Post('deliveries')
  @HttpCode(200)
  @Policy('exception.settle')
  @TakesCommand()
  @Answers(settledView)
  async deliveries(@Body() body: DeliveriesBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => settleDeliveries(act, { ...body, reason: body.reason ?? '' }));
  }

  @Post('unreceived')
  @HttpCode(200)
  @Policy('exception.settle')
  @TakesCommand()
  @Answers(settledView)
  async unreceived(@Body() body: UnreceivedBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => settleUnreceived(act, body));
  }
}
