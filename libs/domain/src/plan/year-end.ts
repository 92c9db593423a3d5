import { accept, refuse, type Decision } from '../shared/result';
import type { AssignmentState, Outcome } from '../task/assignment';

/** How a long-term item came out in its year. */
export type YearEndOutcome = Extract<Outcome, 'done' | 'partly' | 'notDone'>;

/** 年度销号: a long-term item (长期坚持) is closed for its year at 收官, with its outcome stated; it is not carried over. */
export interface YearEndClosing {
  readonly taskId: string;
  readonly outcome: YearEndOutcome;
  /** What the outcome rests on. */
  readonly note: string;
}

/** A task of the plan that is wrapped up. */
export interface YearEndTask {
  readonly title: string;
  readonly isLongTerm: boolean;
  readonly shareStates: readonly AssignmentState[];
}

/**
 * May this task be closed for the year? Only what has no due day: everything else that is open has missed or will meet its day, and
 * is carried over. A share whose completion is under review is decided there first.
 */
export function judgeYearEndClosing(closing: Pick<YearEndClosing, 'note'>, task: YearEndTask | null): Decision<null> {
  if (task === null) return refuse('TASK.UNKNOWN');
  const { title } = task;
  if (!task.isLongTerm) return refuse('YEAR_END.NOT_LONG_TERM', { title });
  if (task.shareStates.includes('completionFiled')) return refuse('YEAR_END.UNDER_REVIEW', { title });
  if (!task.shareStates.some((state) => isOpenAtYearEnd(state))) return refuse('YEAR_END.TASK_ENDED', { title });
  return closing.note.trim() === '' ? refuse('YEAR_END.NOTE_MISSING', { title }) : accept(null);
}

/** Shares that a closing for the year ends. */
export const isOpenAtYearEnd = (state: AssignmentState): boolean =>
  state === 'assigned' || state === 'received' || state === 'returned' || state === 'suspended';
