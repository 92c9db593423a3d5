import { addDays, addMonths, dayNumber, dayOfNumber, type DayString } from '../day/day';
import type { Limit } from '../shared/limit';
import { classifyDay, classifyNumber, type DayClass, type DayReason, type WorkCalendar } from './work-calendar';

/** A limit that is counted from a day and gives a day. `n` is a whole number; negative counts back. */
export interface Term extends Limit {
  readonly unit: 'workingDays' | 'calendarDays' | 'months';
}

export const isTerm = (limit: Limit): limit is Term =>
  limit.unit === 'workingDays' || limit.unit === 'calendarDays' || limit.unit === 'months';

/** One day of a counted term: a computed date can tell each day that it counted or left out, and why. */
export interface ExplainedDay {
  readonly date: DayString;
  readonly counted: boolean;
  readonly why: DayReason;
  readonly name?: string;
  readonly provisional: boolean;
  /** The day on which a term lands that would have ended on a day off. */
  readonly rolledTo?: true;
}

export interface CountedTerm {
  readonly date: DayString;
  readonly provisional: boolean;
  /** The day off on which the term would have ended, where it was rolled on. */
  readonly rolledFrom: DayString | null;
  /**
   * In the order of counting. Working and calendar days: each day from the one after the start, counted or not (exactly
   * `|n|` of them counted). Months: the corresponding day only. Then the days passed over in rolling, and the landing day.
   */
  readonly explain: readonly ExplainedDay[];
}

/**
 * Counts a term from `start`, which is not counted itself. With `roll`, a term in calendar days or months that ends on a
 * day off ends on the next working day instead (民法典 art. 203); one that counts back rolls further back, so that what has
 * to be done "at least n days before" still is. A term in working days never needs it.
 */
export function countTerm(
  calendar: WorkCalendar,
  start: DayString,
  term: Term,
  options: { readonly roll: boolean },
): CountedTerm {
  if (!Number.isInteger(term.n)) throw new RangeError(`not a whole number: ${term.n}`);
  const explain: ExplainedDay[] = [];
  let date = start;
  if (term.unit === 'months') {
    date = addMonths(start, term.n);
    if (term.n !== 0) explain.push(explained(date, classifyDay(calendar, date), true));
  } else {
    date = walk(calendar, start, term, explain);
  }
  let rolledFrom: DayString | null = null;
  if (options.roll && term.n !== 0 && !classifyDay(calendar, date).working) {
    rolledFrom = date;
    const step = term.n < 0 ? -1 : 1;
    for (let landed = false; !landed;) {
      date = addDays(date, step);
      const found = classifyDay(calendar, date);
      landed = found.working;
      explain.push({ ...explained(date, found, false), ...(landed ? { rolledTo: true as const } : {}) });
    }
  }
  // Without rolling, calendar arithmetic asks the table nothing, so its date is as sure as the start's.
  const asksTable = term.unit === 'workingDays' || options.roll;
  const provisional = asksTable && explain.some((day) => day.provisional && decides(day, term, date, rolledFrom));
  return { date, provisional, rolledFrom, explain };
}

/** Calendar days on the way are counted whatever they are; only the end and what was rolled over hang on the table. */
function decides(day: ExplainedDay, term: Term, date: DayString, rolledFrom: DayString | null): boolean {
  return term.unit === 'workingDays' || !day.counted || day.date === date || day.date === rolledFrom;
}

function walk(calendar: WorkCalendar, start: DayString, term: Term, explain: ExplainedDay[]): DayString {
  const step = term.n < 0 ? -1 : 1;
  let left = Math.abs(term.n);
  let number = dayNumber(start);
  let date = start;
  while (left > 0) {
    number += step;
    date = dayOfNumber(number);
    const found = classifyNumber(calendar, number);
    const counted = term.unit === 'calendarDays' || found.working;
    if (counted) left -= 1;
    explain.push(explained(date, found, counted));
  }
  return date;
}

const explained = (date: DayString, found: DayClass, counted: boolean): ExplainedDay => ({
  date,
  counted,
  why: found.why,
  ...(found.name === undefined ? {} : { name: found.name }),
  provisional: found.provisional,
});
