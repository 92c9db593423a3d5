import {
  accept,
  decideAssignmentAction,
  isPastDue,
  refuse,
  type Decision,
  type AssignmentFacts,
  type AssignmentState,
  type Policy,
  type PlanState,
  type Role,
} from '@duban/domain';
import { AssignmentRow, ObligationRow, type PlanRow, type TaskRow, type Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice, postInUnit, type ActorPost } from '../kernel/actor';
import { lockAssignment } from '../kernel/locks';
import { toObligation } from '../kernel/obligations';
import { readPolicy } from '../kernel/rulebook';

/** An assignment under lock with everything that its commands are judged by. */
export interface AssignmentCase {
  readonly plan: PlanRow;
  /** The plan that keeps the clock: the own one, or the one that the share was carried over into (结转). Its policy counts. */
  readonly clockPlan: PlanRow;
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
  // Given together they go out together, and the locks, being first, are waited for before the rest is read.
  const [locked, owed] = await Promise.all([
    lockAssignment(act.tx, act.jurisdictionId, assignmentId),
    readOwed(act.tx, assignmentId),
  ]);
  return locked && toCase(act.tx, locked, owed, act.nowMs);
}

type CaseRows = Pick<AssignmentCase, 'plan' | 'clockPlan' | 'task' | 'assignment'>;

/** The same of rows that the caller has read, and locked where it is to change them. */
export const readCase = async (tx: Tx, rows: CaseRows, nowMs: number): Promise<AssignmentCase> =>
  toCase(tx, rows, await readOwed(tx, rows.assignment.id), nowMs);

interface Owed {
  readonly obligations: readonly ObligationRow[];
  readonly extensions: { readonly asked: boolean; readonly granted: number } | undefined;
}

async function readOwed(tx: Tx, assignmentId: string): Promise<Owed> {
  const [obligations, [extensions]] = await Promise.all([
    tx.find(ObligationRow, `r.assignment_id = $1 and r.state = 'open' order by r.id`, [assignmentId]),
    tx.query<{ asked: boolean; granted: number }>(
      `select coalesce(bool_or(state = 'asked'), false) as asked, (count(*) filter (where state = 'granted'))::int as granted
       from extension where assignment_id = $1`,
      [assignmentId],
    ),
  ]);
  return { obligations, extensions };
}

async function toCase(tx: Tx, rows: CaseRows, { obligations, extensions }: Owed, nowMs: number): Promise<AssignmentCase> {
  const { plan, clockPlan, task, assignment } = rows;
  const policy = await readPolicy(tx, clockPlan.policyVersionId);
  const completion = obligations.find((obligation) => obligation.kind === 'completion') ?? null;
  return {
    plan,
    clockPlan,
    task,
    assignment,
    policy,
    obligations,
    completion,
    facts: {
      state: assignment.state as AssignmentState,
      planState: clockPlan.state as PlanState,
      owesCompletion: policy.owes[assignment.role as Role].completion,
      hasDueDay: completion !== null && completion.dueOn !== null,
      pastDue: completion !== null && isPastDue(toObligation(completion), nowMs),
      extensionAsked: extensions?.asked ?? false,
      extensionsGranted: extensions?.granted ?? 0,
      maxExtensions: policy.extension.maxTimes,
    },
  };
}

/** One owed thing of a share (a milestone, a piece) with the share's case under lock; null where there is none of this kind. */
export async function lockOwed(
  act: Act,
  obligationId: string,
  kind: 'milestone' | 'piece',
): Promise<{ readonly found: AssignmentCase; readonly obligation: ObligationRow } | null> {
  const read = () =>
    act.tx.find(ObligationRow, 'r.id = $1 and r.jurisdiction_id = $2 and r.kind = $3', [obligationId, act.jurisdictionId, kind]);
  const [known] = await read();
  const found = known?.assignmentId ? await lockCase(act, known.assignmentId) : null;
  // Again: what this reads must be what the lock has waited for.
  const [obligation] = found ? await read() : [];
  return found && obligation ? { found, obligation } : null;
}

/** The share under lock, if the actor is of the office and may do this to it now. */
export async function lockForOffice(
  act: Act,
  assignmentId: string,
  action: 'suspend' | 'resume' | 'cancel' | 'reassign',
): Promise<Decision<AssignmentCase>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const found = await lockCase(act, assignmentId);
  if (!found) return refuse('ASSIGNMENT.UNKNOWN');
  const allowed = decideAssignmentAction(action, found.facts);
  return allowed.ok ? accept(found) : allowed;
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
