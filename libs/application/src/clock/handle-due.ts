import type { ClockOwner } from '@duban/domain';
import { withTransaction } from '@duban/database';
import { Act } from '../kernel/act';
import type { Deps } from '../kernel/deps';
import { newId } from '../kernel/new-id';
import { readOwner } from './clock-owner';
import { findCandidates, lockSubjects, takeDueRungs, type Candidate } from './due-rungs';
import { holdFailedRung, isDatabaseCause } from './failed-rung';
import { applyFirings } from './firing-effects';
import { writeFiringItems } from './firing-notices';
import { judgeDueRungs } from './judge-due-rungs';
import { emitRecorded, recordRungs } from './record-rungs';
import { rewriteOlder } from '../rewriting/rewrite-older';
import { shareLanes } from './share-lanes';

export interface HandleDueLimits {
  /** Rungs in one transaction. */
  readonly chunk: number;
  /** A call ends after this much `MachineClock`; the loop calls again. */
  readonly callMs: number;
}

/** Transactions side by side in a storm: this process prepares one while PostgreSQL executes the other. */
const LANES = 2;

const LIMITS: HandleDueLimits = { chunk: 500, callMs: 10_000 };

export interface HandleDueInput {
  readonly owner: ClockOwner;
  /** The workflow's time. It says which rungs to take; whether they are late is `BusinessClock`'s to say. Milliseconds. */
  readonly nowMs: number;
}

export interface HandledDue {
  readonly recorded: number;
  /** The call's time was over before the rungs were: call again. */
  readonly more: boolean;
}

/**
 * Does what time does for one owner: every rung whose moment has come is recorded exactly once as fired, skipped, held or
 * superseded, with its effects in the same transaction (design section 3.5). A recorded rung is never a candidate again, so it
 * may run twice, at once or again after any crash.
 */
export async function handleDue(deps: Deps, input: HandleDueInput, limits: HandleDueLimits = LIMITS): Promise<HandledDue> {
  const endMs = deps.machine.nowMs() + limits.callMs;
  let recorded = 0;
  for (;;) {
    const found = await withTransaction(deps.database, (tx) =>
      findCandidates(tx, input.owner, input.nowMs, LANES * limits.chunk),
    );
    const lanes = shareLanes(found, limits.chunk, input.nowMs);
    const handled = await Promise.allSettled(lanes.map((lane) => handleChunk(deps, input, lane)));
    for (const each of handled) {
      if (each.status === 'rejected') throw each.reason;
      recorded += each.value;
    }
    const taken = lanes.reduce((sum, lane) => sum + lane.length, 0);
    if (found.length < LANES * limits.chunk && taken === found.length) return { recorded, more: false };
    if (deps.machine.nowMs() >= endMs) return { recorded, more: true };
  }
}

async function handleChunk(deps: Deps, input: HandleDueInput, candidates: readonly Candidate[]): Promise<number> {
  try {
    return await handleInOneTransaction(deps, input, candidates);
  } catch (error) {
    if (isDatabaseCause(error)) throw error;
    return handleOneByOne(deps, input, candidates);
  }
}

function handleInOneTransaction(deps: Deps, input: HandleDueInput, candidates: readonly Candidate[]): Promise<number> {
  const { owner, nowMs } = input;
  return withTransaction(deps.database, async (tx) => {
    const facts = await readOwner(tx, owner);
    if (!facts) return 0;
    const subjects = await lockSubjects(tx, facts.planId, candidates);
    const act = new Act(deps, tx, facts.jurisdictionId, await deps.clock.nowMs(tx), null, newId());
    const ids = candidates.map((each) => each.obligationId);
    await rewriteOlder(act, owner.kind === 'plan' ? { ofPlans: ids, ofOthers: [] } : { ofPlans: [], ofOthers: ids });
    const due = await takeDueRungs(tx, candidates, nowMs);
    const judged = await recordRungs(act, await judgeDueRungs(act, due));
    const done = await applyFirings(act, judged);
    await writeFiringItems(act, done, subjects);
    emitRecorded(act, done, subjects);
    await act.flush();
    return done.length;
  });
}

/** A chunk that failed for another cause than the database is done again rung by rung; what still fails is recorded as held. */
async function handleOneByOne(deps: Deps, input: HandleDueInput, candidates: readonly Candidate[]): Promise<number> {
  let recorded = 0;
  for (const candidate of candidates) {
    try {
      recorded += await handleInOneTransaction(deps, input, [candidate]);
    } catch (error) {
      if (isDatabaseCause(error)) throw error;
      recorded += await holdFailedRung(deps, input.owner, candidate, input.nowMs, error);
    }
  }
  return recorded;
}
