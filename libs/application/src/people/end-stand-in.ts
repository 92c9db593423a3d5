import { accept, lastDayWhenEnded, refuse, type Decision } from '@duban/domain';
import { PostHoldingRow } from '@duban/database';
import { standInEndedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { beginRosterChange, raiseRosterVersion } from './change-roster';

/**
 * Ends a delegation or an acting holder from today on: the holder of the post may recall the own delegate, the office either. What
 * was signed before stays; what waits is at once on the holder's list alone.
 *
 * Refused: `HOLDING.UNKNOWN`, `HOLDING.OVER` (it has ended already).
 */
export async function endStandIn(
  act: Act,
  input: { readonly holdingId: string; readonly reason: string },
): Promise<Decision<null>> {
  const roster = await beginRosterChange(act);
  const [holding] = await act.tx.find(PostHoldingRow, 'r.id = $1 and r.jurisdiction_id = $2', [
    input.holdingId,
    act.jurisdictionId,
  ]);
  if (!holding || !act.actor || holding.kind === 'holder') return refuse('HOLDING.UNKNOWN');
  const isPrincipal =
    holding.kind === 'delegate' &&
    act.actor.posts.some((post) => post.postId === holding.postId && (post.kind === 'holder' || post.kind === 'acting'));
  if (!isPrincipal && !isOffice(act.actor)) return refuse('HOLDING.UNKNOWN');
  const toOn = lastDayWhenEnded(holding, act.today);
  if (toOn === null) return refuse('HOLDING.OVER', { toOn: holding.toOn });
  await act.tx.update(PostHoldingRow, holding.id, { toOn });
  const causeId = act.emit({
    type: holding.kind === 'delegate' ? 'holding.delegationEnded' : 'holding.actingEnded',
    subjectKind: 'holding',
    subjectId: holding.id,
    postId: holding.postId,
    data: { personId: holding.personId, toOn, reason: input.reason },
  });
  act.tell({
    ...standInEndedNotice(roster.posts.find((post) => post.id === holding.postId)?.title ?? '', input.reason),
    subjectKind: 'holding',
    subjectId: holding.id,
    causeId,
    receivers: [{ personId: holding.personId, postId: holding.postId, path: 'holder', onBehalfOf: null }],
  });
  await raiseRosterVersion(act);
  return accept(null);
}
