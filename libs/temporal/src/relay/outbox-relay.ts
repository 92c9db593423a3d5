import type { ClockOwner } from '@duban/domain';
import type { Deps } from '@duban/application';
import { withTransaction } from '@duban/database';
import { inParallel } from './in-parallel';
import { startOrSignal, type ClockRunSettings } from './start-or-signal';

const BATCH = 500;
const AT_ONCE = 20;
/** Longer than any call to Temporal may take; then another relay takes the row. */
const LEASE_MS = 60_000;

interface LeasedRow {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly ownerKind: ClockOwner['kind'];
  readonly ownerId: string;
  readonly eventId: string | null;
}

export interface RelayedOutbox {
  readonly rows: number;
  readonly owners: number;
}

/**
 * Tells Temporal what changed: leases waiting rows by status, sends one signal-with-start for each owner with no transaction
 * open, and marks the rows told. A crash in between tells an owner twice, which is harmless.
 * @throws the first error of Temporal, after the rows of the owners that could not be told were given back.
 */
export async function relayOutbox(deps: Deps, settings: ClockRunSettings): Promise<RelayedOutbox> {
  const rows = await leaseRows(deps);
  const byOwner = new Map<string, LeasedRow[]>();
  for (const row of rows) {
    const key = `${row.ownerKind}:${row.ownerId}`;
    byOwner.set(key, [...(byOwner.get(key) ?? []), row]);
  }
  const told: string[] = [];
  const failed: { ids: string[]; error: unknown }[] = [];
  await inParallel([...byOwner.values()], AT_ONCE, async (group) => {
    const ids = group.map((row) => row.id);
    const [first] = group;
    if (!first) return;
    try {
      const owner = { kind: first.ownerKind, id: first.ownerId };
      await startOrSignal(settings, owner, first.jurisdictionId, { eventId: group.at(-1)?.eventId ?? null });
      told.push(...ids);
    } catch (error) {
      failed.push({ ids, error });
    }
  });
  await settleRows(
    deps,
    told,
    failed.flatMap((each) => each.ids),
  );
  const [failure] = failed;
  if (failure) throw failure.error;
  return { rows: told.length, owners: byOwner.size };
}

function leaseRows(deps: Deps): Promise<LeasedRow[]> {
  return withTransaction(deps.database, (tx) => {
    const nowMs = deps.machine.nowMs();
    return tx.query<LeasedRow>(
      `update outbox set leased_until = $1, attempts = attempts + 1
       where id in (select id from outbox where state = 'waiting' and (leased_until is null or leased_until <= $2)
         order by id limit $3 for update skip locked)
       returning id, jurisdiction_id as "jurisdictionId", owner_kind as "ownerKind", owner_id as "ownerId", event_id as "eventId"`,
      [new Date(nowMs + LEASE_MS), new Date(nowMs), BATCH],
    );
  });
}

async function settleRows(deps: Deps, told: readonly string[], failed: readonly string[]): Promise<void> {
  if (told.length === 0 && failed.length === 0) return;
  await withTransaction(deps.database, async (tx) => {
    const at = new Date(await deps.clock.nowMs(tx));
    await tx.run(`update outbox set state = 'told', told_at = $2, leased_until = null where id = any($1::uuid[])`, [told, at]);
    await tx.run(`update outbox set leased_until = null where id = any($1::uuid[]) and state = 'waiting'`, [failed]);
  });
}
