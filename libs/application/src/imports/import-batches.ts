import { accept, decidePlanAction, refuse, type Decision } from '@duban/domain';
import type { ImportBatch, ReadForImport, SheetPreview } from '@duban/documents';
import { ImportBatchRow, PlanRow, type Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import type { Scope } from '../access/scope';
import { planFacts } from '../plans/plan-facts';
import { compareWithPlan, type PlanDifference } from './compare-with-plan';
import {
  carriedCorrections,
  plannedRows,
  unknownNames,
  type Corrections,
  type PlannedRow,
  type UnknownName,
} from './corrections';
import { differenceWords } from './difference-words';
import { readComparedTasks } from './read-compared-tasks';
import { readRegister } from './register';

/**
 * Keeps what was read of a file as a draft that a person confirms. The same file for the same year again is the same draft.
 * What was said of the last confirmed file of the year and holds for this one too is taken along.
 */
export async function keepImport(
  act: Act,
  input: { readonly fileName: string; readonly sha256: string; readonly year: number; readonly read: ReadForImport },
): Promise<Decision<{ importId: string; isKnown: boolean }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const { fileName, sha256, year, read } = input;
  // Two uploads of one file at once: the second waits and finds the first.
  await act.tx.run('select pg_advisory_xact_lock(hashtextextended($1, 8))', [`${act.jurisdictionId}${sha256}${year}`]);
  const [known] = await act.tx.find(
    ImportBatchRow,
    'r.jurisdiction_id = $1 and r.sha256 = $2 and r.year = $3 order by r.id limit 1',
    [act.jurisdictionId, sha256, year],
  );
  if (known) return accept({ importId: known.id, isKnown: true });
  const importId = newId();
  await act.tx.insert(ImportBatchRow, [
    {
      id: importId,
      jurisdictionId: act.jurisdictionId,
      planId: null,
      fileName,
      sha256,
      year,
      state: 'draft',
      content: read.batch,
      madeAt: act.now,
      madeBy: act.person,
      version: 1,
      corrections: await carried(act, year, read.batch),
      preview: read.preview,
    },
  ]);
  act.emit({
    type: 'import.read',
    subjectKind: 'import',
    subjectId: importId,
    data: { fileName, sha256, year, rows: read.batch.rows.length },
  });
  return accept({ importId, isKnown: false });
}

async function carried(act: Act, year: number, batch: ImportBatch): Promise<Corrections> {
  const [earlier] = await act.tx.find(
    ImportBatchRow,
    `r.jurisdiction_id = $1 and r.year = $2 and r.state = 'confirmed' order by r.made_at desc, r.id desc limit 1`,
    [act.jurisdictionId, year],
  );
  if (!earlier) return { rows: {}, units: {} };
  return carriedCorrections(earlier.content as ImportBatch, earlier.corrections as Corrections, batch);
}

/** An import that is still a draft, locked for a change by the office. */
export async function lockImportDraft(act: Act, importId: string): Promise<Decision<ImportBatchRow>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const [row] = await act.tx.find(ImportBatchRow, 'r.id = $1 and r.jurisdiction_id = $2 for update', [
    importId,
    act.jurisdictionId,
  ]);
  if (!row) return refuse('IMPORT.UNKNOWN');
  return row.state === 'draft' ? accept(row) : refuse('IMPORT.ALREADY_CONFIRMED', { planId: row.planId });
}

/** Puts what the file gives by other header rows and columns in the place of what was read before; corrections stay. */
export async function readImportAgain(
  act: Act,
  input: { readonly importId: string; readonly read: ReadForImport },
): Promise<Decision<{ importId: string; rows: number }>> {
  const row = await lockImportDraft(act, input.importId);
  if (!row.ok) return row;
  const { batch, preview } = input.read;
  await act.tx.update(ImportBatchRow, row.value.id, { content: batch, preview }, row.value.version);
  act.emit({
    type: 'import.readAgain',
    subjectKind: 'import',
    subjectId: row.value.id,
    data: { rows: batch.rows.length, mappings: batch.mappings },
  });
  return accept({ importId: row.value.id, rows: batch.rows.length });
}

/** Drops a draft import; the file itself stays stored, and may be uploaded again. */
export async function removeImport(act: Act, input: { readonly importId: string }): Promise<Decision<{ importId: string }>> {
  const row = await lockImportDraft(act, input.importId);
  if (!row.ok) return row;
  await act.tx.run('delete from import_batch where id = $1', [row.value.id]);
  act.emit({ type: 'import.removed', subjectKind: 'import', subjectId: row.value.id, data: { fileName: row.value.fileName } });
  return accept({ importId: row.value.id });
}

export interface ImportSummary {
  readonly id: string;
  readonly fileName: string;
  readonly year: number;
  readonly state: string;
  readonly rows: number;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly planId: string | null;
}

/** The latest imports of the jurisdiction, those that wait for confirmation first. */
export async function listImports(tx: Tx, scope: Scope): Promise<ImportSummary[]> {
  if (!isOffice(scope.actor)) return [];
  return tx.query<ImportSummary>(
    `select i.id, i.file_name as "fileName", i.year, i.state, jsonb_array_length(i.content -> 'rows') as rows,
       i.made_at as "madeAt", p.name as "madeBy", i.plan_id as "planId"
     from import_batch i join person p on p.id = i.made_by where i.jurisdiction_id = $1
     order by i.state = 'draft' desc, i.made_at desc, i.id desc limit 50`,
    [scope.jurisdictionId],
  );
}

export interface ImportTarget {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly version: number;
}

export interface ImportDetail {
  readonly row: ImportBatchRow;
  readonly batch: ImportBatch;
  readonly preview: readonly SheetPreview[];
  readonly corrections: Corrections;
  readonly rows: readonly PlannedRow[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly unknownNames: readonly UnknownName[];
  /** Plans of the year that the file may be a new state of. */
  readonly targets: readonly ImportTarget[];
  /** The plan that the file is compared with: the one asked for, or that it was confirmed into, or the likely one. */
  readonly target: (ImportTarget & { readonly isEditable: boolean }) | null;
  readonly difference: PlanDifference | null;
}

/** An import of the caller's own jurisdiction; only the office has any. `planId` null compares with no plan. */
export async function readImport(
  tx: Tx,
  scope: Scope,
  importId: string,
  planId: string | null | undefined,
): Promise<ImportDetail | null> {
  if (!isOffice(scope.actor)) return null;
  const [row] = await tx.find(ImportBatchRow, 'r.id = $1 and r.jurisdiction_id = $2', [importId, scope.jurisdictionId]);
  if (!row) return null;
  const batch = row.content as ImportBatch;
  const corrections = row.corrections as Corrections;
  const register = await readRegister(tx, scope.jurisdictionId);
  const rows = plannedRows(batch, corrections, register);
  const plans = await tx.find(PlanRow, `r.jurisdiction_id = $1 and r.year = $2 and r.kind <> 'standing' order by r.id desc`, [
    scope.jurisdictionId,
    row.year,
  ]);
  const likely = plans.find((plan) => isOfFile(plan, row) || (batch.title !== null && plan.title === batch.title));
  const wanted = planId === undefined ? (row.planId ?? likely?.id ?? null) : planId;
  const target = plans.find((plan) => plan.id === wanted) ?? null;
  const isEditable = target !== null && decidePlanAction('edit', await planFacts(tx, target)).ok;
  const difference = target && compareWithPlan(rows, await readComparedTasks(tx, target.id), differenceWords);
  return {
    row,
    batch,
    preview: row.preview as SheetPreview[],
    corrections,
    rows,
    units: register.map(({ id, name }) => ({ id, name })),
    unknownNames: unknownNames(batch, corrections, register),
    targets: plans.map(targetOf),
    target: target && { ...targetOf(target), isEditable },
    difference,
  };
}

const targetOf = ({ id, title, state, version }: PlanRow): ImportTarget => ({ id, title, state, version });

const isOfFile = (plan: PlanRow, row: ImportBatchRow): boolean =>
  (plan.source as { fileName?: string }).fileName === row.fileName;

/** The rows of an import as they would become tasks now. */
export const planRows = async (tx: Tx, jurisdictionId: string, row: ImportBatchRow): Promise<PlannedRow[]> =>
  plannedRows(row.content as ImportBatch, row.corrections as Corrections, await readRegister(tx, jurisdictionId));
