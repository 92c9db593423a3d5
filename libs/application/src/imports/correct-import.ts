import { accept, checkMilestones, refuse, type Decision } from '@duban/domain';
import type { ImportBatch } from '@duban/documents';
import { ImportBatchRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { rowKeys, type Corrections, type RowCorrection, type UnitChoice } from './corrections';
import { lockImportDraft } from './import-batches';
import { readRegister } from './register';

export interface ImportCorrection {
  readonly importId: string;
  /** What is said of rows, by key; it replaces what was said of the same row before. Null: as it was read. */
  readonly rows: readonly { readonly key: string; readonly correction: RowCorrection | null }[];
  /** What printed names mean; null: asked again. */
  readonly units: readonly { readonly name: string; readonly choice: UnitChoice | null }[];
  readonly title?: string;
  readonly leadUnitId?: string | null;
}

/** Keeps what a person says of a draft import. Nothing of it is a task yet. */
export async function correctImport(act: Act, input: ImportCorrection): Promise<Decision<{ importId: string }>> {
  const row = await lockImportDraft(act, input.importId);
  if (!row.ok) return row;
  const keys = new Set(rowKeys((row.value.content as ImportBatch).rows));
  const unknownRow = input.rows.find((each) => !keys.has(each.key));
  if (unknownRow) return refuse('IMPORT.ROW_UNKNOWN', { row: unknownRow.key });
  const known = new Set((await readRegister(act.tx, act.jurisdictionId)).map((unit) => unit.id));
  const named = [
    ...input.rows.flatMap((each) => (each.correction?.units ?? []).map((unit) => unit.unitId)),
    ...input.units.flatMap((each) => (each.choice?.unitId ? [each.choice.unitId] : [])),
    ...(input.leadUnitId ? [input.leadUnitId] : []),
  ];
  if (named.some((unitId) => !known.has(unitId))) return refuse('UNIT.UNKNOWN');
  for (const { correction } of input.rows) {
    const { milestones, units, deadline } = correction ?? {};
    if (!milestones) continue;
    const dueOn = deadline?.dueOn ?? null;
    const fits = checkMilestones(
      milestones,
      (units ?? []).map((unit) => ({ ...unit, dueOn })),
    );
    if (!fits.ok) return fits;
  }
  const dayless = input.rows.find(
    (each) => each.correction?.deadline?.kind === 'date' && each.correction.deadline.dueOn === null,
  );
  if (dayless) return refuse('IMPORT.DAY_EMPTY', { row: dayless.key });
  const corrections = merged(row.value.corrections as Corrections, input);
  await act.tx.update(ImportBatchRow, row.value.id, { corrections }, row.value.version);
  act.emit({
    type: 'import.corrected',
    subjectKind: 'import',
    subjectId: row.value.id,
    data: { rows: input.rows, units: input.units, title: input.title, leadUnitId: input.leadUnitId },
  });
  return accept({ importId: row.value.id });
}

function merged(before: Corrections, input: ImportCorrection): Corrections {
  const rows: Record<string, RowCorrection> = { ...before.rows };
  for (const { key, correction } of input.rows) {
    if (correction === null) delete rows[key];
    else rows[key] = correction;
  }
  const units: Record<string, UnitChoice> = { ...before.units };
  for (const { name, choice } of input.units) {
    if (choice === null) delete units[name];
    else units[name] = choice;
  }
  return {
    ...before,
    rows,
    units,
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.leadUnitId === undefined ? {} : { leadUnitId: input.leadUnitId }),
  };
}
