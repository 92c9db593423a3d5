import { accept, refuse, type Decision } from '@duban/domain';
import type { ImportBatch } from '@duban/documents';
import { ImportBatchRow, type Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { readRoster } from '../kernel/roster';
import type { Scope } from '../access/scope';

/** Keeps what was read of a file as a draft that a person confirms. The same file for the same year again is the same draft. */
export async function keepImport(
  act: Act,
  input: { readonly fileName: string; readonly sha256: string; readonly year: number; readonly batch: ImportBatch },
): Promise<Decision<{ importId: string; isKnown: boolean }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const [known] = await act.tx.find(
    ImportBatchRow,
    'r.jurisdiction_id = $1 and r.sha256 = $2 and r.year = $3 order by r.id limit 1',
    [act.jurisdictionId, input.sha256, input.year],
  );
  if (known) return accept({ importId: known.id, isKnown: true });
  const importId = newId();
  await act.tx.insert(ImportBatchRow, [
    {
      id: importId,
      jurisdictionId: act.jurisdictionId,
      planId: null,
      fileName: input.fileName,
      sha256: input.sha256,
      year: input.year,
      state: 'draft',
      content: input.batch,
      madeAt: act.now,
      madeBy: act.person,
      version: 1,
    },
  ]);
  act.emit({
    type: 'import.read',
    subjectKind: 'import',
    subjectId: importId,
    data: { fileName: input.fileName, sha256: input.sha256, year: input.year, rows: input.batch.rows.length },
  });
  return accept({ importId, isKnown: false });
}

export interface ImportDetail {
  readonly row: ImportBatchRow;
  readonly batch: ImportBatch;
}

/** An import of the caller's own jurisdiction; only the office has any. */
export async function readImport(tx: Tx, scope: Scope, importId: string): Promise<ImportDetail | null> {
  if (!isOffice(scope.actor)) return null;
  const [row] = await tx.find(ImportBatchRow, 'r.id = $1 and r.jurisdiction_id = $2', [importId, scope.jurisdictionId]);
  return row ? { row, batch: row.content as ImportBatch } : null;
}

/** The register of units with their other names, to match printed names with. */
export async function readRegister(
  tx: Tx,
  jurisdictionId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly aliases: readonly string[] }[]> {
  const roster = await readRoster(tx, jurisdictionId);
  const aliases = await tx.query<{ unitId: string; alias: string }>(
    'select unit_id as "unitId", alias from unit_alias where jurisdiction_id = $1 order by alias',
    [jurisdictionId],
  );
  return roster.units.map((unit) => ({
    id: unit.id,
    name: unit.name,
    aliases: aliases.filter((each) => each.unitId === unit.id).map((each) => each.alias),
  }));
}
