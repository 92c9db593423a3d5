import { AssignmentRow, IndicatorRow, MilestoneRow, TaskRow, WorkPointRow, type Tx } from '@duban/database';
import { newId } from '../kernel/new-id';
import type { DraftAssignment, DraftIndicator, DraftTask, DraftWorkPoint } from './draft-shapes';

export interface DraftRows {
  readonly points: WorkPointRow[];
  readonly tasks: TaskRow[];
  readonly assignments: AssignmentRow[];
  readonly milestones: MilestoneRow[];
  readonly indicators: IndicatorRow[];
}

export const noRows = (): DraftRows => ({ points: [], tasks: [], assignments: [], milestones: [], indicators: [] });

/** Whose they are, and behind which of the plan's points and tasks they come. */
export interface DraftPlace {
  readonly jurisdictionId: string;
  readonly planId: string;
  readonly pointsBefore?: number;
  readonly tasksBefore?: number;
}

/** The rows of work points with their tasks and shares, in order. */
export function draftRows(place: DraftPlace, points: readonly DraftWorkPoint[]): DraftRows {
  const rows: DraftRows = noRows();
  const own = { jurisdictionId: place.jurisdictionId, planId: place.planId };
  for (const point of points) {
    const workPointId = newId();
    const { chapter, label, path, heading, text, source } = point;
    const position = (place.pointsBefore ?? 0) + rows.points.length + 1;
    rows.points.push({ id: workPointId, ...own, position, chapter, label, path, heading, text, source });
    for (const task of point.tasks) addTaskRows(rows, { ...place, workPointId }, task);
  }
  return rows;
}

/** Adds one task with its shares and indicators behind those that are there. */
export function addTaskRows(rows: DraftRows, place: DraftPlace & { readonly workPointId: string }, task: DraftTask): string {
  const own = { jurisdictionId: place.jurisdictionId, planId: place.planId };
  const taskId = newId();
  rows.tasks.push({
    id: taskId,
    ...own,
    workPointId: place.workPointId,
    position: (place.tasksBefore ?? 0) + rows.tasks.length + 1,
    title: task.title,
    deliverable: task.deliverable ?? null,
    deadlineKind: task.deadlineKind,
    deadlinePhrase: task.deadlinePhrase ?? null,
    dueOn: task.dueOn,
    originalDueOn: task.dueOn,
    cycle: task.cycle ?? null,
    answersAssignmentId: null,
    version: 1,
  });
  for (const share of task.assignments) rows.assignments.push(assignmentRow(share, task, taskId, own));
  rows.milestones.push(...milestoneRows(task, taskId, own));
  rows.indicators.push(...(task.indicators ?? []).map((indicator) => indicatorRow(indicator, taskId, own)));
  return taskId;
}

/** The row of an indicator; without a task it is the plan's own. */
export function indicatorRow(
  { name, kind, unit, target }: DraftIndicator,
  taskId: string | null,
  own: { jurisdictionId: string; planId: string },
): IndicatorRow {
  return { id: newId(), ...own, taskId, name, kind, unit, target: target === undefined ? null : String(target) };
}

export async function insertDraftRows(tx: Tx, rows: DraftRows): Promise<void> {
  await tx.insert(WorkPointRow, rows.points);
  await tx.insert(TaskRow, rows.tasks);
  await tx.insert(AssignmentRow, rows.assignments);
  await tx.insert(MilestoneRow, rows.milestones);
  await tx.insert(IndicatorRow, rows.indicators);
}

export const milestoneRows = (task: DraftTask, taskId: string, own: { jurisdictionId: string; planId: string }): MilestoneRow[] =>
  (task.milestones ?? []).map(({ name, dueOn, unitId }) => ({ id: newId(), ...own, taskId, name: name.trim(), dueOn, unitId }));

export function assignmentRow(
  share: DraftAssignment,
  task: DraftTask,
  taskId: string,
  own: { jurisdictionId: string; planId: string },
): AssignmentRow {
  const dueOn = share.dueOn ?? task.dueOn;
  return {
    id: newId(),
    ...own,
    taskId,
    unitId: share.unitId,
    leaderPostId: null,
    role: share.role,
    printedRole: share.printedRole,
    printedUnit: share.printedUnit,
    state: 'assigned',
    outcome: null,
    dueOn,
    originalDueOn: dueOn,
    receivedAt: null,
    receivedBy: null,
    completionFiledAt: null,
    completionFiledBy: null,
    completionText: null,
    struckOffAt: null,
    struckOffBy: null,
    reopenedFromId: null,
    version: 1,
  };
}
