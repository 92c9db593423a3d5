import { instantOf } from '@duban/domain';
import { closeMoment, freeze, handleDue, isQuiet, meetObligation, newId, sendInbox, unfinishedAt } from '@duban/application';
import type { SampleJurisdiction } from '@duban/sample';
import { DrivenMachine } from '../../support/clock/crashing';
import { addTasks, inCommand, issuedPlan, officeOf, sampleOf, type OwedWish } from '../../support/clock/issued-plan';
import { onCompletion, remind, storePolicy } from '../../support/clock/policies';
import { openTestDeps, type TestDeps } from '../../support/database';

const NINE = instantOf('2026-04-01', 9);

let deps: TestDeps;
let sample: SampleJurisdiction;
let machine: DrivenMachine;
let policy: string;
beforeEach(async () => {
  machine = new DrivenMachine();
  deps = { ...(await openTestDeps(instantOf('2026-03-02', 10))), machine };
  sample = await sampleOf(deps, 2);
  policy = await storePolicy(deps, sample, [onCompletion('overdue', 1, remind)]);
});
afterEach(() => deps.close());

const due: OwedWish[] = [{ kind: 'completion', due: { on: '2026-03-31' } }];
const pass = (planId: string) => handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: deps.clock.ms });
const close = () => closeMoment(deps, sample.jurisdictionId);
const digests = () =>
  deps.database.query<{ title: string; items: number }[]>(
    `select n.title, count(*)::int as items from notice n join notice_item i on i.notice_id = n.id
     group by n.id, n.title, n.made_at order by n.made_at, n.receiver_id`,
  );

async function twoPlansAtNine(): Promise<[string, string]> {
  const first = await issuedPlan(deps, sample, 2026, policy);
  const second = await issuedPlan(deps, sample, 2026, policy);
  for (const plan of [first, second]) await addTasks(deps, sample, plan, [due, due, due]);
  deps.clock.moveTo(NINE);
  return [first, second];
}

test('an hour is told in one digest across plans: it stays open while a rung of the jurisdiction is still to be recorded', async () => {
  const [first, second] = await twoPlansAtNine();
  await pass(first);
  expect(await close()).toEqual({ closed: 0, digests: 0, waiting: 1 });
  expect(await digests()).toEqual([]);
  await pass(second);
  expect(await close()).toEqual({ closed: 1, digests: 2, waiting: 0 });
  expect(await digests()).toEqual([
    { title: '督办提醒汇总（2026年4月1日9时，共4项）', items: 4 },
    { title: '督办提醒汇总（2026年4月1日9时，共2项）', items: 2 },
  ]);
  expect(await close()).toEqual({ closed: 0, digests: 0, waiting: 0 });
});

test('after ten minutes of machine time it is told all the same, and what comes later makes a further notice', async () => {
  const [first, second] = await twoPlansAtNine();
  await pass(first);
  machine.pass(10 * 60_000 - 1);
  expect(await close()).toMatchObject({ closed: 0 });
  machine.pass(1);
  expect(await close()).toEqual({ closed: 1, digests: 2, waiting: 0 });
  await pass(second);
  expect(await close()).toEqual({ closed: 1, digests: 2, waiting: 0 });
  expect(await deps.database.query('select 1 from moment')).toHaveLength(2);
});

test('two processes that close at once write one digest for each receiver', async () => {
  const [first, second] = await twoPlansAtNine();
  await pass(first);
  await pass(second);
  const results = await Promise.all([close(), close(), close()]);
  expect(results.reduce((sum, each) => sum + each.digests, 0)).toBe(2);
  expect(await digests()).toHaveLength(2);
});

test('the sender reads the subject again: what was done while the digest waited is left out, and a digest with nothing left is skipped (S10)', async () => {
  const planId = await issuedPlan(deps, sample, 2026, policy);
  const tasks = await addTasks(deps, sample, planId, [due, due, due]);
  deps.clock.moveTo(NINE);
  await pass(planId);
  await close();
  const actor = await officeOf(deps, sample);
  const [one, two, three] = tasks.map((task) => task.obligations[0]);
  if (!one || !two || !three) throw new Error('no obligation');
  // The second unit's only task is done, one of the first unit's two is frozen.
  await inCommand(deps, actor, (act) => meetObligation(act, two));
  await inCommand(deps, actor, (act) => freeze(act, three.id, 'objection', newId()));
  expect(await isQuiet(deps, NINE)).toBe(false);
  expect(await sendInbox(deps)).toEqual({ delivered: 1, skipped: 1 });
  expect(await sendInbox(deps)).toEqual({ delivered: 0, skipped: 0 });
  const states = await deps.database.query(
    `select d.state, d.detail, d.attempts, (select array_agg(i.drop_reason order by i.obligation_id) from notice_item i where i.notice_id = d.notice_id) as dropped
     from delivery d order by d.state`,
  );
  expect(states).toEqual([
    { state: 'delivered', detail: '', attempts: 1, dropped: [null, '事项已暂停督办'] },
    { state: 'skipped', detail: '所列事项均已办结、取消或暂停，不再送达', attempts: 1, dropped: ['事项已办结或已取消'] },
  ]);
});

test('two senders settle each delivery once', async () => {
  const [first, second] = await twoPlansAtNine();
  await pass(first);
  await pass(second);
  await close();
  const results = await Promise.all([sendInbox(deps), sendInbox(deps), sendInbox(deps)]);
  expect(results.reduce((sum, each) => sum + each.delivered, 0)).toBe(2);
});

test('quiet means no due rung, no waiting outbox row, no open moment and no delivery in hand', async () => {
  const planId = await issuedPlan(deps, sample, 2026, policy);
  await addTasks(deps, sample, planId, [due]);
  expect(await unfinishedAt(deps, deps.clock.ms)).toEqual({ rungs: false, outbox: true, moments: false, deliveries: false });
  await deps.database.query(`update outbox set state = 'told'`);
  expect(await isQuiet(deps, deps.clock.ms)).toBe(true);
  deps.clock.moveTo(NINE);
  expect(await unfinishedAt(deps, NINE)).toEqual({ rungs: true, outbox: false, moments: false, deliveries: false });
  await pass(planId);
  expect(await unfinishedAt(deps, NINE)).toEqual({ rungs: false, outbox: false, moments: true, deliveries: false });
  await close();
  expect(await unfinishedAt(deps, NINE)).toEqual({ rungs: false, outbox: false, moments: false, deliveries: true });
  await sendInbox(deps);
  expect(await isQuiet(deps, NINE)).toBe(true);
});
