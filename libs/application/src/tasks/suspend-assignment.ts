import { accept, addDays, dayOfInstant, daysBetween, decideAssignmentAction, refuse, type Decision } from '@duban/domain';
import { AssignmentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { freeze, setDue, unfreeze, voidObligation } from '../kernel/obligations';
import { endItemsOf } from '../instruments/end-items';
import { lockCase, type AssignmentCase } from './assignment-case';

/** 中止: with its grounds; the clock stands still and the remainder is held. Only the office. */
export async function suspendAssignment(
  act: Act,
  input: { readonly assignmentId: string; readonly grounds: string },
): Promise<Decision<null>> {
  const asked = await lockForOffice(act, input.assignmentId, 'suspend');
  if (!asked.ok) return asked;
  const found = asked.value;
  await act.tx.update(AssignmentRow, found.assignment.id, { state: 'suspended' }, found.assignment.version);
  const eventId = act.emit({
    type: 'assignment.suspended',
    planId: found.plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    data: { grounds: input.grounds, from: found.assignment.state },
  });
  for (const obligation of found.obligations) await freeze(act, obligation.id, 'suspension', eventId);
  return accept(null);
}

/** 恢复: every due day moves by the days that the clock stood still, and is armed anew. */
export async function resumeAssignment(
  act: Act,
  input: { readonly assignmentId: string; readonly reason: string },
): Promise<Decision<null>> {
  const asked = await lockForOffice(act, input.assignmentId, 'resume');
  if (!asked.ok) return asked;
  const found = asked.value;
  const [stopped] = await act.tx.query<{ at: Date }>(
    `select min(f.opened_at) as at from obligation_freeze f join obligation o on o.id = f.obligation_id
     where o.assignment_id = $1 and f.kind = 'suspension' and f.closed_at is null`,
    [found.assignment.id],
  );
  const stoodDays = stopped?.at ? daysBetween(dayOfInstant(stopped.at.getTime()), act.today) : 0;
  for (const obligation of found.obligations) {
    // Only a day that had not passed when the clock was stopped has a remainder to hold.
    const movable = obligation.dueOn !== null && stopped?.at && obligation.dueOn >= dayOfInstant(stopped.at.getTime());
    const current = movable
      ? await setDue(act, obligation, addDays(obligation.dueOn ?? '', stoodDays), 'resumed', { askedInTime: true })
      : obligation;
    await unfreeze(act, current, 'suspension');
  }
  await act.tx.update(
    AssignmentRow,
    found.assignment.id,
    { state: found.assignment.receivedAt === null ? 'assigned' : 'received' },
    found.assignment.version,
  );
  act.emit({
    type: 'assignment.resumed',
    planId: found.plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    data: { reason: input.reason, stoodDays },
  });
  return accept(null);
}

/** 撤销: no longer owed, with its grounds; what has an event is never deleted. Only the office. */
export async function cancelAssignment(
  act: Act,
  input: { readonly assignmentId: string; readonly grounds: string },
): Promise<Decision<null>> {
  const asked = await lockForOffice(act, input.assignmentId, 'cancel');
  if (!asked.ok) return asked;
  const found = asked.value;
  await act.tx.update(
    AssignmentRow,
    found.assignment.id,
    { state: 'cancelled', outcome: 'notApplicable' },
    found.assignment.version,
  );
  for (const obligation of found.obligations) await voidObligation(act, obligation);
  await endItemsOf(
    act,
    found.obligations.map((obligation) => obligation.id),
    'notApplicable',
    'cancelled',
  );
  act.emit({
    type: 'assignment.cancelled',
    planId: found.plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    data: { grounds: input.grounds },
  });
  return accept(null);
}

/** The share under lock, if the actor is of the office and may do this to it now. */
async function lockForOffice(
  act: Act,
  assignmentId: string,
  action: 'suspend' | 'resume' | 'cancel',
): Promise<Decision<AssignmentCase>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const found = await lockCase(act, assignmentId);
  if (!found) return refuse('ASSIGNMENT.UNKNOWN');
  const allowed = decideAssignmentAction(action, found.facts);
  return allowed.ok ? accept(found) : allowed;
}
