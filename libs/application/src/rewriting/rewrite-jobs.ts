import type { ClockOwner } from '@duban/domain';
import { JobLineRow, JobRow, withTransaction, type Tx } from '@duban/database';
import { isDatabaseCause } from '../clock/failed-rung';
import { lockSubjects, type Candidate } from '../clock/due-rungs';
import { Act } from '../kernel/act';
import type { Deps } from '../kernel/deps';
import { newId } from '../kernel/new-id';
import { rewriteOlder } from './rewrite-older';
import { NO_PROGRESS, type JobProgress, type PolicyChangePayload } from './rewrite-line';

const CHUNK = 200;
/** `MachineClock`: a worker that died is followed after this. */
const LEASE_MS = 60_000;

interface Found extends Candidate {
  readonly ownerKind: ClockOwner['kind'];
}

/**
 * Takes one waiting job, or one whose worker died, and works it to its end in chunks, each one transaction with its lines and
 * the job's progress in it (design section 3.3). What is left is read from the rows, so it can be stopped anywhere and taken up
 * again by anyone; whatever the clock rewrites meanwhile is simply not left any more.
 *
 * @returns true where it took one: there may be another.
 */
export async function runNextJob(deps: Deps, chunk = CHUNK): Promise<boolean> {
  const taken = await takeJob(deps);
  if (!taken) return false;
  try {
    for (let job: JobRow | null = taken; job !== null;) job = await workOn(deps, job, chunk);
  } catch (error) {
    // The other one goes on; nothing of this one's last chunk is left.
    if (!(error instanceof JobTaken)) throw error;
  }
  return true;
}

function takeJob(deps: Deps): Promise<JobRow | null> {
  return withTransaction(deps.database, async (tx) => {
    const [job] = await tx.find(
      JobRow,
      `r.state <> 'done' and (r.leased_until is null or r.leased_until <= $1) order by r.made_at, r.id limit 1 for update skip locked`,
      [new Date(deps.machine.nowMs())],
    );
    if (!job) return null;
    const leasedUntil = new Date(deps.machine.nowMs() + LEASE_MS);
    await tx.update(JobRow, job.id, { state: 'running', leasedUntil });
    return { ...job, state: 'running', leasedUntil };
  });
}

/** One chunk. Null: the job is done, or somebody else has it now. */
async function workOn(deps: Deps, job: JobRow, chunk: number): Promise<JobRow | null> {
  const found = await withTransaction(deps.database, (tx) => leftOf(tx, job, chunk));
  if (found.length === 0) return rewriteChunk(deps, job, []);
  try {
    return await rewriteChunk(deps, job, found);
  } catch (error) {
    if (isDatabaseCause(error)) throw error;
    return oneByOne(deps, job, found);
  }
}

/** A chunk that failed for another cause than the database: each by itself; what still fails stands on the list and is passed over. */
async function oneByOne(deps: Deps, job: JobRow, found: readonly Found[]): Promise<JobRow | null> {
  let current = job;
  for (const each of found) {
    let next: JobRow | null;
    try {
      next = await rewriteChunk(deps, current, [each]);
    } catch (error) {
      if (isDatabaseCause(error)) throw error;
      next = await noteFailed(deps, current, each, error);
    }
    if (next === null) return null;
    current = next;
  }
  return current;
}

async function leftOf(tx: Tx, job: JobRow, limit: number): Promise<Found[]> {
  const columns = `o.id as "obligationId", o.due_version as "dueVersion", '' as "rungKey", o.task_id as "taskId",
    o.instrument_id as "instrumentId", o.sign_off_id as "signOffId", o.owner_kind as "ownerKind"`;
  const notFailed = `not exists (select 1 from job_line l where l.job_id = $2 and l.obligation_id = o.id and l.outcome = 'failed')`;
  if (job.kind === 'policyChange') {
    return tx.query<Found>(
      `select ${columns} from obligation o join plan p on p.id = o.owner_id
       where o.owner_kind = 'plan' and o.owner_id = $1 and o.state = 'open' and ${notFailed}
         and (o.policy_version_id <> p.policy_version_id or o.calendar_id <> p.calendar_id)
       order by o.id limit $3`,
      [(job.payload as PolicyChangePayload).planId, job.id, limit],
    );
  }
  return tx.query<Found>(
    `select ${columns} from obligation o left join plan p on o.owner_kind = 'plan' and p.id = o.owner_id
     where o.jurisdiction_id = $1 and o.state = 'open' and ${notFailed}
       and o.calendar_id <> coalesce(p.calendar_id,
         (select id from work_calendar where jurisdiction_id = $1 order by version desc limit 1))
     order by o.id limit $3`,
    [job.jurisdictionId, job.id, limit],
  );
}

function rewriteChunk(deps: Deps, job: JobRow, found: readonly Found[]): Promise<JobRow | null> {
  return withTransaction(deps.database, async (tx) => {
    const act = new Act(deps, tx, job.jurisdictionId, await deps.clock.nowMs(tx), null, newId());
    if (found.length > 0) {
      await lockSubjects(tx, null, found);
      const ids = (isPlans: boolean) =>
        found.filter((each) => (each.ownerKind === 'plan') === isPlans).map((each) => each.obligationId);
      await rewriteOlder(act, { ofPlans: ids(true), ofOthers: ids(false) });
    }
    await act.flush();
    return keepProgress(deps, tx, job, found.length === 0, act);
  });
}

function noteFailed(deps: Deps, job: JobRow, each: Found, error: unknown): Promise<JobRow | null> {
  return withTransaction(deps.database, async (tx) => {
    const act = new Act(deps, tx, job.jurisdictionId, await deps.clock.nowMs(tx), null, newId());
    const message = error instanceof Error ? error.message : String(error);
    await tx.insertMissing(JobLineRow, [
      {
        jobId: job.id,
        obligationId: each.obligationId,
        jurisdictionId: job.jurisdictionId,
        outcome: 'failed',
        data: { due: null, rungs: [], error: message },
        madeAt: act.now,
      },
    ]);
    return keepProgress(deps, tx, job, false, act);
  });
}

/** The progress is counted from the lines, which the clock writes too. Null: done, or the lease is another's by now. */
async function keepProgress(deps: Deps, tx: Tx, job: JobRow, isDone: boolean, act: Act): Promise<JobRow | null> {
  const [sums] = await tx.query<Omit<JobProgress, 'finishedAt'>>(
    `select count(*)::int as rewritten, count(*) filter (where outcome = 'moved')::int as moved,
       count(*) filter (where outcome = 'waiting')::int as waiting, count(*) filter (where outcome = 'failed')::int as failed
     from job_line where job_id = $1`,
    [job.id],
  );
  const progress: JobProgress = { ...NO_PROGRESS, ...sums, finishedAt: isDone ? act.now.toISOString() : null };
  const leasedUntil = isDone ? null : new Date(deps.machine.nowMs() + LEASE_MS);
  const state = isDone ? 'done' : 'running';
  const kept = await tx.run('update job set state = $3, progress = $4, leased_until = $5 where id = $1 and leased_until = $2', [
    job.id,
    job.leasedUntil,
    state,
    JSON.stringify(progress),
    leasedUntil,
  ]);
  if (kept === 0) throw new JobTaken(job.id);
  return isDone ? null : { ...job, state, progress, leasedUntil };
}

/** Another worker took the job up while this one was too slow: what this one did in the chunk is undone. */
class JobTaken extends Error {
  constructor(jobId: string) {
    super(`job ${jobId} was taken up by another worker`);
  }
}
