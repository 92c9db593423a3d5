import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ledgerCsvFile, ledgerFile, readLedger, readRegister, scopedLedger, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { CSV, XLSX } from '../files/media-types';
import { sendFile } from '../files/send-file';
import { Answers } from '../http/answers';
import { IdField, TextField, WholeField, WordField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { PageQuery, pageOf } from '../http/page-query';
import { RefusalProblem } from '../http/problem';
import { found, reading } from '../http/reading';
import { day, id, listOf, maybe, object, oneOf, text, whole } from '../http/views';
import { shareView } from '../tasks/task.views';

export class LedgerQuery extends PageQuery {
  @IdField('计划', { optional: true })
  planId?: string;

  @WholeField('年度', 1990, 2100, { optional: true })
  year?: number;

  @IdField('单位', { optional: true })
  unitId?: string;

  @WordField('责任', ['lead', 'collating', 'responsible', 'cooperating'], { optional: true })
  role?: string;

  @WordField('状态', ['assigned', 'received', 'completionFiled', 'returned', 'struckOff', 'archived', 'suspended'], {
    optional: true,
  })
  state?: string;

  @WordField('进度', ['overdue', 'dueSoon', 'done', 'open'], { optional: true })
  standing?: 'overdue' | 'dueSoon' | 'done' | 'open';

  @TextField('关键词', { optional: true, max: 100 })
  text?: string;
}

const ledgerView = object('Ledger', {
  items: listOf(
    object('LedgerEntry', {
      taskId: id,
      planId: id,
      planTitle: text,
      year: whole,
      chapter: text,
      clause: text,
      title: text,
      deliverable: maybe(text),
      dueOn: maybe(day),
      originalDueOn: maybe(day),
      shares: listOf(shareView),
      milestones: listOf(object('LedgerMilestone', { name: text, dueOn: day, state: oneOf('open', 'met', 'void', 'overdue') })),
      latestProgress: maybe(text),
      instruments: listOf(text),
    }),
  ),
  next: maybe(text),
});

const unitsView = object('LedgerUnits', { items: listOf(object('LedgerUnit', { id, name: text })) });

@ApiTags('台账')
@Controller('api/ledger')
export class LedgerController {
  constructor(private readonly api: ApiContext) {}

  @Get()
  @Policy('ledger.read')
  @Answers(ledgerView)
  async read(@Query() query: LedgerQuery, @InScope() scope: Scope) {
    const { after: _after, limit: _limit, ...filter } = query;
    const page = await reading(this.api, (tx, { nowMs }) => readLedger(tx, scope, filter, pageOf(query), nowMs));
    if (page === null) throw new RefusalProblem({ code: 'LIST.WRONG_CURSOR', params: {} }, [], 400);
    return page;
  }

  /** The units to filter by: all of the jurisdiction for whoever oversees it, else one's own. */
  @Get('units')
  @Policy('ledger.read')
  @Answers(unitsView)
  async units(@InScope() scope: Scope) {
    const units = await reading(this.api, (tx) => readRegister(tx, scope.jurisdictionId));
    return { items: scope.isWhole ? units : units.filter((unit) => scope.unitIds.includes(unit.id)) };
  }

  /** The plan's ledger as .xlsx, of the tasks that the caller may read. */
  @Get('plans/:id/export')
  @Policy('ledger.export')
  @TakesId()
  @ApiProduces(XLSX)
  async export(@Id() id: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const ledger = found(await reading(this.api, (tx, { nowMs }) => scopedLedger(tx, scope, id, nowMs)), 'PLAN.UNKNOWN');
    await sendFile(reply, XLSX, await ledgerFile(ledger));
  }

  /** The same as .csv: UTF-8 with a byte order mark, text that would run as a formula guarded. */
  @Get('plans/:id/export.csv')
  @Policy('ledger.export')
  @TakesId()
  @ApiProduces(CSV)
  async exportCsv(@Id() id: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const ledger = found(await reading(this.api, (tx, { nowMs }) => scopedLedger(tx, scope, id, nowMs)), 'PLAN.UNKNOWN');
    await sendFile(reply, CSV, ledgerCsvFile(ledger));
  }
}
