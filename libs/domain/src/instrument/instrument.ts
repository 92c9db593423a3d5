/** `collecting` takes firings; a `submitted` one is with its chain; `ended` had no item left; `withdrawn` is 作废. */
export type InstrumentState =
  'collecting' | 'draft' | 'submitted' | 'running' | 'closed' | 'refused' | 'withdrawn' | 'merged' | 'ended';

export type TargetState = 'waiting' | 'running' | 'closed';

/** An item that has ended says why; `lapsed` never came to be said to the unit. */
export type ItemState = 'running' | 'ended' | 'lapsed';

export const DRAFT_STATES: readonly InstrumentState[] = ['collecting', 'draft'];
/** While an instrument is in one of these, its running items hold their obligations: a further firing of the kind is skipped. */
export const LIVE_STATES: readonly InstrumentState[] = ['collecting', 'draft', 'submitted', 'running'];

export interface ItemGround {
  readonly obligationState: 'open' | 'met' | 'void';
  readonly isFrozen: boolean;
  /** The due version for which the rung fired, or null for an item that a person added. */
  readonly firedDueVersion: number | null;
  readonly dueVersion: number;
}

export type ItemJudgement =
  | { readonly verdict: 'stands' }
  /** An extension or a review is open: it stays behind in a draft, and is judged again when that one goes out. */
  | { readonly verdict: 'waits' }
  | { readonly verdict: 'lapses'; readonly reason: 'met' | 'noLongerOwed' | 'dueDayMoved' };

/** Is what an item urges still so? Asked at submission and at 签发 (design section 6). */
export function judgeItem(ground: ItemGround): ItemJudgement {
  if (ground.obligationState === 'met') return { verdict: 'lapses', reason: 'met' };
  if (ground.obligationState === 'void') return { verdict: 'lapses', reason: 'noLongerOwed' };
  // A new due day arms its own rungs; what fired for the old one has lost its ground.
  if (ground.firedDueVersion !== null && ground.firedDueVersion !== ground.dueVersion) {
    return { verdict: 'lapses', reason: 'dueDayMoved' };
  }
  // A person who adds an item knows of the freeze; the clock does not speak for what is frozen.
  return ground.isFrozen && ground.firedDueVersion !== null ? { verdict: 'waits' } : { verdict: 'stands' };
}
