import type { ClockOwner } from '@duban/domain';
import { withTransaction } from '@duban/database';
import type { Deps } from '../kernel/deps';
import { readOwner } from './clock-owner';

/** What an owner's run waits for. `closed`: nothing any more, the run ends. Milliseconds; null: until somebody changes something. */
export type NextFire =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      readonly atMs: number | null;
      /** The rung that falls then (the first by obligation), for whoever looks at the run in Temporal's pages. */
      readonly rungKey?: string;
    };

/** One row of one index over the owner's unfrozen armed rungs. */
export function nextFireAt(deps: Pick<Deps, 'database'>, input: { readonly owner: ClockOwner }): Promise<NextFire> {
  const { owner } = input;
  return withTransaction(deps.database, async (tx) => {
    const facts = await readOwner(tx, owner);
    if (!facts || facts.closed) return { kind: 'closed' };
    const [row] = await tx.query<{ at: Date; rungKey: string }>(
      `select fire_at as at, rung_key as "rungKey" from armed_rung where owner_kind = $1 and owner_id = $2 and not frozen
       order by fire_at, obligation_id limit 1`,
      [owner.kind, owner.id],
    );
    return row ? { kind: 'open', atMs: row.at.getTime(), rungKey: row.rungKey } : { kind: 'open', atMs: null };
  });
}
