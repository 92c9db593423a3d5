import { addMonths, addDays, monthEnd, type DayString } from '../day/day';

const MONTHS: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, halfYearly: 6, yearly: 12 };

interface ReadPeriod {
  readonly year: number;
  readonly months: number;
  readonly index: number;
}

/** `2021-03`, `2021-Q1`, `2021-H1` or `2021`. */
function readPeriod(period: string): ReadPeriod {
  const match = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?$/.exec(period);
  if (!match) throw new RangeError(`not a period: ${period}`);
  const year = Number(match[1]);
  if (match[2] !== undefined) return { year, months: 1, index: Number(match[2]) };
  if (match[3] !== undefined) return { year, months: 3, index: Number(match[3]) };
  if (match[4] !== undefined) return { year, months: 6, index: Number(match[4]) };
  return { year, months: 12, index: 1 };
}

export function periodStartOf(period: string): DayString {
  const { year, months, index } = readPeriod(period);
  return addMonths(`${year}-01-01`, (index - 1) * months);
}

export function periodEndOf(period: string): DayString {
  return monthEnd(addMonths(periodStartOf(period), readPeriod(period).months - 1));
}

/** The period that holds a day, in the words of its cycle. */
export function periodHolding(cycle: 'monthly' | 'quarterly' | 'halfYearly' | 'yearly', day: DayString): string {
  const year = day.slice(0, 4);
  const index = Math.ceil(Number(day.slice(5, 7)) / (MONTHS[cycle] ?? 12));
  switch (cycle) {
    case 'monthly':
      return `${year}-${String(index).padStart(2, '0')}`;
    case 'quarterly':
      return `${year}-Q${index}`;
    case 'halfYearly':
      return `${year}-H${index}`;
    case 'yearly':
      return year;
  }
}

export function cycleOfPeriod(period: string): 'monthly' | 'quarterly' | 'halfYearly' | 'yearly' {
  switch (readPeriod(period).months) {
    case 1:
      return 'monthly';
    case 3:
      return 'quarterly';
    case 6:
      return 'halfYearly';
    default:
      return 'yearly';
  }
}

export function nextPeriod(period: string): string {
  return periodHolding(cycleOfPeriod(period), addDays(periodEndOf(period), 1));
}
