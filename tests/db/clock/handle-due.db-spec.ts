import { instantOf } from '@duban/domain';
import { freeze, handleDue, meetObligation, newId, nextFireAt, setDue, unfreeze } from '@duban/application';
import type { ObligationRow } from '@duban/database';
import { withTransaction } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';
import { addTasks, inCommand, issuedPlan, officeOf, sampleOf, type TestTask } from '../../support/clock/issued-plan';
import { instrument, onCompletion, remind, storePolicy } from '../../support/clock/policies';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  sample = await sampleOf(deps, 3);
});
afterEach(() => deps.close());

const completion = (on: string) => [{ kind: 'completion' as const, due: { on } }];
const obligationOf = (task: TestTask | undefined): ObligationRow => {
  const row = task?.obligations[0];
  if (!row) throw new Error('no obligation');
  return row;
};
const records = (obligationId: string) =>
  deps.database.query<{ key: string; version: number; outcome: string; reason: string; late: boolean }[]>(
    `select rung_key as key, due_version as version, outcome, reason, late from rung_record
     where obligation_id = $1 order by fire_at, due_version`,
    [obligationId],
  );
const pass = (planId: string, nowMs = deps.clock.ms) => handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs });
const next = (planId: string) => nextFireAt(deps, { owner: { kind: 'plan', id: planId } });

test('everything that a moment holds is recorded once, in one pass, and the next pass finds nothing', async () => {
  const planId = await issuedPlan(deps, sample, 2026);
  await addTasks(
    deps,
    sample,
    planId,
    Array.from({ length: 40 }, () => completion('2026-03-31')),
  );
  const firstMs = instantOf('2026-03-20', 9);
  expect(await next(planId)).toMatchObject({ kind: 'open', atMs: firstMs });
  deps.clock.moveTo(firstMs);
  expect(await pass(planId)).toEqual({ recorded: 40, more: false });
  expect(await pass(planId)).toEqual({ recorded: 0, more: false });
  const [sums] = await deps.database.query<{ records: number; events: number; moments: number; items: number }[]>(
    `select (select count(*)::int from rung_record where outcome = 'fired') as records,
       (select count(*)::int from event where type = 'rung.recorded') as events,
       (select count(*)::int from moment) as moments, (select count(*)::int from notice_item) as items`,
  );
  expect(sums).toEqual({ records: 40, events: 40, moments: 1, items: 40 });
  expect(await next(planId)).toMatchObject({ kind: 'open', atMs: instantOf('2026-03-26', 9) });
});

test('a moment at which nothing fires ends in one pass', async () => {
  const planId = await issuedPlan(deps, sample, 2026);
  const [task] = await addTasks(deps, sample, planId, [completion('2026-03-31')]);
  const row = obligationOf(task);
  // Met by a command that died before it took the rungs away cannot be: so the rows are set by hand.
  await deps.database.query(`update obligation set state = 'met' where id = $1`, [row.id]);
  deps.clock.moveTo(instantOf('2026-03-20', 9));
  expect(await pass(planId)).toEqual({ recorded: 1, more: false });
  expect(await records(row.id)).toEqual([
    { key: 'completion.remind7', version: 1, outcome: 'skipped', reason: 'closed', late: false },
  ]);
  expect(await next(planId)).toMatchObject({ kind: 'open', atMs: instantOf('2026-03-26', 9) });
  expect(await deps.database.query('select 1 from notice_item')).toEqual([]);
});

test('two workers at one moment, with half of the tasks completed meanwhile, send nothing twice and nothing for what is done (S14)', async () => {
  const policy = await storePolicy(deps, sample, [onCompletion('overdue', 1, remind)]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  const tasks = await addTasks(
    deps,
    sample,
    planId,
    Array.from({ length: 60 }, () => completion('2026-03-31')),
  );
  const actor = await officeOf(deps, sample);
  deps.clock.moveTo(instantOf('2026-04-01', 9));
  const limits = { chunk: 7, callMs: 10_000 };
  const input = { owner: { kind: 'plan' as const, id: planId }, nowMs: deps.clock.ms };
  const meet = async (task: TestTask) => {
    await inCommand(deps, actor, async (act) => {
      await act.tx.query('select 1 from task where id = $1 for no key update', [task.taskId]);
      meetObligation(act, obligationOf(task));
    });
  };
  await Promise.all([
    handleDue(deps, input, limits),
    handleDue(deps, input, limits),
    ...tasks.filter((_, index) => index % 2 === 0).map(meet),
  ]);
  await pass(planId);
  const odd = await deps.database.query<{ n: number; fired: number }[]>(
    `select count(*)::int as n, count(*) filter (where r.outcome = 'fired')::int as fired from rung_record r
       join obligation o on o.id = r.obligation_id where o.state = 'open'`,
  );
  expect(odd).toEqual([{ n: 30, fired: 30 }]);
  // A task met first has no record at all; one met after its firing has one that fired before.
  const wrong = await deps.database.query(
    `select 1 from rung_record r join obligation o on o.id = r.obligation_id where o.met_at < r.recorded_at`,
  );
  expect(wrong).toEqual([]);
  expect(await deps.database.query('select 1 from armed_rung')).toEqual([]);
  const twice = await deps.database.query('select 1 from notice_item group by obligation_id, receiver_id having count(*) > 1');
  expect(twice).toEqual([]);
});

test('a daily reminder after seven days of outage goes out once, stating seven days; the missed ones are superseded (S07)', async () => {
  const daily = Array.from({ length: 8 }, (_, index) => onCompletion(`day${index + 1}`, index + 1, remind));
  const policy = await storePolicy(deps, sample, daily);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  const [task] = await addTasks(deps, sample, planId, [completion('2026-03-31')]);
  deps.clock.moveTo(instantOf('2026-04-07', 14));
  await handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: deps.clock.ms }, { chunk: 3, callMs: 10_000 });
  const found = await records(obligationOf(task).id);
  expect(found.map((each) => [each.key, each.outcome, each.reason])).toEqual([
    ...[1, 2, 3, 4, 5, 6].map((n) => [`day${n}`, 'superseded', 'laterReminder']),
    ['day7', 'fired', 'late'],
  ]);
  const items = await deps.database.query<{ text: string }[]>('select text from notice_item');
  expect(items).toHaveLength(1);
  expect(items[0]?.text).toContain('期限为2026年3月31日，已逾期7天');
});

test('a rung for Monday 09:00 fires then, once, although the worker was started anew on Sunday (S12)', async () => {
  const policy = await storePolicy(deps, sample, [onCompletion('monday', 1, remind, { offset: { n: 1, unit: 'workingDays' } })]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  const [task] = await addTasks(deps, sample, planId, [completion('2026-03-27')]);
  deps.clock.moveTo(instantOf('2026-03-29', 15));
  expect(await pass(planId)).toEqual({ recorded: 0, more: false });
  expect(await next(planId)).toMatchObject({ kind: 'open', atMs: instantOf('2026-03-30', 9) });
  deps.clock.moveTo(instantOf('2026-03-30', 9));
  await pass(planId);
  await pass(planId);
  expect(await records(obligationOf(task).id)).toEqual([
    { key: 'monday', version: 1, outcome: 'fired', reason: 'onTime', late: false },
  ]);
});

test('what is frozen is no candidate and is not recorded; thawed, what has passed is handled as late', async () => {
  const policy = await storePolicy(deps, sample, [onCompletion('urge', 1, instrument('urging'))]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  const [task] = await addTasks(deps, sample, planId, [completion('2026-03-31')]);
  const actor = await officeOf(deps, sample);
  await inCommand(deps, actor, (act) => freeze(act, obligationOf(task).id, 'extensionAsked', newId()));
  deps.clock.moveTo(instantOf('2026-04-03', 9));
  expect(await next(planId)).toMatchObject({ kind: 'open', atMs: null });
  expect(await pass(planId)).toEqual({ recorded: 0, more: false });
  await inCommand(deps, actor, (act) => unfreeze(act, obligationOf(task), 'extensionAsked'));
  await pass(planId);
  expect(await records(obligationOf(task).id)).toEqual([
    { key: 'urge', version: 1, outcome: 'fired', reason: 'late', late: true },
  ]);
});

test('a new due day that commits while the chunk waits for the task takes the old rungs with it', async () => {
  const policy = await storePolicy(deps, sample, [onCompletion('overdue', 1, remind)]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  const [task] = await addTasks(deps, sample, planId, [completion('2026-03-31')]);
  const row = obligationOf(task);
  const actor = await officeOf(deps, sample);
  deps.clock.moveTo(instantOf('2026-04-01', 9));
  let handling: Promise<unknown> = Promise.resolve();
  await inCommand(deps, actor, async (act) => {
    await act.tx.query('select 1 from task where id = $1 for no key update', [task?.taskId]);
    handling = pass(planId);
    // The chunk has found its candidate and waits for the task before the day is moved.
    for (;;) {
      const waiting = await deps.database.query<unknown[]>(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) break;
    }
    await setDue(act, row, '2026-04-30', 'granted');
  });
  await handling;
  expect(await records(row.id)).toEqual([]);
  expect(await next(planId)).toMatchObject({ kind: 'open', atMs: instantOf('2026-05-01', 9) });
});

test('a rung that cannot be handled is held with its error, and the others of its chunk are not', async () => {
  const policy = await storePolicy(deps, sample, []);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  const report = [{ kind: 'periodReport' as const, period: '2026-Q2', due: { on: '2026-07-07' } }];
  const tasks = await addTasks(deps, sample, planId, [report, report, report]);
  await deps.database.query(`update obligation set period = 'nonsense' where id = $1`, [obligationOf(tasks[1]).id]);
  deps.clock.moveTo(instantOf('2026-04-01', 0));
  expect(await pass(planId)).toEqual({ recorded: 3, more: false });
  const found = await Promise.all(tasks.map((task) => records(obligationOf(task).id)));
  expect(found.map((each) => each.map((record) => record.outcome))).toEqual([['fired'], ['held'], ['fired']]);
  expect(found[1]?.[0]?.reason).toBe('error:not a period: nonsense');
  const opened = await deps.database.query<{ n: number }[]>(`select count(*)::int as n from obligation where period = '2026-Q3'`);
  expect(opened).toEqual([{ n: 2 }]);
  expect(await pass(planId)).toEqual({ recorded: 0, more: false });
});

test('a rung that counts from another is armed when that one fires, and counts from its recording', async () => {
  const policy = await storePolicy(deps, sample, [
    onCompletion('first', 1, remind),
    onCompletion('second', 3, remind, { from: { base: 'rung', rungKey: 'first' } }),
  ]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  await addTasks(deps, sample, planId, [completion('2026-03-31')]);
  deps.clock.moveTo(instantOf('2026-04-01', 11));
  await pass(planId);
  expect(await next(planId)).toMatchObject({ kind: 'open', atMs: instantOf('2026-04-04', 9) });
});

test('an obligation still on an older policy is rewritten first: what moved is judged by the new one, what stayed fires, nothing past fires', async () => {
  const before = await storePolicy(deps, sample, [
    onCompletion('same', 1, remind),
    onCompletion('moved', 1, remind),
    onCompletion('dropped', 1, remind),
  ]);
  const planId = await issuedPlan(deps, sample, 2026, before);
  const [task] = await addTasks(deps, sample, planId, [completion('2026-03-31')]);
  const after = await storePolicy(deps, sample, [
    onCompletion('same', 1, remind),
    onCompletion('moved', 4, remind),
    onCompletion('past', -3, remind),
  ]);
  await deps.database.query('update plan set policy_version_id = $1', [after]);
  deps.clock.moveTo(instantOf('2026-04-01', 10));
  await pass(planId);
  const found = await records(obligationOf(task).id);
  expect(found.map((each) => [each.key, each.outcome, each.reason])).toEqual([
    ['past', 'superseded', 'momentBeforeAct'],
    ['same', 'fired', 'onTime'],
  ]);
  expect(await next(planId)).toMatchObject({ kind: 'open', atMs: instantOf('2026-04-04', 9) });
});

test('a closed owner and one that is not there are told apart from one that waits', async () => {
  const planId = await issuedPlan(deps, sample, 2026);
  expect(await next(planId)).toMatchObject({ kind: 'open', atMs: null });
  await withTransaction(deps.database, (tx) => tx.run(`update plan set state = 'archived' where id = $1`, [planId]));
  expect(await next(planId)).toMatchObject({ kind: 'closed' });
  expect(await next(newId())).toEqual({ kind: 'closed' });
});
