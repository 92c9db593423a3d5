import { compareDays, type DayString } from '../day/day';
import type { Cycle } from '../shared/limit';
import { accept, refuse, type Decision } from '../shared/result';
import type { AssignmentState, Role } from '../task/assignment';
import type { PlanState } from './plan';

/** 草拟 → 审签 → 生效; `lapsed` where no line was left at the last signature, `dropped` where the office gave it up after a review. */
export type AmendmentState = 'draft' | 'underReview' | 'inForce' | 'lapsed' | 'dropped';

/** The deadline of a task as its text has it; a day is missing only for long-term work. */
export interface TextDeadline {
  readonly kind: 'date' | 'longTerm';
  readonly phrase: string | null;
  readonly dueOn: DayString | null;
}

/** What of a task may be amended. */
export interface TaskText {
  readonly title: string;
  readonly deliverable: string | null;
  readonly deadline: TextDeadline;
  /** Null: the policy's own. */
  readonly cycle: Cycle | null;
}

export interface AddedShare {
  readonly unitId: string;
  readonly role: Role;
  /** Null: the task's day. */
  readonly dueOn: DayString | null;
}

export interface AddedTask extends TaskText {
  readonly shares: readonly AddedShare[];
}

export interface AddedPoint {
  readonly chapter: string;
  readonly label: string;
  readonly path: string;
  readonly heading: string;
  readonly text: string;
}

/** One line of an amendment (调整事项). Only what a `changeTask` names is changed; the rest stays as it stands then. */
export type AmendmentLine =
  | { readonly kind: 'addPoint'; readonly point: AddedPoint; readonly tasks: readonly AddedTask[] }
  | { readonly kind: 'addTask'; readonly workPointId: string; readonly task: AddedTask }
  | { readonly kind: 'addShare'; readonly taskId: string; readonly share: AddedShare }
  | { readonly kind: 'changeTask'; readonly taskId: string; readonly set: Partial<TaskText> }
  | { readonly kind: 'takeShare'; readonly taskId: string; readonly assignmentId: string; readonly grounds: string }
  | { readonly kind: 'withdrawTask'; readonly taskId: string; readonly grounds: string };

export type AmendmentLineKind = AmendmentLine['kind'];

/** A share that replaces another is there before the other is taken, and a new share is given the day that the amendment sets. */
const ORDER: readonly AmendmentLineKind[] = ['addPoint', 'addTask', 'changeTask', 'addShare', 'takeShare', 'withdrawTask'];

/** The lines in the order in which they take effect; those of a kind as they were written. */
export function inOrderOfEffect<Line extends { readonly line: { readonly kind: AmendmentLineKind } }>(
  lines: readonly Line[],
): Line[] {
  return [...lines].sort((a, b) => ORDER.indexOf(a.line.kind) - ORDER.indexOf(b.line.kind));
}

/** A share of a task that a line speaks of. */
export interface AmendedShare {
  readonly id: string;
  readonly unitId: string;
  readonly role: Role;
  readonly state: AssignmentState;
  /** May it be cancelled now, by the rule of every cancellation? */
  readonly cancellation: Decision<null>;
}

/** A task as it stands when a line is judged. */
export interface AmendedTask {
  readonly text: TaskText;
  readonly shares: readonly AmendedShare[];
}

/** What a line is judged by; null stands for what is not there (any more). */
export interface LineFacts {
  readonly planState: PlanState;
  readonly today: DayString;
  readonly task: AmendedTask | null;
  readonly isPointThere: boolean;
  readonly unitIds: ReadonlySet<string>;
  /** Shares that owe more than receipt and that other lines of this amendment still add to the task. */
  readonly sharesToCome: number;
}

const ENDED: readonly AssignmentState[] = ['struckOff', 'archived', 'cancelled'];

const isOpen = (share: Pick<AmendedShare, 'state'>): boolean => !ENDED.includes(share.state);

/** Nothing more is owed under it: struck off or cancelled by all. */
export const isTaskEnded = (task: Pick<AmendedTask, 'shares'>): boolean => !task.shares.some(isOpen);

/**
 * Can this line take effect now? Judged when it is written, when the amendment is submitted, and again at the last signature,
 * against the text in force then: a line whose ground is gone lapses with this refusal as its reason.
 */
export function judgeLine(line: AmendmentLine, facts: LineFacts): Decision<null> {
  if (facts.planState !== 'issued') return refuse('PLAN.WRONG_STATE', { action: 'amend', state: facts.planState });
  if (line.kind === 'addPoint') {
    if (line.tasks.length === 0) return refuse('AMENDMENT.POINT_NO_TASKS', { heading: line.point.heading });
    for (const task of line.tasks) {
      const judged = judgeAddedTask(task, facts);
      if (!judged.ok) return judged;
    }
    return accept(null);
  }
  if (line.kind === 'addTask') return facts.isPointThere ? judgeAddedTask(line.task, facts) : refuse('POINT.UNKNOWN');
  const { task } = facts;
  if (task === null) return refuse('TASK.UNKNOWN');
  if (isTaskEnded(task)) return refuse('AMENDMENT.TASK_ENDED', { title: task.text.title });
  switch (line.kind) {
    case 'addShare':
      return judgeAddedShare(line.share, task, facts);
    case 'changeTask':
      return judgeChange(line.set, task, facts);
    case 'takeShare': {
      const share = task.shares.find((each) => each.id === line.assignmentId);
      if (!share) return refuse('ASSIGNMENT.UNKNOWN');
      if (!share.cancellation.ok) return share.cancellation;
      const left = task.shares.filter(
        (each) => each.id !== share.id && each.state !== 'cancelled' && each.role !== 'cooperating',
      );
      if (share.role !== 'cooperating' && left.length + facts.sharesToCome === 0) {
        return refuse('AMENDMENT.LEAVES_NOBODY', { title: task.text.title });
      }
      return accept(null);
    }
    case 'withdrawTask':
      return task.shares.filter(isOpen).find((share) => !share.cancellation.ok)?.cancellation ?? accept(null);
  }
}

function judgeAddedTask(task: AddedTask, facts: LineFacts): Decision<null> {
  const { title, deadline, shares } = task;
  if (!shares.some((share) => share.role !== 'cooperating')) return refuse('AMENDMENT.TASK_NO_UNIT', { title });
  if (new Set(shares.map((share) => `${share.unitId}:${share.role}`)).size < shares.length) {
    return refuse('TASK.SHARE_TWICE', { title });
  }
  if (shares.some((share) => !facts.unitIds.has(share.unitId))) return refuse('UNIT.UNKNOWN');
  const dayed = judgeDeadline(title, deadline, facts.today);
  if (!dayed.ok) return dayed;
  return shares.map((share) => judgeOwnDay(share.dueOn, deadline.dueOn, facts.today)).find((each) => !each.ok) ?? accept(null);
}

function judgeAddedShare(share: AddedShare, task: AmendedTask, facts: LineFacts): Decision<null> {
  if (!facts.unitIds.has(share.unitId)) return refuse('UNIT.UNKNOWN');
  const there = task.shares.some(
    (each) => each.unitId === share.unitId && each.role === share.role && each.state !== 'cancelled',
  );
  if (there) return refuse('AMENDMENT.SHARE_THERE', { title: task.text.title });
  return judgeOwnDay(share.dueOn, task.text.deadline.dueOn, facts.today);
}

function judgeChange(set: Partial<TaskText>, task: AmendedTask, facts: LineFacts): Decision<null> {
  if (Object.keys(changedText(task.text, set)).length === 0)
    return refuse('AMENDMENT.NOTHING_CHANGES', { title: task.text.title });
  const deadline = set.deadline;
  if (deadline === undefined || deadline.dueOn === task.text.deadline.dueOn) return accept(null);
  return judgeDeadline(task.text.title, deadline, facts.today);
}

function judgeDeadline(title: string, deadline: TextDeadline, today: DayString): Decision<null> {
  if (deadline.kind === 'longTerm') return accept(null);
  if (deadline.dueOn === null) return refuse('TASK.NO_DUE_DAY', { title });
  return compareDays(deadline.dueOn, today) < 0 ? refuse('AMENDMENT.DAY_PAST', { dueOn: deadline.dueOn }) : accept(null);
}

/** A unit's own day may be earlier than the task's, never later, and not past when it is given. */
function judgeOwnDay(own: DayString | null, taskDueOn: DayString | null, today: DayString): Decision<null> {
  if (own === null) return accept(null);
  if (compareDays(own, today) < 0) return refuse('AMENDMENT.DAY_PAST', { dueOn: own });
  return taskDueOn !== null && compareDays(own, taskDueOn) > 0
    ? refuse('AMENDMENT.OWN_DAY_LATER', { dueOn: own, taskDueOn })
    : accept(null);
}

/** What of `wanted` differs from the text in force: only that is changed, and only that is shown. */
export function changedText(inForce: TaskText, wanted: Partial<TaskText>): Partial<TaskText> {
  const { title, deliverable, deadline, cycle } = wanted;
  const sameDeadline =
    deadline === undefined ||
    (deadline.kind === inForce.deadline.kind &&
      deadline.phrase === inForce.deadline.phrase &&
      deadline.dueOn === inForce.deadline.dueOn);
  return {
    ...(title === undefined || title === inForce.title ? {} : { title }),
    ...(deliverable === undefined || deliverable === inForce.deliverable ? {} : { deliverable }),
    ...(sameDeadline ? {} : { deadline }),
    ...(cycle === undefined || cycle === inForce.cycle ? {} : { cycle }),
  };
}

/**
 * The day of a share in the amended text: a share that had the task's day goes with it; one with a day of its own keeps it, but no
 * longer than the task's.
 */
export function shareDayAfter(
  taskBefore: DayString | null,
  own: DayString | null,
  taskAfter: DayString | null,
): DayString | null {
  if (own === taskBefore || own === null) return taskAfter;
  return taskAfter !== null && compareDays(own, taskAfter) > 0 ? taskAfter : own;
}

/**
 * The due day in force after the day in the text has moved. The text's new day counts; only where the text gives more time, a still
 * later day that the unit was granted stays: what gives time takes none away.
 */
export function dueAfterAmendment(
  textBefore: DayString | null,
  textAfter: DayString | null,
  inForce: DayString | null,
): DayString | null {
  if (textBefore === textAfter) return inForce;
  const isLengthened = textBefore !== null && textAfter !== null && compareDays(textAfter, textBefore) > 0;
  return isLengthened && inForce !== null && compareDays(inForce, textAfter) > 0 ? inForce : textAfter;
}

export type AmendmentAction = 'edit' | 'submit' | 'remove';

export interface AmendmentFacts {
  readonly state: AmendmentState;
  readonly planState: PlanState;
  readonly lines: number;
}

/** May this be done with the amendment now? Editing needs a plan that may still be amended; removing does not. */
export function decideAmendmentAction(action: AmendmentAction, facts: AmendmentFacts): Decision<null> {
  if (facts.state === 'underReview') return refuse('AMENDMENT.UNDER_REVIEW');
  if (facts.state !== 'draft') return refuse('AMENDMENT.WRONG_STATE', { state: facts.state });
  if (action === 'remove') return accept(null);
  if (facts.planState !== 'issued') return refuse('PLAN.WRONG_STATE', { action: 'amend', state: facts.planState });
  return action === 'submit' && facts.lines === 0 ? refuse('AMENDMENT.NO_LINES') : accept(null);
}

export const allowedAmendmentActions = (facts: AmendmentFacts): readonly AmendmentAction[] =>
  (['edit', 'submit', 'remove'] as const).filter((action) => decideAmendmentAction(action, facts).ok);
