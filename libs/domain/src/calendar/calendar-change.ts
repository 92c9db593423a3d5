import { compareDays, type DayString } from '../day/day';
import { accept, refuse, type Decision } from '../shared/result';
import { classifyDay, type CalendarException, type DayClass, type WorkCalendar } from './work-calendar';

/** Exceptions of one year's notice; they may lie in the neighbouring years too. */
export interface YearTable {
  readonly year: number;
  readonly exceptions: Readonly<Record<DayString, CalendarException>>;
}

/**
 * The calendar with a year's table in place of what it knew of it: the notice of the next year, or a second notice for a
 * year already known. Days of the table's own year that it does not name become ordinary days again; what it says of a
 * neighbouring year is added. Refuses a year that would leave a gap, since the days between would be told as known.
 */
export function withYear(calendar: WorkCalendar, table: YearTable, version: string): Decision<WorkCalendar> {
  if (table.year < calendar.firstYear - 1 || table.year > calendar.publishedThrough + 1) {
    return refuse('CALENDAR.YEAR_GAP', {
      year: table.year,
      firstYear: calendar.firstYear,
      publishedThrough: calendar.publishedThrough,
    });
  }
  const own = `${table.year}-`;
  const kept = Object.entries(calendar.exceptions).filter(([day]) => !day.startsWith(own));
  return accept({
    version,
    firstYear: Math.min(calendar.firstYear, table.year),
    publishedThrough: Math.max(calendar.publishedThrough, table.year),
    exceptions: { ...Object.fromEntries(kept), ...table.exceptions },
  });
}

/**
 * The calendar with local days laid over it (ethnic holidays that a local government fixes under art. 4 of the holiday
 * rules, 放假办法); where both name a day, the local one holds. The version names both.
 */
export function mergeOverlay(
  calendar: WorkCalendar,
  overlay: { readonly version: string; readonly exceptions: Readonly<Record<DayString, CalendarException>> },
): WorkCalendar {
  return {
    ...calendar,
    version: `${calendar.version}+${overlay.version}`,
    exceptions: { ...calendar.exceptions, ...overlay.exceptions },
  };
}

export interface CalendarDayChange {
  readonly date: DayString;
  readonly before: DayClass;
  readonly after: DayClass;
}

export interface CalendarDifference {
  /** Days that were working days and are none now, or the other way round, in order. */
  readonly changed: readonly CalendarDayChange[];
  /** Days that stay worked or off, for another reason or under another name, in order. */
  readonly renamed: readonly CalendarDayChange[];
  /** Years that only the new calendar knows: what was provisional there is so no longer. */
  readonly settledYears: readonly number[];
  /** Years that only the old calendar knew. */
  readonly unsettledYears: readonly number[];
}

/** What differs between two calendars; deadlines are recomputed from it and each move is told with its reason. */
export function diffCalendars(before: WorkCalendar, after: WorkCalendar): CalendarDifference {
  const days = [...new Set([...Object.keys(before.exceptions), ...Object.keys(after.exceptions)])].sort(compareDays);
  const changed: CalendarDayChange[] = [];
  const renamed: CalendarDayChange[] = [];
  for (const date of days) {
    const change = { date, before: classifyDay(before, date), after: classifyDay(after, date) };
    if (change.before.working !== change.after.working) changed.push(change);
    else if (change.before.why !== change.after.why || change.before.name !== change.after.name) renamed.push(change);
  }
  return {
    changed,
    renamed,
    settledYears: yearsOnlyIn(after, before),
    unsettledYears: yearsOnlyIn(before, after),
  };
}

function yearsOnlyIn(calendar: WorkCalendar, other: WorkCalendar): number[] {
  const years: number[] = [];
  for (let year = calendar.firstYear; year <= calendar.publishedThrough; year += 1) {
    if (year < other.firstYear || year > other.publishedThrough) years.push(year);
  }
  return years;
}
