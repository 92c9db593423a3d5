import { accept, refuse, type Decision } from '@duban/domain';
import { IndicatorRow, TaskRow, WorkPointRow, type PlanRow } from '@duban/database';
import type { Act } from '../kernel/act';
import type { DraftIndicator } from '../plans/draft-shapes';
import { addTaskRows, draftRows, indicatorRow, insertDraftRows, noRows } from '../plans/draft-rows';
import { deleteTasks, editingDraft, ownOf, writeOrder, writeTask } from '../plans/edit-draft';
import { compareWithPlan } from './compare-with-plan';
import type { PlannedRow } from './corrections';
import { differenceWords } from './difference-words';
import { readComparedTasks } from './read-compared-tasks';
import { firstLack, indicatorOf, pointOf, pointsOf, taskOf, type ConfirmedImport } from './row-to-point';

export interface ChosenChanges {
  readonly planId: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly vanished: readonly string[];
  readonly source: (row: PlannedRow) => unknown;
}

/**
 * Applies the chosen part of a difference to a draft. The difference is made again under the plan's lock: what is not in it
 * any more is refused, so that nobody confirms what they have not seen.
 */
export async function applyToDraft(
  act: Act,
  rows: readonly PlannedRow[],
  chosen: ChosenChanges,
): Promise<Decision<ConfirmedImport>> {
  const plan = await editingDraft(act, chosen.planId, 'imported');
  if (!plan.ok) return plan;
  const { planId } = chosen;
  const difference = compareWithPlan(rows, await readComparedTasks(act.tx, planId), differenceWords);
  const rowByKey = new Map(rows.map((row) => [row.key, row]));
  const keyOfTask = new Map(difference.changed.map((each) => [each.taskId, each.key]));
  const isStale =
    chosen.added.some((key) => !difference.added.includes(key)) ||
    chosen.changed.some((taskId) => !keyOfTask.has(taskId)) ||
    chosen.vanished.some((taskId) => !difference.vanished.some((each) => each.taskId === taskId));
  if (isStale) return refuse('IMPORT.DIFFERENCE_STALE');
  const wanted = [...chosen.added, ...chosen.changed.map((taskId) => keyOfTask.get(taskId) ?? '')];
  const lacking = firstLack(rows.filter((row) => wanted.includes(row.key)));
  if (lacking) return lacking;

  for (const taskId of chosen.changed) {
    const row = rowByKey.get(keyOfTask.get(taskId) ?? '');
    const [task] = await act.tx.find(TaskRow, 'r.id = $1', [taskId]);
    if (!row || !task) continue;
    const { tasks: _, ...words } = pointOf(row, chosen.source);
    await act.tx.update(WorkPointRow, task.workPointId, words);
    await writeTask(act, plan.value, taskId, taskOf(row));
    if (row.stated !== null) await writeIndicators(act, plan.value, taskId, row.stated.indicators.map(indicatorOf));
  }
  const added = rows.filter((row) => chosen.added.includes(row.key));
  const pointOfKey = await addRows(act, plan.value, rows, added, difference.matches, chosen.source);
  await orderByFile(act, planId, rows, difference.matches, pointOfKey);
  await removeVanished(act, planId, chosen.vanished);
  const changed = chosen.changed.length;
  return accept({ planId, added: added.length, changed, removed: chosen.vanished.length });
}

/**
 * Adds rows as points with their tasks; a row whose point is there already, because another of its rows is a task of the plan,
 * joins that point. Gives the points that are new, by row.
 */
async function addRows(
  act: Act,
  plan: PlanRow,
  rows: readonly PlannedRow[],
  added: readonly PlannedRow[],
  matches: Readonly<Record<string, string>>,
  sourceOf: (row: PlannedRow) => unknown,
): Promise<Map<string, string>> {
  const tasks = await act.tx.query<{ id: string; pointId: string }>(
    'select id, work_point_id as "pointId" from task where plan_id = $1',
    [plan.id],
  );
  const pointOfTask = new Map(tasks.map((task) => [task.id, task.pointId]));
  const pointByFile = new Map<string, string>();
  for (const row of rows) {
    const pointId = pointOfTask.get(matches[row.key] ?? '');
    if (row.stated !== null && pointId !== undefined) pointByFile.set(row.stated.pointKey, pointId);
  }
  const made = noRows();
  const joinedPoint = (row: PlannedRow): string | undefined => pointByFile.get(row.stated?.pointKey ?? '');
  for (const row of added) {
    const workPointId = joinedPoint(row);
    if (workPointId !== undefined) addTaskRows(made, { ...ownOf(plan), workPointId, tasksBefore: tasks.length }, taskOf(row));
  }
  const groups = pointsOf(added.filter((row) => joinedPoint(row) === undefined), sourceOf); // prettier-ignore
  const fresh = draftRows(ownOf(plan), groups.map(({ point }) => point)); // prettier-ignore
  await insertDraftRows(act.tx, made);
  await insertDraftRows(act.tx, fresh);
  return new Map(groups.flatMap((group, index) => group.rows.map((row) => [row.key, fresh.points[index]?.id ?? ''] as const)));
}

/** A draft's task has no figures yet: its indicators are written anew. */
async function writeIndicators(act: Act, plan: PlanRow, taskId: string, indicators: readonly DraftIndicator[]): Promise<void> {
  await act.tx.run('delete from indicator where task_id = $1', [taskId]);
  await act.tx.insert(
    IndicatorRow,
    indicators.map((indicator) => indicatorRow(indicator, taskId, ownOf(plan))),
  );
}

/** New points stand behind the point that precedes them in the file; what is there keeps its order. */
async function orderByFile(
  act: Act,
  planId: string,
  rows: readonly PlannedRow[],
  matches: Readonly<Record<string, string>>,
  pointOfKey: ReadonlyMap<string, string>,
): Promise<void> {
  const tasks = await act.tx.query<{ id: string; pointId: string }>(
    'select id, work_point_id as "pointId" from task where plan_id = $1',
    [planId],
  );
  const pointOfTask = new Map(tasks.map((task) => [task.id, task.pointId]));
  const points = await act.tx.query<{ id: string }>('select id from work_point where plan_id = $1 order by position, id', [
    planId,
  ]);
  const fresh = new Set(pointOfKey.values());
  const order = points.map((point) => point.id).filter((id) => !fresh.has(id));
  let before: string | null = null;
  for (const row of rows) {
    const id = pointOfKey.get(row.key);
    if (id !== undefined && id !== before) order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, id);
    before = id ?? pointOfTask.get(matches[row.key] ?? '') ?? before;
  }
  await writeOrder(act, 'work_point', order);
  await act.tx.run(
    `update task t set position = o.n from (
       select k.id, row_number() over (order by w.position, k.position, k.id) as n
       from task k join work_point w on w.id = k.work_point_id where k.plan_id = $1) o
     where t.id = o.id and t.position <> o.n`,
    [planId],
  );
}

/** A point whose last task goes, goes with it. */
async function removeVanished(act: Act, planId: string, taskIds: readonly string[]): Promise<void> {
  if (taskIds.length === 0) return;
  const points = await act.tx.query<{ id: string }>(
    'select distinct work_point_id as id from task where plan_id = $1 and id = any($2::uuid[])',
    [planId, [...taskIds]],
  );
  await deleteTasks(act, taskIds);
  await act.tx.run(
    `delete from work_point w where w.id = any($1::uuid[]) and not exists (select 1 from task t where t.work_point_id = w.id)`,
    [points.map((point) => point.id)],
  );
}
