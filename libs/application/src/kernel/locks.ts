import { AssignmentRow, InstrumentRow, PlanRow, SignOffRow, TaskRow, rowNamed, tableOf, type Tx } from '@duban/database';

/*
 * Locks are taken in the order plan → task → instrument → sign-off, each by id (design section 3.2). A command on a later one
 * reads which earlier ones it needs, locks those first, and checks again.
 */

/** Shared by what opens an obligation or changes its clock owner; exclusive for issue, amendment, 收官 and 归档. */
export async function lockPlan(tx: Tx, planId: string, mode: 'shared' | 'exclusive'): Promise<PlanRow | null> {
  const [plan] = await tx.find(PlanRow, `r.id = $1 for ${mode === 'exclusive' ? 'update' : 'share'}`, [planId]);
  return plan ?? null;
}

/** Locks the task, and with it all that lies under it. */
export async function lockTask(tx: Tx, taskId: string): Promise<TaskRow | null> {
  const [task] = await tx.find(TaskRow, 'r.id = $1 for no key update', [taskId]);
  return task ?? null;
}

/** Several tasks, in id order, waiting for each. */
export async function lockTasks(tx: Tx, taskIds: readonly string[]): Promise<TaskRow[]> {
  if (taskIds.length === 0) return [];
  return tx.find(TaskRow, 'r.id = any($1::uuid[]) order by r.id for no key update', [[...new Set(taskIds)]]);
}

export async function lockInstrument(tx: Tx, instrumentId: string): Promise<InstrumentRow | null> {
  const [instrument] = await tx.find(InstrumentRow, 'r.id = $1 for no key update', [instrumentId]);
  return instrument ?? null;
}

export async function lockSignOff(tx: Tx, signOffId: string): Promise<SignOffRow | null> {
  const [signOff] = await tx.find(SignOffRow, 'r.id = $1 for no key update', [signOffId]);
  return signOff ?? null;
}

/**
 * The assignment with its task locked, and shared its plan and the plan that keeps its clock (another one after 收官); null where
 * there is none in this jurisdiction.
 */
export async function lockAssignment(tx: Tx, jurisdictionId: string, assignmentId: string): Promise<LockedAssignment | null> {
  const [[locked], [assignment]] = await Promise.all([
    tx.query<Record<string, unknown>>(LOCK_PLAN_AND_TASK, [assignmentId, jurisdictionId]),
    // Behind the lock, so that it reads what that has waited for.
    tx.find(AssignmentRow, 'r.id = $1', [assignmentId]),
  ]);
  if (!locked || !assignment) return null;
  const plan = rowNamed(PlanRow, 'plan', locked);
  return { plan, clockPlan: await lockClockPlan(tx, plan, assignmentId), task: rowNamed(TaskRow, 'task', locked), assignment };
}

export interface LockedAssignment {
  readonly plan: PlanRow;
  readonly clockPlan: PlanRow;
  readonly task: TaskRow;
  readonly assignment: AssignmentRow;
}

/** Until its 收官 a plan keeps the clock of its own shares; then another may, and it is locked too, for it may open obligations. */
async function lockClockPlan(tx: Tx, plan: PlanRow, assignmentId: string): Promise<PlanRow> {
  if (plan.state !== 'wrappedUp' && plan.state !== 'archived') return plan;
  const [keeper] = await tx.find(
    PlanRow,
    `r.id = (select owner_id from obligation where assignment_id = $1 and owner_kind = 'plan' and state = 'open' limit 1) for share`,
    [assignmentId],
  );
  return keeper ?? plan;
}

/**
 * The plan, shared, and then the task: the task's part asks for the plan's, so they are locked in this order. What an assignment
 * lies under never changes, so it need not be read first.
 */
const LOCK_PLAN_AND_TASK = `with p as materialized (
    select r.* from plan r where r.id = (select plan_id from assignment where id = $1 and jurisdiction_id = $2) for share),
  t as materialized (
    select r.* from task r where (select count(*) from p) = 1 and r.id = (select task_id from assignment where id = $1)
    for no key update)
  select ${tableOf(PlanRow).select('p', 'plan')}, ${tableOf(TaskRow).select('t', 'task')} from p, t`;
