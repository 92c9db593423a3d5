import { addDays, dayOf, dayOfMonth, monthEnd, monthOf, weekdayOf, yearOf, type DayString } from '../day/day';
import type { Cycle } from '../shared/limit';

export type PeriodCycle = Cycle | 'weekly';

/** One period of a cycle. Its key is for ever: `2021-03`, `2021-Q1`, `2021-H1`, `2021`, `2021-W05`. */
export interface Period {
  readonly key: string;
  readonly cycle: PeriodCycle;
  readonly year: number;
  /** As it stands in a document: 2021年第一季度. */
  readonly name: string;
  readonly startOn: DayString;
  readonly endOn: DayString;
}

const NUMERALS = ['一', '二', '三', '四'];

/** The periods of a year in order. A week runs from Monday to Sunday and belongs to the year of its Thursday (ISO 8601). */
export function periodsOf(cycle: PeriodCycle, year: number): Period[] {
  switch (cycle) {
    case 'monthly':
      return Array.from({ length: 12 }, (_, i) => {
        const month = i + 1;
        return months(cycle, `${year}-${String(month).padStart(2, '0')}`, `${year}年${month}月`, year, month, month);
      });
    case 'quarterly':
      return NUMERALS.map((numeral, i) =>
        months(cycle, `${year}-Q${i + 1}`, `${year}年第${numeral}季度`, year, i * 3 + 1, i * 3 + 3),
      );
    case 'halfYearly':
      return [
        months(cycle, `${year}-H1`, `${year}年上半年`, year, 1, 6),
        months(cycle, `${year}-H2`, `${year}年下半年`, year, 7, 12),
      ];
    case 'yearly':
      return [months(cycle, `${year}`, `${year}年`, year, 1, 12)];
    case 'weekly':
      return weeks(year);
  }
}

function months(cycle: PeriodCycle, key: string, name: string, year: number, from: number, to: number): Period {
  return { key, cycle, year, name, startOn: date(year, from, 1), endOn: monthEnd(date(year, to, 1)) };
}

function weeks(year: number): Period[] {
  // The week of 4 January is the first: it holds the year's first Thursday.
  const fourth = date(year, 1, 4);
  const periods: Period[] = [];
  let startOn = addDays(fourth, 1 - weekdayOf(fourth));
  for (let week = 1; yearOf(addDays(startOn, 3)) === year; week += 1) {
    const key = `${year}-W${String(week).padStart(2, '0')}`;
    periods.push({ key, cycle: 'weekly', year, name: `${year}年第${week}周`, startOn, endOn: addDays(startOn, 6) });
    startOn = addDays(startOn, 7);
  }
  return periods;
}

/** The period of a key, or null where the text is the key of none. */
export function periodOfKey(key: string): Period | null {
  const form = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|W(\d{2})))?$/.exec(key);
  const year = Number(form?.[1] ?? 0);
  if (form === null || year < 1000) return null;
  const [, , month, quarter, half, week] = form;
  const cycle = month ? 'monthly' : quarter ? 'quarterly' : half ? 'halfYearly' : week ? 'weekly' : 'yearly';
  return periodsOf(cycle, year)[Number(month ?? quarter ?? half ?? week ?? 1) - 1] ?? null;
}

/** The period of a key that was stored. A key that is none is a bug. */
export function periodOf(key: string): Period {
  const period = periodOfKey(key);
  if (period === null) throw new RangeError(`not a period: ${key}`);
  return period;
}

/** The period of this cycle that the day lies in. */
export function periodOfDay(cycle: PeriodCycle, day: DayString): Period {
  // A day's week may belong to the year before or after.
  for (const year of [yearOf(day), yearOf(day) - 1, yearOf(day) + 1]) {
    const found = periodsOf(cycle, year).find((period) => period.startOn <= day && day <= period.endOn);
    if (found !== undefined) return found;
  }
  throw new Error(`no ${cycle} period holds ${day}`);
}

/** The next period of the same cycle. A key that is none is a bug. */
export function periodAfter(key: string): Period {
  const period = periodOf(key);
  return periodOfDay(period.cycle, addDays(period.endOn, 1));
}

/** The day of a month of the period, 1 being its first; the month's last day where it is shorter than that. */
export function dayInPeriod(period: Period, month: number, day: number | 'last'): DayString {
  const first = date(period.year, monthOf(period.startOn) + month - 1, 1);
  const last = monthEnd(first);
  return day === 'last' || day > dayOfMonth(last) ? last : addDays(first, day - 1);
}

function date(year: number, month: number, day: number): DayString {
  const made = dayOf(year, month, day);
  if (made === null) throw new RangeError(`no such day: ${year}-${month}-${day}`);
  return made;
}
