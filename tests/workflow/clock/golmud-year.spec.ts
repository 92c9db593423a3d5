import { instantOf } from '@duban/domain';
import { isQuiet } from '@duban/application';
import { createYearEnvironment, startWorkerHost, type WorkerHost, type YearEnvironment } from '@duban/temporal';
import { sampleOf } from '../../support/clock/issued-plan';
import { LivedYear, type PlannedTask } from '../../support/clock/lived-year';
import { quietRuntime } from '../../support/clock/quiet-runtime';
import { sourceBundle } from '../../support/clock/workflow-bundle';
import { openTestDeps, type TestDeps } from '../../support/database';

/*
 * The ledger of Golmud's year 2017: eight aspects, 49 items, to 40 units. Lived through from its issue to the January after, on
 * Temporal's time-skipping server, with every command of the units, and one item in seven left until it is urged.
 */
const ITEMS = 49;
const UNITS = 40;
const ASPECTS = 8;
const LIMIT_MS = 180_000;

let deps: TestDeps;
let environment: YearEnvironment;
let host: WorkerHost;
let year: LivedYear;
const failures: string[] = [];

beforeAll(async () => {
  quietRuntime();
  const startMs = instantOf('2017-03-01', 9);
  deps = await openTestDeps(startMs);
  environment = await createYearEnvironment({ startMs });
  host = await startWorkerHost(deps, {
    temporal: environment,
    taskQueue: 'golmud',
    workflowBundle: await sourceBundle(),
    canList: false,
    searchAttributes: false,
    pollMs: 20,
    onError: (loop, error) => failures.push(`${loop}: ${String(error)}`),
  });
  const sample = await sampleOf(deps, UNITS);
  year = new LivedYear(deps, sample, 2017, async (ms) => {
    deps.clock.moveTo(ms);
    await environment.sleepUntil(ms);
    host.wake();
    for (const endMs = Date.now() + 60_000; !(await isQuiet(deps, ms));) {
      if (Date.now() > endMs) throw new Error(`not quiet at ${new Date(ms).toISOString()}: ${failures.join('; ')}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  });
}, 300_000);
afterAll(async () => {
  await host?.stop();
  await environment?.stop();
  await deps?.close();
});

const DUE = ['2017-06-30', '2017-09-30', '2017-11-30'] as const;
const titleOf = (n: number) => `第${n + 1}项`;
const isLeftUntilUrged = (n: number) => n % 7 === 6;

function items(): PlannedTask[] {
  return Array.from({ length: ITEMS }, (_, n): PlannedTask => {
    const unit = (offset: number) => year.sample.units[(n + offset) % UNITS];
    const [lead, other] = [unit(0), unit(13)];
    if (!lead || !other) throw new Error('no units');
    return {
      chapter: `第${(n % ASPECTS) + 1}方面`,
      title: titleOf(n),
      text: `${titleOf(n)}。`,
      deadlineKind: 'date',
      deadlinePhrase: null,
      dueOn: DUE[n % DUE.length] ?? DUE[0],
      assignments: [
        { unitId: lead.unitId, role: 'lead', printedRole: '牵头单位', printedUnit: lead.name },
        { unitId: other.unitId, role: 'cooperating', printedRole: '配合单位', printedUnit: other.name },
      ],
    };
  });
}

test('the plan of 49 items and 40 units is lived through its whole year on the time-skipping server', async () => {
  const beganMs = Date.now();
  await year.issue('格尔木市2017年法治政府建设工作要点', items());
  await year.receiveAll();
  const open = new Set(Array.from({ length: ITEMS }, (_, n) => n));
  for (const [index, period] of ['2017-Q1', '2017-Q2', '2017-Q3', '2017-Q4'].entries()) {
    const dueOn = DUE[index - 1];
    if (dueOn !== undefined) {
      await year.goTo(`${dueOn.slice(0, 8)}2${index}`);
      for (const n of [...open].filter((each) => DUE[each % 3] === dueOn && !isLeftUntilUrged(each))) {
        await year.fileCompletion(titleOf(n), '已完成。');
        open.delete(n);
      }
      await year.signAll();
    }
    await year.goTo(['2017-04-05', '2017-07-05', '2017-10-09', '2018-01-04'][index] ?? '');
    for (const n of open) await year.fileReport(titleOf(n), period, '按计划推进。');
    await year.signAll();
  }
  for (const n of open) await year.fileCompletion(titleOf(n), '经催办后完成。');
  await year.signAll();
  await year.goTo('2018-01-31');
  const tookMs = Date.now() - beganMs;

  const counts = await deps.database.query<{ type: string; n: number }[]>(
    'select type, count(*)::int as n from event group by type order by n desc, type',
  );
  const rungs = await deps.database.query<{ outcome: string; n: number }[]>(
    'select outcome, count(*)::int as n from rung_record group by outcome order by outcome',
  );
  console.log(
    `a year of ${ITEMS} items and ${UNITS} units: ${(tookMs / 1000).toFixed(1)} s\n` +
      `events: ${counts.map((each) => `${each.type} ${each.n}`).join(', ')}\n` +
      `rungs: ${rungs.map((each) => `${each.outcome} ${each.n}`).join(', ')}`,
  );
  const countOf = (type: string) => counts.find((each) => each.type === type)?.n ?? 0;
  expect(countOf('assignment.received')).toBe(2 * ITEMS);
  expect(countOf('assignment.struckOff')).toBe(ITEMS);
  const [left] = await deps.database.query<{ n: number }[]>(
    `select count(*)::int as n from obligation where state = 'open' and kind in ('receipt', 'completion')`,
  );
  expect(left?.n).toBe(0);
  // Whoever finished in time was never urged, and every item left open was, once.
  const urged = await deps.database.query<{ title: string; n: number }[]>(
    `select t.title, count(*)::int as n from rung_record r join obligation o on o.id = r.obligation_id join task t on t.id = o.task_id
     where r.rung_key = 'completion.urging' and r.outcome = 'fired' group by t.title order by t.title`,
  );
  expect(urged.map((each) => each.title).sort()).toEqual(
    Array.from({ length: ITEMS }, (_, n) => n)
      .filter(isLeftUntilUrged)
      .map(titleOf)
      .sort(),
  );
  expect(new Set(urged.map((each) => each.n))).toEqual(new Set([1]));
  const twice = await deps.database.query<unknown[]>(
    'select moment_id, receiver_id from notice where moment_id is not null group by 1, 2 having count(*) > 1',
  );
  expect(twice).toEqual([]);
  expect(failures).toEqual([]);
  expect(tookMs).toBeLessThan(LIMIT_MS);
}, 420_000);
