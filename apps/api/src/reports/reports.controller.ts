import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  judgeCommitment,
  pdfOf,
  reportVersionFile,
  sendReport,
  submitReport,
  verifyOwnReport,
  type Scope,
} from '@duban/application';
import { describeReportCheck } from '@duban/wording';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { DOCX, PDF } from '../files/media-types';
import { sendFile } from '../files/send-file';
import { Answers } from '../http/answers';
import { Call, Commands, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { id, object, whole } from '../http/views';
import { JudgeCommitmentBody, SendReportBody } from './report.dto';
import { verificationView } from './report.views';

const submittedView = object('ReportSubmitted', { signOffId: id });
const sentView = object('ReportSent', { reportId: id, met: whole });
const judgedView = object('CommitmentJudged', { commitmentId: id });

/** The versions of annual reports once they are drafted: signature, file, sending, proof. */
@ApiTags('年度报告')
@Controller('api')
export class ReportsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** The stored file of a frozen version, or the file of a draft. */
  @Get('reports/:id/document')
  @Policy('report.export')
  @TakesId()
  @ApiProduces(DOCX)
  async document(@Id() reportId: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    await sendFile(reply, DOCX, await this.file(reportId, scope));
  }

  /** The same as PDF where LibreOffice is installed. */
  @Get('reports/:id/pdf')
  @Policy('report.export')
  @TakesId()
  @ApiProduces(PDF)
  async pdf(@Id() reportId: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const { fileName, content } = await this.file(reportId, scope);
    const pdf = settled(await pdfOf(content));
    await sendFile(reply, PDF, { fileName: fileName.replace(/\.docx$/, '.pdf'), content: pdf });
  }

  private async file(reportId: string, scope: Scope) {
    return found(await reading(this.api, (tx) => reportVersionFile(tx, scope, this.api.deps.files, reportId)), 'REPORT.UNKNOWN');
  }

  /** Rebuilds a frozen report from the rows as they stood and says whether words and bytes are the same. */
  @Get('reports/:id/verification')
  @Policy('report.export')
  @TakesId()
  @Answers(verificationView)
  async verification(@Id() reportId: string, @InScope() scope: Scope) {
    const check = await reading(this.api, (tx) => verifyOwnReport(tx, scope, this.api.deps.files, reportId));
    const verified = found(check, 'REPORT.UNKNOWN');
    return { ...verified, sentence: describeReportCheck(verified) };
  }

  @Post('reports/:id/submission')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @Answers(submittedView)
  async submit(@Id() reportId: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => submitReport(act, { reportId }));
  }

  /** Records that a frozen version has been sent or published, which meets its duty. */
  @Post('reports/:id/sending')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @Answers(sentView)
  async send(@Id() reportId: string, @Body() body: SendReportBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => sendReport(act, { reportId, ...body }));
  }

  /** Says what became of a promise of last year's report. */
  @Post('report-commitments/:id/judgement')
  @HttpCode(200)
  @Policy('report.write')
  @TakesId()
  @TakesCommand()
  @Answers(judgedView)
  async judge(@Id() commitmentId: string, @Body() body: JudgeCommitmentBody, @Call() call: CommandCall) {
    const { workPointId = null, outcome = null, note = '' } = body;
    return this.commands.run(call, (act) => judgeCommitment(act, { commitmentId, workPointId, outcome, note }));
  }
}
