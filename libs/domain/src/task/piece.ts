import type { ObligationState } from '../clock/obligation';
import { compareDays, parseDay, type DayString } from '../day/day';
import type { PlanState } from '../plan/plan';
import { accept, refuse, type Decision } from '../shared/result';
import type { AssignmentState } from './assignment';

/** What a piece (单位内分解) hangs on: its share, and the plan that keeps the share's clock. */
export interface PieceShare {
  readonly planState: PlanState;
  readonly assignmentState: AssignmentState;
}

/** 完成 and 撤回 of a piece, both by the unit alone. */
export type PieceAction = 'finish' | 'withdraw';

export interface PieceFacts extends PieceShare {
  readonly state: ObligationState;
}

/** How a piece stands: `ended` is what went with its share (撤销、转办、移交、销号). */
export type PieceState = 'open' | 'done' | 'withdrawn' | 'ended';

/** While the completion waits for its signatures nothing new is shared out; what is open can still be finished. */
const SPLITTABLE: readonly AssignmentState[] = ['assigned', 'received', 'returned'];
const RUNNING: readonly AssignmentState[] = [...SPLITTABLE, 'completionFiled'];

/** May the unit split its share now? */
export function decideSplit(share: PieceShare): Decision<null> {
  return decideShare('split', share, SPLITTABLE);
}

/**
 * May a piece be like this? It says what is to be done, and its day is today or later and not after the share's day in force
 * (null: long-term work, which sets no end).
 */
export function checkPiece(
  piece: { readonly name: string; readonly dueOn: string },
  shareDueOn: DayString | null,
  today: DayString,
): Decision<null> {
  if (piece.name.trim() === '') return refuse('PIECE.NAME_MISSING');
  const dueOn = parseDay(piece.dueOn);
  if (dueOn === null) return refuse('PIECE.DAY_MISSING');
  if (compareDays(dueOn, today) < 0) return refuse('PIECE.DAY_PAST', { dueOn });
  if (shareDueOn !== null && compareDays(dueOn, shareDueOn) > 0) {
    return refuse('PIECE.AFTER_DUE_DAY', { dueOn, shareDueOn });
  }
  return accept(null);
}

/** May this be done with a piece now? */
export function decidePieceAction(action: PieceAction, facts: PieceFacts): Decision<null> {
  const allowed = decideShare(action, facts, RUNNING);
  if (!allowed.ok) return allowed;
  return facts.state === 'open' ? accept(null) : refuse('PIECE.NOT_OPEN');
}

export const allowedPieceActions = (facts: PieceFacts): readonly PieceAction[] =>
  (['finish', 'withdraw'] as const).filter((action) => decidePieceAction(action, facts).ok);

/** The day that a piece gets when its share's becomes `shareDueOn`; null: it stays. */
export const pieceDayAfter = (pieceDueOn: DayString | null, shareDueOn: DayString | null): DayString | null =>
  pieceDueOn !== null && shareDueOn !== null && compareDays(pieceDueOn, shareDueOn) > 0 ? shareDueOn : null;

function decideShare(action: string, share: PieceShare, states: readonly AssignmentState[]): Decision<null> {
  const { planState, assignmentState } = share;
  if (planState !== 'issued' && planState !== 'wrappedUp') return refuse('PLAN.NOT_ISSUED', { state: planState });
  return states.includes(assignmentState) ? accept(null) : refuse('ASSIGNMENT.WRONG_STATE', { action, state: assignmentState });
}
