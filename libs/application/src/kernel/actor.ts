import type { PersonId, PostId, PostRole, Roster, UnitId } from '@duban/domain';

/** One post that a person may act for today. */
export interface ActorPost {
  readonly postId: PostId;
  readonly unitId: UnitId;
  readonly role: PostRole;
  readonly kind: 'holder' | 'acting' | 'delegate';
  /** For a delegate: the holder, so that both names go on the record. */
  readonly onBehalfOf: PersonId | null;
}

/** Who gives a command: a person with the posts held on the day, in one jurisdiction. */
export interface Actor {
  readonly personId: PersonId;
  readonly jurisdictionId: string;
  readonly posts: readonly ActorPost[];
}

export function actorOn(roster: Roster, jurisdictionId: string, personId: PersonId, day: string): Actor {
  const inForce = (from: string, to: string | null) => from <= day && (to === null || to >= day);
  const posts = roster.disabledPersonIds.includes(personId)
    ? []
    : roster.holdings
        .filter((holding) => holding.personId === personId && inForce(holding.fromOn, holding.toOn))
        .flatMap((holding): ActorPost[] => {
          const post = roster.posts.find((each) => each.id === holding.postId);
          if (!post) return [];
          const principal = roster.holdings.find(
            (each) => each.postId === post.id && each.kind === 'holder' && inForce(each.fromOn, each.toOn),
          );
          return [
            {
              postId: post.id,
              unitId: post.unitId,
              role: post.role,
              kind: holding.kind,
              onBehalfOf: holding.kind === 'delegate' ? (principal?.personId ?? null) : null,
            },
          ];
        });
  return { personId, jurisdictionId, posts };
}

export const hasRole = (actor: Actor, ...roles: readonly PostRole[]): boolean =>
  actor.posts.some((post) => roles.includes(post.role));

/** The post by which the actor acts for a unit, or null: what belongs to another unit does not exist for this person. */
export const postInUnit = (actor: Actor, unitId: UnitId, ...roles: readonly PostRole[]): ActorPost | null =>
  actor.posts.find((post) => post.unitId === unitId && (roles.length === 0 || roles.includes(post.role))) ?? null;

/** The post by which the actor acts for the supervision office. */
export const officePost = (actor: Actor | null): ActorPost | undefined =>
  actor?.posts.find((post) => post.role === 'officeClerk' || post.role === 'officeHead');

export const isOffice = (actor: Actor): boolean => officePost(actor) !== undefined;
export const isLeader = (actor: Actor): boolean => hasRole(actor, 'deputyLeader', 'chiefLeader');
