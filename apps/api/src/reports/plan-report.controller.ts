import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  draftAnnualReport,
  editSection,
  layOutReport,
  listLeaderActivities,
  readOwnReportDuties,
  readPreviousReport,
  readReportBook,
  readReportSource,
  correctLeaderActivity,
  recordLeaderActivity,
  reportDraftFile,
  storeFile,
  takePreviousReport,
  takeRolledUp,
  type Scope,
} from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { DOCX } from '../files/media-types';
import { sendFile } from '../files/send-file';
import { receivedFile, TakesFile } from '../files/received-file';
import { Answers } from '../http/answers';
import { Call, Commands, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { id, object, text, whole } from '../http/views';
import {
  DocumentQuery,
  DraftReportBody,
  EditionQuery,
  EditSectionBody,
  LayoutBody,
  LeaderActivityBody,
  LeaderCorrectionBody,
  SectionKeyBody,
  SourceQuery,
} from './report.dto';
import { bookAnswer, bookView, dutiesView, leadersView, sourceView } from './report.views';

const draftedView = object('ReportDrafted', { reportId: id, contentHash: text });
const laidOutView = object('ReportLaidOut', { planId: id });
const editedView = object('ReportSectionEdited', { editId: id });
const takenView = object('ReportSectionTaken', { planId: id });
const previousView = object('PreviousReportTaken', { promises: whole, linked: whole });
const recordedView = object('LeaderActivityRecorded', { id });

/** The annual report of a plan while it is written: it stands at any moment of the year and says what it lacks. */
@ApiTags('年度报告')
@Controller('api/plans/:id')
export class PlanReportController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** The annual report as it would be now; nothing is written. */
  @Get('report')
  @Policy('report.draft')
  @TakesId()
  @Answers(bookView)
  async book(@Id() planId: string, @Query() query: EditionQuery, @InScope() scope: Scope) {
    const edition = query.edition ?? 'superior';
    return bookAnswer(
      found(await reading(this.api, (tx, { nowMs }) => readReportBook(tx, scope, planId, edition, nowMs)), 'PLAN.UNKNOWN'),
    );
  }

  /** The days by which the plan's report is owed, with what was told before and after them. */
  @Get('report/duties')
  @Policy('report.draft')
  @TakesId()
  @Answers(dutiesView)
  async duties(@Id() planId: string, @InScope() scope: Scope) {
    const items = await reading(this.api, (tx, { nowMs }) => readOwnReportDuties(tx, scope, planId, nowMs));
    return { items: found(items, 'PLAN.UNKNOWN') };
  }

  /** What stands behind a piece of the report: the reports, their signers, the rows of a figure. */
  @Get('report/sources')
  @Policy('report.draft')
  @TakesId()
  @Answers(sourceView)
  async source(@Id() planId: string, @Query() query: SourceQuery, @InScope() scope: Scope) {
    const source = await reading(this.api, (tx, { nowMs }) => readReportSource(tx, scope, planId, query.ref, nowMs));
    return found(source, 'REPORT.SOURCE_UNKNOWN');
  }

  @Get('report/document')
  @Policy('report.export')
  @TakesId()
  @ApiProduces(DOCX)
  async document(
    @Id() planId: string,
    @Query() query: DocumentQuery,
    @InScope() scope: Scope,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const options = { sources: query.sources === true };
    const file = await reading(this.api, (tx, { nowMs }) =>
      reportDraftFile(tx, scope, planId, query.edition ?? 'superior', options, nowMs),
    );
    await sendFile(reply, DOCX, found(file, 'PLAN.UNKNOWN'));
  }

  /** Lays down the report's layout and how its versions are addressed. */
  @Post('report/layout')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @Answers(laidOutView)
  async layOut(@Id() planId: string, @Body() body: LayoutBody, @Call() call: CommandCall) {
    const { template } = body;
    const laidDown = template && {
      ...template,
      parts: template.parts.map(({ part, heading }) => ({ part, heading: heading ?? '' })),
    };
    const editions = body.editions?.map((each) => ({
      ...each,
      receiver: each.receiver?.trim() ? each.receiver.trim() : null,
      remark: each.remark?.trim() ? each.remark.trim() : null,
    }));
    return this.commands.run(call, (act) =>
      layOutReport(act, {
        planId,
        ...(laidDown ? { template: laidDown } : body.templateReset === true ? { template: null } : {}),
        ...(editions ? { editions } : {}),
      }),
    );
  }

  /** Takes last year's report: its layout, its addresses, and what it promised for this year. */
  @Post('report/previous')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @TakesFile()
  @Answers(previousView)
  async previous(@Id() planId: string, @Call() call: CommandCall) {
    const { fileName, content } = await receivedFile(call.request);
    const read = settled(await readPreviousReport(content, fileName));
    const file = await storeFile(this.api.deps, content, 'application/octet-stream');
    return this.commands.run(call, (act) => takePreviousReport(act, { planId, read, ...file }));
  }

  /** Lays a hand edit over a section; it survives every later roll-up. */
  @Post('report/edits')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @Answers(editedView)
  async edit(@Id() planId: string, @Body() body: EditSectionBody, @Call() call: CommandCall) {
    const { sectionKey, ownText, baseText = '' } = body;
    return this.commands.run(call, (act) => editSection(act, { planId, sectionKey, ownText, baseText }));
  }

  /** Takes what the roll-up says now and gives the hand edit up. */
  @Post('report/edits/taking')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @Answers(takenView)
  async take(@Id() planId: string, @Body() body: SectionKeyBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => takeRolledUp(act, { planId, sectionKey: body.sectionKey }));
  }

  /** Drafts a version as of now, to be sent for signature. */
  @Post('report/versions')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @Answers(draftedView)
  async draft(@Id() planId: string, @Body() body: DraftReportBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => draftAnnualReport(act, { planId, edition: body.edition }));
  }

  @Get('leader-activities')
  @Policy('report.draft')
  @TakesId()
  @Answers(leadersView)
  async leaders(@Id() planId: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx) => listLeaderActivities(tx, scope, planId)), 'PLAN.UNKNOWN');
  }

  /** Records what the first person in charge did: a meeting, a study, an instruction, an inspection, 述法. */
  @Post('leader-activities')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @Answers(recordedView)
  async record(@Id() planId: string, @Body() body: LeaderActivityBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => recordLeaderActivity(act, { planId, ...body, postId: body.postId ?? null }));
  }

  /** 更正履职登记: the first stays on record beside what stands now, with the reason. */
  @Post('leader-activities/corrections')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @Answers(recordedView)
  async correct(@Id() planId: string, @Body() body: LeaderCorrectionBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => correctLeaderActivity(act, { planId, ...body, postId: body.postId ?? null }));
  }
}
