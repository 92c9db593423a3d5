import { accept, addDays, dayOfInstant, daysBetween, type Decision } from '@duban/domain';
import { AssignmentRow } from '@duban/database';
import { resumedNotice, suspendedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { freeze, setDue, unfreeze } from '../kernel/obligations';
import { lockForOffice, type AssignmentCase } from './assignment-case';
import { tellAssignedUnit } from './tell-unit';

/** 中止: with its grounds; the clock stands still and the remainder is held. Only the office. */
export async function suspendAssignment(
  act: Act,
  input: { readonly assignmentId: string; readonly grounds: string },
): Promise<Decision<null>> {
  const asked = await lockForOffice(act, input.assignmentId, 'suspend');
  if (!asked.ok) return asked;
  await suspend(act, asked.value, input.grounds);
  return accept(null);
}

/** What a suspension does, whoever may order it. */
export async function suspend(act: Act, found: AssignmentCase, grounds: string): Promise<void> {
  await act.tx.update(AssignmentRow, found.assignment.id, { state: 'suspended' }, found.assignment.version);
  const eventId = act.emit({
    type: 'assignment.suspended',
    planId: found.plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    data: { grounds, from: found.assignment.state },
  });
  for (const obligation of found.obligations) await freeze(act, obligation.id, 'suspension', eventId);
  await stopOpenings(act, found, true);
  await tellAssignedUnit(act, found, eventId, suspendedNotice(found.task.title, grounds));
}

/** 恢复: every due day moves by the days that the clock stood still, and is armed anew. */
export async function resumeAssignment(
  act: Act,
  input: { readonly assignmentId: string; readonly reason: string },
): Promise<Decision<null>> {
  const asked = await lockForOffice(act, input.assignmentId, 'resume');
  if (!asked.ok) return asked;
  await resume(act, asked.value, input.reason);
  return accept(null);
}

/** What a resumption does, whoever may order it. */
export async function resume(act: Act, found: AssignmentCase, reason: string): Promise<void> {
  const stoppedOn = await suspendedSince(act, found);
  const stoodDays = stoppedOn === null ? 0 : daysBetween(stoppedOn, act.today);
  let dueOn: string | null = null;
  for (const obligation of found.obligations) {
    // Only a day that had not passed when the clock was stopped has a remainder to hold.
    const movable = stoodDays > 0 && obligation.dueOn !== null && stoppedOn !== null && obligation.dueOn >= stoppedOn;
    const current = movable
      ? await setDue(act, obligation, addDays(obligation.dueOn ?? '', stoodDays), 'resumed', { askedInTime: true })
      : obligation;
    await unfreeze(act, current, 'suspension');
    if (obligation.kind === 'completion') dueOn = current.dueOn;
  }
  await stopOpenings(act, found, false);
  await act.tx.update(AssignmentRow, found.assignment.id, { state: await stateBefore(act, found) }, found.assignment.version);
  const eventId = act.emit({
    type: 'assignment.resumed',
    planId: found.plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    data: { reason, stoodDays },
  });
  await tellAssignedUnit(act, found, eventId, resumedNotice(found.task.title, dueOn, stoodDays, reason));
}

/** A report that is done still opens the next period; while a share is suspended it opens none. */
async function stopOpenings(act: Act, found: AssignmentCase, isStopped: boolean): Promise<void> {
  const changed = await act.tx.run(
    `update armed_rung r set frozen = $2 from obligation o
     where o.id = r.obligation_id and o.assignment_id = $1 and o.state = 'met' and r.frozen <> $2`,
    [found.assignment.id, isStopped],
  );
  if (changed > 0 && !isStopped) act.wake({ kind: 'plan', id: found.clockPlan.id });
}

/** The day on which the clock was stopped. */
async function suspendedSince(act: Act, found: AssignmentCase): Promise<string | null> {
  const [stopped] = await act.tx.query<{ at: Date | null }>(
    `select min(f.opened_at) as at from obligation_freeze f join obligation o on o.id = f.obligation_id
     where o.assignment_id = $1 and f.kind = 'suspension' and f.closed_at is null`,
    [found.assignment.id],
  );
  return stopped?.at ? dayOfInstant(stopped.at.getTime()) : null;
}

/** A share goes on where it was: one that had been returned is still to be filed again. */
async function stateBefore(act: Act, found: AssignmentCase): Promise<string> {
  const [event] = await act.tx.query<{ state: string | null }>(
    `select data ->> 'from' as state from event
     where subject_id = $1 and type = 'assignment.suspended' order by at desc, id desc limit 1`,
    [found.assignment.id],
  );
  return event?.state ?? (found.assignment.receivedAt === null ? 'assigned' : 'received');
}
