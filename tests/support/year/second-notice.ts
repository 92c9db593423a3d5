import type { CalendarException, WorkCalendar } from '@duban/domain';
import { isWorkingDay, dayAt, dayOf, withSecondNotice } from '../../model/days';
import { issuedAtMs } from '../../model/moments';
import type { Deed, RandomYear } from '../../model/year';
import { noticesOf } from './notices';

/** The whole table of a random year's second notice, as the office would load it; null where it changes nothing. */
export function secondNotice(
  calendar: WorkCalendar,
  year: RandomYear,
  { from, days, off }: Extract<Deed, { kind: 'calendar' }>,
): Readonly<Record<string, CalendarException>> | null {
  const notices = withSecondNotice(noticesOf(calendar), year.year, dayAt(issuedAtMs(year)) + from, days, off);
  if (notices === null) return null;
  const table: Record<string, CalendarException> = {};
  const own = (day: string) => day.startsWith(`${year.year}-`);
  for (const day of [...notices.off].filter(own)) table[day] = { kind: 'off', name: '放假' };
  for (const day of [...notices.worked].filter(own)) {
    // A weekday that is not named is worked anyway.
    if (!isWorkingDay({ off: new Set(), worked: new Set() }, dayOf(day))) table[day] = { kind: 'work', name: '放假' };
  }
  return table;
}
