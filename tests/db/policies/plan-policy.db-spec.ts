import { instantOf, type Rung } from '@duban/domain';
import {
  changePlanPolicy,
  handleDue,
  previewPlanPolicy,
  readJob,
  runCommand,
  runNextJob,
  scopeOf,
  settleEarlierDue,
  type RewriteJobDetail,
  type RungShift,
  type Scope,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';
import { Crash, crashAfterCommit, DrivenMachine } from '../../support/clock/crashing';
import { addTasks, issuedPlan, officeOf, sampleOf } from '../../support/clock/issued-plan';
import { instrument, onCompletion, remind, storePolicy } from '../../support/clock/policies';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  sample = await sampleOf(deps, 3);
});
afterEach(() => deps.close());

const LADDER: readonly Rung[] = [
  onCompletion('same', 1, remind),
  onCompletion('moved', 2, remind),
  onCompletion('dropped', 3, remind),
  onCompletion('early', -20, remind),
];
const NEW_LADDER: readonly Rung[] = [
  onCompletion('same', 1, remind),
  onCompletion('moved', 5, remind),
  onCompletion('added', 8, instrument('urging')),
  onCompletion('past', -25, remind),
  onCompletion('early', -18, remind),
];

const scope = async (): Promise<Scope> => scopeOf(deps.database, await officeOf(deps, sample));
const change = async (planId: string, policyVersionId: string, reason = '制度修订') =>
  runCommand(deps, { actor: await officeOf(deps, sample), route: 'test', key: null, body: null }, (act) =>
    changePlanPolicy(act, { planId, policyVersionId, reason }),
  );
const jobOf = async (jobId: string | null): Promise<RewriteJobDetail> => {
  const who = await scope();
  const job = await withTransaction(deps.database, (tx) => readJob(tx, who, jobId ?? ''));
  if (!job) throw new Error('no job');
  return job;
};
const completions = (count: number, on: string) =>
  Array.from({ length: count }, () => [{ kind: 'completion' as const, due: { on } }]);
const at = (day: string) => new Date(instantOf(day, 9)).toISOString();
const short = (rungs: readonly RungShift[]) => rungs.map(({ key, change: kind, from, to }) => [key, kind, from, to]);

/** Every obligation of the plan is on the version that the plan pins, with exactly the ladder's moments armed. */
async function armedOf(planId: string): Promise<string[]> {
  const rows = await deps.database.query<{ key: string; at: Date; n: number }[]>(
    `select rung_key as key, fire_at as at, count(*)::int as n from armed_rung where owner_id = $1 group by 1, 2 order by 2, 1`,
    [planId],
  );
  return rows.map((row) => `${row.key} ${row.at.toISOString()} ${row.n}`);
}

test('the difference is shown first, is exactly what then happens, and recorded rungs stay', async () => {
  const before = await storePolicy(deps, sample, LADDER);
  const planId = await issuedPlan(deps, sample, 2026, before);
  await addTasks(deps, sample, planId, completions(2, '2026-03-31'));
  const after = await storePolicy(deps, sample, NEW_LADDER);
  // `early` has fired on the 11th: it is recorded under its key and does not come again on the 13th.
  deps.clock.moveTo(instantOf('2026-03-11', 9));
  await handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: deps.clock.ms });
  deps.clock.moveTo(instantOf('2026-03-12', 10));
  const who = await scope();
  const preview = await withTransaction(deps.database, (tx) =>
    previewPlanPolicy(tx, who, { planId, policyVersionId: after }, deps.clock.ms),
  );
  const expected = [
    ['added', 'added', null, at('2026-04-08')],
    ['dropped', 'dropped', at('2026-04-03'), null],
    ['moved', 'moved', at('2026-04-02'), at('2026-04-05')],
    ['past', 'superseded', null, at('2026-03-06')],
  ];
  expect(preview?.obligations).toBe(2);
  expect(preview?.lines.map((line) => short(line.rungs))).toEqual([expected, expected]);

  const changed = await change(planId, after);
  if (!changed.ok) throw new Error(changed.refusal.code);
  expect(await runNextJob(deps)).toBe(true);
  expect(await runNextJob(deps)).toBe(false);
  const job = await jobOf(changed.value.jobId);
  expect(job.state).toBe('done');
  expect(job.lines.map((line) => [line.outcome, short(line.line.rungs)])).toEqual([
    ['rewritten', expected],
    ['rewritten', expected],
  ]);
  expect(job.lines.map((line) => line.taskTitle).sort()).toEqual(['任务1', '任务2']);
  expect(await armedOf(planId)).toEqual([
    `same ${at('2026-04-01')} 2`,
    `moved ${at('2026-04-05')} 2`,
    `added ${at('2026-04-08')} 2`,
  ]);
  const records = await deps.database.query(
    'select rung_key as key, outcome, count(*)::int as n from rung_record group by 1, 2 order by 1',
  );
  expect(records).toEqual([
    { key: 'early', outcome: 'fired', n: 2 },
    { key: 'past', outcome: 'superseded', n: 2 },
  ]);
});

test('the clock comes first to some: they are rewritten before they are judged, and stand on the same list', async () => {
  const before = await storePolicy(deps, sample, [onCompletion('moved', 1, remind)]);
  const planId = await issuedPlan(deps, sample, 2026, before);
  const [first] = await addTasks(deps, sample, planId, [...completions(1, '2026-03-10'), ...completions(30, '2026-06-30')]);
  const after = await storePolicy(deps, sample, [onCompletion('moved', 4, remind)]);
  const changed = await change(planId, after);
  if (!changed.ok) throw new Error(changed.refusal.code);
  deps.clock.moveTo(instantOf('2026-03-11', 9));
  await handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: deps.clock.ms });
  expect(await deps.database.query('select 1 from rung_record')).toEqual([]);
  expect((await jobOf(changed.value.jobId)).lines.map((line) => line.obligationId)).toEqual([first?.obligations[0]?.id]);
  await runNextJob(deps, 7);
  const job = await jobOf(changed.value.jobId);
  expect([job.state, job.lines.length, job.progress.rewritten]).toEqual(['done', 31, 31]);
  expect(await armedOf(planId)).toEqual([`moved ${at('2026-03-14')} 1`, `moved ${at('2026-07-04')} 30`]);
});

test('a worker that dies after any commit is followed when its lease is over, and the list is the same', async () => {
  const before = await storePolicy(deps, sample, LADDER);
  const after = await storePolicy(deps, sample, NEW_LADDER);
  const machine = new DrivenMachine();
  for (let n = 1; ; n += 1) {
    const planId = await issuedPlan(deps, sample, 2026, before);
    await addTasks(deps, sample, planId, completions(9, '2026-05-29'));
    const changed = await change(planId, after);
    if (!changed.ok) throw new Error(changed.refusal.code);
    const dying = crashAfterCommit({ ...deps, machine }, n);
    const died = await runNextJob(dying.deps, 4).then(
      () => false,
      (error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        return true;
      },
    );
    if (died) {
      // Nobody takes it while the lease runs.
      expect(await runNextJob({ ...deps, machine }, 4)).toBe(false);
      machine.pass(61_000);
      await runNextJob({ ...deps, machine }, 4);
    }
    const job = await jobOf(changed.value.jobId);
    expect([job.state, job.lines.length, new Set(job.lines.map((line) => line.obligationId)).size]).toEqual(['done', 9, 9]);
    const left = await deps.database.query('select 1 from obligation where owner_id = $1 and policy_version_id <> $2', [
      planId,
      after,
    ]);
    expect(left).toEqual([]);
    if (!died) break;
    expect(n).toBeLessThan(20);
  }
});

test('two workers at once rewrite each obligation once', async () => {
  const before = await storePolicy(deps, sample, LADDER);
  const planId = await issuedPlan(deps, sample, 2026, before);
  await addTasks(deps, sample, planId, completions(40, '2026-05-29'));
  const after = await storePolicy(deps, sample, NEW_LADDER);
  const changed = await change(planId, after);
  if (!changed.ok) throw new Error(changed.refusal.code);
  await Promise.all([runNextJob(deps, 3), runNextJob(deps, 3)]);
  const job = await jobOf(changed.value.jobId);
  expect([job.state, job.lines.length]).toEqual(['done', 40]);
});

test('one that cannot be rewritten stands on the list with its error, and does not keep the others back', async () => {
  const before = await storePolicy(deps, sample, []);
  const planId = await issuedPlan(deps, sample, 2026, before);
  const report = [{ kind: 'periodReport' as const, period: '2026-Q2', due: { on: '2026-07-07' } }];
  const tasks = await addTasks(deps, sample, planId, [report, report, report]);
  const broken = tasks[1]?.obligations[0]?.id;
  await deps.database.query(`update obligation set period = 'nonsense' where id = $1`, [broken]);
  const after = await storePolicy(deps, sample, [{ ...onCompletion('late', 1, remind), on: { kind: 'periodReport' } }]);
  const changed = await change(planId, after);
  if (!changed.ok) throw new Error(changed.refusal.code);
  await runNextJob(deps);
  const job = await jobOf(changed.value.jobId);
  expect(job.lines.map((line) => [line.obligationId === broken, line.outcome, line.line.error ?? null])).toEqual([
    [true, 'failed', 'not a period: nonsense'],
    [false, 'rewritten', null],
    [false, 'rewritten', null],
  ]);
  expect([job.state, job.progress.failed]).toEqual(['done', 1]);
});

test('what is closed is not touched, and a plan that is not issued yet needs no job', async () => {
  const before = await storePolicy(deps, sample, LADDER);
  const planId = await issuedPlan(deps, sample, 2026, before);
  const [task] = await addTasks(deps, sample, planId, completions(1, '2026-05-29'));
  await deps.database.query(`update obligation set state = 'met' where id = $1`, [task?.obligations[0]?.id]);
  const after = await storePolicy(deps, sample, NEW_LADDER);
  const changed = await change(planId, after);
  if (!changed.ok) throw new Error(changed.refusal.code);
  await runNextJob(deps);
  expect((await jobOf(changed.value.jobId)).lines).toEqual([]);
  const kept = await deps.database.query<{ id: string }[]>('select policy_version_id as id from obligation');
  expect(kept).toEqual([{ id: before }]);
  await deps.database.query(`update plan set state = 'draft' where id = $1`, [planId]);
  expect(await change(planId, before)).toEqual({ ok: true, value: { jobId: null } });
});

test('refused: the version in force, an archived plan, no reason, a unit', async () => {
  const before = await storePolicy(deps, sample, LADDER);
  const after = await storePolicy(deps, sample, NEW_LADDER);
  const planId = await issuedPlan(deps, sample, 2026, before);
  const code = async (work: ReturnType<typeof change>) => {
    const decision = await work;
    return decision.ok ? null : decision.refusal.code;
  };
  expect(await code(change(planId, before))).toBe('POLICY.ALREADY_IN_FORCE');
  expect(await code(change(planId, after, ' '))).toBe('POLICY.REASON_MISSING');
  await deps.database.query(`update plan set state = 'archived'`);
  expect(await code(change(planId, after))).toBe('POLICY.PLAN_ARCHIVED');
});

const receiptLate: Rung = { ...onCompletion('receipt.late', 1, remind), on: { kind: 'receipt' } };
const workingDays = (n: number) => ({ n, unit: 'workingDays' as const });
const receipts = (planId: string) =>
  deps.database.query<{ dueOn: string; reason: string; rung: Date | null }[]>(
    `select o.due_on::text as "dueOn", o.due_reason as reason, a.fire_at as rung from obligation o
     left join armed_rung a on a.obligation_id = o.id where o.owner_id = $1 and o.kind = 'receipt' order by o.due_on, o.id`,
    [planId],
  );

test('a longer receipt term moves the open receipts that it counted, and a day set otherwise stays and says why', async () => {
  const before = await storePolicy(deps, sample, [receiptLate], { receiptTerm: workingDays(3) });
  const planId = await issuedPlan(deps, sample, 2026, before);
  const counted = { kind: 'receipt' as const, due: { within: workingDays(3) }, dueReason: 'policy.receiptTerm' };
  const tasks = await addTasks(deps, sample, planId, [
    [counted],
    [{ kind: 'receipt', due: { on: '2026-03-20' }, dueReason: 'resumed' }],
    [counted],
  ]);
  const [moved, named, done] = tasks.map((task) => task.obligations[0]?.id);
  await deps.database.query(`update obligation set state = 'met', met_at = $2 where id = $1`, [done, new Date(deps.clock.ms)]);
  const after = await storePolicy(deps, sample, [receiptLate], { receiptTerm: workingDays(5) });
  const who = await scope();
  const preview = await withTransaction(deps.database, (tx) =>
    previewPlanPolicy(tx, who, { planId, policyVersionId: after }, deps.clock.ms),
  );
  // Monday 2 March and three working days, then five.
  expect(preview?.lines.map((line) => [line.obligationId, line.due, short(line.rungs)])).toEqual([
    [
      moved,
      { from: '2026-03-05', to: '2026-03-09', outcome: 'moves' },
      [['receipt.late', 'moved', at('2026-03-06'), at('2026-03-10')]],
    ],
  ]);
  const changed = await change(planId, after);
  if (!changed.ok) throw new Error(changed.refusal.code);
  await runNextJob(deps);
  const job = await jobOf(changed.value.jobId);
  expect(job.lines.map(({ obligationId, outcome, line }) => [obligationId, outcome, line.because, line.due?.to ?? null])).toEqual(
    [
      [moved, 'moved', 'policyChanged', '2026-03-09'],
      [named, 'kept', 'setOtherwise', null],
    ],
  );
  expect(job.progress.moved).toBe(1);
  expect((await receipts(planId)).map((row) => [row.dueOn, row.reason, row.rung?.toISOString() ?? null])).toContainEqual([
    '2026-03-09',
    'policyChanged',
    at('2026-03-10'),
  ]);
  const told = await deps.database.query<{ text: string }[]>(`select text from notice_item where obligation_id = $1`, [moved]);
  expect(JSON.stringify(told)).toContain('计划改按新版督办制度执行');
});

test('a shorter receipt term would come earlier: it waits for the office, and moves when it says so', async () => {
  const before = await storePolicy(deps, sample, [receiptLate], { receiptTerm: workingDays(5) });
  const planId = await issuedPlan(deps, sample, 2026, before);
  const counted = { kind: 'receipt' as const, due: { within: workingDays(5) }, dueReason: 'policy.receiptTerm' };
  const [task] = await addTasks(deps, sample, planId, [[counted]]);
  const after = await storePolicy(deps, sample, [receiptLate], { receiptTerm: workingDays(3) });
  const changed = await change(planId, after);
  if (!changed.ok || changed.value.jobId === null) throw new Error('no job');
  const { jobId } = changed.value;
  await runNextJob(deps);
  const [line] = (await jobOf(jobId)).lines;
  expect([line?.outcome, line?.line.due?.from, line?.line.due?.to]).toEqual(['waiting', '2026-03-09', '2026-03-05']);
  expect((await receipts(planId)).map((row) => row.dueOn)).toEqual(['2026-03-09']);
  const obligationId = task?.obligations[0]?.id ?? '';
  const settled = await runCommand(deps, { actor: await officeOf(deps, sample), route: 'test', key: null, body: null }, (act) =>
    settleEarlierDue(act, { jobId, obligationId, verdict: 'move', reason: '全部单位已知悉' }),
  );
  expect(settled.ok).toBe(true);
  expect((await receipts(planId)).map((row) => [row.dueOn, row.reason, row.rung?.toISOString()])).toEqual([
    ['2026-03-05', 'policyChanged', at('2026-03-06')],
  ]);
});
