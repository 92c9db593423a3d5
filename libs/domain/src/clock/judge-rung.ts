import type { InstrumentKind } from '../instrument/kinds';
import type { Policy, Rung } from '../policy/policy';
import { OPEN_NEXT_PERIOD } from './armed-rungs';
import type { Obligation, RungOutcome } from './obligation';

/** What is known of a rung whose moment has come, read under the lock of what it belongs to. */
export interface RungCase {
  readonly obligation: Pick<Obligation, 'state' | 'dueVersion' | 'filedAtMs'>;
  readonly dueVersion: number;
  readonly rungKey: string;
  /** As the obligation's policy has it; null where the policy has it no longer, or where it is the clock's own. */
  readonly rung: Rung | null;
  /** `BusinessClock` at the recording is past the moment by more than the policy's grace (`isLate`). */
  readonly late: boolean;
  /** The rung that this one counts from was itself recorded late. */
  readonly baseLate: boolean;
  /** A later reminder of the same obligation and due version has come to its moment too. */
  readonly laterReminder: boolean;
}

/** Stored with the record and shown on the clock page; the Chinese words are in `libs/wording`. */
export type RungReason =
  'onTime' | 'late' | 'newDueVersion' | 'closed' | 'filed' | 'notInPolicy' | 'lateCallsIn' | 'followsLate' | 'laterReminder';

export interface Judgement {
  readonly outcome: RungOutcome;
  readonly reason: RungReason;
}

const CALLS_IN: readonly InstrumentKind[] = ['summons', 'listing'];

/** Does the rung call people in (约谈, 挂牌督办)? After an outage of ours a person decides whether it still should. */
export const callsPeopleIn = (rung: Rung): boolean => rung.act.kind === 'instrument' && CALLS_IN.includes(rung.act.instrument);

/** Milliseconds; exactly the grace is not late. */
export const isLate = (fireAtMs: number, recordedAtMs: number, policy: Pick<Policy, 'graceMinutes'>): boolean =>
  recordedAtMs - fireAtMs > policy.graceMinutes * 60_000;

/**
 * What becomes of a rung at its moment (design section 5):
 *
 * 1. A rung of a replaced due version, or of none in the policy, is superseded.
 * 2. Nothing is sent for what is done, cancelled or filed and not returned.
 * 3. A late rung that calls people in, or that counts from one recorded late, is held for the office.
 * 4. Of several late reminders only the last goes out; the missed ones are superseded (case S07).
 *
 * The clock's own rung, which opens the next period, always fires while the period is owed or done: an outage hides no duty.
 */
export function judgeRung(rungCase: RungCase): Judgement {
  const { obligation, rung, late } = rungCase;
  if (rungCase.dueVersion !== obligation.dueVersion && rungCase.rungKey !== OPEN_NEXT_PERIOD) {
    return { outcome: 'superseded', reason: 'newDueVersion' };
  }
  if (rungCase.rungKey === OPEN_NEXT_PERIOD && obligation.state !== 'void') {
    return { outcome: 'fired', reason: late ? 'late' : 'onTime' };
  }
  if (obligation.state !== 'open') return { outcome: 'skipped', reason: 'closed' };
  if (obligation.filedAtMs !== null) return { outcome: 'skipped', reason: 'filed' };
  if (!rung) return { outcome: 'superseded', reason: 'notInPolicy' };
  if (!late) return { outcome: 'fired', reason: 'onTime' };
  if (callsPeopleIn(rung)) return { outcome: 'held', reason: 'lateCallsIn' };
  if (rungCase.baseLate && rung.act.kind !== 'silence') return { outcome: 'held', reason: 'followsLate' };
  if (rung.act.kind === 'remind' && rungCase.laterReminder) return { outcome: 'superseded', reason: 'laterReminder' };
  return { outcome: 'fired', reason: 'late' };
}

/** The rungs of a policy from which others count: only their recording arms something. */
export function basesOf(policy: Policy): ReadonlySet<string> {
  return new Set(policy.ladder.flatMap((rung) => (rung.from.base === 'rung' ? [rung.from.rungKey] : [])));
}
