import type { Cycle, TaskText } from '@duban/domain';
import type { TaskRow } from '@duban/database';

/** A task's text as its row keeps it, and as a form shows it. */
export interface TaskTextColumns {
  readonly title: string;
  readonly deliverable: string | null;
  readonly deadlineKind: 'date' | 'longTerm';
  readonly deadlinePhrase: string | null;
  readonly dueOn: string | null;
  readonly cycle: Cycle | null;
}

export const textOfTask = (task: TaskRow): TaskText => ({
  title: task.title,
  deliverable: task.deliverable,
  deadline: { kind: task.deadlineKind as 'date' | 'longTerm', phrase: task.deadlinePhrase, dueOn: task.dueOn },
  cycle: task.cycle as Cycle | null,
});

/** The other way. */
export const columnsOfText = ({ title, deliverable, deadline, cycle }: TaskText): TaskTextColumns => ({
  title,
  deliverable,
  deadlineKind: deadline.kind,
  deadlinePhrase: deadline.phrase,
  dueOn: deadline.dueOn,
  cycle,
});
