import type { WorkCalendar } from '../calendar/work-calendar';
import type { DayString } from '../day/day';
import { periodOfDay } from '../deadline/period';
import type { Policy } from '../policy/policy';
import { lastDayOf, reportDutyKey } from '../report/report-duties';
import { periodDue, type OwedThing } from './owed-at-issue';

interface OfYear {
  readonly year: number;
  readonly kind: string;
}

/** The report on the plan is itself owed by the office: each version by its day (design section 9). */
export const reportDutiesOwed = (policy: Pick<Policy, 'reportDuties'>, planYear: number): OwedThing[] =>
  (policy.reportDuties ?? []).map((duty) => ({
    kind: 'reportDuty',
    period: null,
    stageKey: reportDutyKey(duty.edition),
    name: duty.name,
    due: { on: lastDayOf(duty, planYear) },
    dueReason: 'policy.reportDuty',
  }));

/** The periodic 通报 of one period: as many days again as the units have for their reports, to draw, to sign and to send it. */
export function bulletinOwed(period: string, policy: Policy, calendar: WorkCalendar): OwedThing {
  const term = { ...policy.periodReportTerm, n: policy.periodReportTerm.n * 2 };
  return { kind: 'bulletin', period, due: periodDue(period, term, calendar), dueReason: 'policy.bulletins' };
}

/** The periods of which a plan that is issued on `today` owes a 通报: of each cycle the one that runs. The next follow one another. */
export function bulletinPeriodsAtIssue(policy: Pick<Policy, 'bulletins'>, plan: OfYear, today: DayString): string[] {
  if (plan.kind === 'standing') return [];
  const first = `${plan.year}-01-01`;
  const from = today < first ? first : today;
  return (policy.bulletins ?? [])
    .map((cycle) => periodOfDay(cycle, from).key)
    .filter((period) => Number(period.slice(0, 4)) <= plan.year);
}
