import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  confirmImport,
  correctImport,
  importTemplate,
  keepImport,
  listImports,
  readImport,
  readImportAgain,
  readRegister,
  readUploadedPlan,
  removeImport,
  storeFile,
  type Scope,
} from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { XLSX } from '../files/media-types';
import { sendFile } from '../files/send-file';
import { receivedFile, TakesFile } from '../files/received-file';
import { Answers } from '../http/answers';
import { Call, Commands, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { RefusalProblem } from '../http/problem';
import { found, reading } from '../http/reading';
import { choiceOf, correctionOf, describeImport, sheetChoiceOf } from './import-words';
import { ConfirmImportBody, CorrectionsBody, ImportQuery, ImportTargetQuery, MappingBody } from './imports.dto';
import { changedView, confirmedView, importListView, importView, keptView } from './imports.views';

@ApiTags('导入')
@Controller('api/imports')
export class ImportsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** Reads a plan, a ledger or a report's next-year part into a draft; nothing of a file that cannot be read is kept. */
  @Post()
  @HttpCode(200)
  @Policy('plan.import')
  @TakesCommand()
  @TakesFile()
  @Answers(keptView)
  async upload(@Query() query: ImportQuery, @InScope() scope: Scope, @Call() call: CommandCall) {
    const { fileName, content } = await receivedFile(call.request);
    const register = await reading(this.api, (tx) => readRegister(tx, scope.jurisdictionId));
    const read = settled(await readUploadedPlan(content, fileName, { year: query.year, register }));
    const { sha256 } = await storeFile(this.api.deps, content, 'application/octet-stream');
    return this.commands.run(call, (act) => keepImport(act, { fileName, sha256, year: query.year, read }));
  }

  @Get()
  @Policy('plan.import')
  @Answers(importListView)
  async list(@InScope() scope: Scope) {
    return { items: await reading(this.api, (tx) => listImports(tx, scope)) };
  }

  /** The workbook that an office fills in and uploads: with its own units to choose from. */
  @Get('template')
  @Policy('plan.import')
  @ApiProduces(XLSX)
  async template(@InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const register = await reading(this.api, (tx) => readRegister(tx, scope.jurisdictionId));
    await sendFile(reply, XLSX, await importTemplate(register));
  }

  @Get(':id')
  @Policy('plan.import')
  @TakesId()
  @Answers(importView)
  async draft(@Id() id: string, @Query() query: ImportTargetQuery, @InScope() scope: Scope) {
    const planId = query.plan === 'new' ? null : query.plan;
    const detail = await reading(this.api, (tx) => readImport(tx, scope, id, planId));
    return describeImport(found(detail, 'IMPORT.UNKNOWN'));
  }

  /** Reads the stored file again by other header rows and columns; what was corrected of its rows stays. */
  @Post(':id/mapping')
  @HttpCode(200)
  @Policy('plan.import')
  @TakesId()
  @TakesCommand(true)
  @Answers(changedView)
  async map(@Id() id: string, @Body() body: MappingBody, @InScope() scope: Scope, @Call() call: CommandCall) {
    const known = await reading(this.api, async (tx) => ({
      detail: await readImport(tx, scope, id, null),
      register: await readRegister(tx, scope.jurisdictionId),
    }));
    const { row } = found(known.detail, 'IMPORT.UNKNOWN');
    const content = await this.api.deps.files.get(row.sha256);
    if (!content) throw new RefusalProblem({ code: 'FILE.UNKNOWN', params: {} });
    const options = { year: row.year, register: known.register };
    const read = settled(await readUploadedPlan(content, row.fileName, options, body.sheets.map(sheetChoiceOf)));
    return this.commands.run(call, (act) => readImportAgain(act, { importId: id, read }), { kind: 'import', id });
  }

  @Post(':id/corrections')
  @HttpCode(200)
  @Policy('plan.import')
  @TakesId()
  @TakesCommand(true)
  @Answers(changedView)
  async correct(@Id() id: string, @Body() body: CorrectionsBody, @Call() call: CommandCall) {
    const input = {
      importId: id,
      rows: (body.rows ?? []).map((row) => ({ key: row.key, correction: correctionOf(row) })),
      units: (body.units ?? []).map((unit) => ({ name: unit.name, choice: settled(choiceOf(unit)) })),
      ...(body.title === undefined ? {} : { title: body.title }),
      ...(body.leadUnitId === undefined ? {} : { leadUnitId: body.leadUnitId }),
    };
    return this.commands.run(call, (act) => correctImport(act, input), { kind: 'import', id });
  }

  /** Makes the tasks: of a new draft, or as the chosen changes of a draft that is there. */
  @Post(':id/confirmation')
  @HttpCode(200)
  @Policy('plan.import')
  @TakesId()
  @TakesCommand(true)
  @Answers(confirmedView)
  async confirm(@Id() id: string, @Body() body: ConfirmImportBody, @Call() call: CommandCall) {
    const into = body.into
      ? {
          planId: body.into.planId,
          added: body.into.added.map((each) => each.key),
          changed: body.into.changed.map((each) => each.taskId),
          vanished: body.into.vanished.map((each) => each.taskId),
        }
      : null;
    const input = { importId: id, title: body.title, docNumber: body.docNumber ?? null, into };
    return this.commands.run(call, (act) => confirmImport(act, input), { kind: 'import', id });
  }

  /** Drops a draft import; the file may be uploaded again. */
  @Post(':id/removal')
  @HttpCode(200)
  @Policy('plan.import')
  @TakesId()
  @TakesCommand(true)
  @Answers(changedView)
  async remove(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => removeImport(act, { importId: id }), { kind: 'import', id });
  }
}
