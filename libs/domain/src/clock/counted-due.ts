import type { WorkCalendar } from '../calendar/work-calendar';
import { periodDue } from '../plan/owed-at-issue';
import type { Policy } from '../policy/policy';
import type { InstrumentKind } from '../instrument/kinds';
import type { Limit } from '../shared/limit';
import { limitEnd } from './armed-rungs';
import type { Obligation } from './obligation';

export interface CountedDue {
  readonly dueOn: string | null;
  readonly dueAtMs: number | null;
  readonly provisional: boolean;
}

/** What a due day was counted from, where it was counted at all. */
export interface CountingFacts {
  readonly obligation: Pick<Obligation, 'kind' | 'period' | 'stageKey' | 'openedAtMs'>;
  /** Why the day in force is what it is, as stored. */
  readonly dueReason: string;
  /** From where a stage of an instrument counts: its service, or the end of the stage before. */
  readonly stageFromMs: number;
  /** The limit of the sign-off step, by the chain that the sign-off started with. */
  readonly stepLimit: Limit | null;
}

/** The reasons under which a day was counted by a rule; every other day was written down or set by a person. */
const COUNTED = ['policy.receiptTerm', 'policy.periodReportTerm', 'stageTerm', 'chainStep', 'calendarChanged', 'policyChanged'];

/** Counts a due day anew by a policy and a calendar; null for a day that no rule counted. */
export function countedDue(facts: CountingFacts, policy: Policy, calendar: WorkCalendar): CountedDue | null {
  const { obligation, dueReason } = facts;
  if (!COUNTED.includes(dueReason)) return null;
  switch (obligation.kind) {
    case 'receipt':
      return limitEnd(obligation.openedAtMs, policy.receiptTerm, calendar);
    case 'periodReport': {
      if (obligation.period === null) return null;
      const { on, provisional } = periodDue(obligation.period, policy.periodReportTerm, calendar);
      return { dueOn: on, dueAtMs: null, provisional };
    }
    case 'instrumentStage': {
      const [kind, stage = ''] = (obligation.stageKey ?? '').split('.');
      const limit = policy.instruments[kind as InstrumentKind]?.[stage];
      return limit === undefined ? null : limitEnd(facts.stageFromMs, limit, calendar);
    }
    case 'signOffStep':
      return facts.stepLimit === null ? null : limitEnd(obligation.openedAtMs, facts.stepLimit, calendar);
    case 'completion':
    case 'milestone':
    case 'piece':
    case 'explanation':
    case 'bulletin':
    case 'reportDuty':
      return null;
  }
}

export type Recounted =
  /** `setOtherwise`: the rule that changed would give another day, but this one was set by a person or an act, and stays. */
  | { readonly kind: 'stays'; readonly setOtherwise?: true }
  /** The same day, that was provisional and is so no longer (or is now). */
  | { readonly kind: 'settled'; readonly provisional: boolean }
  | { readonly kind: 'moves'; readonly to: CountedDue }
  /** It was certain, and the new calendar would have it earlier: a person confirms it (decision D4.4). */
  | { readonly kind: 'waits'; readonly to: CountedDue };

/** By what a due day is counted. */
export interface CountingRules {
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
}

/**
 * What new rules, a calendar or a policy's term, do to a due day (decision D4.4): what was provisional moves either way; what was certain moves by itself
 * only to a later day. A day that the old rules do not give was set otherwise and stays.
 */
export function recountDue(facts: CountingFacts, inForce: CountedDue, before: CountingRules, after: CountingRules): Recounted {
  const old = countedDue(facts, before.policy, before.calendar);
  const now = countedDue(facts, after.policy, after.calendar);
  if (old === null || now === null || old.dueOn !== inForce.dueOn || old.dueAtMs !== inForce.dueAtMs) {
    return receiptTermChanged(facts, before.policy, after.policy) ? { kind: 'stays', setOtherwise: true } : { kind: 'stays' };
  }
  if (now.dueOn === inForce.dueOn && now.dueAtMs === inForce.dueAtMs) {
    return now.provisional === inForce.provisional ? { kind: 'stays' } : { kind: 'settled', provisional: now.provisional };
  }
  const isLater = (now.dueOn ?? '') > (inForce.dueOn ?? '') || (now.dueAtMs ?? 0) > (inForce.dueAtMs ?? 0);
  return inForce.provisional || isLater ? { kind: 'moves', to: now } : { kind: 'waits', to: now };
}

const receiptTermChanged = ({ obligation }: CountingFacts, before: Policy, after: Policy): boolean =>
  obligation.kind === 'receipt' &&
  (before.receiptTerm.n !== after.receiptTerm.n || before.receiptTerm.unit !== after.receiptTerm.unit);
