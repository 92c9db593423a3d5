import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  fileFillIn,
  fillInFile,
  offeredSheet,
  planOfScope,
  previewFillIn,
  readFilledSheet,
  type Scope,
} from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { XLSX } from '../files/media-types';
import { receivedFile, TakesFile } from '../files/received-file';
import { sendFile } from '../files/send-file';
import { Answers } from '../http/answers';
import { Call, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { RefusalProblem } from '../http/problem';
import { found, reading } from '../http/reading';
import { decimal, listOf, maybe, object, oneOf, text, whole } from '../http/views';

const previewView = object('FillInPreview', {
  items: listOf(
    object('FillInRow', {
      row: whole,
      task: text,
      period: text,
      text,
      figures: listOf(object('FillInFigure', { name: text, unit: text, value: decimal, denominator: maybe(decimal) })),
      outcome: oneOf('ready', 'filed', 'faulty'),
      faults: listOf(object('FillInFault', { sheet: text, cell: text, reason: text, mend: text })),
      remarks: listOf(text),
    }),
  ),
});

const filedView = object('FillInFiled', {
  items: listOf(
    object('FillInFiledRow', {
      row: whole,
      task: text,
      period: text,
      outcome: oneOf('filed', 'filedBefore', 'faulty', 'refused'),
      reason: text,
    }),
  ),
});

@ApiTags('台账')
@Controller('api/ledger/plans/:id/fill-in')
export class FillInController {
  constructor(private readonly api: ApiContext) {}

  /** The workbook that the caller's unit fills in off line: its own shares under which it may report progress now. */
  @Get()
  @Policy('ledger.fillIn')
  @TakesId()
  @ApiProduces(XLSX)
  async sheet(@Id() id: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const offered = found(await reading(this.api, (tx, { nowMs }) => offeredSheet(tx, scope, id, nowMs)), 'PLAN.UNKNOWN');
    if (offered.rows.length === 0) throw new RefusalProblem({ code: 'FILL_IN.NOTHING', params: {} });
    await sendFile(reply, XLSX, await fillInFile(offered));
  }

  /** What a filled-in sheet would file, row by row, with every cell that cannot be taken; nothing is written. */
  @Post('preview')
  @HttpCode(200)
  @Policy('ledger.fillIn')
  @TakesId()
  @TakesCommand()
  @TakesFile()
  @Answers(previewView)
  async preview(@Id() id: string, @InScope() scope: Scope, @Call() call: CommandCall) {
    const read = await this.filled(id, scope, call);
    return { items: settled(await previewFillIn(this.api.deps, scope, id, read)) };
  }

  /** Files the rows that are ready, each as a progress report of its own; what was filed before is not filed again. */
  @Post('filing')
  @HttpCode(200)
  @Policy('ledger.fillIn')
  @TakesId()
  @TakesCommand()
  @TakesFile()
  @Answers(filedView)
  async file(@Id() id: string, @InScope() scope: Scope, @Call() call: CommandCall) {
    const read = await this.filled(id, scope, call);
    return { items: settled(await fileFillIn(this.api.deps, scope, id, read)) };
  }

  private async filled(planId: string, scope: Scope, call: CommandCall) {
    // Whoever may not see the plan learns nothing of its form.
    found(await reading(this.api, (tx) => planOfScope(tx, scope, planId)), 'PLAN.UNKNOWN');
    const { fileName, content } = await receivedFile(call.request);
    return settled(await readFilledSheet(content, fileName));
  }
}
