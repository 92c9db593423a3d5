import { accept, type Decision } from '@duban/domain';
import { AssignmentRow } from '@duban/database';
import { cancelledNotice, type NoticeText } from '@duban/wording';
import { endItemsOf } from '../instruments/end-items';
import type { Act } from '../kernel/act';
import { voidObligation } from '../kernel/obligations';
import { lockForOffice, type AssignmentCase } from './assignment-case';
import { tellAssignedUnit } from './tell-unit';

/** 撤销: no longer owed, with its grounds; what has an event is never deleted. Only the office. */
export async function cancelAssignment(
  act: Act,
  input: { readonly assignmentId: string; readonly grounds: string },
): Promise<Decision<null>> {
  const asked = await lockForOffice(act, input.assignmentId, 'cancel');
  if (!asked.ok) return asked;
  await cancel(act, asked.value, input.grounds);
  return accept(null);
}

/** What a cancellation does, whoever may order it. */
export async function cancel(
  act: Act,
  found: AssignmentCase,
  grounds: string,
  notice: NoticeText = cancelledNotice(found.task.title, grounds),
): Promise<void> {
  await act.tx.update(
    AssignmentRow,
    found.assignment.id,
    { state: 'cancelled', outcome: 'notApplicable' },
    found.assignment.version,
  );
  for (const obligation of found.obligations) voidObligation(act, obligation);
  await endItemsOf(
    act,
    found.obligations.map((obligation) => obligation.id),
    'notApplicable',
    'cancelled',
  );
  const eventId = act.emit({
    type: 'assignment.cancelled',
    planId: found.plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    data: { grounds },
  });
  await tellAssignedUnit(act, found, eventId, notice);
}
