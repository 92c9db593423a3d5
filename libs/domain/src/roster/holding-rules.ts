import { accept, refuse, type Decision } from '../shared/result';
import type { RosterHolding } from './roster';

/** A holding that somebody wants to begin. Days inclusive; `toOn` null is open. */
export interface WantedHolding {
  readonly personId: string;
  readonly kind: RosterHolding['kind'];
  readonly fromOn: string;
  readonly toOn: string | null;
}

type HeldPost = Pick<RosterHolding, 'personId' | 'kind' | 'fromOn' | 'toOn'>;

/**
 * May this person hold the post from this day? One holder at a time; the same person never twice at a time on one post; who
 * acts for somebody does so for a named time, since nobody would notice a delegation that never ends.
 */
export function decideHolding(wanted: WantedHolding, ofThePost: readonly HeldPost[]): Decision<null> {
  if (wanted.toOn !== null && wanted.toOn < wanted.fromOn) return refuse('HOLDING.ENDS_BEFORE_START');
  if (wanted.kind === 'delegate' && wanted.toOn === null) return refuse('HOLDING.END_MISSING');
  const meanwhile = ofThePost.filter((held) => overlap(held, wanted));
  const own = meanwhile.find((held) => held.personId === wanted.personId);
  if (own) return refuse('HOLDING.ALREADY_HELD', { fromOn: own.fromOn, toOn: own.toOn });
  const holder = wanted.kind === 'holder' ? meanwhile.find((held) => held.kind === 'holder') : undefined;
  if (holder) return refuse('HOLDING.POST_TAKEN', { fromOn: holder.fromOn, toOn: holder.toOn });
  return accept(null);
}

/** May a holding end on this day (its last)? Never before it began; an end in the past stays what it was. */
export function decideHoldingEnd(held: HeldPost, toOn: string, today: string): Decision<null> {
  if (toOn < held.fromOn) return refuse('HOLDING.ENDS_BEFORE_START');
  if (held.toOn !== null && held.toOn < today) return refuse('HOLDING.ENDED', { toOn: held.toOn });
  return accept(null);
}

const overlap = (a: Pick<HeldPost, 'fromOn' | 'toOn'>, b: Pick<HeldPost, 'fromOn' | 'toOn'>): boolean =>
  (b.toOn === null || a.fromOn <= b.toOn) && (a.toOn === null || b.fromOn <= a.toOn);
