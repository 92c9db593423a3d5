import { MomentRow, withTransaction, type Tx } from '@duban/database';
import { closeUrgings } from '../instruments/close-urgings';
import { Act } from '../kernel/act';
import type { Deps } from '../kernel/deps';
import { newId } from '../kernel/new-id';
import { BUSY, withLease, type Lease } from './lease';
import { writeDigests } from './write-digests';

const LEASE_MS = 30_000;
const RECEIVERS_PER_TRANSACTION = 200;
/** A moment is told after this much `MachineClock` even while rungs are still being recorded: what comes later makes a further notice. */
const LONGEST_OPEN_MS = 10 * 60_000;

export interface ClosedMoments {
  readonly closed: number;
  readonly digests: number;
  /** Moments that wait for rungs still to be recorded, or that another process is closing. */
  readonly waiting: number;
}

/**
 * Closes what can be closed of a jurisdiction: closing is noted, the collecting 催办 are closed and numbered, each receiver gets
 * one digest, closed is noted. Each step is a transaction that finds what the one before left, so that whoever comes after a
 * crash goes on from there, and each digest is written once.
 */
export async function closeMoment(
  deps: Deps,
  jurisdictionId: string,
  receiversPerTransaction = RECEIVERS_PER_TRANSACTION,
): Promise<ClosedMoments> {
  const result = await withLease(deps, `moment:${jurisdictionId}`, LEASE_MS, async (lease) => {
    const unclosed = await withTransaction(deps.database, (tx) =>
      tx.find(MomentRow, 'r.jurisdiction_id = $1 and r.closed_at is null order by r.hour_at, r.id', [jurisdictionId]),
    );
    const done = { closed: 0, digests: 0, waiting: 0 };
    for (const moment of unclosed) {
      if (!(await beginClosing(deps, lease, moment))) {
        done.waiting += 1;
        continue;
      }
      done.digests += await finishClosing(deps, lease, moment, receiversPerTransaction);
      done.closed += 1;
    }
    return done;
  });
  return result === BUSY ? { closed: 0, digests: 0, waiting: 1 } : result;
}

/** Every jurisdiction that has an unclosed moment; what the worker runs. */
export async function closeMoments(deps: Deps): Promise<ClosedMoments> {
  const rows = await withTransaction(deps.database, (tx) =>
    tx.query<{ id: string }>('select distinct jurisdiction_id as id from moment where closed_at is null order by 1'),
  );
  const sum = { closed: 0, digests: 0, waiting: 0 };
  for (const { id } of rows) {
    const { closed, digests, waiting } = await closeMoment(deps, id);
    sum.closed += closed;
    sum.digests += digests;
    sum.waiting += waiting;
  }
  return sum;
}

/** False: rungs are still to be recorded. The row lock waits for every firing that has joined the moment. */
function beginClosing(deps: Deps, lease: Lease, known: MomentRow): Promise<boolean> {
  return withTransaction(deps.database, async (tx) => {
    await lease.renew(tx);
    const [moment] = await tx.find(MomentRow, 'r.id = $1 for update', [known.id]);
    if (!moment) return false;
    if (moment.closingAt !== null) return true;
    const nowMs = await deps.clock.nowMs(tx);
    const openForMs = deps.machine.nowMs() - moment.machineOpenedAt.getTime();
    if (openForMs < LONGEST_OPEN_MS && (await hasDueRung(tx, moment.jurisdictionId, nowMs))) return false;
    await tx.update(MomentRow, moment.id, { closingAt: new Date(nowMs) });
    return true;
  });
}

async function hasDueRung(tx: Tx, jurisdictionId: string, nowMs: number): Promise<boolean> {
  const rows = await tx.query('select 1 from armed_rung where jurisdiction_id = $1 and not frozen and fire_at <= $2 limit 1', [
    jurisdictionId,
    new Date(nowMs),
  ]);
  return rows.length > 0;
}

async function finishClosing(deps: Deps, lease: Lease, moment: MomentRow, receivers: number): Promise<number> {
  await inAct(deps, lease, moment, (act) => closeUrgings(act, moment.id));
  let digests = 0;
  for (;;) {
    const { written, left } = await inAct(deps, lease, moment, (act) => writeDigests(act, moment, receivers));
    digests += written;
    if (!left) break;
  }
  await inAct(deps, lease, moment, async (act) => {
    await act.tx.update(MomentRow, moment.id, { closedAt: act.now });
  });
  return digests;
}

function inAct<Result>(deps: Deps, lease: Lease, moment: MomentRow, work: (act: Act) => Promise<Result>): Promise<Result> {
  return withTransaction(deps.database, async (tx) => {
    const act = new Act(deps, tx, moment.jurisdictionId, await deps.clock.nowMs(tx), null, newId());
    const result = await work(act);
    await act.flush();
    // Last, so that the lease row is locked shortly; a holder whose lease ran out writes nothing.
    await lease.renew(tx);
    return result;
  });
}
