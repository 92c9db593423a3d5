import type { DayString } from '../day/day';
import { countTerm, type ExplainedDay, type Term } from './term';
import type { WorkCalendar } from './work-calendar';

/** What `duban day 2026-09-18 +5 --json` prints; others call it, so its fields stay. */
export interface DayAnswer {
  readonly start: DayString;
  readonly n: number;
  readonly unit: Term['unit'];
  readonly date: DayString;
  readonly provisional: boolean;
  /** The calendar's version. */
  readonly calendar: string;
  /** The day off on which a term in calendar days or months would have ended, where it was rolled on. */
  readonly rolledFrom: DayString | null;
  readonly explain: readonly ExplainedDay[];
}

/**
 * The day that lies so many days from another, with each day counted or left out and why. A term in calendar days or months
 * that ends on a day off is rolled on, as any counted deadline is.
 */
export function dayAnswer(calendar: WorkCalendar, start: DayString, n: number, unit: Term['unit']): DayAnswer {
  const { date, provisional, rolledFrom, explain } = countTerm(calendar, start, { n, unit }, { roll: true });
  return { start, n, unit, date, provisional, calendar: calendar.version, rolledFrom, explain };
}
