import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  confirmImport,
  keepImport,
  readImport,
  readRegister,
  readUploadedPlan,
  storeFile,
  type ImportDetail,
  type Scope,
} from '@duban/application';
import type { Tx } from '@duban/database';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { receivedFile } from '../files/received-file';
import { Answers } from '../http/answers';
import { Call, Commands, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { fact, id, listOf, maybe, object, oneOf, text, whole } from '../http/views';
import { ConfirmImportBody, ImportQuery } from './plan.dto';

const keptView = object('ImportKept', { importId: id, isKnown: fact });
const confirmedView = object('ImportConfirmed', { planId: id, tasks: whole, assignments: whole });

const importView = object('Import', {
  id,
  fileName: text,
  year: whole,
  state: oneOf('draft', 'confirmed'),
  planId: maybe(id),
  title: maybe(text),
  from: oneOf('plan', 'report', 'ledger'),
  unmatchedUnits: listOf(text),
  units: listOf(object('RegisterUnit', { id, name: text })),
  doubts: listOf(object('ImportDoubt', { where: text, message: text })),
  rows: listOf(
    object('ImportedRow', {
      row: whole,
      label: text,
      title: text,
      text,
      units: listOf(object('ImportedUnit', { name: text, printed: text, role: text, unitId: maybe(id) })),
      deadline: object('ImportedDeadline', { kind: text, date: maybe(text), phrase: text }),
      doubts: listOf(text),
    }),
  ),
  actions: listOf(oneOf('confirm')),
});

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
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Answers(keptView)
  async read(@Query() query: ImportQuery, @InScope() scope: Scope, @Call() call: CommandCall) {
    const { fileName, content } = await receivedFile(call.request);
    const register = await reading(this.api, (tx) => readRegister(tx, scope.jurisdictionId));
    const batch = settled(await readUploadedPlan(content, fileName, { year: query.year, register }));
    const { sha256 } = await storeFile(this.api.deps, content, 'application/octet-stream');
    return this.commands.run(call, (act) => keepImport(act, { fileName, sha256, year: query.year, batch }));
  }

  @Get(':id')
  @Policy('plan.import')
  @TakesId()
  @Answers(importView)
  async draft(@Id() id: string, @InScope() scope: Scope) {
    return reading(this.api, async (tx) => describe(tx, scope, found(await readImport(tx, scope, id), 'IMPORT.UNKNOWN')));
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @Policy('plan.import')
  @TakesId()
  @TakesCommand()
  @Answers(confirmedView)
  async confirm(@Id() id: string, @Body() body: ConfirmImportBody, @Call() call: CommandCall) {
    const input = {
      importId: id,
      title: body.title,
      docNumber: body.docNumber ?? null,
      units: body.units ?? [],
      leadUnitId: body.leadUnitId ?? null,
      days: body.days ?? [],
    };
    return this.commands.run(call, (act) => confirmImport(act, input));
  }
}

async function describe(tx: Tx, scope: Scope, { row, batch }: ImportDetail) {
  const units = await readRegister(tx, scope.jurisdictionId);
  return {
    id: row.id,
    fileName: row.fileName,
    year: row.year,
    state: row.state,
    planId: row.planId,
    title: batch.title,
    from: batch.from,
    unmatchedUnits: batch.unmatchedUnits,
    units,
    doubts: batch.doubts.map((doubt) => ({ where: placeWords(doubt.place), message: doubt.message })),
    rows: batch.rows.map((each, index) => ({
      row: index + 1,
      label: each.label,
      title: each.title,
      text: each.text,
      units: each.units.map((unit) => ({ ...unit, unitId: unit.unitId ?? null })),
      deadline: { kind: each.deadline.kind, date: each.deadline.date ?? null, phrase: each.deadline.phrase },
      doubts: each.doubts.map((doubt) => doubt.message),
    })),
    actions: row.state === 'draft' ? ['confirm'] : [],
  };
}

function placeWords(place: object): string {
  const { line, cell, sheet } = place as { line?: number; cell?: string; sheet?: string };
  if (cell !== undefined) return sheet === undefined ? cell : `${sheet}!${cell}`;
  return line === undefined ? '' : `第${line}行`;
}
