import { countTerm, type ExplainedDay, type Term } from '../calendar/term';
import { classifyDay, type DayClass, type WorkCalendar } from '../calendar/work-calendar';
import { addDays, monthOf, type DayString } from '../day/day';
import { accept, refuse, type Decision } from '../shared/result';
import { dayInPeriod, type Period } from './period';
import type { CycleReading, DateReading, OffsetReading } from './reading';

/** Where a due day comes from; with the calendar it is all that is needed to compute it again. */
export type DeadlineBasis =
  | {
      readonly kind: 'written';
      readonly date: DayString;
      /** The document names the day itself; otherwise a convention gave it (6月底). */
      readonly named: boolean;
    }
  | {
      readonly kind: 'counted';
      /** The day that is counted from and is not counted itself. */
      readonly startOn: DayString;
      /** What happened on that day, in words: 印发, 2026年第一季度末. */
      readonly base: string;
      readonly term: Term;
    };

/** A due day that can explain itself (design section 4). */
export interface Deadline {
  readonly dueOn: DayString;
  /** It hangs on a year whose holidays are not published yet (暂定) and is computed again when they are. */
  readonly provisional: boolean;
  readonly calendarVersion: string;
  readonly basis: DeadlineBasis;
  /** What the due day itself is; a written one may be a day off and stays. */
  readonly dueDay: DayClass;
  /** The day off on which a counted term would have ended, where it was rolled on. */
  readonly rolledFrom: DayString | null;
  /** For a counted term as in `CountedTerm`; for a written day that day alone. */
  readonly explain: readonly ExplainedDay[];
  readonly soft: boolean;
}

/** Computes the due day of a basis. A written day stays as written; a counted one rolls on from a day off (民法典 art. 203). */
export function computeDeadline(basis: DeadlineBasis, calendar: WorkCalendar, soft = false): Deadline {
  const shared = { calendarVersion: calendar.version, basis, soft };
  if (basis.kind === 'written') {
    const dueDay = classifyDay(calendar, basis.date);
    const name = dueDay.name === undefined ? {} : { name: dueDay.name };
    const explain = [{ date: basis.date, counted: false, why: dueDay.why, ...name, provisional: dueDay.provisional }];
    // The day stands whatever the notice will say of it, so nothing about it is provisional.
    return { ...shared, dueOn: basis.date, provisional: false, dueDay, rolledFrom: null, explain };
  }
  const counted = countTerm(calendar, basis.startOn, basis.term, { roll: true });
  return {
    ...shared,
    dueOn: counted.date,
    provisional: counted.provisional,
    dueDay: classifyDay(calendar, counted.date),
    rolledFrom: counted.rolledFrom,
    explain: counted.explain,
  };
}

/**
 * The due day of a reading. An offset needs the day of its event (`baseOn`); while that has not come the refusal
 * `DEADLINE.BASE_NOT_YET` names the event, and no date is made up.
 */
export function deadlineOf(
  reading: DateReading | OffsetReading,
  context: { readonly calendar: WorkCalendar; readonly baseOn?: DayString | null },
): Decision<Deadline> {
  const soft = reading.soft === true;
  if (reading.kind === 'date') {
    return accept(computeDeadline({ kind: 'written', date: reading.date, named: reading.named }, context.calendar, soft));
  }
  const startOn = context.baseOn ?? null;
  if (startOn === null) return refuse('DEADLINE.BASE_NOT_YET', { base: reading.base, phrase: reading.phrase });
  const term: Term = { n: reading.n, unit: reading.unit };
  return accept(computeDeadline({ kind: 'counted', startOn, base: reading.base, term }, context.calendar, soft));
}

/** The policy's reporting day: so long after the period's end. */
export function reportDeadline(period: Period, after: Term, calendar: WorkCalendar): Deadline {
  return computeDeadline({ kind: 'counted', startOn: period.endOn, base: `${period.name}结束`, term: after }, calendar);
}

/**
 * The due day that a cycle's words give for one period, or null where nothing is owed for it (每单月: the even months). Without
 * a day in the words, the policy's term after the period's end holds.
 */
export function cycleDeadline(
  reading: CycleReading,
  period: Period,
  context: { readonly calendar: WorkCalendar; readonly after: Term },
): Deadline | null {
  if (period.cycle !== reading.cycle) throw new RangeError(`${period.key} is no ${reading.cycle} period`);
  if (reading.only !== undefined) {
    const odd = monthOf(period.startOn) % 2 === 1;
    if (odd !== (reading.only === 'oddMonths')) return null;
  }
  if (reading.day === undefined) return reportDeadline(period, reading.after ?? context.after, context.calendar);
  const date = writtenDay(reading.day, reading.month, period);
  const named = reading.day !== 'last';
  return computeDeadline({ kind: 'written', date, named }, context.calendar, reading.soft === true);
}

function writtenDay(day: number | 'last', month: number | undefined, period: Period): DayString {
  if (period.cycle === 'weekly') return day === 'last' ? period.endOn : addDays(period.startOn, day - 1);
  const lastMonth = monthOf(period.endOn) - monthOf(period.startOn) + 1;
  return dayInPeriod(period, month ?? lastMonth, day);
}

/** What a new calendar does to a deadline. */
export interface DeadlineChange {
  readonly before: Deadline;
  readonly after: Deadline;
  readonly moved: boolean;
  /** It was provisional and is so no longer, moved or not. */
  readonly settled: boolean;
}

/** Computes a deadline again on another calendar, from its own basis. */
export function recomputeDeadline(before: Deadline, calendar: WorkCalendar): DeadlineChange {
  const after = computeDeadline(before.basis, calendar, before.soft);
  return { before, after, moved: after.dueOn !== before.dueOn, settled: before.provisional && !after.provisional };
}
