import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import {
  completeStage,
  isOffice,
  isOfOffice,
  listInstruments,
  openInstrument,
  readInstrument,
  serveByHand,
  signOffHandlers,
  startDelisting,
  submitInstrument,
  withdrawInstrument,
  type Scope,
} from '@duban/application';
import type { StageKey } from '@duban/domain';
import { InScope, sessionOf } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { evidenceOf } from '../files/evidence.dto';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { id, maybe, object, oneOf, whole } from '../http/views';
import {
  InstrumentQuery,
  OpenInstrumentBody,
  ServiceBody,
  StageBody,
  SubmitInstrumentBody,
  WithdrawInstrumentBody,
} from './instrument.dto';
import { instrumentListView, instrumentView } from './instrument.views';

const openedView = object('InstrumentOpened', { instrumentId: id });
const submittedView = object('InstrumentSubmitted', { signOffId: maybe(id), lapsed: whole, waiting: whole });
const stageView = object('StageCompleted', { effect: oneOf('first', 'beside', 'goOn', 'again', 'end'), followingId: maybe(id) });
const delistingView = object('DelistingStarted', { signOffId: id });

const done = { done: 'yes' } as const;

@ApiTags('督办文书')
@Controller('api/instruments')
export class InstrumentsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('instrument.list')
  @Answers(instrumentListView)
  async list(@Query() query: InstrumentQuery, @InScope() scope: Scope) {
    const limit = query.limit ?? 50;
    const { after, limit: _limit, ...filter } = query;
    const items = await reading(this.api, (tx) => listInstruments(tx, scope, filter, after ?? null, limit + 1));
    const shown = items.slice(0, limit);
    return {
      items: shown,
      next: items.length > limit ? (shown.at(-1)?.id ?? null) : null,
      mayOpen: isOfOffice(scope.actor),
      mayEditLayouts: isOffice(scope.actor),
    };
  }

  @Get(':id')
  @Policy('instrument.read')
  @TakesId()
  @Answers(instrumentView)
  async read(@Id() id: string, @InScope() scope: Scope) {
    const detail = await reading(this.api, (tx, moment) => readInstrument(tx, scope, id, moment));
    const { row, ...more } = found(detail, 'INSTRUMENT.UNKNOWN');
    return { ...row, ...more };
  }

  /** 起草文书, or the record of what came in from others. */
  @Post()
  @HttpCode(200)
  @Policy('instrument.open')
  @TakesCommand()
  @Answers(openedView)
  async open(@Body() body: OpenInstrumentBody, @Call() call: CommandCall) {
    const { units, evidence, ...input } = body;
    return this.commands.run(call, (act) =>
      openInstrument(act, {
        ...input,
        unitIds: [...new Set(units.map((unit) => unit.unitId))],
        items: units.filter((unit) => unit.text !== undefined || unit.obligationId !== undefined),
        evidence: evidenceOf(this.api, sessionOf(call.request).personId, evidence),
      }),
    );
  }

  @Post(':id/submission')
  @HttpCode(200)
  @Policy('instrument.submit')
  @TakesId()
  @TakesCommand(true)
  @Answers(submittedView)
  async submit(@Id() id: string, @Body() body: SubmitInstrumentBody, @Call() call: CommandCall) {
    const { meetingAt, ...input } = body;
    const meetingAtMs = meetingAt === undefined ? undefined : Date.parse(meetingAt);
    return this.commands.run(call, (act) => submitInstrument(act, { instrumentId: id, ...input, meetingAtMs }), {
      kind: 'instrument',
      id,
    });
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Policy('instrument.withdraw')
  @TakesId()
  @TakesCommand(true)
  @Answers(doneView)
  async withdraw(@Id() id: string, @Body() body: WithdrawInstrumentBody, @Call() call: CommandCall) {
    const input = { instrumentId: id, reason: body.reason };
    await this.commands.run(call, (act) => withdrawInstrument(act, signOffHandlers, input), { kind: 'instrument', id });
    return done;
  }

  @Post(':id/targets/:targetId/service')
  @HttpCode(200)
  @Policy('instrument.serve')
  @TakesId()
  @TakesId('targetId')
  @TakesCommand(true)
  @Answers(doneView)
  async serve(@Id() id: string, @Id('targetId') targetId: string, @Body() body: ServiceBody, @Call() call: CommandCall) {
    const evidence = evidenceOf(this.api, sessionOf(call.request).personId, body.evidence);
    const input = { ...body, instrumentId: id, targetId, evidence };
    await this.commands.run(call, (act) => serveByHand(act, input), { kind: 'instrument', id });
    return done;
  }

  /** Completes one stage, of the case or of one target: 签收, 答复, 整改方案, 约谈纪要, 验收 … */
  @Post(':id/stages/:stage')
  @HttpCode(200)
  @Policy('instrument.stage')
  @TakesId()
  @ApiParam({ name: 'stage', type: String, description: '环节' })
  @TakesCommand()
  @Answers(stageView)
  async stage(@Id() id: string, @Param('stage') stage: string, @Body() body: StageBody, @Call() call: CommandCall) {
    const { targetId, evidence, ...payload } = body;
    const input = {
      instrumentId: id,
      targetId: targetId ?? null,
      stageKey: stage as StageKey,
      payload: { ...payload, evidence: evidenceOf(this.api, sessionOf(call.request).personId, evidence) },
    };
    return this.commands.run(call, (act) => completeStage(act, input));
  }

  @Post(':id/targets/:targetId/delisting')
  @HttpCode(200)
  @Policy('instrument.delist')
  @TakesId()
  @TakesId('targetId')
  @TakesCommand()
  @Answers(delistingView)
  async delist(@Id() id: string, @Id('targetId') targetId: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => startDelisting(act, { instrumentId: id, targetId }));
  }
}
