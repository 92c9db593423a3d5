import type { WorkCalendar } from '../calendar/work-calendar';
import { limitEnd } from '../clock/armed-rungs';
import { compareDays, daysBetween, parseDay, type DayString } from '../day/day';
import type { Policy } from '../policy/policy';
import type { PersonId } from '../shared/ids';
import { accept, refuse, type Decision } from '../shared/result';

/** What a target asks of the office: a later day for a stage of its own (延期), or that the paper be looked at again (异议). */
export type RequestKind = 'extension' | 'objection';

export type RequestState = 'asked' | 'granted' | 'refused' | 'withdrawn' | 'void';

export interface StageExtensionFacts {
  /** The stage is open, the target's own, and has a day. */
  readonly dueOn: DayString | null;
  readonly isPastDue: boolean;
  readonly isAsked: boolean;
  readonly timesGranted: number;
}

/**
 * 文书环节延期, asked by the target before its day has passed (domain.md 3: a written application in time; without one the miss
 * stands). How often and how long is the policy's, as for tasks.
 */
export function decideStageExtension(
  facts: StageExtensionFacts,
  policy: Policy,
  wanted: string | null,
): Decision<{ readonly untilOn: DayString | null }> {
  if (facts.dueOn === null) return refuse('EXTENSION.NO_DUE_DAY');
  if (facts.isPastDue) return refuse('EXTENSION.AFTER_DUE_DAY');
  if (facts.isAsked) return refuse('EXTENSION.ALREADY_ASKED');
  if (facts.timesGranted >= policy.extension.maxTimes) return refuse('EXTENSION.TOO_MANY', { max: policy.extension.maxTimes });
  // Asked without a day: may a form be shown at all?
  if (wanted === null) return accept({ untilOn: null });
  const untilOn = parseDay(wanted);
  if (untilOn === null || compareDays(untilOn, facts.dueOn) <= 0) return refuse('EXTENSION.NOT_LATER', { dueOn: facts.dueOn });
  if (daysBetween(facts.dueOn, untilOn) > policy.extension.maxDays) {
    return refuse('EXTENSION.TOO_LONG', { days: policy.extension.maxDays });
  }
  return accept({ untilOn });
}

export interface ObjectionFacts {
  readonly isRunning: boolean;
  readonly isIncoming: boolean;
  readonly servedAtMs: number | null;
  /** Any objection of this target, also one that is decided: a paper is objected to once. */
  readonly isObjected: boolean;
  readonly today: DayString;
}

/** 异议: within the policy's days of service (政府督查工作条例 art. 17), once for each target. Gives the last day for it. */
export function decideObjecting(facts: ObjectionFacts, policy: Policy, calendar: WorkCalendar): Decision<{ lastOn: DayString }> {
  if (!policy.objection || facts.isIncoming) return refuse('OBJECTION.NOT_HEARD');
  if (!facts.isRunning || facts.servedAtMs === null) return refuse('INSTRUMENT.TARGET_CLOSED');
  if (facts.isObjected) return refuse('OBJECTION.MADE_ALREADY');
  const lastOn = limitEnd(facts.servedAtMs, policy.objection.term, calendar).dueOn ?? facts.today;
  return compareDays(facts.today, lastOn) > 0 ? refuse('OBJECTION.TOO_LATE', { lastOn }) : accept({ lastOn });
}

export interface ObjectionDecider {
  readonly personId: PersonId;
  /** The office's head or a leader. */
  readonly mayDecide: boolean;
}

/** Whoever had a part in the paper (opened, submitted, signed or issued it) or made the objection does not decide on it. */
export function decideWhoDecides(decider: ObjectionDecider, tookPart: readonly PersonId[]): Decision<null> {
  if (!decider.mayDecide) return refuse('OBJECTION.NOT_YOURS');
  return tookPart.includes(decider.personId) ? refuse('OBJECTION.RECUSED') : accept(null);
}
