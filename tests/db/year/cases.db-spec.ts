import { dayOfInstant, instantOf } from '@duban/domain';
import {
  actorOn,
  handleDue,
  ledgerOfPlan,
  readLedger,
  readPlanYear,
  readRoster,
  readTask,
  readTaskClock,
  scopeOf,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { rules, type Deed } from '../../model/year';
import { openTestDeps, type TestDeps } from '../../support/database';
import { DatabaseYear } from '../../support/year/database-year';

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-01-01', 9));
});
afterAll(() => deps?.close());

/** One task of the first of three units, issued on 2 March 2026 and due on 30 June. */
async function issued() {
  const world = await DatabaseYear.prepare(
    deps,
    { year: 2026, issuedAfter: 60, units: 3, tasks: [{ dueIn: 120, cycle: null, unit: 0 }], deeds: [], outages: [] },
    rules,
  );
  const passing = world.byHand();
  await world.live({ ...passing, goTo: () => Promise.resolve() });
  const assignmentId = world.assignmentOf(0) ?? '';
  const [completion] = await deps.database.query<{ id: string; taskId: string }[]>(
    `select id, task_id as "taskId" from obligation where assignment_id = $1 and kind = 'completion'`,
    [assignmentId],
  );
  if (!completion) throw new Error('no completion');
  return {
    world,
    assignmentId,
    taskId: completion.taskId,
    goTo: (day: string, hour = 12) => passing.goTo(instantOf(day, hour)),
    make: async (deed: Deed) => {
      expect((await world.deedOn(assignmentId, deed as never)).ok).toBe(true);
      await passing.settle();
    },
    recorded: async () => {
      const rows = await deps.database.query<{ version: number; key: string; outcome: string; day: Date }[]>(
        `select due_version as version, rung_key as key, outcome, recorded_at as day from rung_record
         where obligation_id = $1 order by recorded_at, fire_at`,
        [completion.id],
      );
      return rows.map((row) => `v${row.version} ${row.key} ${row.outcome} ${dayOfInstant(row.day.getTime())}`);
    },
    armed: async () => {
      const rows = await deps.database.query<{ version: number; key: string; at: Date }[]>(
        'select due_version as version, rung_key as key, fire_at as at from armed_rung where obligation_id = $1 order by fire_at',
        [completion.id],
      );
      return rows.map((row) => `v${row.version} ${row.key} ${dayOfInstant(row.at.getTime())}`);
    },
  };
}

const officeScope = async (world: DatabaseYear) => {
  const { jurisdictionId, office } = world.sample;
  const actor = await withTransaction(deps.database, async (tx) =>
    actorOn(await readRoster(tx, jurisdictionId), jurisdictionId, office.clerk.personId, dayOfInstant(world.deps.clock.ms)),
  );
  return scopeOf(deps.database, actor);
};

test('an extension approved on 06-28 for 07-31: nothing overdue fires on 07-01, everything before the day is armed anew, what fired stays fired (S08)', async () => {
  const it = await issued();
  await it.make({ kind: 'receive', task: 0 });
  await it.goTo('2026-06-26');
  const fired = ['v1 done.remind7 fired 2026-06-18'];
  expect(await it.recorded()).toEqual(fired);
  await it.make({ kind: 'askExtension', task: 0, days: 31 });
  await it.goTo('2026-06-28');
  await it.make({ kind: 'decideExtension', task: 0, agreed: true });
  expect(await it.armed()).toEqual([
    'v2 done.remind7 2026-07-22',
    'v2 done.remind1 2026-07-30',
    'v2 done.urging 2026-08-03',
    'v2 done.order 2026-08-07',
  ]);
  await it.goTo('2026-07-02');
  expect(await it.recorded()).toEqual(fired);
  await it.goTo('2026-08-04');
  expect(await it.recorded()).toEqual([
    ...fired,
    'v2 done.remind7 fired 2026-07-22',
    'v2 done.remind1 fired 2026-07-30',
    'v2 done.urging fired 2026-08-03',
  ]);
});

test('returned and overdue again, the second pass has its own full set of steps (S09)', async () => {
  const it = await issued();
  await it.make({ kind: 'receive', task: 0 });
  await it.goTo('2026-06-29');
  await it.make({ kind: 'complete', task: 0 });
  await it.goTo('2026-07-06');
  await it.make({ kind: 'decide', task: 0, agreed: false });
  // Ten working days from 2026-07-06.
  await it.goTo('2026-08-20');
  const second = (await it.recorded()).filter((line) => line.startsWith('v2'));
  expect(second.map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual([
    'done.remind7 fired',
    'done.remind1 fired',
    'done.urging fired',
    'done.again fired',
    'done.order fired',
    'done.summons fired',
    'done.afterSummons fired',
  ]);
});

test('once an extension is approved the task, the ledger, its export and the clock agree at once; the breach stays where one was (S11)', async () => {
  const it = await issued();
  await it.make({ kind: 'receive', task: 0 });
  await it.goTo('2026-06-30');
  await it.make({ kind: 'askExtension', task: 0, days: 31 });
  await it.goTo('2026-07-03');
  const said = async () => {
    const scope = await officeScope(it.world);
    const nowMs = it.world.deps.clock.ms;
    return withTransaction(deps.database, async (tx) => {
      const task = await readTask(tx, scope, it.taskId, nowMs);
      const ledger = await readLedger(tx, scope, { planId: it.world.planId }, { after: null, limit: 10 }, nowMs);
      const overdue = await readLedger(
        tx,
        scope,
        { planId: it.world.planId, standing: 'overdue' },
        { after: null, limit: 10 },
        nowMs,
      );
      const clock = await readTaskClock(tx, scope, it.taskId, nowMs);
      const year = await readPlanYear(tx, it.world.planId, nowMs);
      const exported = await ledgerOfPlan(tx, it.world.planId, nowMs);
      return {
        task: task?.shares[0]?.standing === 'overdue',
        ledger: ledger?.items[0]?.shares[0]?.standing === 'overdue',
        filter: overdue?.items.length === 1,
        clock: clock?.find((each) => each.kind === 'completion')?.isPastDue,
        report: year?.points[0]?.tasks[0]?.shares[0]?.overdue,
        exported: exported?.rows.length,
      };
    });
  };
  expect(await said()).toEqual({ task: true, ledger: true, filter: true, clock: true, report: true, exported: 1 });
  await it.make({ kind: 'decideExtension', task: 0, agreed: true });
  expect(await said()).toEqual({ task: false, ledger: false, filter: false, clock: false, report: false, exported: 1 });
});

test('done while its step is already due: nothing is sent, whoever comes later (S10)', async () => {
  const it = await issued();
  await it.make({ kind: 'receive', task: 0 });
  await it.goTo('2026-06-28');
  await it.make({ kind: 'complete', task: 0 });
  it.world.deps.clock.moveTo(instantOf('2026-06-29', 9));
  expect((await it.world.deedOn(it.assignmentId, { kind: 'decide', task: 0, agreed: true })).ok).toBe(true);
  await handleDue(it.world.deps, { owner: { kind: 'plan', id: it.world.planId }, nowMs: it.world.deps.clock.ms });
  expect(await it.recorded()).toEqual(['v1 done.remind7 fired 2026-06-18']);
  expect(await it.armed()).toEqual([]);
});

test('a unit that another takes over on 07-01 stands in the June report under its own name and in the July one under the successor’s, once each (S38)', async () => {
  const it = await issued();
  const { world } = it;
  await it.make({ kind: 'receive', task: 0 });
  await it.goTo('2026-07-01', 10);
  await it.make({ kind: 'reassign', task: 0, toUnit: 1 });
  await world.acting.changeRoster(
    `insert into unit_name (id, jurisdiction_id, unit_id, name, from_on) values (gen_random_uuid(), $1, $2, '新一局', '2026-07-01')`,
    [world.sample.jurisdictionId, world.acting.unit(1).unitId],
  );
  await it.goTo('2026-08-10');
  const leads = (day: string) =>
    withTransaction(deps.database, async (tx) => (await ledgerOfPlan(tx, world.planId, instantOf(day, 23)))?.rows[0]?.leads);
  expect(await leads('2026-06-30')).toEqual(['第1局']);
  expect(await leads('2026-07-31')).toEqual(['新一局']);
});
