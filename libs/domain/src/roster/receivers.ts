import type { PersonId, PostId, UnitId } from '../shared/ids';
import { assertNever } from '../shared/result';
import type { PostRule, Roster, RosterPost } from './roster';

/** How a receiver was found: printed on the notice (design section 5). */
export type ReceiverPath = 'holder' | 'acting' | 'delegate' | 'superior' | 'exception';

/** Somebody who is told or may act. `personId` null is the office's exception list: never nobody. */
export interface Receiver {
  readonly personId: PersonId | null;
  /** The post that was meant, even where somebody else stands in. */
  readonly postId: PostId | null;
  readonly path: ReceiverPath;
  /** For whom a delegate acts: both names go on the record. */
  readonly onBehalfOf: PersonId | null;
}

/** Who owes: the unit or the post, and the other units on the task. */
export interface Obliged {
  readonly unitId: UnitId | null;
  readonly postId: PostId | null;
  readonly coUnitIds: readonly UnitId[];
}

/** The posts that a rule means for whoever owes. */
export function postsOf(roster: Roster, rule: PostRule, obliged: Obliged): readonly RosterPost[] {
  const { unitId, coUnitIds } = obliged;
  switch (rule.of) {
    case 'holderPost':
      return roster.posts.filter((post) => post.id === obliged.postId);
    case 'holderUnit':
      return postsInUnit(roster, unitId, rule.role);
    case 'coUnits':
      return coUnitIds.flatMap((each) => postsInUnit(roster, each, rule.role));
    case 'leaderInCharge': {
      const leaderPostId = roster.units.find((unit) => unit.id === unitId)?.leaderPostId;
      const named = roster.posts.filter((post) => post.id === leaderPostId);
      return named.length > 0 ? named : roster.posts.filter((post) => post.role === 'chiefLeader');
    }
    case 'jurisdiction':
      return roster.posts.filter((post) => post.role === rule.role);
    default:
      return assertNever(rule);
  }
}

/** In the order of asking. The office has no 联络员 and no unit's head: its clerk and its own head stand there. */
const REACHED_BY = {
  liaison: ['liaison', 'officeClerk', 'unitHead', 'officeHead'],
  unitHead: ['unitHead', 'officeHead'],
} as const;

/**
 * The posts by which a unit is reached. Where the post that is meant does not exist, what it should be told goes to the
 * unit's head; the other way round it would be a signature waived, so a missing head is the office's to solve.
 */
function postsInUnit(roster: Roster, unitId: UnitId | null, role: keyof typeof REACHED_BY): readonly RosterPost[] {
  const own = roster.posts.filter((post) => post.unitId === unitId);
  for (const each of REACHED_BY[role]) {
    const found = own.filter((post) => post.role === each);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Who stands for a post on a day: the holder and whoever is delegated in the window; else the acting holder; else the
 * delegate; else the superior post by the same path; else the office's exception list.
 */
export function receiversOfPost(roster: Roster, postId: PostId, day: string): readonly Receiver[] {
  const seen = new Set<PostId>();
  for (let at: PostId | null = postId; at !== null && !seen.has(at);) {
    seen.add(at);
    const people = standingIn(roster, at, day);
    if (people.length > 0) {
      return people.map((person) => ({ ...person, postId, path: at === postId ? person.path : ('superior' as const) }));
    }
    at = roster.posts.find((post) => post.id === at)?.superiorPostId ?? null;
  }
  return [{ personId: null, postId, path: 'exception', onBehalfOf: null }];
}

/** Everyone whom a rule reaches, each once; a rule that finds no post reaches the exception list. */
export function receiversOf(roster: Roster, rule: PostRule, obliged: Obliged, day: string): readonly Receiver[] {
  const posts = postsOf(roster, rule, obliged);
  if (posts.length === 0) return [{ personId: null, postId: null, path: 'exception', onBehalfOf: null }];
  return posts.flatMap((post) => receiversOfPost(roster, post.id, day));
}

function standingIn(roster: Roster, postId: PostId, day: string): readonly Omit<Receiver, 'postId'>[] {
  const now = roster.holdings.filter(
    (holding) =>
      holding.postId === postId &&
      holding.fromOn <= day &&
      (holding.toOn === null || holding.toOn >= day) &&
      !roster.disabledPersonIds.includes(holding.personId),
  );
  const holders = now.filter((holding) => holding.kind === 'holder');
  const acting = now.filter((holding) => holding.kind === 'acting');
  const delegates = now.filter((holding) => holding.kind === 'delegate');
  // A delegate acts for whoever holds the post, also when that person is away or disabled.
  const principal = roster.holdings.find(
    (holding) =>
      holding.postId === postId &&
      holding.kind === 'holder' &&
      holding.fromOn <= day &&
      (holding.toOn === null || holding.toOn >= day),
  );
  const main = holders.length > 0 ? holders : acting;
  return [
    ...main.map((holding) => ({
      personId: holding.personId,
      path: holders.length > 0 ? ('holder' as const) : ('acting' as const),
      onBehalfOf: null,
    })),
    ...delegates.map((holding) => ({
      personId: holding.personId,
      path: 'delegate' as const,
      onBehalfOf: principal?.personId ?? null,
    })),
  ];
}
