import { accept, decideAssignmentAction, refuse, type Decision } from '@duban/domain';
import { AssignmentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { meetObligation } from '../kernel/obligations';
import { lockCase, unitPost } from './assignment-case';

/** 签收: the unit's liaison or head takes the task; the receipt that was owed is met. */
export async function receiveAssignment(
  act: Act,
  input: { readonly assignmentId: string },
): Promise<Decision<{ state: 'received' }>> {
  const found = await lockCase(act, input.assignmentId);
  const post = found && unitPost(act, found.assignment.unitId);
  if (!found || !post) return refuse('ASSIGNMENT.UNKNOWN');
  const allowed = decideAssignmentAction('receive', found.facts);
  if (!allowed.ok) return allowed;
  const { assignment, task, plan } = found;
  await act.tx.update(
    AssignmentRow,
    assignment.id,
    { state: 'received', receivedAt: act.now, receivedBy: act.person },
    assignment.version,
  );
  for (const obligation of found.obligations) if (obligation.kind === 'receipt') meetObligation(act, obligation);
  act.emit({
    type: 'assignment.received',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'assignment',
    subjectId: assignment.id,
    postId: post.postId,
    onBehalfOf: post.onBehalfOf,
  });
  return accept({ state: 'received' });
}
