import { accept, checkMilestones, decidePlanAction, refuse, type Decision } from '@duban/domain';
import { AssignmentRow, MilestoneRow, PlanRow, TaskRow, WorkPointRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import type { DraftTask, DraftWorkPoint } from './draft-shapes';
import { addTaskRows, assignmentRow, draftRows, insertDraftRows, milestoneRows, noRows } from './draft-rows';
import { planFacts } from './plan-facts';

export interface EditedPlan {
  readonly planId: string;
  readonly id: string;
}

type PointWords = Omit<DraftWorkPoint, 'tasks' | 'source'>;

/** The plan, locked, if it is a draft of this jurisdiction that nobody is reviewing; its version rises with each edit. */
export async function editingDraft(act: Act, planId: string, what: string, data: object = {}): Promise<Decision<PlanRow>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, planId, 'exclusive');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  const allowed = decidePlanAction('edit', await planFacts(act.tx, plan));
  if (!allowed.ok) return allowed;
  await act.tx.update(PlanRow, plan.id, {}, plan.version);
  act.emit({ type: 'plan.edited', planId, subjectKind: 'plan', subjectId: planId, data: { what, ...data } });
  return accept(plan);
}

/** Title, number, year and the policy version that the plan pins. */
export async function changeDraftHead(
  act: Act,
  input: {
    readonly planId: string;
    readonly title: string;
    readonly docNumber: string | null;
    readonly year: number;
    readonly policyVersionId: string | null;
  },
): Promise<Decision<EditedPlan>> {
  const { planId, title, docNumber, year, policyVersionId } = input;
  const plan = await editingDraft(act, planId, 'head', { title, docNumber, year, policyVersionId });
  if (!plan.ok) return plan;
  if (policyVersionId !== null && !(await policyThere(act, policyVersionId))) return refuse('PLAN.POLICY_UNKNOWN');
  const set = { title, docNumber, year, policyVersionId: policyVersionId ?? plan.value.policyVersionId };
  await act.tx.update(PlanRow, planId, set);
  return accept({ planId, id: planId });
}

export const policyThere = async (act: Act, policyVersionId: string): Promise<boolean> =>
  (
    await act.tx.query('select 1 from policy_version where id = $1 and jurisdiction_id = $2', [
      policyVersionId,
      act.jurisdictionId,
    ])
  ).length === 1;

/** Adds a work point behind another; behind none: at the head. Absent `afterId`: at the end. */
export async function addWorkPoint(
  act: Act,
  input: { readonly planId: string; readonly afterId?: string | null; readonly point: PointWords },
): Promise<Decision<EditedPlan>> {
  const plan = await editingDraft(act, input.planId, 'pointAdded', { heading: input.point.heading });
  if (!plan.ok) return plan;
  const rows = draftRows(ownOf(plan.value), [{ ...input.point, source: {}, tasks: [] }]);
  await insertDraftRows(act.tx, rows);
  const [made] = rows.points;
  await placeBehind(act, 'work_point', plan.value.id, [made?.id ?? ''], input.afterId);
  return accept({ planId: plan.value.id, id: made?.id ?? '' });
}

export async function changeWorkPoint(
  act: Act,
  input: { readonly planId: string; readonly pointId: string; readonly point: PointWords },
): Promise<Decision<EditedPlan>> {
  const plan = await editingDraft(act, input.planId, 'pointChanged', { id: input.pointId });
  if (!plan.ok) return plan;
  if (!(await pointThere(act, input.planId, input.pointId))) return refuse('POINT.UNKNOWN');
  await act.tx.update(WorkPointRow, input.pointId, { ...input.point });
  return accept({ planId: input.planId, id: input.pointId });
}

export async function moveWorkPoint(
  act: Act,
  input: { readonly planId: string; readonly pointId: string; readonly afterId: string | null },
): Promise<Decision<EditedPlan>> {
  const plan = await editingDraft(act, input.planId, 'pointMoved', { id: input.pointId });
  if (!plan.ok) return plan;
  if (!(await pointThere(act, input.planId, input.pointId))) return refuse('POINT.UNKNOWN');
  await placeBehind(act, 'work_point', input.planId, [input.pointId], input.afterId);
  return accept({ planId: input.planId, id: input.pointId });
}

/** Takes a work point out of the draft with all its tasks. */
export async function removeWorkPoint(
  act: Act,
  input: { readonly planId: string; readonly pointId: string },
): Promise<Decision<EditedPlan>> {
  const plan = await editingDraft(act, input.planId, 'pointRemoved', { id: input.pointId });
  if (!plan.ok) return plan;
  const point = await pointThere(act, input.planId, input.pointId);
  if (!point) return refuse('POINT.UNKNOWN');
  const tasks = await act.tx.find(TaskRow, 'r.work_point_id = $1', [input.pointId]);
  await deleteTasks(act, tasks.map((task) => task.id)); // prettier-ignore
  await act.tx.run('delete from work_point where id = $1', [input.pointId]);
  return accept({ planId: input.planId, id: input.pointId });
}

/** Adds a task at the end of a work point. A draft may lack the day or the unit; 送审 says what lacks. */
export async function addDraftTask(
  act: Act,
  input: { readonly planId: string; readonly pointId: string; readonly task: DraftTask },
): Promise<Decision<EditedPlan>> {
  const plan = await editingDraft(act, input.planId, 'taskAdded', { title: input.task.title });
  if (!plan.ok) return plan;
  if (!(await pointThere(act, input.planId, input.pointId))) return refuse('POINT.UNKNOWN');
  const known = await checkTask(act, input.task);
  if (!known.ok) return known;
  const rows = noRows();
  const taskId = addTaskRows(rows, { ...ownOf(plan.value), workPointId: input.pointId }, input.task);
  await insertDraftRows(act.tx, rows);
  await moveBehindSiblings(act, input.planId, taskId, input.pointId);
  return accept({ planId: input.planId, id: taskId });
}

/** Writes a task anew: its words, its deadline and all its shares. */
export async function changeDraftTask(
  act: Act,
  input: { readonly planId: string; readonly taskId: string; readonly task: DraftTask },
): Promise<Decision<EditedPlan>> {
  const plan = await editingDraft(act, input.planId, 'taskChanged', { id: input.taskId });
  if (!plan.ok) return plan;
  if (!(await taskThere(act, input.planId, input.taskId))) return refuse('TASK.UNKNOWN');
  const known = await checkTask(act, input.task);
  if (!known.ok) return known;
  await writeTask(act, plan.value, input.taskId, input.task);
  return accept({ planId: input.planId, id: input.taskId });
}

/** The words, deadline and shares of a draft's task; the plan is locked by whoever calls. */
export async function writeTask(act: Act, plan: PlanRow, taskId: string, task: DraftTask): Promise<void> {
  const { title, deliverable = null, deadlineKind, deadlinePhrase = null, dueOn, cycle = null } = task;
  const set = { title, deliverable, deadlineKind, deadlinePhrase, dueOn, originalDueOn: dueOn, cycle };
  await act.tx.update(TaskRow, taskId, set);
  await act.tx.run('delete from assignment where task_id = $1', [taskId]);
  await act.tx.insert(
    AssignmentRow,
    task.assignments.map((share) => assignmentRow(share, task, taskId, ownOf(plan))),
  );
  // Whoever says nothing of milestones leaves them as they are.
  if (!task.milestones) return;
  await act.tx.run('delete from milestone where task_id = $1', [taskId]);
  await act.tx.insert(MilestoneRow, milestoneRows(task, taskId, ownOf(plan)));
}

/** Moves a task to a work point, behind another task of it; behind none: as its first. */
export async function moveDraftTask(
  act: Act,
  input: { readonly planId: string; readonly taskId: string; readonly pointId: string; readonly afterId: string | null },
): Promise<Decision<EditedPlan>> {
  const plan = await editingDraft(act, input.planId, 'taskMoved', { id: input.taskId, pointId: input.pointId });
  if (!plan.ok) return plan;
  if (!(await taskThere(act, input.planId, input.taskId))) return refuse('TASK.UNKNOWN');
  if (!(await pointThere(act, input.planId, input.pointId))) return refuse('POINT.UNKNOWN');
  await act.tx.update(TaskRow, input.taskId, { workPointId: input.pointId });
  await placeBehind(act, 'task', input.planId, [input.taskId], input.afterId);
  return accept({ planId: input.planId, id: input.taskId });
}

export async function removeDraftTask(
  act: Act,
  input: { readonly planId: string; readonly taskId: string },
): Promise<Decision<EditedPlan>> {
  const plan = await editingDraft(act, input.planId, 'taskRemoved', { id: input.taskId });
  if (!plan.ok) return plan;
  if (!(await taskThere(act, input.planId, input.taskId))) return refuse('TASK.UNKNOWN');
  await deleteTasks(act, [input.taskId]);
  return accept({ planId: input.planId, id: input.taskId });
}

/** Takes tasks out of a draft; the plan is locked by whoever calls. */
export async function deleteTasks(act: Act, taskIds: readonly string[]): Promise<void> {
  for (const table of ['assignment', 'indicator', 'milestone']) {
    await act.tx.run(`delete from ${table} where task_id = any($1::uuid[])`, [[...taskIds]]);
  }
  await act.tx.run('delete from task where id = any($1::uuid[])', [[...taskIds]]);
}

export const ownOf = (plan: PlanRow): { jurisdictionId: string; planId: string } => ({
  jurisdictionId: plan.jurisdictionId,
  planId: plan.id,
});

const pointThere = async (act: Act, planId: string, pointId: string): Promise<WorkPointRow | null> =>
  (await act.tx.find(WorkPointRow, 'r.id = $1 and r.plan_id = $2', [pointId, planId]))[0] ?? null;

const taskThere = async (act: Act, planId: string, taskId: string): Promise<TaskRow | null> =>
  (await act.tx.find(TaskRow, 'r.id = $1 and r.plan_id = $2', [taskId, planId]))[0] ?? null;

/** Units that are there, each share once, and milestones that their shares can owe. */
export async function checkTask(act: Act, task: DraftTask): Promise<Decision<null>> {
  const known = new Set((await act.roster()).units.map((unit) => unit.id));
  const shares = task.assignments.map((share) => `${share.unitId}:${share.role}`);
  if (task.assignments.some((share) => !known.has(share.unitId))) return refuse('UNIT.UNKNOWN');
  if (new Set(shares).size !== shares.length) return refuse('TASK.SHARE_TWICE', { title: task.title });
  return checkMilestones(
    task.milestones ?? [],
    task.assignments.map(({ unitId, role, dueOn }) => ({ unitId, role, dueOn: dueOn ?? task.dueOn })),
  );
}

async function moveBehindSiblings(act: Act, planId: string, taskId: string, pointId: string): Promise<void> {
  const [last] = await act.tx.query<{ id: string }>(
    'select id from task where work_point_id = $1 and id <> $2 order by position desc, id desc limit 1',
    [pointId, taskId],
  );
  await placeBehind(act, 'task', planId, [taskId], last?.id ?? null);
}

/** Numbers the plan's rows anew with these, in their order, behind another, at the head (null) or at the end (undefined). */
export async function placeBehind(
  act: Act,
  table: 'work_point' | 'task',
  planId: string,
  ids: readonly string[],
  afterId: string | null | undefined,
): Promise<void> {
  const rows = await act.tx.query<{ id: string }>(`select id from ${table} where plan_id = $1 order by position, id`, [planId]);
  const others = rows.map((row) => row.id).filter((each) => !ids.includes(each));
  const at = afterId === undefined ? others.length : afterId === null ? 0 : others.indexOf(afterId) + 1;
  await writeOrder(act, table, [...others.slice(0, at), ...ids, ...others.slice(at)]);
}

export const writeOrder = (act: Act, table: 'work_point' | 'task', ids: readonly string[]): Promise<number> =>
  act.tx.run(
    `update ${table} t set position = o.n from unnest($1::uuid[]) with ordinality as o(id, n)
     where t.id = o.id and t.position <> o.n`,
    [[...ids]],
  );
