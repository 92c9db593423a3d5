import { dayNumber, dayOfNumber, weekdayOfNumber, type DayString } from '../day/day';

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
export function classifyDay(calendar: WorkCalendar, day: DayString): DayClass {
  return classifyNumber(calendar, dayNumber(day));
}

interface CalendarIndex {
  readonly classes: ReadonlyMap<number, DayClass>;
  /** The first and the last day of the published years. */
  readonly from: number;
  readonly to: number;
}

// Counting goes by day numbers; the table is turned round once for each calendar, which is never changed in place.
const indexes = new WeakMap<WorkCalendar, CalendarIndex>();

function indexOf(calendar: WorkCalendar): CalendarIndex {
  const known = indexes.get(calendar);
  if (known !== undefined) return known;
  const classes = new Map<number, DayClass>();
  for (const [day, { kind, name }] of Object.entries(calendar.exceptions)) {
    const working = kind === 'work';
    classes.set(dayNumber(day), { working, why: working ? 'makeUp' : 'holiday', name, provisional: false });
  }
  const index = {
    classes,
    from: dayNumber(`${calendar.firstYear}-01-01`),
    to: dayNumber(`${calendar.publishedThrough}-12-31`),
  };
  indexes.set(calendar, index);
  return index;
}

/** `classifyDay` for a caller that steps through days by their numbers. */
export function classifyNumber(calendar: WorkCalendar, number: number): DayClass {
  const index = indexOf(calendar);
  const exception = index.classes.get(number);
  if (exception !== undefined) return exception;
  const known = number >= index.from && number <= index.to;
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
  let provisional = false;
  while (left > 0) {
    number += step;
    const found = classifyNumber(calendar, number);
    if (found.working) left -= 1;
    if (found.provisional) provisional = true;
  }
  return { date: n === 0 ? start : dayOfNumber(number), provisional };
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
    const found = classifyNumber(calendar, number);
    if (found.working) days += 1;
    if (found.provisional) provisional = true;
  }
  return { days, provisional };
}
