import type { PlanState } from '../plan/plan';
import { accept, refuse, type Decision } from '../shared/result';
import type { AssignmentState } from './assignment';

/** What people do with an assignment. The unit: the first five; the office: the rest. */
export type AssignmentAction =
  | 'receive' // 签收
  | 'reportProgress' // 填报进展
  | 'fileCompletion' // 申请办结
  | 'askExtension' // 申请延期
  | 'explainLate' // 逾期说明
  | 'suspend' // 中止
  | 'resume' // 恢复
  | 'cancel' // 撤销
  | 'reassign'; // 转办

/** The states from which each action may be taken; everything else about it is in the checks below. */
const FROM: Readonly<Record<AssignmentAction, readonly AssignmentState[]>> = {
  receive: ['assigned'],
  reportProgress: ['assigned', 'received', 'completionFiled', 'returned'],
  fileCompletion: ['received', 'returned'],
  askExtension: ['assigned', 'received', 'returned'],
  explainLate: ['assigned', 'received', 'returned'],
  suspend: ['assigned', 'received', 'returned'],
  resume: ['suspended'],
  cancel: ['assigned', 'received', 'returned', 'suspended'],
  reassign: ['assigned', 'received', 'returned'],
};

/** What an action is judged by; days are compared by the caller's one function (standing.ts). */
export interface AssignmentFacts {
  readonly state: AssignmentState;
  readonly planState: PlanState;
  /** Is completion owed at all by this role under the policy? */
  readonly owesCompletion: boolean;
  readonly hasDueDay: boolean;
  readonly pastDue: boolean;
  readonly extensionAsked: boolean;
  readonly extensionsGranted: number;
  readonly maxExtensions: number;
}

/** May this be done now? The same answer refuses the command and hides the button. */
export function decideAssignmentAction(action: AssignmentAction, facts: AssignmentFacts): Decision<null> {
  if (facts.planState !== 'issued' && facts.planState !== 'wrappedUp')
    return refuse('PLAN.NOT_ISSUED', { state: facts.planState });
  if (!FROM[action].includes(facts.state)) return refuse('ASSIGNMENT.WRONG_STATE', { action, state: facts.state });
  switch (action) {
    case 'fileCompletion':
      if (!facts.owesCompletion) return refuse('ASSIGNMENT.OWES_NO_COMPLETION');
      // Two sign-offs about one due day would answer each other.
      return facts.extensionAsked ? refuse('EXTENSION.STILL_ASKED') : accept(null);
    case 'askExtension':
      if (!facts.owesCompletion) return refuse('ASSIGNMENT.OWES_NO_COMPLETION');
      if (!facts.hasDueDay) return refuse('EXTENSION.NO_DUE_DAY');
      // After the day there is only a late explanation, which never erases the breach (decision D4.2).
      if (facts.pastDue) return refuse('EXTENSION.AFTER_DUE_DAY');
      if (facts.extensionAsked) return refuse('EXTENSION.ALREADY_ASKED');
      if (facts.extensionsGranted >= facts.maxExtensions) return refuse('EXTENSION.TOO_MANY', { max: facts.maxExtensions });
      return accept(null);
    case 'explainLate':
      return facts.pastDue ? accept(null) : refuse('EXPLANATION.NOT_LATE');
    case 'cancel':
    case 'reassign':
      // A sign-off about a day that is no longer this unit's would be left with nothing to decide.
      return facts.extensionAsked ? refuse('EXTENSION.STILL_ASKED') : accept(null);
    case 'receive':
    case 'reportProgress':
    case 'suspend':
    case 'resume':
      return accept(null);
  }
}

export function allowedAssignmentActions(facts: AssignmentFacts): readonly AssignmentAction[] {
  return (Object.keys(FROM) as AssignmentAction[]).filter((action) => decideAssignmentAction(action, facts).ok);
}
