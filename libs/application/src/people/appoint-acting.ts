import { accept, decideActing, receiversOfPost, refuse, type Decision, type Roster } from '@duban/domain';
import { NoticeItemRow, PersonRow, PostHoldingRow } from '@duban/database';
import { actingAppointedNotice, redirectedTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { beginRosterChange, raiseRosterVersion } from './change-roster';

export interface AppointActing {
  readonly postId: string;
  readonly personId: string;
  readonly fromOn: string;
  /** Null: until it is ended. */
  readonly toOn: string | null;
  readonly reason: string;
}

/**
 * 指定代理: the office has somebody act as the holder of a post that nobody can act for. What waits for the post is on that
 * person's list at once, and what had reached nobody is told now.
 *
 * Refused: `HOLDING.OFFICE_ONLY`, `HOLDING.UNKNOWN`, `HOLDING.NO_SUCH_PERSON`, `HOLDING.PERSON_DISABLED`,
 * `HOLDING.WINDOW_INVALID`, `HOLDING.BACKDATED`, `HOLDING.HOLDS_IT`, `HOLDING.ACTING_ALREADY`, `HOLDING.REASON_MISSING`.
 */
export async function appointActing(act: Act, input: AppointActing): Promise<Decision<{ holdingId: string; told: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('HOLDING.OFFICE_ONLY');
  if (input.reason.trim() === '') return refuse('HOLDING.REASON_MISSING');
  const roster = await beginRosterChange(act);
  const allowed = decideActing(roster, input, act.today);
  if (!allowed.ok) return allowed;
  const [person] = await act.tx.find(PersonRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.personId, act.jurisdictionId]);
  if (!person) return refuse('HOLDING.NO_SUCH_PERSON');
  const { postId, fromOn, toOn } = input;
  const holdingId = newId();
  const holding = { postId, personId: person.id, kind: 'acting' as const, fromOn, toOn };
  await act.tx.insert(PostHoldingRow, [{ id: holdingId, jurisdictionId: act.jurisdictionId, ...holding }]);
  const causeId = act.emit({
    type: 'holding.actingAppointed',
    subjectKind: 'holding',
    subjectId: holdingId,
    postId,
    data: { personId: person.id, fromOn, toOn, reason: input.reason },
  });
  act.tell({
    ...actingAppointedNotice(roster.posts.find((post) => post.id === postId)?.title ?? '', fromOn, toOn, input.reason),
    subjectKind: 'holding',
    subjectId: holdingId,
    causeId,
    receivers: [{ personId: person.id, postId, path: 'acting', onBehalfOf: null }],
  });
  const told = await tellWhatReachedNobody(act, { ...roster, holdings: [...roster.holdings, holding] });
  await raiseRosterVersion(act);
  return accept({ holdingId, told });
}

/** Items that are on the exception list and whose post somebody can act for now go to that person, and off the list. */
async function tellWhatReachedNobody(act: Act, roster: Roster): Promise<number> {
  const items = await act.tx.find(
    NoticeItemRow,
    `r.jurisdiction_id = $1 and r.receiver_id is null and r.resolved_at is null and r.post_id is not null
       and (r.obligation_id is null or exists (select from obligation o where o.id = r.obligation_id and o.state = 'open'))
     order by r.made_at, r.id for update`,
    [act.jurisdictionId],
  );
  const reached: string[] = [];
  for (const item of items) {
    const receivers = receiversOfPost(roster, item.postId ?? '', act.today).filter((each) => each.personId !== null);
    if (receivers.length === 0) continue;
    reached.push(item.id);
    const { text, subjectKind, subjectId, obligationId } = item;
    act.tell({ title: redirectedTitle, text, subjectKind, subjectId, obligationId, causeId: item.id, receivers });
  }
  await act.tx.run('update notice_item set resolved_at = $2, resolved_by = $3 where id = any($1::uuid[])', [
    reached,
    act.now,
    act.person,
  ]);
  return reached.length;
}
