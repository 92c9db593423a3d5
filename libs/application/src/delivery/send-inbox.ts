import { withTransaction, type Tx } from '@duban/database';
import { undeliveredWords } from '@duban/wording';
import type { Deps } from '../kernel/deps';
import { fanOut } from './fan-out';

const BATCH = 500;
/** Taken up again by any sender when the one that leased it does not settle it in this time (`MachineClock`). */
const LEASE_MS = 60_000;

export interface SentInbox {
  readonly delivered: number;
  readonly skipped: number;
}

/**
 * Delivers to the inbox of the application. Each delivery is leased, its items' subjects are read again, what is done or frozen
 * meanwhile is left out, and it ends once as `delivered` or, with nothing left, as `skipped` with the reason (case S10).
 */
export async function sendInbox(deps: Deps): Promise<SentInbox> {
  const ids = await leaseDeliveries(deps, 'inbox');
  if (ids.length === 0) return { delivered: 0, skipped: 0 };
  return withTransaction(deps.database, async (tx) => {
    const at = new Date(await deps.clock.nowMs(tx));
    await dropFinishedItems(tx, ids);
    const settled = await tx.query<{ id: string; state: string }>(
      `update delivery d set state = case when x.kept then 'delivered' else 'skipped' end,
         detail = case when x.kept then '' else $3 end, settled_at = $2, next_at = null, leased_until = null
       from (select d2.id, exists (select from notice_item i where i.notice_id = d2.notice_id and i.drop_reason is null) as kept
             from delivery d2 where d2.id = any($1::uuid[])) x
       where d.id = x.id and d.state = 'waiting' returning d.id, d.state`,
      [ids, at, undeliveredWords.nothingLeft],
    );
    const delivered = settled.filter((row) => row.state === 'delivered').map((row) => row.id);
    await fanOut(tx, delivered, at);
    return { delivered: delivered.length, skipped: settled.length - delivered.length };
  });
}

/** Takes deliveries by status, never by a high-water id; two senders never hold the same one. */
function leaseDeliveries(deps: Deps, channel: string): Promise<string[]> {
  return withTransaction(deps.database, async (tx) => {
    const machineMs = deps.machine.nowMs();
    const rows = await tx.query<{ id: string }>(
      `update delivery set leased_until = $3, attempts = attempts + 1
       where id in (select id from delivery where state = 'waiting' and channel = $1 and next_at <= $2
           and (leased_until is null or leased_until <= $4)
         order by next_at, id limit $5 for update skip locked)
       returning id`,
      [channel, new Date(await deps.clock.nowMs(tx)), new Date(machineMs + LEASE_MS), new Date(machineMs), BATCH],
    );
    return rows.map((row) => row.id);
  });
}

/** Only what a firing told can become idle: what a command told is a fact that stays. */
async function dropFinishedItems(tx: Tx, deliveryIds: readonly string[]): Promise<void> {
  await tx.run(
    `update notice_item i set drop_reason = case when o.state <> 'open' or o.filed_at is not null then $2 else $3 end
     from delivery d, obligation o
     where d.id = any($1::uuid[]) and i.notice_id = d.notice_id and i.cause_kind = 'firing' and i.drop_reason is null
       and o.id = i.obligation_id
       and (o.state <> 'open' or o.filed_at is not null
         or exists (select from obligation_freeze f where f.obligation_id = o.id and f.closed_at is null))`,
    [deliveryIds, undeliveredWords.closed, undeliveredWords.frozen],
  );
}
