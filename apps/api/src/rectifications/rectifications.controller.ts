import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  addRectification,
  amendRectification,
  countRectifications,
  isOfOffice,
  listRectifications,
  markRectified,
  readRectification,
  rectificationFile,
  reopenRectification,
  strikeOffRectification,
  type Scope,
} from '@duban/application';
import { InScope, sessionOf } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { evidenceOf } from '../files/evidence.dto';
import { evidenceView } from '../files/evidence.views';
import { XLSX } from '../files/media-types';
import { sendFile } from '../files/send-file';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';
import {
  AmendRectificationBody,
  CheckBody,
  NewRectificationBody,
  RectificationQuery,
  RectifiedBody,
  ReopenBody,
} from './rectification.dto';

const lineView = object('Rectification', {
  id,
  sourceKind: text,
  sourceId: maybe(id),
  reference: text,
  unitId: id,
  unitName: text,
  problem: text,
  cause: text,
  goal: text,
  measure: text,
  owner: text,
  nature: oneOf('normal', 'continuing'),
  dueOn: maybe(day),
  state: oneOf('open', 'rectified', 'struckOff'),
  standing: oneOf('underWay', 'late', 'continuing', 'rectified', 'struckOff'),
  openedAt: instant,
  doneAt: maybe(instant),
  doneBy: maybe(text),
  struckOffAt: maybe(instant),
  struckOffBy: maybe(text),
  checkText: maybe(text),
  reopenedFromId: maybe(id),
  version: whole,
  evidence: listOf(evidenceView),
  actions: listOf(oneOf('amend', 'markDone', 'check', 'reopen')),
});
const listView = object('RectificationList', {
  items: listOf(lineView),
  /** Of all that the filter gives, whatever standing is chosen. */
  counts: object('RectificationCounts', { underWay: whole, late: whole, continuing: whole, rectified: whole, struckOff: whole }),
  next: maybe(id),
  mayAdd: fact,
});
const addedView = object('RectificationAdded', { rectificationId: id });
const done = { done: 'yes' } as const;

/** 整改问题清单. */
@ApiTags('整改问题')
@Controller('api/rectifications')
export class RectificationsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('rectification.list')
  @Answers(listView)
  async list(@Query() query: RectificationQuery, @InScope() scope: Scope) {
    const { after, limit = 50, ...filter } = query;
    return reading(this.api, async (tx, { today }) => {
      const lines = await listRectifications(tx, scope, filter, { after: after ?? null, limit: limit + 1 }, today);
      const items = lines.slice(0, limit);
      const next = lines.length > limit ? (items.at(-1)?.id ?? null) : null;
      return { items, next, mayAdd: isOfOffice(scope.actor), counts: await countRectifications(tx, scope, filter, today) };
    });
  }

  /** The same lines as .xlsx. */
  @Get('export')
  @Policy('rectification.export')
  @ApiProduces(XLSX)
  async export(@Query() query: RectificationQuery, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const { after: _after, limit: _limit, ...filter } = query;
    await sendFile(reply, XLSX, await reading(this.api, (tx, { today }) => rectificationFile(tx, scope, filter, today)));
  }

  @Get(':id')
  @Policy('rectification.read')
  @TakesId()
  @Answers(lineView)
  async read(@Id() id: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { today }) => readRectification(tx, scope, id, today)), 'RECTIFICATION.UNKNOWN');
  }

  /** 列入清单, from an instrument or by hand. */
  @Post()
  @HttpCode(200)
  @Policy('rectification.add')
  @TakesCommand()
  @Answers(addedView)
  async add(@Body() body: NewRectificationBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => addRectification(act, body));
  }

  /** 调整, with the reason. */
  @Post(':id/amendment')
  @HttpCode(200)
  @Policy('rectification.amend')
  @TakesId()
  @TakesCommand(true)
  @Answers(doneView)
  async amend(@Id() id: string, @Body() body: AmendRectificationBody, @Call() call: CommandCall) {
    await this.commands.run(call, (act) => amendRectification(act, { ...body, rectificationId: id }));
    return done;
  }

  /** 报整改完成, by the unit, with its proof. */
  @Post(':id/completion')
  @HttpCode(200)
  @Policy('rectification.markDone')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async complete(@Id() id: string, @Body() body: RectifiedBody, @Call() call: CommandCall) {
    const evidence = evidenceOf(this.api, sessionOf(call.request).personId, body.evidence);
    await this.commands.run(call, (act) => markRectified(act, { rectificationId: id, measure: body.measure, evidence }));
    return done;
  }

  /** 核查: struck off, or returned with the reason, by somebody other than who did it. */
  @Post(':id/check')
  @HttpCode(200)
  @Policy('rectification.check')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async check(@Id() id: string, @Body() body: CheckBody, @Call() call: CommandCall) {
    const input = { rectificationId: id, accepted: body.accepted, opinion: body.opinion ?? '' };
    await this.commands.run(call, (act) => strikeOffRectification(act, input));
    return done;
  }

  /** 反弹，重新立案: a new line with a link to the one that was struck off. */
  @Post(':id/reopening')
  @HttpCode(200)
  @Policy('rectification.reopen')
  @TakesId()
  @TakesCommand()
  @Answers(addedView)
  async reopen(@Id() id: string, @Body() body: ReopenBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => reopenRectification(act, { ...body, rectificationId: id }));
  }
}
