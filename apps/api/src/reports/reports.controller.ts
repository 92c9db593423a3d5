import { Controller, Get, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readReportDraft, reportDraftFile, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { dispositionOf } from '../files/file-name';
import { Answers } from '../http/answers';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { listOf, maybe, object, oneOf, text } from '../http/views';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const draftView = object('ReportDraft', {
  title: text,
  issuers: listOf(text),
  receiver: maybe(text),
  date: text,
  blocks: listOf(
    object('ReportBlock', { kind: oneOf('heading1', 'heading2', 'heading3', 'heading4', 'paragraph', 'table'), text }),
  ),
});

@ApiTags('年度报告')
@Controller('api/plans/:id/report')
export class ReportsController {
  constructor(private readonly api: ApiContext) {}

  /** The annual report as it would be today; nothing is written. */
  @Get()
  @Policy('report.draft')
  @TakesId()
  @Answers(draftView)
  async draft(@Id() id: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { nowMs }) => readReportDraft(tx, scope, id, nowMs)), 'PLAN.UNKNOWN').reading;
  }

  @Get('document')
  @Policy('report.export')
  @TakesId()
  @ApiProduces(DOCX)
  async document(@Id() id: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const draft = found(await reading(this.api, (tx, { nowMs }) => readReportDraft(tx, scope, id, nowMs)), 'PLAN.UNKNOWN');
    const { fileName, content } = await reportDraftFile(draft.content);
    await reply
      .header('Content-Type', DOCX)
      .header('Content-Disposition', dispositionOf(fileName))
      .header('X-Content-Type-Options', 'nosniff')
      .header('Cache-Control', 'private, no-store')
      .send(Buffer.from(content));
  }
}
