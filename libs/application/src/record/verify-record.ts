import { withTransaction, type Tx } from '@duban/database';
import type { Deps } from '../kernel/deps';
import type { Anchor } from './anchors';
import { eventDigest, FIRST_HASH, SEALABLE_COLUMNS, sealedHash, type SealableEvent } from './event-hash';

/**
 * `edited`: an event is not what was sealed. `deleted`: a sealed event, or a seal inside the chain, is gone. `rewritten`: the
 * chain holds together but is not the one that was anchored. `cut`: the chain ends before an anchored head.
 */
export interface RecordFault {
  readonly kind: 'edited' | 'deleted' | 'rewritten' | 'cut';
  readonly position: number;
  readonly eventId: string | null;
}

export interface RecordVerdict {
  readonly ok: boolean;
  readonly sealed: number;
  readonly headHash: string | null;
  readonly faults: readonly RecordFault[];
  readonly anchorsChecked: number;
  /** Committed events that no seal covers yet, and for how long the oldest of them has waited. */
  readonly unsealed: { readonly events: number; readonly oldestAgeMs: number | null };
}

const PAGE = 5_000;
const MOST_FAULTS = 100;

type Seal = { position: string; eventId: string; previousHash: string; hash: string; digest: string | null; found: boolean };
type SealedEvent = Seal & SealableEvent;

/** Walks the whole chain and compares it with the events and with the anchors kept outside (case S46). Changes nothing. */
export function verifyRecord(deps: Deps, input: { readonly anchors: readonly Anchor[] }): Promise<RecordVerdict> {
  // One snapshot for the whole walk, or a seal written meanwhile would look like a gap.
  const walk = async (tx: Tx): Promise<RecordVerdict> => {
    const faults: RecordFault[] = [];
    const fault = (kind: RecordFault['kind'], position: number, eventId: string | null) => {
      if (faults.length < MOST_FAULTS) faults.push({ kind, position, eventId });
    };
    const anchored = new Map(input.anchors.map((anchor) => [anchor.position, anchor.hash]));
    let last = 0;
    let previousHash = FIRST_HASH;
    for (;;) {
      const page = await readPage(tx, last);
      for (const seal of page) {
        const position = Number(seal.position);
        if (position !== last + 1) fault('deleted', last + 1, null);
        else if (seal.previousHash !== previousHash) fault('rewritten', position, seal.eventId);
        if (!seal.found) fault('deleted', position, seal.eventId);
        else if (!isAsSealed(seal)) fault('edited', position, seal.eventId);
        const outside = anchored.get(position);
        if (outside !== undefined && outside !== seal.hash) fault('rewritten', position, seal.eventId);
        last = position;
        previousHash = seal.hash;
      }
      if (page.length < PAGE) break;
    }
    for (const anchor of input.anchors) if (anchor.position > last) fault('cut', anchor.position, null);
    return {
      ok: faults.length === 0,
      sealed: last,
      headHash: last === 0 ? null : previousHash,
      faults,
      anchorsChecked: input.anchors.length,
      unsealed: await readUnsealed(tx, await deps.clock.nowMs(tx)),
    };
  };
  return withTransaction(deps.database, walk, { snapshot: true });
}

function readPage(tx: Tx, after: number): Promise<SealedEvent[]> {
  return tx.query<SealedEvent>(
    `select s.position::text, s.event_id as "eventId", s.previous_hash as "previousHash", s.hash, s.digest, e.id is not null as found,
       ${SEALABLE_COLUMNS}
     from event_seal s left join event e on e.id = s.event_id where s.position > $1 order by s.position limit $2`,
    [after, PAGE],
  );
}

function isAsSealed(seal: SealedEvent): boolean {
  const { position: _position, eventId: _eventId, previousHash, hash, digest, found: _found, ...event } = seal;
  if (digest !== null && eventDigest(event) !== digest) return false;
  return sealedHash(previousHash, digest, event) === hash;
}

async function readUnsealed(tx: Tx, nowMs: number): Promise<RecordVerdict['unsealed']> {
  const [row] = await tx.query<{ events: number; oldest: Date | null }>(
    `select count(*)::int as events, min(e.at) as oldest from event e
     where not exists (select from event_seal s where s.event_id = e.id)`,
  );
  const oldest = row?.oldest ?? null;
  return { events: row?.events ?? 0, oldestAgeMs: oldest === null ? null : Math.max(0, nowMs - oldest.getTime()) };
}
