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
import { rewriteOlder } from './rewrite-older';

export interface HandleDueLimits {
  /** Rungs in one transaction. */
  readonly chunk: number;
  /** A call ends after this much `MachineClock`; the loop calls again. */
  readonly callMs: number;
}

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
    const chunk = await handleChunk(deps, input, limits.chunk);
    recorded += chunk.recorded;
    if (chunk.found < limits.chunk) return { recorded, more: false };
    if (deps.machine.nowMs() >= endMs) return { recorded, more: true };
  }
}

interface HandledChunk {
  readonly found: number;
  readonly recorded: number;
}

async function handleChunk(deps: Deps, input: HandleDueInput, limit: number): Promise<HandledChunk> {
  try {
    return await handleInOneTransaction(deps, input, limit);
  } catch (error) {
    if (isDatabaseCause(error)) throw error;
    return handleOneByOne(deps, input, limit);
  }
}

/** Takes the next so many rungs of the owner, or the one that was found before. */
function handleInOneTransaction(deps: Deps, input: HandleDueInput, wanted: number | Candidate): Promise<HandledChunk> {
  const { owner, nowMs } = input;
  return withTransaction(deps.database, async (tx) => {
    const facts = await readOwner(tx, owner);
    if (!facts) return { found: 0, recorded: 0 };
    const candidates = typeof wanted === 'number' ? await findCandidates(tx, owner, nowMs, wanted) : [wanted];
    if (candidates.length === 0) return { found: 0, recorded: 0 };
    const subjects = await lockSubjects(tx, facts.planId, candidates);
    const act = new Act(deps, tx, facts.jurisdictionId, await deps.clock.nowMs(tx), null, newId());
    const ofPlan = owner.kind === 'plan' ? candidates : [];
    await rewriteOlder(
      act,
      ofPlan.map((each) => each.obligationId),
    );
    const due = await takeDueRungs(tx, candidates, nowMs);
    const judged = await recordRungs(act, await judgeDueRungs(act, due));
    const done = await applyFirings(act, judged);
    await writeFiringItems(act, done, subjects);
    emitRecorded(act, done, subjects);
    await act.flush();
    return { found: candidates.length, recorded: done.length };
  });
}

/** A chunk that failed for another cause than the database is done again rung by rung; what still fails is recorded as held. */
async function handleOneByOne(deps: Deps, input: HandleDueInput, limit: number): Promise<HandledChunk> {
  const candidates = await withTransaction(deps.database, (tx) => findCandidates(tx, input.owner, input.nowMs, limit));
  let recorded = 0;
  for (const candidate of candidates) {
    try {
      recorded += (await handleInOneTransaction(deps, input, candidate)).recorded;
    } catch (error) {
      if (isDatabaseCause(error)) throw error;
      recorded += await holdFailedRung(deps, input.owner, candidate, input.nowMs, error);
    }
  }
  return { found: candidates.length, recorded };
}
