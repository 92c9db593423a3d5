/*
 * The model's own reckoning of days, written from design section 4 and the State Council's notices; nothing of the product is
 * imported in this folder (a test reads the files to be sure).
 */

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** A day as its number since 1970-01-01. */
export type Day = number;

export const dayOf = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / DAY_MS;
export const textOf = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** The day in Shanghai of an instant. */
export const dayAt = (ms: number): Day => Math.floor((ms + SHANGHAI_MS) / DAY_MS);
/** The instant of an hour of a day in Shanghai. */
export const instantOf = (day: Day, hour: number, minute = 0): number =>
  day * DAY_MS - SHANGHAI_MS + hour * 3_600_000 + minute * 60_000;

/** What the notices say: weekdays off and weekends worked. */
export interface Notices {
  readonly off: ReadonlySet<string>;
  readonly worked: ReadonlySet<string>;
}

export function isWorkingDay(notices: Notices, day: Day): boolean {
  const text = textOf(day);
  if (notices.worked.has(text)) return true;
  if (notices.off.has(text)) return false;
  const weekday = new Date(day * DAY_MS).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Counted from the day after (or before); 0 is the day itself. */
export function plusWorkingDays(notices: Notices, from: Day, n: number): Day {
  let day = from;
  for (let left = Math.abs(n); left > 0;) {
    day += Math.sign(n);
    if (isWorkingDay(notices, day)) left -= 1;
  }
  return day;
}

export interface ModelPeriod {
  readonly key: string;
  readonly start: Day;
  readonly end: Day;
}

/** Months or quarters of a year. */
export function periodsOfYear(cycle: 'monthly' | 'quarterly', year: number): ModelPeriod[] {
  const length = cycle === 'monthly' ? 1 : 3;
  return Array.from({ length: 12 / length }, (_, index) => {
    const first = index * length;
    return {
      key: cycle === 'monthly' ? `${year}-${String(index + 1).padStart(2, '0')}` : `${year}-Q${index + 1}`,
      start: Date.UTC(year, first, 1) / DAY_MS,
      end: Date.UTC(year, first + length, 0) / DAY_MS,
    };
  });
}

/** The notices after a second one for the year, of whose days so many from one on are turned; null where it changes nothing. */
export function withSecondNotice(notices: Notices, year: number, from: Day, days: number, isOff: boolean): Notices | null {
  const turned = Array.from({ length: days }, (_, n) => from + n).filter(
    (day) => textOf(day).startsWith(`${year}-`) && isWorkingDay(notices, day) === isOff,
  );
  if (turned.length === 0) return null;
  const off = new Set(notices.off);
  const worked = new Set(notices.worked);
  for (const text of turned.map(textOf)) {
    (isOff ? worked : off).delete(text);
    (isOff ? off : worked).add(text);
  }
  return { off, worked };
}
