import { accept, decideDelegation, refuse, type Decision } from '@duban/domain';
import { PersonRow, PostHoldingRow } from '@duban/database';
import { delegatedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { beginRosterChange, raiseRosterVersion } from './change-roster';

export interface DelegatePost {
  readonly postId: string;
  readonly personId: string;
  /** Both days inclusive. */
  readonly fromOn: string;
  readonly toOn: string;
  readonly reason: string;
}

/**
 * 委托: whoever holds a post has somebody act for it for a period. What waits for the post is on both people's lists in that time,
 * and what the delegate does carries both names (case S20).
 *
 * Refused: `HOLDING.UNKNOWN` (not the holder), `HOLDING.TO_ONESELF`, `HOLDING.NO_SUCH_PERSON`, `HOLDING.WINDOW_INVALID`,
 * `HOLDING.BACKDATED`, `HOLDING.ALREADY_DELEGATED`, `HOLDING.HOLDS_IT`, `HOLDING.PERSON_DISABLED`.
 */
export async function delegatePost(act: Act, input: DelegatePost): Promise<Decision<{ holdingId: string }>> {
  if (!act.actor) return refuse('HOLDING.UNKNOWN');
  const roster = await beginRosterChange(act);
  const allowed = decideDelegation(roster, act.person, input, act.today);
  if (!allowed.ok) return allowed;
  const [person] = await act.tx.find(PersonRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.personId, act.jurisdictionId]);
  if (!person) return refuse('HOLDING.NO_SUCH_PERSON');
  const [principal] = await act.tx.find(PersonRow, 'r.id = $1', [act.person]);
  const { postId, fromOn, toOn } = input;
  const holdingId = newId();
  await act.tx.insert(PostHoldingRow, [
    { id: holdingId, jurisdictionId: act.jurisdictionId, postId, personId: person.id, kind: 'delegate', fromOn, toOn },
  ]);
  const causeId = act.emit({
    type: 'holding.delegated',
    subjectKind: 'holding',
    subjectId: holdingId,
    postId,
    data: { personId: person.id, fromOn, toOn, reason: input.reason },
  });
  act.tell({
    ...delegatedNotice(
      principal?.name ?? '',
      roster.posts.find((post) => post.id === postId)?.title ?? '',
      fromOn,
      toOn,
      input.reason,
    ),
    subjectKind: 'holding',
    subjectId: holdingId,
    causeId,
    receivers: [{ personId: person.id, postId, path: 'delegate', onBehalfOf: act.person }],
  });
  await raiseRosterVersion(act);
  return accept({ holdingId });
}
