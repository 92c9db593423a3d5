import { countTerm, isTerm } from '../calendar/term';
import { classifyDay, type WorkCalendar } from '../calendar/work-calendar';
import { dayAnswer, type DayAnswer } from '../calendar/day-answer';
import { limitEnd } from '../clock/armed-rungs';
import { addDays, compareDays, type DayString } from '../day/day';
import { dayOfInstant } from '../day/instant';
import type { Policy } from '../policy/policy';
import type { Limit } from '../shared/limit';
import { accept, refuse, type Decision } from '../shared/result';

type ReturnRules = Pick<Policy, 'returnTerm' | 'returnBounds'>;

/** What whoever returns a completion chooses from (design section 5: a return names a new due day, the policy proposes it). */
export interface ReturnDays {
  /** The policy's term from the act, or the day in force where that is later: a return takes no time away. */
  readonly proposedOn: DayString;
  /** How the term was counted; null where it is not in days or months. */
  readonly counted: DayAnswer | null;
  readonly currentOn: DayString;
  /** The days that may be named, both included; null: the policy sets no last one. */
  readonly earliestOn: DayString;
  readonly latestOn: DayString | null;
}

/** The days that a return at `nowMs` of what is due on `currentOn` may name. */
export function returnDays(currentOn: DayString, policy: ReturnRules, calendar: WorkCalendar, nowMs: number): ReturnDays {
  const today = dayOfInstant(nowMs);
  const termEnd = limitEnd(nowMs, policy.returnTerm, calendar).dueOn;
  const proposedOn = latestOf(currentOn, termEnd);
  const bounds = policy.returnBounds;
  const counted = isTerm(policy.returnTerm) ? dayAnswer(calendar, today, policy.returnTerm.n, policy.returnTerm.unit) : null;
  return {
    proposedOn,
    counted,
    currentOn,
    earliestOn: latestOf(currentOn, bounds ? endOf(today, bounds.least, calendar) : today),
    // What the policy itself proposes may always be named.
    latestOn: bounds ? latestOf(proposedOn, endOf(today, bounds.most, calendar)) : null,
  };
}

/**
 * The due day after a return: the day that whoever returns has named, within the policy's bounds and never earlier than the day
 * in force, else the one proposed. A day off stays as named. Long-term work has no day before and none after.
 */
export function dueAfterReturn(
  currentOn: DayString | null,
  named: DayString | null,
  policy: ReturnRules,
  calendar: WorkCalendar,
  nowMs: number,
): Decision<DayString | null> {
  if (currentOn === null) return named === null ? accept(null) : refuse('RETURN.NO_DUE_DAY');
  const days = returnDays(currentOn, policy, calendar, nowMs);
  if (named === null) return accept(days.proposedOn);
  if (compareDays(named, dayOfInstant(nowMs)) < 0) return refuse('RETURN.DAY_PAST', { dueOn: named });
  if (compareDays(named, days.earliestOn) < 0) {
    return compareDays(named, currentOn) < 0
      ? refuse('RETURN.DAY_SHORTENS', { dueOn: named, currentOn })
      : refuse('RETURN.DAY_TOO_EARLY', { dueOn: named, earliestOn: days.earliestOn });
  }
  if (days.latestOn !== null && compareDays(named, days.latestOn) > 0) {
    return refuse('RETURN.DAY_TOO_LATE', { dueOn: named, latestOn: days.latestOn });
  }
  return accept(named);
}

/** The days off from the first to the last that may be named, so that a page can warn of one; `limit` days are looked at. */
export function daysOffAmong(days: ReturnDays, calendar: WorkCalendar, limit: number): DayString[] {
  const found: DayString[] = [];
  for (let at = 0, day = days.earliestOn; at < limit && (days.latestOn === null || day <= days.latestOn); at += 1) {
    if (!classifyDay(calendar, day).working) found.push(day);
    day = addDays(day, 1);
  }
  return found;
}

const latestOf = (a: DayString, b: DayString | null): DayString => (b !== null && compareDays(b, a) > 0 ? b : a);

/** The checker lets only days and months be bounds; anything else bounds nothing. */
const endOf = (today: DayString, limit: Limit, calendar: WorkCalendar): DayString =>
  isTerm(limit) ? countTerm(calendar, today, { n: limit.n, unit: limit.unit }, { roll: true }).date : today;
