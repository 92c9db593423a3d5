/**
 * A calendar day as text, `2026-06-30`: the only form in which a day travels, from the column to the screen (design
 * section 4). The text sorts as the days do. Functions here take a text that `parseDay` has accepted or that another
 * function here has made; any other text is a bug and throws a RangeError.
 */
export type DayString = string;

/** Monday is 1, Sunday is 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_FORM = /^\d{4}-\d{2}-\d{2}$/;
const ZERO = 48; // the character code of '0'

/** The number of days in a month (1–12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day of these numbers, or null where there is none (30 February). Years 1000–9999. */
export function dayOf(year: number, month: number, day: number): DayString | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return write(year, month, day);
}

/** The day that the text names if it is a real date written as `2026-06-30`, else null. */
export function parseDay(text: string): DayString | null {
  if (!DAY_FORM.test(text)) return null;
  return dayOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

export const yearOf = (day: DayString): number => digits(day, 0, 4);
export const monthOf = (day: DayString): number => digits(day, 5, 7);
export const dayOfMonth = (day: DayString): number => digits(day, 8, 10);

/**
 * Days since 1970-01-01, before it negative. Whole-day arithmetic is done on this number; the text is for keeping and
 * showing. The year is taken to begin in March, so that the leap day is its last.
 */
export function dayNumber(day: DayString): number {
  if (day.length !== 10) throw new RangeError(`not a day: ${JSON.stringify(day)}`);
  const month = monthOf(day);
  const year = month <= 2 ? yearOf(day) - 1 : yearOf(day);
  const monthsFromMarch = (month + 9) % 12;
  const daysBeforeMonth = Math.floor((153 * monthsFromMarch + 2) / 5);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + daysBeforeMonth + dayOfMonth(day) - 1 - DAYS_BEFORE_1970;
}

const DAYS_BEFORE_1970 = 719_468; // from 1 March of the year 0
const DAYS_IN_400_YEARS = 146_097;

/** The day of a number that `dayNumber` gives. */
export function dayOfNumber(number: number): DayString {
  if (!Number.isInteger(number)) throw new RangeError(`not a day number: ${number}`);
  const shifted = number + DAYS_BEFORE_1970;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthsFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthsFromMarch + 2) / 5) + 1;
  const month = monthsFromMarch < 10 ? monthsFromMarch + 3 : monthsFromMarch - 9;
  return write(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day);
}

/** The weekday of a number that `dayNumber` gives. */
export function weekdayOfNumber(number: number): Weekday {
  // 1970-01-01 was a Thursday; the double remainder keeps days before it right.
  return (((((number + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export const weekdayOf = (day: DayString): Weekday => weekdayOfNumber(dayNumber(day));

/** The day `count` days later, earlier where it is negative. */
export const addDays = (day: DayString, count: number): DayString => dayOfNumber(dayNumber(day) + count);

/** Negative, zero or positive, for sorting. */
export const compareDays = (a: DayString, b: DayString): number => (a < b ? -1 : a > b ? 1 : 0);

/** Days from `from` to `to`: 1 for the next day, negative where `to` is the earlier. */
export const daysBetween = (from: DayString, to: DayString): number => dayNumber(to) - dayNumber(from);

/** The last day of the day's month. */
export const monthEnd = (day: DayString): DayString => write(yearOf(day), monthOf(day), daysInMonth(yearOf(day), monthOf(day)));

/**
 * The corresponding day `count` months later (earlier where negative); the month's last day where that month has no such
 * day: 民法典 art. 202. So 2025-08-31 and 6 months give 2026-02-28.
 */
export function addMonths(day: DayString, count: number): DayString {
  const months = yearOf(day) * 12 + (monthOf(day) - 1) + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return write(year, month, Math.min(dayOfMonth(day), daysInMonth(year, month)));
}

/** As it stands in a document: 2023-02-28 is 2023年2月28日. */
export const formatDayChinese = (day: DayString): string => `${yearOf(day)}年${monthOf(day)}月${dayOfMonth(day)}日`;

function digits(day: DayString, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = day.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) throw new RangeError(`not a day: ${JSON.stringify(day)}`);
    value = value * 10 + digit;
  }
  return value;
}

function write(year: number, month: number, day: number): DayString {
  if (year < 1000 || year > 9999) throw new RangeError(`year out of range: ${year}`);
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}
