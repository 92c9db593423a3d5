import type { ClockOwner } from '@duban/domain';
import { withTransaction } from '@duban/database';
import type { Deps } from '../kernel/deps';
import { readOwner } from './clock-owner';

/** What an owner's run waits for. `closed`: nothing any more, the run ends. Milliseconds; null: until somebody changes something. */
export type NextFire = { readonly kind: 'closed' } | { readonly kind: 'open'; readonly atMs: number | null };

/** One indexed query over the owner's unfrozen armed rungs. */
export function nextFireAt(deps: Pick<Deps, 'database'>, input: { readonly owner: ClockOwner }): Promise<NextFire> {
  const { owner } = input;
  return withTransaction(deps.database, async (tx) => {
    const facts = await readOwner(tx, owner);
    if (!facts || facts.closed) return { kind: 'closed' };
    const [row] = await tx.query<{ at: Date | null }>(
      `select min(fire_at) as at from armed_rung where owner_kind = $1 and owner_id = $2 and not frozen`,
      [owner.kind, owner.id],
    );
    return { kind: 'open', atMs: row?.at?.getTime() ?? null };
  });
}
