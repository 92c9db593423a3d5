import type { CalendarException, DayString, WorkCalendar } from '@duban/domain';
import table from 'chinese-days/dist/chinese-days.json';

/** As the package writes a day: English name, Chinese name and the number of statutory days, with commas between. */
type PackagedDays = Readonly<Record<string, string>>;

let published: WorkCalendar | undefined;

/**
 * The State Council's notices from 2004 to the last one in the package `chinese-days`. Only its table is used: its functions
 * answer by the week alone, silently, for a year that it lacks (case S03).
 */
export function publishedCalendar(): WorkCalendar {
  published ??= build(table.holidays, table.workdays);
  return published;
}

function build(off: PackagedDays, work: PackagedDays): WorkCalendar {
  const exceptions: Record<DayString, CalendarException> = {};
  for (const [day, packed] of Object.entries(off)) exceptions[day] = { kind: 'off', name: chineseName(packed) };
  for (const [day, packed] of Object.entries(work)) exceptions[day] = { kind: 'work', name: chineseName(packed) };
  // A notice also names days of the December before; only a year whose New Year's Day is named has its own notice.
  const years = Object.keys(off)
    .filter((day) => day.endsWith('-01-01'))
    .map((day) => Number(day.slice(0, 4)));
  const firstYear = Math.min(...years);
  const publishedThrough = Math.max(...years);
  return { version: `cn-${firstYear}-${publishedThrough}`, firstYear, publishedThrough, exceptions };
}

function chineseName(packed: string): string {
  const name = packed.split(',')[1];
  if (name === undefined || name === '') throw new Error(`unreadable day in the published table: ${packed}`);
  return name;
}
