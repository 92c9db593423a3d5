import { accept, decideAssignmentAction, refuse, type Decision } from '@duban/domain';
import type { Act } from '../kernel/act';
import { lockCase, unitPost } from './assignment-case';

/** 逾期说明: after the day there is only this; it goes on the record and never erases the breach (decision D4.2). */
export async function explainLate(
  act: Act,
  input: { readonly assignmentId: string; readonly reason: string; readonly expectedOn: string | null },
): Promise<Decision<null>> {
  const found = await lockCase(act, input.assignmentId);
  const post = found && unitPost(act, found.assignment.unitId);
  if (!found || !post) return refuse('ASSIGNMENT.UNKNOWN');
  const allowed = decideAssignmentAction('explainLate', found.facts);
  if (!allowed.ok) return allowed;
  act.emit({
    type: 'assignment.lateExplained',
    planId: found.plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    postId: post.postId,
    onBehalfOf: post.onBehalfOf,
    data: { reason: input.reason, expectedOn: input.expectedOn },
  });
  return accept(null);
}
