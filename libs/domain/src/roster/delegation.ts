import { accept, refuse, type Decision } from '../shared/result';
import type { PersonId, PostId } from '../shared/ids';
import { addDays, parseDay } from '../day/day';
import type { Roster, RosterHolding } from './roster';

/** A window in which somebody acts for a post: both days inclusive. An acting holder's may be open. */
export interface StandInWish {
  readonly postId: PostId;
  readonly personId: PersonId;
  readonly fromOn: string;
  readonly toOn: string | null;
}

/** Is the holding in force on a day? */
export const holdsOn = (holding: Pick<RosterHolding, 'fromOn' | 'toOn'>, day: string): boolean =>
  holding.fromOn <= day && (holding.toOn === null || holding.toOn >= day);

const overlaps = (holding: RosterHolding, fromOn: string, toOn: string | null): boolean =>
  (holding.toOn === null || holding.toOn >= holding.fromOn) &&
  (toOn === null || holding.fromOn <= toOn) &&
  (holding.toOn === null || holding.toOn >= fromOn);

/**
 * 委托: may `principal` have somebody act for a post that is theirs, for a period? Only who holds the post (or acts as its
 * holder) today may, never a delegate; the days lie ahead; one delegate at a time, so that it is clear who was asked.
 */
export function decideDelegation(roster: Roster, principal: PersonId, wish: StandInWish, today: string): Decision<null> {
  const holds = roster.holdings.some(
    (holding) =>
      holding.postId === wish.postId && holding.personId === principal && holding.kind !== 'delegate' && holdsOn(holding, today),
  );
  if (!holds || roster.disabledPersonIds.includes(principal)) return refuse('HOLDING.UNKNOWN');
  if (wish.personId === principal) return refuse('HOLDING.TO_ONESELF');
  if (wish.toOn === null) return refuse('HOLDING.END_MISSING');
  const window = decideWindow(wish, today);
  if (!window.ok) return window;
  if (roster.disabledPersonIds.includes(wish.personId)) return refuse('HOLDING.PERSON_DISABLED');
  const own = roster.holdings.filter((holding) => holding.postId === wish.postId);
  if (own.some((each) => each.personId === wish.personId && each.kind !== 'delegate' && overlaps(each, wish.fromOn, wish.toOn))) {
    return refuse('HOLDING.HOLDS_IT');
  }
  const other = own.find((each) => each.kind === 'delegate' && overlaps(each, wish.fromOn, wish.toOn));
  if (other) return refuse('HOLDING.ALREADY_DELEGATED', { fromOn: other.fromOn, toOn: other.toOn });
  return accept(null);
}

/**
 * 指定代理: may the office have somebody act as the holder of a post? Also where the post is held: whoever holds it may be barred
 * from the one thing that waits, such as the own filing. One acting holder at a time.
 */
export function decideActing(roster: Roster, wish: StandInWish, today: string): Decision<null> {
  if (!roster.posts.some((post) => post.id === wish.postId)) return refuse('HOLDING.UNKNOWN');
  const window = decideWindow(wish, today);
  if (!window.ok) return window;
  if (roster.disabledPersonIds.includes(wish.personId)) return refuse('HOLDING.PERSON_DISABLED');
  const standing = roster.holdings.filter(
    (holding) =>
      holding.postId === wish.postId &&
      holding.kind !== 'delegate' &&
      !roster.disabledPersonIds.includes(holding.personId) &&
      holdsOn(holding, wish.fromOn),
  );
  if (standing.some((holding) => holding.personId === wish.personId)) return refuse('HOLDING.HOLDS_IT');
  if (standing.some((holding) => holding.kind === 'acting')) return refuse('HOLDING.ACTING_ALREADY');
  return accept(null);
}

function decideWindow(wish: StandInWish, today: string): Decision<null> {
  const { fromOn, toOn } = wish;
  if (parseDay(fromOn) === null || (toOn !== null && parseDay(toOn) === null)) return refuse('HOLDING.WINDOW_INVALID');
  if (fromOn < today) return refuse('HOLDING.BACKDATED', { today });
  if (toOn !== null && toOn < fromOn) return refuse('HOLDING.WINDOW_INVALID');
  return accept(null);
}

/**
 * The last day of a holding that is ended today: yesterday, so that nobody acts by it from now on; for one that has not begun, the
 * day before its first, which leaves no day in it. Null: it is over already.
 */
export function lastDayWhenEnded(holding: Pick<RosterHolding, 'fromOn' | 'toOn'>, today: string): string | null {
  if (holding.toOn !== null && (holding.toOn < today || holding.toOn < holding.fromOn)) return null;
  return addDays(holding.fromOn > today ? holding.fromOn : today, -1);
}
