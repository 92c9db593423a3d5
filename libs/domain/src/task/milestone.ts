import type { ObligationState } from '../clock/obligation';
import { compareDays, parseDay, type DayString } from '../day/day';
import type { PlanState } from '../plan/plan';
import type { Policy } from '../policy/policy';
import type { Id, UnitId } from '../shared/ids';
import { accept, refuse, type Decision } from '../shared/result';
import type { AssignmentState, Role } from './assignment';

/** 阶段节点: something of a task that is to be done by a day before its end. */
export interface PlannedMilestone {
  readonly name: string;
  readonly dueOn: DayString;
  /** The unit that owes it; null: whoever leads the task. */
  readonly unitId: UnitId | null;
}

export interface MilestoneShare {
  readonly unitId: UnitId;
  readonly role: Role;
  /** The share's due day; null for long-term work. */
  readonly dueOn: DayString | null;
}

/**
 * May a draft's task have these milestones? Each has a name and a day that is not after the day of the shares that owe it, and a
 * unit that is named has a share of the task other than 配合. What the policy lets a role owe is seen when the plan is issued.
 */
export function checkMilestones(milestones: readonly PlannedMilestone[], shares: readonly MilestoneShare[]): Decision<null> {
  const seen = new Set<string>();
  for (const milestone of milestones) {
    const name = milestone.name.trim();
    if (name === '') return refuse('MILESTONE.NAME_MISSING');
    if (parseDay(milestone.dueOn) === null) return refuse('MILESTONE.DAY_MISSING', { name });
    const key = `${name}\n${milestone.unitId ?? ''}`;
    if (seen.has(key)) return refuse('MILESTONE.TWICE', { name });
    seen.add(key);
    const owing = owingShares(milestone, shares);
    // A draft may lack its units yet; a named one must be among those that it has.
    if (milestone.unitId !== null && owing.length === 0) return refuse('MILESTONE.UNIT_NOT_ON_TASK', { name });
    const early = owing.find((share) => share.dueOn !== null && compareDays(milestone.dueOn, share.dueOn) > 0);
    if (early) return refuse('MILESTONE.AFTER_DUE_DAY', { name, dueOn: milestone.dueOn, taskDueOn: early.dueOn });
  }
  return accept(null);
}

/** The shares that owe a milestone: the named unit's, else those that lead, else all but 配合. */
export function owingShares<Share extends Pick<MilestoneShare, 'unitId' | 'role'>>(
  milestone: Pick<PlannedMilestone, 'unitId'>,
  shares: readonly Share[],
): readonly Share[] {
  const working = shares.filter((share) => share.role !== 'cooperating');
  if (milestone.unitId !== null) return working.filter((share) => share.unitId === milestone.unitId);
  const leading = working.filter((share) => share.role === 'lead');
  return leading.length > 0 ? leading : working;
}

/** The milestones that one share of a task owes, in the order of their days. */
export function milestonesOwed<Milestone extends PlannedMilestone & { readonly id: Id }>(
  share: MilestoneShare,
  shares: readonly MilestoneShare[],
  milestones: readonly Milestone[],
  policy: Pick<Policy, 'owes'>,
): readonly Milestone[] {
  if (!policy.owes[share.role].completion) return [];
  return milestones
    .filter((milestone) => owingShares(milestone, shares).includes(share))
    .sort((a, b) => compareDays(a.dueOn, b.dueOn));
}

/** 完成节点 by the unit that owes it; 退回 of what was filed, by the office. */
export type MilestoneAction = 'file' | 'return';

export interface MilestoneFacts {
  readonly planState: PlanState;
  readonly assignmentState: AssignmentState;
  readonly state: ObligationState;
}

const RUNNING: readonly AssignmentState[] = ['assigned', 'received', 'completionFiled', 'returned'];

/** May this be done with an owed milestone now? Filing meets it; what was filed may be sent back while its share runs. */
export function decideMilestoneAction(action: MilestoneAction, facts: MilestoneFacts): Decision<null> {
  const { planState, assignmentState, state } = facts;
  if (planState !== 'issued' && planState !== 'wrappedUp') return refuse('PLAN.NOT_ISSUED', { state: planState });
  if (!RUNNING.includes(assignmentState)) return refuse('ASSIGNMENT.WRONG_STATE', { action, state: assignmentState });
  if (action === 'file' && state !== 'open') return refuse('MILESTONE.NOT_OPEN');
  if (action === 'return' && state !== 'met') return refuse('MILESTONE.NOT_FILED');
  return accept(null);
}

export const allowedMilestoneActions = (facts: MilestoneFacts): readonly MilestoneAction[] =>
  (['file', 'return'] as const).filter((action) => decideMilestoneAction(action, facts).ok);
