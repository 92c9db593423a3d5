import { EventSealRow, withTransaction, type Tx } from '@duban/database';
import type { Deps } from '../kernel/deps';
import { eventDigest, FIRST_HASH, linkHash, SEALABLE_COLUMNS, type SealableEvent } from './event-hash';

/** Any fixed number will do; it names the sealer's lock. */
const SEALER_LOCK = 4_021_888;
const BATCH = 1_000;

export interface SealedBatch {
  readonly sealed: number;
  /** The batch was full: seal again at once. */
  readonly more: boolean;
  /** Another process is sealing. */
  readonly busy: boolean;
}

export interface Sealer {
  seal(): Promise<SealedBatch>;
}

/**
 * Seals committed events into the hash chain in the order (inserting transaction, id).
 *
 * 1. Only one process seals at a time (advisory lock of the transaction).
 * 2. Only what is older than every running transaction is sealed (`pg_snapshot_xmin`): nothing can come in before it later.
 *    A number beyond the snapshot's end is visible only when it was restored from elsewhere: that event is final as well.
 * 3. The first pass looks at every event, since a restore or a crash may have left some unsealed anywhere; later passes begin
 *    where the last one that found everything sealed had its limit.
 */
export function createSealer(deps: Deps): Sealer {
  let sealedBelow: string | null = null;
  return {
    seal: () =>
      withTransaction(deps.database, async (tx) => {
        const [lock] = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [SEALER_LOCK]);
        if (!lock?.mine) return { sealed: 0, more: false, busy: true };
        const [limit] = await tx.query<{ xmin: string; xmax: string }>(
          'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, pg_snapshot_xmax(pg_current_snapshot())::text as xmax',
        );
        if (!limit) throw new Error('PostgreSQL gave no snapshot');
        const events = await findUnsealed(tx, sealedBelow, limit.xmin, limit.xmax);
        await appendSeals(tx, events, new Date(await deps.clock.nowMs(tx)));
        const more = events.length === BATCH;
        if (!more) sealedBelow = limit.xmin;
        return { sealed: events.length, more, busy: false };
      }),
  };
}

function findUnsealed(tx: Tx, from: string | null, xmin: string, xmax: string): Promise<SealableEvent[]> {
  const unsealed = 'not exists (select from event_seal s where s.event_id = e.id)';
  if (from === null) {
    return tx.query<SealableEvent>(
      `select ${SEALABLE_COLUMNS} from event e
       where (e.tx < $1::text::xid8 or e.tx >= $2::text::xid8) and ${unsealed} order by e.tx, e.id limit $3`,
      [xmin, xmax, BATCH],
    );
  }
  return tx.query<SealableEvent>(
    `select ${SEALABLE_COLUMNS} from event e
     where e.tx >= $1::text::xid8 and e.tx < $2::text::xid8 and ${unsealed} order by e.tx, e.id limit $3`,
    [from, xmin, BATCH],
  );
}

async function appendSeals(tx: Tx, events: readonly SealableEvent[], sealedAt: Date): Promise<void> {
  if (events.length === 0) return;
  const [head] = await tx.query<{ position: string; hash: string }>(
    'select s.position::text, s.hash from event_seal s order by s.position desc limit 1',
  );
  let position = BigInt(head?.position ?? 0);
  let previousHash = head?.hash ?? FIRST_HASH;
  await tx.insert(
    EventSealRow,
    events.map((event) => {
      position += 1n;
      const digest = eventDigest(event);
      const hash = linkHash(previousHash, digest);
      const row: EventSealRow = { position: position.toString(), eventId: event.id, previousHash, hash, sealedAt, digest };
      previousHash = hash;
      return row;
    }),
  );
}
