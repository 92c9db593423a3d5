import {
  accept,
  decideMilestoneAction,
  dueAfterReturn,
  parseDay,
  refuse,
  type Decision,
  type MilestoneAction,
  type ObligationState,
} from '@duban/domain';
import { MilestoneFilingRow, ObligationRow } from '@duban/database';
import { milestoneReturnedNotice } from '@duban/wording';
import { endItemsOf } from '../instruments/end-items';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { armFollowing, meetObligation, setDue } from '../kernel/obligations';
import { readCalendar } from '../kernel/rulebook';
import { lockOwed, unitPost, type AssignmentCase } from './assignment-case';
import { attachEvidence, type NewEvidence } from './evidence';
import { tellAssignedUnit } from './tell-unit';

/** An owed milestone with its share, the plan and task locked. */
interface MilestoneCase {
  readonly found: AssignmentCase;
  readonly obligation: ObligationRow;
}

/**
 * 完成阶段节点: the unit says that it is done, with text and evidence. Filing meets it, on time or late; there is no chain, and the
 * office may send it back (`returnMilestone`).
 */
export async function fileMilestone(
  act: Act,
  input: { readonly obligationId: string; readonly text: string; readonly evidence: readonly NewEvidence[] },
): Promise<Decision<{ filingId: string; isLate: boolean }>> {
  const owed = await lockOwed(act, input.obligationId, 'milestone');
  const post = owed && unitPost(act, owed.found.assignment.unitId);
  if (!owed || !post) return refuse('MILESTONE.UNKNOWN');
  const allowed = decide('file', owed);
  if (!allowed.ok) return allowed;
  if (input.text.trim() === '') return refuse('MILESTONE.TEXT_MISSING');
  const { found, obligation } = owed;
  const filingId = newId();
  await act.tx.insert(MilestoneFilingRow, [
    {
      id: filingId,
      jurisdictionId: act.jurisdictionId,
      obligationId: obligation.id,
      assignmentId: found.assignment.id,
      text: input.text,
      filedAt: act.now,
      filedBy: act.person,
      returnedAt: null,
      returnedBy: null,
      returnReason: null,
    },
  ]);
  const place = { taskId: found.task.id, assignmentId: found.assignment.id };
  const attached = await attachEvidence(act, { kind: 'milestone', id: filingId }, place, input.evidence);
  if (!attached.ok) return attached;
  meetObligation(act, obligation);
  await endItemsOf(act, [obligation.id], 'done', 'met');
  const isLate = obligation.dueOn !== null && act.today > obligation.dueOn;
  act.emit({
    type: 'assignment.milestoneFiled',
    planId: found.plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    postId: post.postId,
    onBehalfOf: post.onBehalfOf,
    data: {
      obligationId: obligation.id,
      name: obligation.name,
      dueOn: obligation.dueOn,
      text: input.text,
      evidence: input.evidence.map((file) => file.sha256),
    },
  });
  return accept({ filingId, isLate });
}

/**
 * 退回: what was filed is not accepted, and the milestone is owed anew by a new day, named within the policy's bounds for returns or
 * proposed by it; a breach of the day left behind stays. Only the office.
 */
export async function returnMilestone(
  act: Act,
  input: { readonly obligationId: string; readonly reason: string; readonly dueOn: string | null },
): Promise<Decision<{ dueOn: string | null }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('MILESTONE.UNKNOWN');
  const owed = await lockOwed(act, input.obligationId, 'milestone');
  if (!owed) return refuse('MILESTONE.UNKNOWN');
  const allowed = decide('return', owed);
  if (!allowed.ok) return allowed;
  if (input.reason.trim() === '') return refuse('MILESTONE.REASON_MISSING');
  const { found, obligation } = owed;
  const named = input.dueOn === null ? null : parseDay(input.dueOn);
  if (input.dueOn !== null && named === null) return refuse('RETURN.DAY_PAST', { dueOn: input.dueOn });
  const calendar = await readCalendar(act.tx, obligation.calendarId);
  const due = dueAfterReturn(obligation.dueOn, named, found.policy, calendar, act.nowMs);
  if (!due.ok) return due;
  await act.tx.run(
    `update milestone_filing set returned_at = $2, returned_by = $3, return_reason = $4
     where obligation_id = $1 and returned_at is null`,
    [obligation.id, act.now, act.person, input.reason],
  );
  await act.tx.update(ObligationRow, obligation.id, {
    state: 'open',
    filedAt: null,
    metAt: null,
    metBy: null,
    // The share may have gone to another unit since.
    holderUnitId: found.assignment.unitId,
  });
  const open: ObligationRow = {
    ...obligation,
    state: 'open',
    metAt: null,
    metBy: null,
    holderUnitId: found.assignment.unitId,
  };
  if (due.value !== null && due.value !== obligation.dueOn) {
    // The day left behind is judged by what was filed in time.
    await setDue(act, open, due.value, named === null ? 'returned' : 'returnNamed');
  } else await armFollowing(act, [obligation.id]);
  const eventId = act.emit({
    type: 'assignment.milestoneReturned',
    planId: found.plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    data: { obligationId: obligation.id, name: obligation.name, reason: input.reason, newDueOn: due.value },
  });
  await tellAssignedUnit(
    act,
    found,
    eventId,
    milestoneReturnedNotice(found.task.title, obligation.name ?? '', due.value, input.reason),
  );
  return accept({ dueOn: due.value });
}

const decide = (action: MilestoneAction, { found, obligation }: MilestoneCase): Decision<null> =>
  decideMilestoneAction(action, {
    planState: found.facts.planState,
    assignmentState: found.facts.state,
    state: obligation.state as ObligationState,
  });
