import { accept, refuse, type Decision } from '@duban/domain';
import type { ImportBatch } from '@duban/documents';
import { ImportBatchRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { writeAlias } from '../administration/units';
import { raiseRosterVersion } from '../people/change-roster';
import { draftPlan } from '../plans/draft-plan';
import { currentRules } from '../plans/open-draft';
import { applyToDraft } from './apply-to-draft';
import type { Corrections, PlannedRow } from './corrections';
import { lockImportDraft, planRows } from './import-batches';
import { firstLack, indicatorOf, pointsOf, pointSource, type ConfirmedImport } from './row-to-point';

export interface ImportConfirmation {
  readonly importId: string;
  readonly title: string;
  readonly docNumber: string | null;
  /** The draft that the file is a new state of, with what is to be applied; null makes a new draft. */
  readonly into: null | {
    readonly planId: string;
    /** Rows to be added, by key; tasks to be changed and to be taken out, by id. */
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly vanished: readonly string[];
  };
}

/**
 * Turns a draft import into work points, tasks and shares, all in this transaction: of a new draft plan, or as the chosen
 * changes of one that is there. What the document leaves open and the person has not said is refused with the row's number,
 * never guessed; a row that names no day at all is due at the year's end, as the custom is.
 */
export async function confirmImport(act: Act, input: ImportConfirmation): Promise<Decision<ConfirmedImport>> {
  const locked = await lockImportDraft(act, input.importId);
  if (!locked.ok) return locked;
  const row = locked.value;
  const rows = (await planRows(act.tx, act.jurisdictionId, row)).filter((each) => !each.isLeftOut);
  const source = { importId: row.id, fileName: row.fileName, sha256: row.sha256 };
  const done = input.into
    ? await applyToDraft(act, rows, { ...input.into, source: pointSource(row.id) })
    : await draftNewPlan(act, row, rows, input, source);
  if (!done.ok) return done;
  const learned = await learnAliases(act, row.content as ImportBatch, row.corrections as Corrections);
  if (!learned.ok) return learned;
  await act.tx.update(ImportBatchRow, row.id, { state: 'confirmed', planId: done.value.planId }, row.version);
  act.emit({
    type: 'import.confirmed',
    planId: done.value.planId,
    subjectKind: 'import',
    subjectId: row.id,
    data: done.value,
  });
  return done;
}

async function draftNewPlan(
  act: Act,
  row: ImportBatchRow,
  rows: readonly PlannedRow[],
  input: ImportConfirmation,
  source: object,
): Promise<Decision<ConfirmedImport>> {
  const lacking = firstLack(rows);
  if (lacking) return lacking;
  const rules = await currentRules(act);
  if (!rules) return refuse('IMPORT.NO_POLICY');
  const drafted = await draftPlan(act, {
    year: row.year,
    title: input.title,
    docNumber: input.docNumber,
    ...rules,
    source,
    points: pointsOf(rows, pointSource(row.id)).map(({ point }) => point),
    indicators: ((row.content as ImportBatch).planIndicators ?? []).map(indicatorOf),
  });
  if (!drafted.ok) return drafted;
  return accept({ planId: drafted.value.planId, added: rows.length, changed: 0, removed: 0 });
}

/** Names that the person called a unit's other name are read as that unit from the next import on. */
async function learnAliases(act: Act, batch: ImportBatch, corrections: Corrections): Promise<Decision<null>> {
  const printed = new Set(batch.rows.flatMap((row) => row.units.map((unit) => unit.name)));
  const aliases = Object.entries(corrections.units).filter(
    ([name, { isAlias, unitId }]) => isAlias && unitId && printed.has(name),
  );
  if (aliases.length > 0) await raiseRosterVersion(act);
  for (const [name, { unitId }] of aliases) {
    const learned = await writeAlias(act, unitId ?? '', name);
    // The name may have become known since, by another import: that it is the same unit's is all that was wanted.
    if (!learned.ok && learned.refusal.code !== 'UNIT.ALIAS_TAKEN') return learned;
  }
  return accept(null);
}
