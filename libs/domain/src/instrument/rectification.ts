import { compareDays, type DayString } from '../day/day';
import type { PersonId } from '../shared/ids';
import { accept, refuse, type Decision } from '../shared/result';

export type RectificationState = 'open' | 'rectified' | 'struckOff';

/** `continuing` (持续整改): system, history, a lawsuit; it has no day and is never late, and is struck off like any other. */
export type RectificationNature = 'normal' | 'continuing';

/** One problem as it stands in minutes, on a plan or in a paper that came in. */
export interface ProblemLine {
  readonly problem: string;
  readonly cause?: string;
  readonly goal?: string;
  readonly measure?: string;
  /** 责任人, as the unit names it. */
  readonly owner?: string;
  readonly nature?: RectificationNature;
  readonly dueOn?: string;
}

export type RectificationAction =
  | 'amend' // 调整措施、责任人、期限
  | 'markDone' // 报整改完成
  | 'check' // 核查销号或退回
  | 'reopen'; // 反弹

export interface RectificationFacts {
  readonly state: RectificationState;
  readonly doneBy: PersonId | null;
  readonly person: { readonly id: PersonId; readonly isOffice: boolean; readonly isOfUnit: boolean };
}

/** May this be done with a line of the 整改问题清单 now? The same answer refuses the command and offers the button. */
export function decideRectification(action: RectificationAction, facts: RectificationFacts): Decision<null> {
  const { state, person } = facts;
  const mine = action === 'markDone' ? person.isOfUnit : person.isOffice;
  // A line of another unit does not exist for this person; the office sees it, but does not do the unit's work.
  if (!mine) return refuse(person.isOffice || person.isOfUnit ? 'RECTIFICATION.NOT_YOURS' : 'RECTIFICATION.UNKNOWN');
  const from: Readonly<Record<RectificationAction, RectificationState>> = {
    amend: 'open',
    markDone: 'open',
    check: 'rectified',
    reopen: 'struckOff',
  };
  if (state !== from[action]) return refuse('RECTIFICATION.NOT_OPEN', { state });
  if (action === 'check' && facts.doneBy === person.id) return refuse('RECTIFICATION.OWN_WORK');
  return accept(null);
}

export type RectificationStanding = 'struckOff' | 'rectified' | 'late' | 'continuing' | 'underWay';

/** One word for a line on a day: 已销号, 待核查, 整改滞后, 持续整改, 整改中. What is filed is not late, whatever its day. */
export function rectificationStanding(
  line: { readonly state: RectificationState; readonly nature: RectificationNature; readonly dueOn: DayString | null },
  today: DayString,
): RectificationStanding {
  if (line.state !== 'open') return line.state;
  if (line.nature === 'continuing') return 'continuing';
  return line.dueOn !== null && compareDays(line.dueOn, today) < 0 ? 'late' : 'underWay';
}
