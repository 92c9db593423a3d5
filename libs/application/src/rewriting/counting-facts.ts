import { definitionOf, stageAfter, type Chain, type CountingFacts, type StageKey } from '@duban/domain';
import type { ObligationRow, Tx } from '@duban/database';
import { toObligation } from '../kernel/obligations';

/** From what the due day of each obligation was counted, by obligation id; two statements for any number. */
export async function countingFactsOf(tx: Tx, rows: readonly ObligationRow[]): Promise<Map<string, CountingFacts>> {
  const targets = rows.flatMap((row) => row.targetId ?? []);
  const signOffs = rows.flatMap((row) => row.signOffId ?? []);
  const served = new Map(
    targets.length === 0
      ? []
      : (
          await tx.query<{ id: string; at: Date | null }>(
            'select id, served_at as at from instrument_target where id = any($1::uuid[])',
            [targets],
          )
        ).map((row) => [row.id, row.at]),
  );
  const chains = new Map(
    signOffs.length === 0
      ? []
      : (
          await tx.query<{ id: string; chain: Chain }>('select id, chain from sign_off where id = any($1::uuid[])', [signOffs])
        ).map((row) => [row.id, row.chain]),
  );
  return new Map(
    rows.map((row): [string, CountingFacts] => {
      const servedAt = row.targetId === null ? null : (served.get(row.targetId) ?? null);
      const chain = row.signOffId === null ? undefined : chains.get(row.signOffId);
      const step = chain?.steps.find((each) => `${chain.key}.${each.key}` === row.stageKey);
      return [
        row.id,
        {
          obligation: toObligation(row),
          dueReason: row.dueReason,
          stageFromMs: (servedAt !== null && countsFromService(row) ? servedAt : row.openedAt).getTime(),
          stepLimit: step?.limit ?? null,
        },
      ];
    }),
  );
}

/** The first stage and what runs beside the line count from the service, every other from the end of the one before. */
function countsFromService({ kind: obligationKind, stageKey }: ObligationRow): boolean {
  // Steps of sign-offs and reports have keys of the same form.
  if (obligationKind !== 'instrumentStage') return false;
  const [kind, key] = (stageKey ?? '').split('.');
  if (kind === undefined || key === undefined) return false;
  const definition = definitionOf(kind);
  return (
    stageAfter(definition, null)?.key === (key as StageKey) ||
    definition.stages.some((stage) => stage.key === key && stage.beside === true)
  );
}
