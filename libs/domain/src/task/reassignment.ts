import { compareDays, type DayString } from '../day/day';
import { limitEnd } from '../clock/armed-rungs';
import { dayOfInstant } from '../day/instant';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { Policy } from '../policy/policy';
import { accept, refuse, type Decision } from '../shared/result';

/**
 * The due day of a share after it went to another unit (转办): a day that the office names wins; else the day in force, or the
 * end of the policy's least term from the act, whichever is later, so that nobody inherits a day that cannot be kept. Long-term
 * work has no day before and none after.
 */
export function dueAfterReassignment(
  current: DayString | null,
  named: DayString | null,
  policy: Pick<Policy, 'reassignTerm'>,
  calendar: WorkCalendar,
  nowMs: number,
): Decision<DayString | null> {
  if (named !== null) {
    if (current === null) return refuse('REASSIGNMENT.NO_DUE_DAY');
    return compareDays(named, dayOfInstant(nowMs)) < 0 ? refuse('REASSIGNMENT.DAY_PAST', { dueOn: named }) : accept(named);
  }
  if (current === null || policy.reassignTerm === undefined) return accept(current);
  const least = limitEnd(nowMs, policy.reassignTerm, calendar).dueOn;
  return accept(least !== null && compareDays(least, current) > 0 ? least : current);
}
