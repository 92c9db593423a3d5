import * as fc from 'fast-check';
import { rules } from '../../model/year';
import { openTestDeps, type TestDeps } from '../../support/database';
import { arbitraryYear, yearsToLive } from '../../support/year/arbitrary-year';
import { DatabaseYear } from '../../support/year/database-year';

/*
 * The invariants of design section 5 that need rows, each by its own sentence over the same random years. Those of the pure rules
 * are in tests/model/invariants.spec.ts; docs/architecture.md lists which test holds which sentence.
 */

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps(Date.UTC(2025, 0, 1));
  const { numRuns, seed } = yearsToLive('DUBAN_YEARS_INVARIANTS_POSTGRES', 10);
  for (const year of fc.sample(arbitraryYear(2025), { numRuns, seed })) {
    const world = await DatabaseYear.prepare(deps, year, rules);
    await world.live(world.byHand());
  }
}, 300_000);
afterAll(() => deps?.close());

const query = <Row>(sql: string) => deps.database.query<Row[]>(sql);
const none = async (sql: string) => expect(await query(sql)).toEqual([]);

test('only reminders and 催办 go out alone; 督办单 and 约谈 wait as drafts for a person', async () => {
  const kinds = await query<{ kind: string; alone: boolean }>(
    `select kind, bool_or(issued_at is not null) as alone from instrument group by kind order by kind`,
  );
  expect(kinds.filter((each) => each.alone).map((each) => each.kind)).toEqual(['urging']);
  expect(kinds.length).toBeGreaterThan(1);
  await none(`select 1 from instrument_target t join instrument i on i.id = t.instrument_id
     where i.kind <> 'urging' and t.served_at is not null`);
});

test('late tasks of one unit at one moment make one paper of a kind, with an item for each', async () => {
  // A firing joins the one collecting draft of its unit, so that no unit has two of a kind that both take firings.
  await none(`select 1 from instrument i join instrument_target t on t.instrument_id = i.id
     where i.state = 'collecting' group by i.plan_id, i.kind, t.unit_id having count(*) > 1`);
  await none(`select 1 from instrument_item x join instrument i on i.id = x.instrument_id
     where i.kind = 'urging' and i.issued_at is not null group by i.plan_id, x.target_id, x.obligation_id having count(*) > 1`);
  await none(`select 1 from instrument_item where rung_record_id is not null group by rung_record_id having count(*) > 1`);
});

test('each rung is recorded at most once for an obligation and a due version', async () => {
  await none('select 1 from rung_record group by obligation_id, due_version, rung_key having count(*) > 1');
  await none(`select 1 from armed_rung a join rung_record r on r.obligation_id = a.obligation_id and r.due_version = a.due_version
     and r.rung_key = a.rung_key`);
});

test('receivers are resolved when the rung fires: never nobody, and the path is on the notice', async () => {
  await none(`select 1 from rung_record r where r.outcome = 'fired' and r.rung_key not like 'duban.%'
     and not exists (select from notice_item i where i.cause_id = r.id)`);
  await none(`select 1 from notice_item where path is null or path = '' or (receiver_id is null and path <> 'exception')`);
});

test('one receiver gets one digest for an hour, and each notice of a rung states its authority', async () => {
  await none(`select 1 from notice where moment_id is not null group by moment_id, receiver_id having count(*) > 1`);
  const [told] = await query<{ all: number; stating: number }>(
    `select count(*)::int as all, count(*) filter (where i.text like '%依据%')::int as stating
     from notice_item i join rung_record r on r.id = i.cause_id where r.outcome = 'fired'`,
  );
  expect(told?.all).toBeGreaterThan(0);
  expect(told?.stating).toBe(told?.all);
});

test('an obligation is in at most one running case of a kind; a further firing is skipped', async () => {
  await none(`select 1 from instrument_item x join instrument i on i.id = x.instrument_id
     where x.state = 'running' and i.state in ('collecting', 'draft', 'submitted', 'running') and x.obligation_id is not null
     group by i.kind, x.obligation_id having count(*) > 1`);
});
