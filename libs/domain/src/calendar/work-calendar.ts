import { dayNumber, dayOfNumber, weekdayOfNumber, yearOf, type DayString } from '../day/day';

/** A day that the ordinary week does not tell: off on a weekday, or worked on a weekend (调休). */
export interface CalendarException {
  readonly kind: 'off' | 'work';
  /** The holiday's Chinese name; for a make-up day, the holiday that it makes up for. */
  readonly name: string;
}

/**
 * Working days as the State Council's yearly notices fix them. Years outside `firstYear`–`publishedThrough` are not
 * known: there a weekday counts as a working day, and every answer that touched such a day says `provisional`.
 */
export interface WorkCalendar {
  readonly version: string;
  readonly firstYear: number;
  /** The last year whose notice is in the table. */
  readonly publishedThrough: number;
  /** A notice may hold days of the year before or after its own, so a day outside the published years can stand here. */
  readonly exceptions: Readonly<Record<DayString, CalendarException>>;
}

export type DayReason = 'workday' | 'weekend' | 'holiday' | 'makeUp';

export interface DayClass {
  readonly working: boolean;
  readonly why: DayReason;
  /** The holiday's name, for `holiday` and `makeUp`. */
  readonly name?: string;
  /** The year's notice is not known: this is the week's answer only. */
  readonly provisional: boolean;
}

// One object for each kind of ordinary day: a year is walked for each of 100,000 assignments.
const WORKDAY: DayClass = { working: true, why: 'workday', provisional: false };
const WEEKEND: DayClass = { working: false, why: 'weekend', provisional: false };
const UNKNOWN_WORKDAY: DayClass = { working: true, why: 'workday', provisional: true };
const UNKNOWN_WEEKEND: DayClass = { working: false, why: 'weekend', provisional: true };

/** What the day is in this calendar, and why. */
export const classifyDay = (calendar: WorkCalendar, day: DayString): DayClass => classifyNumber(calendar, day, dayNumber(day));

/** `classifyDay` for a caller that steps through days and has the number at hand. */
export function classifyNumber(calendar: WorkCalendar, day: DayString, number: number): DayClass {
  const exception = calendar.exceptions[day];
  if (exception !== undefined) {
    return exception.kind === 'work'
      ? { working: true, why: 'makeUp', name: exception.name, provisional: false }
      : { working: false, why: 'holiday', name: exception.name, provisional: false };
  }
  const year = yearOf(day);
  const known = year >= calendar.firstYear && year <= calendar.publishedThrough;
  if (weekdayOfNumber(number) >= 6) return known ? WEEKEND : UNKNOWN_WEEKEND;
  return known ? WORKDAY : UNKNOWN_WORKDAY;
}

/** A day reached by counting; `provisional` where a day on the way lies outside the published years. */
export interface CountedDay {
  readonly date: DayString;
  readonly provisional: boolean;
}

/**
 * The n-th working day after `start`, before it where `n` is negative. Counting begins on the next (or previous) day
 * (民法典 art. 201). `n = 0` is `start` itself, working day or not.
 */
export function addWorkingDays(calendar: WorkCalendar, start: DayString, n: number): CountedDay {
  if (!Number.isInteger(n)) throw new RangeError(`not a whole number of working days: ${n}`);
  const step = n < 0 ? -1 : 1;
  let left = Math.abs(n);
  let number = dayNumber(start);
  let date = start;
  let provisional = false;
  while (left > 0) {
    number += step;
    date = dayOfNumber(number);
    const found = classifyNumber(calendar, date, number);
    if (found.working) left -= 1;
    if (found.provisional) provisional = true;
  }
  return { date, provisional };
}

/** The day itself where it is a working day, else the next one: a counted term that ends on a day off (民法典 art. 203). */
export const nextWorkingDay = (calendar: WorkCalendar, day: DayString): CountedDay => seek(calendar, day, 1);

/** The day itself where it is a working day, else the last one before it. */
export const previousWorkingDay = (calendar: WorkCalendar, day: DayString): CountedDay => seek(calendar, day, -1);

function seek(calendar: WorkCalendar, day: DayString, step: 1 | -1): CountedDay {
  const found = classifyDay(calendar, day);
  if (found.working) return { date: day, provisional: found.provisional };
  const next = addWorkingDays(calendar, day, step);
  return { date: next.date, provisional: next.provisional || found.provisional };
}

/** Working days after `from` up to and with `to`; negative where `to` is the earlier. */
export function workingDaysBetween(
  calendar: WorkCalendar,
  from: DayString,
  to: DayString,
): { readonly days: number; readonly provisional: boolean } {
  if (to < from) {
    // From `to` (without it) up to `from`: the same days, told backwards.
    const forward = workingDaysBetween(calendar, to, from);
    return { days: forward.days === 0 ? 0 : -forward.days, provisional: forward.provisional };
  }
  let days = 0;
  let provisional = false;
  const end = dayNumber(to);
  for (let number = dayNumber(from) + 1; number <= end; number += 1) {
    const found = classifyNumber(calendar, dayOfNumber(number), number);
    if (found.working) days += 1;
    if (found.provisional) provisional = true;
  }
  return { days, provisional };
}
