import { accept, decideHolding, decideHoldingEnd, refuse, type Decision, type RosterHolding } from '@duban/domain';
import { PersonRow, PostHoldingRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { administering } from './administering';
import { leavesNoAdministrator } from './last-administrator';
import { readPost } from './posts';

/** 任职: somebody holds a post, acts for its missing holder (代理), or stands in for the holder for a time (受委托). */
export async function appoint(
  act: Act,
  input: {
    readonly postId: string;
    readonly personId: string;
    readonly kind: RosterHolding['kind'];
    readonly fromOn: string;
    readonly toOn: string | null;
  },
): Promise<Decision<{ holdingId: string }>> {
  const allowed = await administering(act);
  if (!allowed.ok) return allowed;
  if (!(await readPost(act, input.postId))) return refuse('POST.UNKNOWN');
  const [person] = await act.tx.find(PersonRow, 'r.id = $1 and r.jurisdiction_id = $2 and r.disabled_at is null', [
    input.personId,
    act.jurisdictionId,
  ]);
  if (!person) return refuse('PERSON.UNKNOWN');
  const held = await act.tx.find(PostHoldingRow, 'r.post_id = $1 order by r.from_on', [input.postId]);
  const may = decideHolding(input, held as unknown as RosterHolding[]);
  if (!may.ok) return may;
  const holdingId = newId();
  await act.tx.insert(PostHoldingRow, [{ id: holdingId, jurisdictionId: act.jurisdictionId, ...input }]);
  act.emit({ type: 'holding.started', subjectKind: 'holding', subjectId: holdingId, postId: input.postId, data: input });
  return accept({ holdingId });
}

/** The last day of a holding, today or later; an earlier day only mends a record that was never closed. */
export async function endHolding(
  act: Act,
  input: { readonly holdingId: string; readonly toOn: string },
): Promise<Decision<{ holdingId: string }>> {
  const allowed = await administering(act);
  if (!allowed.ok) return allowed;
  const [held] = await act.tx.find(PostHoldingRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.holdingId, act.jurisdictionId]);
  if (!held) return refuse('HOLDING.UNKNOWN');
  const may = decideHoldingEnd(held as unknown as RosterHolding, input.toOn, act.today);
  if (!may.ok) return may;
  if (await leavesNoAdministrator(act, { holdingId: held.id })) return refuse('PERSON.LAST_ADMINISTRATOR');
  await act.tx.update(PostHoldingRow, held.id, { toOn: input.toOn });
  act.emit({
    type: 'holding.ended',
    subjectKind: 'holding',
    subjectId: held.id,
    postId: held.postId,
    data: { personId: held.personId, toOn: input.toOn },
  });
  return accept({ holdingId: held.id });
}
