import { accept, refuse, type Decision } from '../shared/result';
import type { PlanState } from './plan';

export type PlanAction = 'edit' | 'submit' | 'issue' | 'amend' | 'wrapUp' | 'archive';

const FROM: Readonly<Record<PlanAction, readonly PlanState[]>> = {
  edit: ['draft'],
  submit: ['draft'],
  issue: ['approved'],
  amend: ['issued'],
  wrapUp: ['issued'],
  archive: ['wrappedUp'],
};

export interface PlanFacts {
  readonly state: PlanState;
  /** The standing plan has no issued text and outlives every year: it is neither amended nor wrapped up. */
  readonly isStanding: boolean;
  readonly underReview: boolean;
  readonly tasks: number;
  /** Tasks without a lead or with no unit at all: an issued plan must leave nothing to nobody. */
  readonly tasksWithoutUnit: number;
  /** Tasks that are neither long-term nor due on a day. */
  readonly tasksWithoutDay: number;
  /** Open obligations whose clock this plan keeps. */
  readonly openObligations: number;
}

/** May this be done with the plan now? 草案 → 审定 → 印发 → 收官 → 归档; issued text is frozen. */
export function decidePlanAction(action: PlanAction, facts: PlanFacts): Decision<null> {
  if (facts.isStanding) return refuse('PLAN.STANDING', { action });
  if (!FROM[action].includes(facts.state)) return refuse('PLAN.WRONG_STATE', { action, state: facts.state });
  if ((action === 'submit' || action === 'edit') && facts.underReview) return refuse('PLAN.UNDER_REVIEW');
  if (action === 'submit' || action === 'issue') {
    if (facts.tasks === 0) return refuse('PLAN.NO_TASKS');
    if (facts.tasksWithoutUnit > 0) return refuse('PLAN.TASKS_WITHOUT_UNIT', { count: facts.tasksWithoutUnit });
    if (facts.tasksWithoutDay > 0) return refuse('PLAN.TASKS_WITHOUT_DAY', { count: facts.tasksWithoutDay });
  }
  if (action === 'archive' && facts.openObligations > 0) return refuse('PLAN.STILL_OWED', { count: facts.openObligations });
  return accept(null);
}

export function allowedPlanActions(facts: PlanFacts): readonly PlanAction[] {
  return (Object.keys(FROM) as PlanAction[]).filter((action) => decidePlanAction(action, facts).ok);
}
