import { compareDays } from '../day/day';
import { dayOfInstant } from '../day/instant';
import type { AssignmentState } from '../task/assignment';
import { isPastDue } from './armed-rungs';
import type { Obligation } from './obligation';

/** The facts from which every page, list, export and report says the same (design section 3: overdue, on time, breach). */
export interface StandingFacts {
  readonly obligation: Pick<Obligation, 'state' | 'dueOn' | 'dueAtMs' | 'filedAtMs' | 'metAtMs' | 'originalDueOn' | 'dueVersion'>;
  readonly assignmentState: AssignmentState;
  /** A due version's day has passed with nothing filed; it stays for ever. */
  readonly breached: boolean;
}

/** Owed, not suspended, the due day in force is past, and nothing filed by that day is under review or accepted. */
export function isOverdue(facts: StandingFacts, nowMs: number): boolean {
  const { obligation, assignmentState } = facts;
  if (obligation.state !== 'open' || assignmentState === 'suspended' || assignmentState === 'cancelled') return false;
  return isBreached(obligation, nowMs);
}

/** The day of the due version in force has passed with nothing filed by it (whatever is filed since). */
export function isBreached(obligation: Pick<Obligation, 'dueOn' | 'dueAtMs' | 'filedAtMs'>, nowMs: number): boolean {
  return isPastDue(obligation, nowMs) && (obligation.filedAtMs === null || isPastDue(obligation, obligation.filedAtMs));
}

/** What is accepted was filed by the due day in force at its filing. Null while nothing is accepted. */
export function wasOnTime(obligation: StandingFacts['obligation']): boolean | null {
  if (obligation.state !== 'met') return null;
  return !isPastDue(obligation, obligation.filedAtMs ?? obligation.metAtMs ?? Number.POSITIVE_INFINITY);
}

export type Standing = 'done' | 'doneLate' | 'suspended' | 'cancelled' | 'overdue' | 'dueSoon' | 'onTrack' | 'longTerm';

/** One word for a task's share on a day; a policy's lamp gives it a colour. `soonDays` are calendar days. */
export function standingOf(facts: StandingFacts, nowMs: number, soonDays: number): Standing {
  const { obligation, assignmentState } = facts;
  if (assignmentState === 'cancelled' || obligation.state === 'void') return 'cancelled';
  if (obligation.state === 'met') return facts.breached || wasOnTime(obligation) === false ? 'doneLate' : 'done';
  if (assignmentState === 'suspended') return 'suspended';
  if (isOverdue(facts, nowMs)) return 'overdue';
  if (obligation.dueOn === null && obligation.dueAtMs === null) return 'longTerm';
  const soonFrom = dayOfInstant(nowMs + soonDays * 86_400_000);
  if (obligation.dueOn !== null && compareDays(obligation.dueOn, soonFrom) <= 0) return 'dueSoon';
  return 'onTrack';
}
