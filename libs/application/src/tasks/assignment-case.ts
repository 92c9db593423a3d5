import { isPastDue, type AssignmentFacts, type AssignmentState, type Policy, type PlanState, type Role } from '@duban/domain';
import { AssignmentRow, ObligationRow, type PlanRow, type TaskRow, type Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { postInUnit, type ActorPost } from '../kernel/actor';
import { lockAssignment } from '../kernel/locks';
import { toObligation } from '../kernel/obligations';
import { readPolicy } from '../kernel/rulebook';

/** An assignment under lock with everything that its commands are judged by. */
export interface AssignmentCase {
  readonly plan: PlanRow;
  readonly task: TaskRow;
  readonly assignment: AssignmentRow;
  readonly policy: Policy;
  /** Those that are open. */
  readonly obligations: readonly ObligationRow[];
  readonly completion: ObligationRow | null;
  readonly facts: AssignmentFacts;
}

/** Locks plan (shared) and task; null where the assignment does not exist in this jurisdiction. */
export async function lockCase(act: Act, assignmentId: string): Promise<AssignmentCase | null> {
  const locked = await lockAssignment(act.tx, act.jurisdictionId, assignmentId);
  return locked && readCase(act.tx, locked.plan, locked.task, locked.assignment, act.nowMs);
}

export async function readCase(
  tx: Tx,
  plan: PlanRow,
  task: TaskRow,
  assignment: AssignmentRow,
  nowMs: number,
): Promise<AssignmentCase> {
  const policy = await readPolicy(tx, plan.policyVersionId);
  const obligations = await tx.find(ObligationRow, `r.assignment_id = $1 and r.state = 'open' order by r.id`, [assignment.id]);
  const completion = obligations.find((obligation) => obligation.kind === 'completion') ?? null;
  const [extensions] = await tx.query<{ asked: boolean; granted: number }>(
    `select coalesce(bool_or(state = 'asked'), false) as asked, (count(*) filter (where state = 'granted'))::int as granted
     from extension where assignment_id = $1`,
    [assignment.id],
  );
  return {
    plan,
    task,
    assignment,
    policy,
    obligations,
    completion,
    facts: {
      state: assignment.state as AssignmentState,
      planState: plan.state as PlanState,
      owesCompletion: policy.owes[assignment.role as Role].completion,
      hasDueDay: completion !== null && completion.dueOn !== null,
      pastDue: completion !== null && isPastDue(toObligation(completion), nowMs),
      extensionAsked: extensions?.asked ?? false,
      extensionsGranted: extensions?.granted ?? 0,
      maxExtensions: policy.extension.maxTimes,
    },
  };
}

/** The post by which the actor acts for the unit that owes; null: for this person the assignment does not exist. */
export const unitPost = (act: Act, unitId: string): ActorPost | null =>
  act.actor ? postInUnit(act.actor, unitId, 'liaison', 'unitHead') : null;

/** The other units whose completion is owed under the same task: they co-sign. */
export async function coUnitIds(tx: Tx, assignment: AssignmentRow, policy: Policy): Promise<string[]> {
  const others = await tx.find(AssignmentRow, `r.task_id = $1 and r.unit_id <> $2 and r.state <> 'cancelled' order by r.id`, [
    assignment.taskId,
    assignment.unitId,
  ]);
  return [...new Set(others.filter((other) => policy.owes[other.role as Role].completion).map((other) => other.unitId))];
}
