import { classifyDay, previousWorkingDay, type WorkCalendar } from '../calendar/work-calendar';
import type { Obligation } from '../clock/obligation';
import { addDays, compareDays, weekdayOf, type DayString } from '../day/day';
import { hourStart } from '../day/instant';
import type { DueOnDayOff, ReceiverLoad, RehearsedDue, RehearsedTelling, WeekLoad } from './rehearsal';

/** The Monday of the day's week. */
export const weekFrom = (day: DayString): DayString => addDays(day, 1 - weekdayOf(day));

/**
 * What is due up to a day. A 通报 is a post's of the office and counts as the office's; a step of a sign-off is owed by whoever signs
 * and is nobody's load.
 */
export function duesThrough(
  owed: readonly { readonly obligation: Obligation; readonly name: string | null; readonly done: boolean }[],
  officeId: string | null,
  throughOn: DayString,
): RehearsedDue[] {
  return owed.flatMap(({ obligation, name, done }): RehearsedDue[] => {
    const { kind, taskId, period, dueOn, provisional } = obligation;
    const unitId = obligation.holderUnitId ?? (kind === 'bulletin' ? officeId : null);
    if (dueOn === null || unitId === null || compareDays(dueOn, throughOn) > 0) return [];
    return [{ kind, taskId, unitId, name, period, dueOn, provisional, done }];
  });
}

/** What is due on a day off. A written day stays as written, so the work has to be done on the working day before it. */
export function dueOnDaysOff(dues: readonly RehearsedDue[], calendar: WorkCalendar): DueOnDayOff[] {
  return dues.flatMap((due): DueOnDayOff[] => {
    const day = classifyDay(calendar, due.dueOn);
    if (day.working) return [];
    const workingDayBefore = previousWorkingDay(calendar, due.dueOn).date;
    return [{ due, why: day.why === 'holiday' ? 'holiday' : 'weekend', name: day.name ?? null, workingDayBefore }];
  });
}

/** By unit and week, the fullest first. What is done in time counts too: it had to be done in that week. */
export function loadByWeek(dues: readonly RehearsedDue[]): WeekLoad[] {
  const loads = new Map<string, { unitId: string; weekFrom: DayString; total: number; byKind: Record<string, number> }>();
  for (const due of dues) {
    const week = weekFrom(due.dueOn);
    const key = `${due.unitId} ${week}`;
    const load = loads.get(key) ?? { unitId: due.unitId, weekFrom: week, total: 0, byKind: {} };
    load.total += 1;
    load.byKind[due.kind] = (load.byKind[due.kind] ?? 0) + 1;
    loads.set(key, load);
  }
  return [...loads.values()].sort(
    (a, b) => b.total - a.total || compareDays(a.weekFrom, b.weekFrom) || (a.unitId < b.unitId ? -1 : 1),
  );
}

/** How many notices each receiver gets; one for each hour, as the clock sends them, the most burdened first. */
export function receiverLoads(told: readonly RehearsedTelling[]): ReceiverLoad[] {
  const loads = new Map<string, { personId: string | null; postId: string | null; hours: Set<number>; items: number }>();
  for (const telling of told) {
    for (const { personId, postId } of telling.receivers) {
      const key = personId ?? `nobody ${postId ?? ''}`;
      const load = loads.get(key) ?? { personId, postId, hours: new Set<number>(), items: 0 };
      load.hours.add(hourStart(telling.atMs));
      load.items += Math.max(1, telling.taskIds.length, telling.about.length);
      loads.set(key, load);
    }
  }
  return [...loads.values()]
    .map(({ hours, ...load }) => ({ ...load, notices: hours.size }))
    .sort((a, b) => b.notices - a.notices || b.items - a.items);
}
