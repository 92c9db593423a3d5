import { instantOf } from '@duban/domain';
import { fileCompletion, releaseHeld } from '@duban/application';
import { Acting } from '../../support/acting';
import { addTasks, issuedPlan, sampleOf } from '../../support/clock/issued-plan';
import { instrument, onCompletion, remind, storePolicy } from '../../support/clock/policies';
import { WorkedTime } from '../../support/clock/worked-time';
import { openTestDeps, type TestDeps } from '../../support/database';

const DOWN_MS = instantOf('2026-03-31', 8);
const TASKS = 12;

let deps: TestDeps;
let time: WorkedTime;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  time = await WorkedTime.start(deps);
});
afterEach(async () => {
  await time.stop();
  await deps.close();
});

/** Twelve tasks of four units, all due on the day on which the worker goes down; in nine days the ladder comes to a 约谈. */
async function planBeforeTheOutage() {
  const sample = await sampleOf(deps, 4);
  const leader = { receivers: [{ of: 'leaderInCharge' as const }] };
  const policy = await storePolicy(deps, sample, [
    onCompletion('before', -7, remind),
    onCompletion('remind', 0, remind),
    onCompletion('urging', 1, instrument('urging')),
    onCompletion('order', 3, instrument('supervisionOrder'), leader),
    onCompletion('summons', 6, instrument('summons'), leader),
    onCompletion('afterSummons', 2, remind, { from: { base: 'rung', rungKey: 'summons' } }),
    { ...onCompletion('period', 1, instrument('urging')), on: { kind: 'periodReport' } },
  ]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  const tasks = await addTasks(
    deps,
    sample,
    planId,
    Array.from({ length: TASKS }, (_, n) => [
      { kind: 'completion' as const, due: { on: '2026-03-31' } },
      ...(n === 0 ? [{ kind: 'periodReport' as const, period: '2026-03', due: { on: '2026-04-08' } }] : []),
    ]),
  );
  return { acting: new Acting(deps, sample), planId, tasks };
}

const recorded = () =>
  deps.database.query<{ key: string; outcome: string; late: boolean; n: number }[]>(
    `select rung_key as key, outcome, late, count(*)::int as n from rung_record where rung_key not like 'duban.%'
     group by 1, 2, 3 order by min(fire_at), 1`,
  );
const line = (each: { key: string; outcome: string; late: boolean; n: number }) =>
  `${each.key} ${each.outcome}${each.late ? ' late' : ''} ${each.n}`;

/** How many digests each person got at or after an instant, as the set of those numbers. */
async function digestsSince(ms: number): Promise<{ readers: number; each: number[]; undelivered: number }> {
  const rows = await deps.database.query<{ n: number }[]>(
    `select count(*)::int as n from notice where kind = 'digest' and made_at >= $1 group by receiver_id`,
    [new Date(ms)],
  );
  const [open] = await deps.database.query<{ n: number }[]>(
    `select count(*)::int as n from delivery where state not in ('delivered', 'skipped')`,
  );
  return { readers: rows.length, each: [...new Set(rows.map((row) => row.n))], undelivered: open?.n ?? 0 };
}

test.each([
  { days: 10, upOn: '2026-04-10', releasedOn: '2026-04-13', followsOn: '2026-04-15' },
  { days: 40, upOn: '2026-05-10', releasedOn: '2026-05-12', followsOn: '2026-05-14' },
])(
  'an outage of $days days on the time-skipping server: nothing is lost, everyone gets one digest, 约谈 is held until the office lets it go',
  async ({ upOn, releasedOn, followsOn }) => {
    const { acting, planId, tasks } = await planBeforeTheOutage();
    await time.up();
    await time.goTo(DOWN_MS);
    expect((await recorded()).map(line)).toEqual([`before fired ${TASKS}`]);
    await time.down();

    // People's work does not stop with the clock: one files in the outage, on the last day.
    await time.goTo(instantOf('2026-03-31', 16));
    const [filed] = tasks;
    await acting.must(acting.unit(0).liaison.personId, (act) =>
      fileCompletion(act, { assignmentId: filed?.assignmentId ?? '', text: '已完成', evidence: [] }),
    );
    await time.goTo(instantOf(upOn, 15));
    expect((await recorded()).map(line)).toEqual([`before fired ${TASKS}`]);

    const upMs = deps.clock.ms;
    await time.up();
    const after = [
      `before fired ${TASKS}`,
      `remind fired late ${TASKS - 1}`,
      `urging fired late ${TASKS - 1}`,
      `order fired late ${TASKS - 1}`,
      `summons held late ${TASKS - 1}`,
      'period fired late 1',
    ];
    expect((await recorded()).map(line)).toEqual(after);
    // Four liaisons, four heads (催办), the leaders in charge of the units, the head of the office (what is held).
    expect(await digestsSince(upMs)).toEqual({ readers: 11, each: [1], undelivered: 0 });
    // The duty of the next period was written all the same.
    const periods = await deps.database.query<{ period: string }[]>(
      `select period from obligation where kind = 'periodReport' and owner_id = $1 order by period`,
      [planId],
    );
    expect(periods.map((row) => row.period).slice(0, 3)).toEqual(['2026-03', '2026-04', '2026-05']);

    await time.goTo(instantOf(releasedOn, 10));
    const ofCompletions = (lines: readonly string[]) => lines.filter((each) => !each.startsWith('period'));
    expect(ofCompletions((await recorded()).map(line))).toEqual(ofCompletions(after));
    const held = await deps.database.query<{ id: string }[]>(
      `select id from rung_record where outcome = 'held' order by fire_at, id`,
    );
    const sums = await acting.must(acting.clerk, (act) =>
      releaseHeld(act, { recordIds: held.map((row) => row.id), resolution: 'released', reason: '系统已恢复，逐项核实' }),
    );
    expect(sums).toEqual({ released: TASKS - 1, dropped: 0, lapsed: 0, frozen: 0 });
    // What follows counts from the release, and comes on its day.
    await time.goTo(instantOf(followsOn, 12));
    expect((await recorded()).map(line).at(-1)).toBe(`afterSummons fired ${TASKS - 1}`);
    const [follows] = await deps.database.query<{ at: Date }[]>(
      `select max(recorded_at) as at from rung_record where rung_key = 'afterSummons'`,
    );
    expect(follows?.at.getTime()).toBe(instantOf(followsOn, 9));
    const twice = await deps.database.query(
      'select 1 from rung_record group by obligation_id, due_version, rung_key having count(*) > 1',
    );
    expect(twice).toEqual([]);
    expect(time.failures).toEqual([]);
  },
  180_000,
);
