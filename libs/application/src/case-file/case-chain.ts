import type { Tx } from '@duban/database';
import type { Anchor } from '../record/anchors';
import { FIRST_HASH, SEALABLE_COLUMNS, type SealableEvent } from '../record/event-hash';

/** One link of the chain between a case's first event and the head: the digest of its event, or of an old seal only its hash. */
export interface ChainLink {
  readonly position: number;
  readonly digest: string | null;
  /** Only where there is no digest. */
  readonly hash?: string;
}

export interface CaseChain {
  /** The hash before the first link. */
  readonly before: string;
  readonly links: readonly ChainLink[];
  /** Where the links end: at a head that is kept outside the system, or at the case's last event where none is yet. */
  readonly head: { readonly position: number; readonly hash: string };
  readonly anchor: Anchor | null;
  readonly events: readonly { readonly position: number; readonly event: SealableEvent }[];
}

/**
 * A case's events with the links that lead to the first head anchored after them. The links between tell nothing of other
 * cases' events. Null while an event of the case is not sealed yet, which takes seconds.
 */
export async function readCaseChain(tx: Tx, eventIds: readonly string[], anchors: readonly Anchor[]): Promise<CaseChain | null> {
  const rows = await tx.query<{ position: string } & SealableEvent>(
    `select s.position::text, ${SEALABLE_COLUMNS} from event e join event_seal s on s.event_id = e.id
     where e.id = any($1::uuid[]) order by s.position`,
    [[...eventIds]],
  );
  const events = rows.map(({ position, ...event }) => ({ position: Number(position), event }));
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last || events.length !== new Set(eventIds).size) return null;
  const anchor = anchors.find((each) => each.position >= last.position) ?? null;
  const seals = await tx.query<{ position: string; previousHash: string; hash: string; digest: string | null }>(
    `select s.position::text, s.previous_hash as "previousHash", s.hash, s.digest from event_seal s
     where s.position between $1 and $2 order by s.position`,
    [first.position, anchor?.position ?? last.position],
  );
  const end = seals.at(-1);
  if (!end) return null;
  return {
    before: seals[0]?.previousHash ?? FIRST_HASH,
    links: seals.map(({ position, digest, hash }) => ({
      position: Number(position),
      digest,
      ...(digest === null ? { hash } : {}),
    })),
    head: { position: Number(end.position), hash: end.hash },
    anchor,
    events,
  };
}
