import { instantOf } from '@duban/domain';
import { closeMoment, handleDue, type Deps } from '@duban/application';
import type { SampleJurisdiction } from '@duban/sample';
import { Crash, crashAfterCommit, DrivenMachine } from '../../support/clock/crashing';
import { addTasks, issuedPlan, sampleOf } from '../../support/clock/issued-plan';
import { onCompletion, remind, storePolicy } from '../../support/clock/policies';
import { openTestDeps, type TestDeps } from '../../support/database';

const DUE_MS = instantOf('2026-03-31', 9);
const TASKS = 12;
const CHUNK = { chunk: 5, callMs: 10_000 };
const RECEIVERS_AT_ONCE = 2;

let deps: TestDeps;
let sample: SampleJurisdiction;
let machine: DrivenMachine;
beforeAll(async () => {
  machine = new DrivenMachine();
  deps = { ...(await openTestDeps(instantOf('2026-03-02', 10))), machine };
  sample = await sampleOf(deps, 5);
});
afterAll(() => deps.close());

/** A plan with twelve tasks of five units, all due on one day: three chunks of rungs and three of digests. */
async function planOfTheDay(): Promise<string> {
  const policy = await storePolicy(deps, sample, [
    onCompletion('now', 0, remind, {
      receivers: [
        { of: 'holderUnit', role: 'liaison' },
        { of: 'holderUnit', role: 'unitHead' },
      ],
    }),
  ]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  await addTasks(
    deps,
    sample,
    planId,
    Array.from({ length: TASKS }, () => [{ kind: 'completion' as const, due: { on: '2026-03-31' } }]),
  );
  return planId;
}

/** What one process does at the moment; it goes on until nothing is left. */
async function work(process: Deps, planId: string): Promise<void> {
  await handleDue(process, { owner: { kind: 'plan', id: planId }, nowMs: DUE_MS }, CHUNK);
  const { waiting } = await closeMoment(process, sample.jurisdictionId, RECEIVERS_AT_ONCE);
  if (waiting > 0) throw new Error('a moment stayed open');
}

async function outcome(planId: string) {
  const [row] = await deps.database.query<{ records: number; events: number; armed: number; items: number; untold: number }[]>(
    `with o as (select id from obligation where owner_id = $1), r as (select id from rung_record where obligation_id in (select id from o))
     select (select count(*)::int from r) as records,
       (select count(*)::int from event e, jsonb_array_elements(e.data -> 'rungs') x
          where e.type = 'rung.recorded' and (x ->> 'obligationId')::uuid in (select id from o)) as events,
       (select count(*)::int from armed_rung where obligation_id in (select id from o)) as armed,
       (select count(*)::int from notice_item where cause_id in (select id from r)) as items,
       (select count(*)::int from notice_item where cause_id in (select id from r) and not exists (
         select from notice n where n.id = notice_id)) as untold`,
    [planId],
  );
  const digests = await deps.database.query<{ receiver: string; items: number; deliveries: number }[]>(
    `select n.receiver_id as receiver, count(distinct i.id)::int as items,
       (select count(*)::int from delivery d where d.notice_id = n.id) as deliveries
     from notice n join notice_item i on i.notice_id = n.id
     where i.obligation_id in (select id from obligation where owner_id = $1) group by n.id, n.receiver_id`,
    [planId],
  );
  return { row, digests };
}

test('a crash after any commit of handleDue and closeMoment leaves each rung recorded once and each digest written once', async () => {
  deps.clock.moveTo(instantOf('2026-03-02', 11));
  const plans: string[] = [];
  // The plans of every run are made first: their moments lie in the past once the clock has moved.
  for (let n = 0; n < 30; n++) plans.push(await planOfTheDay());
  deps.clock.moveTo(DUE_MS);
  // Rungs of the other plans would keep the hour open: each run has the day for itself.
  const all = await deps.database.query<{ id: string }[]>('select distinct owner_id as id from armed_rung');
  expect(all).toHaveLength(30);
  await deps.database.query('update armed_rung set frozen = true');
  let crashes = 0;
  let ended = false;
  for (const [index, planId] of plans.entries()) {
    await deps.database.query('update armed_rung set frozen = false where owner_id = $1', [planId]);
    const process = crashAfterCommit(deps, index + 1);
    try {
      await work(process.deps, planId);
      ended = true;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      crashes += 1;
      // The dead process holds its lease until it runs out.
      machine.pass(60_000);
      await work(deps, planId);
    }
    await work(deps, planId);
    const { row, digests } = await outcome(planId);
    expect(row).toEqual({ records: TASKS, events: TASKS, armed: 0, items: TASKS * 2, untold: 0 });
    expect(digests).toHaveLength(10);
    expect(new Set(digests.map((digest) => digest.receiver)).size).toBe(10);
    expect(digests.every((digest) => digest.deliveries === 1)).toBe(true);
    if (ended) break;
  }
  // Three chunks, lease, reading, closing noted, 催办, five digests and the look that finds no more, closed noted, lease given back.
  expect(crashes).toBeGreaterThanOrEqual(13);
  expect(ended).toBe(true);
}, 120_000);
