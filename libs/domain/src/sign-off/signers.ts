import type { ChainStep } from '../policy/policy';
import { postsOf, receiversOfPost, type Obliged, type Receiver } from '../roster/receivers';
import type { Roster } from '../roster/roster';
import type { PersonId, PostId } from '../shared/ids';

/** Who may not sign, whatever post they hold: whoever filed, and unless the chain allows it whoever signed another step. */
export interface Barred {
  readonly filedBy: PersonId;
  readonly signedBy: readonly PersonId[];
}

/**
 * The posts that a step asks. Null stands for a post that the rule means and the roster does not have: the step waits on the
 * office's exception list, for no signature is waived. An empty list is a step that asks nobody by right: 会签 of a task with
 * no other unit; it is passed over.
 */
export function postsAsked(step: ChainStep, roster: Roster, obliged: Obliged): readonly (PostId | null)[] {
  const asked = step.posts.flatMap((rule): (PostId | null)[] => {
    if (rule.of === 'coUnits') {
      return obliged.coUnitIds.flatMap((unitId): (PostId | null)[] => {
        const posts = postsOf(roster, rule, { ...obliged, coUnitIds: [unitId] });
        return posts.length > 0 ? posts.map((post) => post.id) : [null];
      });
    }
    const posts = postsOf(roster, rule, obliged);
    return posts.length > 0 ? posts.map((post) => post.id) : [null];
  });
  const found = [...new Set(asked.filter((postId) => postId !== null))];
  // One of several is enough for an `any` step, so a missing post matters only where nothing else is found.
  const missing = asked.length > 0 && (found.length === 0 || (step.mode === 'all' && asked.includes(null)));
  return missing ? [...found, null] : found;
}

/**
 * Who may sign for a post on a day, by the receivers' path, passing over whoever is barred and whoever would sign in the
 * name of the person that filed. A receiver without a person: nobody is left, the office appoints an acting holder.
 */
export function signersOf(roster: Roster, postId: PostId | null, day: string, barred: Barred): readonly Receiver[] {
  if (postId === null) return [{ personId: null, postId: null, path: 'exception', onBehalfOf: null }];
  const filerPosts = roster.holdings
    .filter(
      (holding) =>
        holding.kind === 'holder' &&
        holding.personId === barred.filedBy &&
        holding.fromOn <= day &&
        (holding.toOn === null || holding.toOn >= day),
    )
    .map((holding) => holding.postId);
  return receiversOfPost(
    {
      ...roster,
      holdings: roster.holdings.filter((holding) => holding.kind !== 'delegate' || !filerPosts.includes(holding.postId)),
      disabledPersonIds: [...roster.disabledPersonIds, barred.filedBy, ...barred.signedBy],
    },
    postId,
    day,
  );
}
