import { countTerm, isTerm } from '../calendar/term';
import type { DayAnswer } from '../calendar/day-answer';
import type { WorkCalendar } from '../calendar/work-calendar';
import { dayOfInstant, endOfDay } from '../day/instant';
import { periodOf } from '../deadline/period';
import type { Policy, Rung, RungBase } from '../policy/policy';
import type { Limit } from '../shared/limit';
import { baseOf, type ClockFacts } from './armed-rungs';
import type { Obligation } from './obligation';

/** How the moment of a rung was reckoned. Its instant itself is what is armed or recorded. */
export interface MomentExplanation {
  readonly from: RungBase;
  /** The day from which it counts. */
  readonly baseOn: string;
  readonly offset: Limit;
  readonly hour: number;
  /** Each day counted or left out; null where hours or minutes were counted. */
  readonly counted: DayAnswer | null;
}

/** Why a rung fires when it does; null while what it counts from has not come to be. */
export function explainMoment(
  rung: Pick<Rung, 'from' | 'offset' | 'hour'>,
  obligation: Obligation,
  calendar: WorkCalendar,
  facts: ClockFacts,
): MomentExplanation | null {
  const base = baseOf(rung.from, obligation, facts);
  if (base === null) return null;
  const baseOn = typeof base === 'number' ? dayOfInstant(base) : base;
  const { from, offset, hour } = rung;
  // A rung that would fire on a day off does: only counted deadlines roll on.
  return { from, baseOn, offset, hour, counted: answer(calendar, baseOn, offset, false) };
}

/** How a due day that a limit of the policy gives was counted; null where the day was written down, granted or named by a person. */
export function explainDue(
  obligation: Pick<Obligation, 'dueOn' | 'openedAtMs' | 'period'> & {
    readonly dueReason: string;
    /** When the day came into force that is there now, where it is not the first. */
    readonly changedAtMs?: number | null;
  },
  policy: Pick<Policy, 'receiptTerm' | 'periodReportTerm' | 'returnTerm'>,
  calendar: WorkCalendar,
): DayAnswer | null {
  const { changedAtMs } = obligation;
  const counted =
    obligation.dueReason === 'policy.receiptTerm'
      ? answer(calendar, dayOfInstant(obligation.openedAtMs), policy.receiptTerm, true)
      : obligation.dueReason === 'returned' && typeof changedAtMs === 'number'
        ? answer(calendar, dayOfInstant(changedAtMs), policy.returnTerm, true)
        : obligation.dueReason === 'policy.periodReportTerm' && obligation.period !== null
          ? answer(calendar, dayOfInstant(endOfDay(periodOf(obligation.period).endOn) - 1), policy.periodReportTerm, true)
          : null;
  // Counted under an earlier version of the policy or calendar: what would be counted now is no explanation of it.
  return counted !== null && counted.date === obligation.dueOn ? counted : null;
}

function answer(calendar: WorkCalendar, start: string, limit: Limit, roll: boolean): DayAnswer | null {
  if (!isTerm(limit)) return null;
  const { date, provisional, rolledFrom, explain } = countTerm(calendar, start, limit, { roll });
  return { start, n: limit.n, unit: limit.unit, date, provisional, calendar: calendar.version, rolledFrom, explain };
}
