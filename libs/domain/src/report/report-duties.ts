import { addDays, parseDay, type DayString } from '../day/day';
import type { Policy, ReportDuty } from '../policy/policy';

const PREFIX = 'report.';

/** The key under which a version's duty stands on its obligation. */
export const reportDutyKey = (edition: string): string => `${PREFIX}${edition}`;

/** The duty that an obligation stands for, as its policy has it; null where the policy has it no longer. */
export const dutyOf = (policy: Pick<Policy, 'reportDuties'>, stageKey: string | null): ReportDuty | null =>
  policy.reportDuties?.find((duty) => reportDutyKey(duty.edition) === stageKey) ?? null;

/** The last day: the one before the day that is named, in the year after the plan's (28 or 29 February for 3月1日之前). */
export function lastDayOf(duty: ReportDuty, planYear: number): DayString {
  const named = parseDay(`${planYear + 1}-${duty.before}`);
  if (named === null) throw new RangeError(`no day: ${duty.before}`);
  return addDays(named, -1);
}
