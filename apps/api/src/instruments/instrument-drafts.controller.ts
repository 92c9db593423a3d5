import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addItem,
  attachScan,
  draftBulletin,
  listUrgeable,
  mergeDrafts,
  moveMeeting,
  previewBulletin,
  type Scope,
} from '@duban/application';
import { InScope, sessionOf } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { evidenceOf } from '../files/evidence.dto';
import { Answers } from '../http/answers';
import { Call, Commands, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { IdField, TextField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { reading } from '../http/reading';
import { day, fact, id, listOf, maybe, object, text, whole } from '../http/views';
import { bulletinPreviewView } from './bulletin.views';
import { BulletinBody, InstrumentUnitBody, MeetingBody, MergeBody, ScanBody } from './instrument.dto';

export class UrgeableQuery {
  @TextField('文书种类', { max: 40 })
  kind!: string;

  @IdField('单位')
  unitId!: string;

  @IdField('计划', { optional: true })
  planId?: string;
}

const urgeableView = object('UrgeableList', {
  items: listOf(
    object('Urgeable', {
      obligationId: id,
      kind: text,
      unitId: id,
      unitName: text,
      taskTitle: text,
      period: maybe(text),
      dueOn: maybe(day),
      isOverdue: fact,
      heldBy: maybe(text),
    }),
  ),
});
const itemView = object('ItemAdded', { itemId: id, lapsedSignatures: whole });
const mergedView = object('DraftsMerged', { moved: whole });
const drawnView = object('BulletinDrawn', { instrumentId: id });
const done = { done: 'yes' } as const;

/** What the office does with an instrument as a whole beside submitting and issuing it. */
@ApiTags('督办文书')
@Controller('api/instruments')
export class InstrumentDraftsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** What a unit owes and has not finished, to be chosen as items of a paper. */
  @Get('urgeable')
  @Policy('instrument.urgeable')
  @Answers(urgeableView)
  async urgeable(@Query() query: UrgeableQuery, @InScope() scope: Scope) {
    const { unitId, ...filter } = query;
    const wanted = { ...filter, unitIds: [unitId] };
    return { items: await reading(this.api, (tx, { today }) => listUrgeable(tx, scope, wanted, today)) };
  }

  /** What a 通报 would say now: its tables and its text, before it is made. Nothing is written, so it takes no key. */
  @Post('bulletins/preview')
  @HttpCode(200)
  @Policy('bulletin.draft')
  @Answers(bulletinPreviewView)
  async preview(@Body() body: BulletinBody, @InScope() scope: Scope) {
    const { planId, period = null, unitIds = [], chapters = [] } = body;
    const wanted = { planId, period, unitIds, chapters };
    return settled(await reading(this.api, (tx, moment) => previewBulletin(tx, scope, wanted, moment)));
  }

  /** 起草通报 from the facts as of now: of a period, or a special one. */
  @Post('bulletins')
  @HttpCode(200)
  @Policy('bulletin.draft')
  @TakesCommand()
  @Answers(drawnView)
  async bulletin(@Body() body: BulletinBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => draftBulletin(act, body));
  }

  /** 增列事项. While it is being signed, all signatures lapse and the signers are asked again. */
  @Post(':id/items')
  @HttpCode(200)
  @Policy('instrument.addItem')
  @TakesId()
  @TakesCommand(true)
  @Answers(itemView)
  async addItem(@Id() id: string, @Body() body: InstrumentUnitBody, @Call() call: CommandCall) {
    const subject = { kind: 'instrument', id } as const;
    return this.commands.run(call, (act) => addItem(act, { instrumentId: id, item: body }), subject);
  }

  /** 合并草稿: the others' items go into this one. */
  @Post(':id/merger')
  @HttpCode(200)
  @Policy('instrument.merge')
  @TakesId()
  @TakesCommand(true)
  @Answers(mergedView)
  async merge(@Id() id: string, @Body() body: MergeBody, @Call() call: CommandCall) {
    const input = { intoId: id, fromIds: body.drafts.map((draft) => draft.id) };
    return this.commands.run(call, (act) => mergeDrafts(act, input), { kind: 'instrument', id });
  }

  /** 约谈改期. */
  @Post(':id/meeting')
  @HttpCode(200)
  @Policy('instrument.moveMeeting')
  @TakesId()
  @TakesCommand(true)
  @Answers(doneView)
  async moveMeeting(@Id() id: string, @Body() body: MeetingBody, @Call() call: CommandCall) {
    const input = {
      instrumentId: id,
      meetingAtMs: Date.parse(body.meetingAt),
      place: body.place ?? '',
      reason: body.reason,
    };
    await this.commands.run(call, (act) => moveMeeting(act, input), { kind: 'instrument', id });
    return done;
  }

  /** 归入盖章扫描件. */
  @Post(':id/scans')
  @HttpCode(200)
  @Policy('instrument.scan')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async scan(@Id() id: string, @Body() body: ScanBody, @Call() call: CommandCall) {
    const scans = evidenceOf(this.api, sessionOf(call.request).personId, body.scans);
    await this.commands.run(call, (act) => attachScan(act, { instrumentId: id, scans }));
    return done;
  }
}
