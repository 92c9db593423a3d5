import type { ClockOwner } from '@duban/domain';
import { withTransaction } from '@duban/database';
import { Act } from '../kernel/act';
import type { Deps } from '../kernel/deps';
import { newId } from '../kernel/new-id';
import { readPolicy } from '../kernel/rulebook';
import { readOwner } from './clock-owner';
import { lockSubjects, takeDueRungs, type Candidate } from './due-rungs';
import { rungOf } from './judge-due-rungs';
import { emitRecorded, recordRungs } from './record-rungs';

/** SQLSTATE classes in which the statement itself is at fault, so that doing it again is useless: bad data, a broken rule, bad SQL. */
const OWN_FAULT: ReadonlySet<string> = new Set(['22', '23', '42', 'P0']);

/**
 * Is the database the cause (down, restarting, overloaded, a lock that was lost)? Then the call fails and is done again as a
 * whole; anything else is a fault of one rung, and the others must not wait for it.
 */
export function isDatabaseCause(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return /^[0-9A-Z]{5}$/.test(code) ? !OWN_FAULT.has(code.slice(0, 2)) : true;
  return typeof message === 'string' && /connection|timeout exceeded|client was closed|pool/i.test(message);
}

/** A rung that cannot be handled is recorded as held with its error: it is on the office's list of exceptions and blocks nobody. */
export function holdFailedRung(
  deps: Deps,
  owner: ClockOwner,
  candidate: Candidate,
  nowMs: number,
  error: unknown,
): Promise<number> {
  return withTransaction(deps.database, async (tx) => {
    const facts = await readOwner(tx, owner);
    if (!facts) return 0;
    const subjects = await lockSubjects(tx, facts.planId, [candidate]);
    const [due] = await takeDueRungs(tx, [candidate], nowMs);
    if (!due) return 0;
    const act = new Act(deps, tx, facts.jurisdictionId, await deps.clock.nowMs(tx), null, newId());
    const policy = await readPolicy(tx, due.obligation.policyVersionId);
    const message = error instanceof Error ? error.message : String(error);
    const recorded = await recordRungs(act, [
      {
        ...due,
        recordId: newId(),
        policy,
        rung: rungOf(policy, due.rungKey),
        late: false,
        outcome: 'held',
        reason: `error:${message.slice(0, 500)}`,
      },
    ]);
    emitRecorded(act, recorded, subjects);
    await act.flush();
    return recorded.length;
  });
}
