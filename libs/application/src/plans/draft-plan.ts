import { accept, refuse, type Cycle, type Decision, type Role } from '@duban/domain';
import { AssignmentRow, IndicatorRow, PlanRow, TaskRow, WorkPointRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';

export interface DraftAssignment {
  readonly unitId: string;
  readonly role: Role;
  /** The words as printed: 牵头单位, 责任（配合）单位. */
  readonly printedRole: string;
  readonly printedUnit: string;
  /** A unit's own day may be earlier than the task's. */
  readonly dueOn?: string | null;
}

export interface DraftTask {
  readonly title: string;
  readonly deliverable?: string | null;
  readonly deadlineKind: 'date' | 'longTerm';
  readonly deadlinePhrase?: string | null;
  /** Null only for long-term work. */
  readonly dueOn: string | null;
  /** Null: the policy's own. */
  readonly cycle?: Cycle | null;
  readonly assignments: readonly DraftAssignment[];
  readonly indicators?: readonly {
    readonly name: string;
    readonly kind: 'count' | 'amount' | 'ratio';
    readonly unit: string;
    readonly target?: number;
  }[];
}

export interface DraftWorkPoint {
  readonly chapter: string;
  readonly label: string;
  readonly path: string;
  readonly heading: string;
  readonly text: string;
  /** Where it came from: file, line, characters. */
  readonly source: unknown;
  readonly tasks: readonly DraftTask[];
}

export interface DraftPlan {
  readonly year: number;
  readonly title: string;
  readonly docNumber?: string | null;
  readonly policyVersionId: string;
  readonly calendarId: string;
  readonly source: unknown;
  readonly points: readonly DraftWorkPoint[];
}

/** Makes a plan's draft (草案) with its work points, tasks and shares. Only the supervision office may. */
export async function draftPlan(
  act: Act,
  draft: DraftPlan,
): Promise<Decision<{ planId: string; tasks: number; assignments: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  if (draft.points.length === 0) return refuse('PLAN.NO_POINTS');
  const planId = newId();
  const own = { jurisdictionId: act.jurisdictionId, planId };
  const points: WorkPointRow[] = [];
  const tasks: TaskRow[] = [];
  const assignments: AssignmentRow[] = [];
  const indicators: IndicatorRow[] = [];
  for (const point of draft.points) {
    const workPointId = newId();
    const { chapter, label, path, heading, text, source } = point;
    points.push({ id: workPointId, ...own, position: points.length + 1, chapter, label, path, heading, text, source });
    for (const task of point.tasks) {
      if (task.deadlineKind === 'date' && task.dueOn === null) return refuse('TASK.NO_DUE_DAY', { title: task.title });
      const taskId = newId();
      tasks.push({
        id: taskId,
        ...own,
        workPointId,
        position: tasks.length + 1,
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
      for (const share of task.assignments) assignments.push(assignmentRow(share, task, taskId, own));
      for (const { name, kind, unit, target } of task.indicators ?? []) {
        indicators.push({ id: newId(), ...own, taskId, name, kind, unit, target: target === undefined ? null : String(target) });
      }
    }
  }
  await act.tx.insert(PlanRow, [planRow(act, planId, draft)]);
  await act.tx.insert(WorkPointRow, points);
  await act.tx.insert(TaskRow, tasks);
  await act.tx.insert(AssignmentRow, assignments);
  await act.tx.insert(IndicatorRow, indicators);
  act.emit({
    type: 'plan.drafted',
    planId,
    subjectKind: 'plan',
    subjectId: planId,
    data: { title: draft.title, year: draft.year, points: points.length, tasks: tasks.length },
  });
  return accept({ planId, tasks: tasks.length, assignments: assignments.length });
}

function planRow(act: Act, planId: string, draft: DraftPlan): PlanRow {
  return {
    id: planId,
    jurisdictionId: act.jurisdictionId,
    year: draft.year,
    kind: 'annual',
    title: draft.title,
    docNumber: draft.docNumber ?? null,
    state: 'draft',
    version: 1,
    policyVersionId: draft.policyVersionId,
    calendarId: draft.calendarId,
    source: draft.source,
    issuedAt: null,
    issuedBy: null,
    wrappedUpAt: null,
    archivedAt: null,
  };
}

function assignmentRow(
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
