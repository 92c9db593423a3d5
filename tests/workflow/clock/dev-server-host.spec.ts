import { resolve } from 'node:path';
import { nextFireAt } from '@duban/application';
import {
  reconcile,
  relayOutbox,
  replayOpenRuns,
  ReplayMismatch,
  startTemporalDevServer,
  startWorkerHost,
  bundleWorkflowSources,
  type ClockRunSettings,
  type TemporalHandle,
  type WorkerHost,
} from '@duban/temporal';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { addTasks, issuedPlan, sampleOf } from '../../support/clock/issued-plan';
import { quietRuntime } from '../../support/clock/quiet-runtime';
import { sourceBundle } from '../../support/clock/workflow-bundle';
import { openTestDeps, type TestDeps } from '../../support/database';

jest.setTimeout(60_000);

const WAITS_FOR = defineSearchAttributeKey('dubanWaitsFor', SearchAttributeType.KEYWORD);
const NEXT_FIRE_AT = defineSearchAttributeKey('dubanNextFireAt', SearchAttributeType.DATETIME);
const TASK_QUEUE = 'duban-test';

let deps: TestDeps;
let sample: SampleJurisdiction;
let server: TemporalHandle;
let connection: Connection;
let client: Client;
let runs: ClockRunSettings;
const hosts: WorkerHost[] = [];
const failures: string[] = [];

beforeAll(async () => {
  quietRuntime();
  // The run's time is the machine's here: what is armed lies far ahead of it, or long behind.
  deps = await openTestDeps(Date.now());
  sample = await sampleOf(deps, 2);
  server = await startTemporalDevServer({ onProgress: () => undefined });
  connection = await Connection.connect({ address: server.address });
  client = new Client({ connection });
  runs = { client, taskQueue: TASK_QUEUE, searchAttributes: true };
}, 300_000);
afterAll(async () => {
  for (const host of hosts) await host.stop();
  await connection?.close();
  await server?.stop();
  await deps?.close();
});

async function startHost(): Promise<WorkerHost> {
  const host = await startWorkerHost(deps, {
    temporal: { address: server.address },
    taskQueue: TASK_QUEUE,
    workflowBundle: await sourceBundle(),
    canList: true,
    searchAttributes: true,
    reconciles: false,
    pollMs: 20,
    onError: (loop, error) => failures.push(`${loop}: ${String(error)}`),
  });
  hosts.push(host);
  return host;
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (const endMs = Date.now() + 30_000; !(await what());) {
    if (Date.now() > endMs) throw new Error(`it did not come about in 30 seconds; ${failures.join('; ')}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** A namespace is known to the server's own caches with delay. */
async function onceKnown<Result>(what: () => Promise<Result>): Promise<Result> {
  for (const endMs = Date.now() + 30_000; ;) {
    try {
      return await what();
    } catch (error) {
      if (Date.now() > endMs) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

const allTold = async (): Promise<boolean> => {
  const [row] = await deps.database.query<{ n: number }[]>(`select count(*)::int as n from outbox where state = 'waiting'`);
  return row?.n === 0;
};
const statusOf = async (workflowId: string): Promise<string> =>
  (await client.workflow.getHandle(workflowId).describe()).status.name;
const listed = async (query: string): Promise<string[]> => {
  const ids: string[] = [];
  for await (const run of client.workflow.list({ query })) ids.push(run.workflowId);
  return ids.sort();
};
const completion = [{ kind: 'completion' as const, due: { on: '2099-06-30' } }];

test('a command’s outbox row starts the run of its plan, which operators find by its attributes', async () => {
  await startHost();
  const planId = await issuedPlan(deps, sample, 2099);
  await addTasks(deps, sample, planId, [completion]);
  const query = `dubanEntity = 'plan' AND dubanJurisdiction = '${sample.jurisdictionId}' AND ExecutionStatus = 'Running'`;
  await until(async () => (await listed(query)).includes(`plan:${planId}`));
  await until(allTold);
  // What it waits for and until when: to be filtered and sorted by, and a signal that changes nothing adds no such event.
  const [armed] = await deps.database.query<{ key: string; at: Date }[]>(
    'select rung_key as key, fire_at as at from armed_rung where owner_id = $1 order by fire_at limit 1',
    [planId],
  );
  const handle = client.workflow.getHandle(`plan:${planId}`);
  await until(async () => (await handle.describe()).typedSearchAttributes.get(WAITS_FOR) === armed?.key);
  expect((await handle.describe()).typedSearchAttributes.get(NEXT_FIRE_AT)).toEqual(armed?.at);
  const waiting = `dubanWaitsFor = '${armed?.key}' AND dubanNextFireAt > '2099-01-01T00:00:00Z'`;
  await until(async () => (await listed(waiting)).includes(`plan:${planId}`));
  const upserts = async () =>
    ((await handle.fetchHistory()).events ?? []).filter((event) => event.upsertWorkflowSearchAttributesEventAttributes).length;
  const reads = async () =>
    ((await handle.fetchHistory()).events ?? []).filter((event) => event.activityTaskCompletedEventAttributes).length;
  const before = [await upserts(), await reads()] as const;
  await handle.signal('changed', { eventId: null });
  await until(async () => (await reads()) > before[1]);
  expect(await upserts()).toBe(before[0]);
});

test('stopped and started again three times there is one run for each owner, and its next moment is the same (S13)', async () => {
  const [before] = await deps.database.query<{ at: Date }[]>('select min(fire_at) as at from armed_rung');
  const runIds = new Set<string>();
  for (let n = 0; n < 3; n++) {
    await hosts.pop()?.stop();
    await startHost();
    await reconcile(deps, runs, { dryRun: false, canList: true });
    for await (const run of client.workflow.list({ query: `WorkflowType = 'planYearWorkflow'` })) runIds.add(run.runId);
  }
  const [after] = await deps.database.query<{ at: Date }[]>('select min(fire_at) as at from armed_rung');
  expect(runIds.size).toBe(1);
  expect(after).toEqual(before);
});

test('reconcile starts what is missing and has the runs end that have no open row; dry it only says so', async () => {
  const lost = await issuedPlan(deps, sample, 2098);
  const archived = await issuedPlan(deps, sample, 2097);
  await addTasks(deps, sample, archived, [completion]);
  await until(async () => (await listed(`WorkflowId = 'plan:${archived}'`)).length === 1);
  await until(allTold);
  // By hand, without a word to its clock; and the start of the other was never told.
  await deps.database.query(`update plan set state = 'archived' where id = $1`, [archived]);
  const dry = await reconcile(deps, runs, { dryRun: true, canList: true });
  expect(dry).toMatchObject({ missing: [`plan:${lost}`], strays: [`plan:${archived}`], signalled: 0, failed: [] });
  const done = await reconcile(deps, runs, { dryRun: false, canList: true });
  expect(done).toMatchObject({
    openOwners: 2,
    signalled: 2,
    missing: [`plan:${lost}`],
    strays: [`plan:${archived}`],
    failed: [],
  });
  await until(async () => (await statusOf(`plan:${archived}`)) === 'COMPLETED');
  expect(await statusOf(`plan:${lost}`)).toBe('RUNNING');
  await until(async () => {
    const again = await reconcile(deps, runs, { dryRun: true, canList: true });
    return again.missing?.length === 0 && again.strays?.length === 0;
  });
});

test('a deleted run is found missing and started again, on the day that the rows say now', async () => {
  const planId = await issuedPlan(deps, sample, 2095);
  const [task] = await addTasks(deps, sample, planId, [completion]);
  const workflowId = `plan:${planId}`;
  await until(async () => (await listed(`WorkflowId = '${workflowId}'`)).length === 1);
  await until(allTold);
  await connection.workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution: { workflowId } });
  await until(async () => (await listed(`WorkflowId = '${workflowId}' AND ExecutionStatus = 'Running'`)).length === 0);
  expect((await reconcile(deps, runs, { dryRun: true, canList: true })).missing).toEqual([workflowId]);
  expect((await reconcile(deps, runs, { dryRun: false, canList: true })).missing).toEqual([workflowId]);
  await until(async () => (await statusOf(workflowId)) === 'RUNNING');
  // Nothing of what it had to do was in the run: the next moment is the rows' own.
  const next = await nextFireAt(deps, { owner: { kind: 'plan', id: planId } });
  const [armed] = await deps.database.query<{ at: Date }[]>(
    'select min(fire_at) as at from armed_rung where obligation_id = $1',
    [task?.obligations[0]?.id],
  );
  expect(next).toMatchObject({ kind: 'open', atMs: armed?.at.getTime() });
});

test('a run on an old due day is woken by reconcile and waits for the new one', async () => {
  const planId = await issuedPlan(deps, sample, 2094);
  const [task] = await addTasks(deps, sample, planId, [completion]);
  const details = async () =>
    (await client.workflow.getHandle(`plan:${planId}`).query<{ currentDetails?: string }>('__temporal_workflow_metadata'))
      .currentDetails ?? '';
  await until(async () => (await details().catch(() => '')).includes('2099-06'));
  // The day moved and its word to the clock was lost: no outbox row says so.
  await deps.database.query(`update armed_rung set fire_at = fire_at + interval '1 year' where obligation_id = $1`, [
    task?.obligations[0]?.id,
  ]);
  expect(await details()).toContain('2099-06');
  const report = await reconcile(deps, runs, { dryRun: false, canList: true });
  expect(report.failed).toEqual([]);
  await until(async () => (await details()).includes('2100-06'));
});

test('a row that is gone leaves a stray run, which reconcile has end by itself', async () => {
  const planId = await issuedPlan(deps, sample, 2093);
  await reconcile(deps, runs, { dryRun: false, canList: true });
  const workflowId = `plan:${planId}`;
  await until(async () => (await listed(`WorkflowId = '${workflowId}' AND ExecutionStatus = 'Running'`)).length === 1);
  await deps.database.query('delete from work_point where plan_id = $1', [planId]);
  await deps.database.query('delete from plan where id = $1', [planId]);
  expect((await reconcile(deps, runs, { dryRun: true, canList: true })).strays).toEqual([workflowId]);
  await reconcile(deps, runs, { dryRun: false, canList: true });
  await until(async () => (await statusOf(workflowId)) === 'COMPLETED');
});

test('a wiped namespace costs one reconcile: every open owner has its run again', async () => {
  const open = (await reconcile(deps, runs, { dryRun: true, canList: true })).openOwners;
  const namespace = 'wiped';
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  const empty: ClockRunSettings = { ...runs, client: new Client({ connection, namespace }), searchAttributes: false };
  const dry = await onceKnown(() => reconcile(deps, empty, { dryRun: true, canList: true }));
  expect(dry.missing).toHaveLength(open);
  const done = await reconcile(deps, empty, { dryRun: false, canList: true });
  expect(done).toMatchObject({ signalled: open, failed: [] });
  await until(async () => (await reconcile(deps, empty, { dryRun: true, canList: true })).missing?.length === 0);
});

test('a worker replays the open plan runs before it takes work, and refuses with code that does not fit', async () => {
  expect(await replayOpenRuns(client, await sourceBundle())).toBeGreaterThanOrEqual(2);
  const changed = await bundleWorkflowSources(resolve(__dirname, '../../replay/changed/index.ts'));
  await expect(replayOpenRuns(client, changed)).rejects.toThrow(ReplayMismatch);
}, 60_000);

test('while Temporal is away commands go on, and afterwards the relay tells what waits', async () => {
  await hosts.pop()?.stop();
  const planId = await issuedPlan(deps, sample, 2096);
  await addTasks(deps, sample, planId, [completion]);
  const refused = { ...runs, client: new Client({ connection, namespace: 'not-there' }) };
  await expect(relayOutbox(deps, refused)).rejects.toThrow();
  const [row] = await deps.database.query<{ state: string; leased: Date | null }[]>(
    `select state, leased_until as leased from outbox where owner_id = $1`,
    [planId],
  );
  expect(row).toEqual({ state: 'waiting', leased: null });
  expect(await relayOutbox(deps, runs)).toEqual({ rows: 1, owners: 1 });
  expect(await statusOf(`plan:${planId}`)).toBe('RUNNING');
});

test('nothing failed on the way', () => {
  expect(failures).toEqual([]);
});
