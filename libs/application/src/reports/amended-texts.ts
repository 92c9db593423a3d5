import type { AmendmentLine, TaskText } from '@duban/domain';
import type { TaskRow, Tx } from '@duban/database';
import { columnsOfText } from '../amendments/task-text';

/** What an amendment did to a task: in force by the moment that is reported on. */
export interface TaskAmendment {
  readonly amendmentId: string;
  readonly number: number;
  readonly effectiveAt: Date;
  readonly basis: string;
  readonly line: AmendmentLine;
  /** The task's text as it stood before the line; null where the line brought the task in. */
  readonly before: TaskText | null;
  /** The share that it added or took away. */
  readonly assignmentId: string | null;
}

/** The amendments (调整) of a plan as seen from a moment: what came later is undone. */
export interface AmendedTexts {
  /** In force by the moment. */
  readonly amendments: number;
  readonly of: (taskId: string) => readonly TaskAmendment[];
  /** False for points, tasks and shares that came in after the moment. */
  readonly isThere: (id: string) => boolean;
  /** The task with its text in force at the moment. */
  readonly asThen: (task: TaskRow) => TaskRow;
}

interface LineRow {
  readonly amendmentId: string;
  readonly number: number;
  readonly effectiveAt: Date;
  readonly basis: string;
  readonly change: AmendmentLine;
  readonly taskId: string | null;
  readonly before: TaskText | null;
  readonly made: { readonly pointId?: string; readonly taskIds?: string[]; readonly assignmentIds?: string[] } | null;
}

export async function readAmendedTexts(tx: Tx, planId: string, asOf: Date): Promise<AmendedTexts> {
  const lines = await tx.query<LineRow>(
    `select m.id as "amendmentId", m.number, m.effective_at as "effectiveAt", m.basis, l.change, l.task_id as "taskId", l.before, l.made
     from amendment_line l join plan_amendment m on m.id = l.amendment_id
     where m.plan_id = $1 and m.state = 'inForce' and l.state = 'inForce' order by m.number, l.position, l.id`,
    [planId],
  );
  const later = lines.filter((line) => line.effectiveAt > asOf);
  const missing = new Set(
    later.flatMap(({ made }) => [made?.pointId ?? '', ...(made?.taskIds ?? []), ...(made?.assignmentIds ?? [])]),
  );
  // The first change after the moment says what the text was at it.
  const texts = new Map<string, TaskText>();
  for (const { change, taskId, before } of later) {
    if (change.kind === 'changeTask' && taskId !== null && before !== null && !texts.has(taskId)) texts.set(taskId, before);
  }
  const byTask = new Map<string, TaskAmendment[]>();
  for (const { amendmentId, number, effectiveAt, basis, change, taskId, before, made } of lines) {
    if (effectiveAt > asOf) continue;
    const assignmentId = change.kind === 'takeShare' ? change.assignmentId : change.kind === 'addShare' ? (made?.assignmentIds?.[0] ?? null) : null; // prettier-ignore
    for (const id of taskId === null ? (made?.taskIds ?? []) : [taskId]) {
      const told = {
        amendmentId,
        number,
        effectiveAt,
        basis,
        line: change,
        before: taskId === null ? null : before,
        assignmentId,
      };
      byTask.set(id, [...(byTask.get(id) ?? []), told]);
    }
  }
  return {
    amendments: new Set(lines.filter((line) => line.effectiveAt <= asOf).map((line) => line.number)).size,
    of: (taskId) => byTask.get(taskId) ?? [],
    isThere: (id) => !missing.has(id),
    asThen: (task) => {
      const text = texts.get(task.id);
      return text ? { ...task, ...columnsOfText(text) } : task;
    },
  };
}

/** The amendment that has withdrawn the task; null where it is still a task. */
export function withdrawalOf(amendments: readonly TaskAmendment[]): { readonly number: number; readonly grounds: string } | null {
  for (const { number, line } of amendments) if (line.kind === 'withdrawTask') return { number, grounds: line.grounds };
  return null;
}
