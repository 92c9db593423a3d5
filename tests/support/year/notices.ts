import type { WorkCalendar } from '@duban/domain';
import type { Notices } from '../../model/days';

/** What the notices say, as plain days for the model. */
export function noticesOf(calendar: WorkCalendar): Notices {
  const days = (kind: 'off' | 'work') =>
    new Set(Object.entries(calendar.exceptions).flatMap(([day, exception]) => (exception.kind === kind ? [day] : [])));
  return { off: days('off'), worked: days('work') };
}
