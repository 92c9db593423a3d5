import { instantOf } from '@duban/domain';
import { meetObligation } from '@duban/application';
import { addTasks, inCommand, issuedPlan, officeOf, sampleOf } from '../../support/clock/issued-plan';
import { openTestDeps, type TestDeps } from '../../support/database';
import { WorkedTime } from '../../support/clock/worked-time';

const START_MS = instantOf('2021-01-04', 9);
const DAY_MS = 86_400_000;

let deps: TestDeps;
let time: WorkedTime;

beforeAll(async () => {
  deps = await openTestDeps(START_MS);
  time = await WorkedTime.start(deps);
  await time.up();
}, 300_000);
afterAll(async () => {
  await time?.stop();
  await deps?.close();
});

test('a year on the time-skipping server: every rung is recorded once, on its day, and the next periods open in time', async () => {
  const sample = await sampleOf(deps, 3);
  const planId = await issuedPlan(deps, sample, 2021);
  const tasks = await addTasks(deps, sample, planId, [
    [
      { kind: 'completion', due: { on: '2021-06-30' } },
      { kind: 'periodReport', period: '2021-Q1', due: { on: '2021-04-09' } },
    ],
    [{ kind: 'completion', due: { on: '2021-09-30' } }],
    [{ kind: 'completion', due: { on: '2021-11-30' } }],
  ]);
  await time.goTo(instantOf('2021-08-31', 18));
  const actor = await officeOf(deps, sample);
  const second = tasks[1]?.obligations[0];
  if (!second) throw new Error('no obligation');
  await inCommand(deps, actor, (act) => meetObligation(act, second));
  await time.goTo(START_MS + 365 * DAY_MS);

  const records = await deps.database.query<{ key: string; outcome: string; late: boolean; apart: number }[]>(
    `select rung_key as key, outcome, late, extract(epoch from recorded_at - fire_at)::int as apart from rung_record
     where obligation_id = $1 order by fire_at`,
    [tasks[0]?.obligations[0]?.id],
  );
  expect(records.map((each) => [each.key, each.outcome, each.late, each.apart])).toEqual([
    ['completion.remind7', 'fired', false, 0],
    ['completion.remind3', 'fired', false, 0],
    ['completion.remind1', 'fired', false, 0],
    ['completion.urging', 'fired', false, 0],
    ['completion.order', 'fired', false, 0],
    ['completion.bulletin', 'fired', false, 0],
  ]);
  const ofSecond = await deps.database.query<unknown[]>('select 1 from rung_record where obligation_id = $1', [second.id]);
  expect(ofSecond).toEqual([]);
  const periods = await deps.database.query<{ period: string }[]>(
    `select period from obligation where kind = 'periodReport' order by period`,
  );
  expect(periods.map((row) => row.period)).toEqual(['2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4']);
  const twice = await deps.database.query<unknown[]>(
    'select moment_id, receiver_id from notice where moment_id is not null group by 1, 2 having count(*) > 1',
  );
  expect(twice).toEqual([]);
  const open = await deps.database.query<unknown[]>(`select 1 from delivery where state not in ('delivered', 'skipped')`);
  expect(open).toEqual([]);
  expect(time.failures).toEqual([]);
}, 240_000);

test('once the plan is archived its run ends by itself', async () => {
  await deps.database.query(`update armed_rung set frozen = true`);
  const [plan] = await deps.database.query<{ id: string; jurisdiction_id: string }[]>(`select id, jurisdiction_id from plan`);
  if (!plan) throw new Error('no plan');
  await deps.database.query(`update plan set state = 'archived'`);
  const handle = time.environment.client.workflow.getHandle(`plan:${plan.id}`);
  await handle.signal('changed', { eventId: null });
  await handle.result();
  expect((await handle.describe()).status.name).toBe('COMPLETED');
}, 60_000);
