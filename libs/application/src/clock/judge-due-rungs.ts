import { isLate, judgeRung, type Policy, type Rung, type RungOutcome } from '@duban/domain';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { readPolicy } from '../kernel/rulebook';
import type { DueRung } from './due-rungs';

/** A rung with what becomes of it, before it is written. */
export interface JudgedRung extends DueRung {
  readonly recordId: string;
  readonly policy: Policy;
  /** Null for the clock's own rungs and for one that the policy dropped. */
  readonly rung: Rung | null;
  readonly late: boolean;
  readonly outcome: RungOutcome;
  readonly reason: string;
}

const rungsByPolicy = new WeakMap<Policy, ReadonlyMap<string, Rung>>();

export function rungOf(policy: Policy, key: string): Rung | null {
  let rungs = rungsByPolicy.get(policy);
  if (!rungs) {
    rungs = new Map(policy.ladder.map((rung) => [rung.key, rung]));
    rungsByPolicy.set(policy, rungs);
  }
  return rungs.get(key) ?? null;
}

/** Judges what was taken by the pure rule; what only late rungs need is read only for them. */
export async function judgeDueRungs(act: Act, due: readonly DueRung[]): Promise<JudgedRung[]> {
  const read: (DueRung & { policy: Policy; rung: Rung | null; late: boolean })[] = [];
  for (const each of due) {
    const policy = await readPolicy(act.tx, each.obligation.policyVersionId);
    read.push({
      ...each,
      policy,
      rung: rungOf(policy, each.rungKey),
      late: isLate(each.fireAtMs, act.nowMs, policy),
    });
  }
  const late = read.filter((each) => each.late);
  const lateFacts = late.length === 0 ? NO_LATE_FACTS : await readLateFacts(act, late, read);
  return read.map((each) => {
    const { obligation, rung } = each;
    const judgement = judgeRung({
      obligation: {
        state: obligation.state as 'open' | 'met' | 'void',
        dueVersion: obligation.dueVersion,
        filedAtMs: obligation.filedAt?.getTime() ?? null,
      },
      dueVersion: each.dueVersion,
      rungKey: each.rungKey,
      rung,
      late: each.late,
      baseLate: rung?.from.base === 'rung' && lateFacts.recordedLate.has(key(obligation.id, each.dueVersion, rung.from.rungKey)),
      laterReminder: (lateFacts.lastReminderMs.get(key(obligation.id, each.dueVersion)) ?? 0) > each.fireAtMs,
    });
    return { ...each, recordId: newId(), ...judgement };
  });
}

interface LateFacts {
  /** `obligation:version:rungKey` of what was recorded late. */
  readonly recordedLate: ReadonlySet<string>;
  /** The last reminder of `obligation:version` that has come to its moment. */
  readonly lastReminderMs: ReadonlyMap<string, number>;
}

const NO_LATE_FACTS: LateFacts = { recordedLate: new Set(), lastReminderMs: new Map() };
const key = (...parts: readonly (string | number)[]): string => parts.join(':');

type ReadRung = DueRung & { readonly policy: Policy; readonly rung: Rung | null };

async function readLateFacts(act: Act, late: readonly ReadRung[], read: readonly ReadRung[]): Promise<LateFacts> {
  const obligationIds = [...new Set(late.map((each) => each.obligationId))];
  const records = await act.tx.query<{ id: string; version: number; key: string }>(
    `select obligation_id as id, due_version as version, rung_key as key from rung_record
     where obligation_id = any($1::uuid[]) and late`,
    [obligationIds],
  );
  // A later reminder may wait for the next chunk: it is still armed.
  const waiting = await act.tx.query<{ id: string; version: number; key: string; at: Date }>(
    `select obligation_id as id, due_version as version, rung_key as key, fire_at as at from armed_rung
     where obligation_id = any($1::uuid[]) and not frozen and fire_at <= $2`,
    [obligationIds, act.now],
  );
  const lastReminderMs = new Map<string, number>();
  const note = (id: string, version: number, atMs: number) => {
    const name = key(id, version);
    if (atMs > (lastReminderMs.get(name) ?? 0)) lastReminderMs.set(name, atMs);
  };
  const policies = new Map(late.map((each) => [each.obligationId, each.policy]));
  // One that is not late yet is a later reminder all the same: nobody is reminded twice at one moment.
  for (const each of read) if (each.rung?.act.kind === 'remind') note(each.obligationId, each.dueVersion, each.fireAtMs);
  for (const each of waiting) {
    const policy = policies.get(each.id);
    if (policy && rungOf(policy, each.key)?.act.kind === 'remind') note(each.id, each.version, each.at.getTime());
  }
  return { recordedLate: new Set(records.map((row) => key(row.id, row.version, row.key))), lastReminderMs };
}
