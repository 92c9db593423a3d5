import { instantOf } from '@duban/domain';
import { actorOn, closeMoment, handleDue, readRoster, releaseHeld, runCommand, type Actor } from '@duban/application';
import { withTransaction } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';
import { addTasks, issuedPlan, officeOf, sampleOf, type OwedWish } from '../../support/clock/issued-plan';
import { instrument, onCompletion, remind, storePolicy } from '../../support/clock/policies';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let office: Actor;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  sample = await sampleOf(deps, 4);
  office = await officeOf(deps, sample);
});
afterEach(() => deps.close());

const forty: OwedWish[][] = Array.from({ length: 40 }, () => [{ kind: 'completion', due: { on: '2026-03-31' } }]);

/** 40 tasks of four units; the ladder runs to a summons within the ten days in which nothing worked. */
async function tenDaysOfOutage(): Promise<string> {
  const policy = await storePolicy(deps, sample, [
    onCompletion('remind', 0, remind),
    onCompletion('urging', 1, instrument('urging')),
    onCompletion('order', 3, instrument('supervisionOrder'), { receivers: [{ of: 'leaderInCharge' }] }),
    onCompletion('summons', 6, instrument('summons'), { receivers: [{ of: 'leaderInCharge' }] }),
    onCompletion('afterSummons', 2, remind, { from: { base: 'rung', rungKey: 'summons' } }),
  ]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  await addTasks(deps, sample, planId, forty);
  deps.clock.moveTo(instantOf('2026-04-10', 15));
  for (const { id } of await deps.database.query<{ id: string }[]>('select distinct owner_id as id from armed_rung')) {
    await handleDue(deps, { owner: { kind: 'plan', id }, nowMs: deps.clock.ms }, { chunk: 30, callMs: 10_000 });
  }
  await closeMoment(deps, sample.jurisdictionId);
  return planId;
}

const outcomes = () =>
  deps.database.query<{ key: string; outcome: string; reason: string; n: number }[]>(
    `select rung_key as key, outcome, reason, count(*)::int as n from rung_record group by 1, 2, 3 order by 1, 2, 3`,
  );
const heldIds = async (): Promise<string[]> => {
  const rows = await deps.database.query<{ id: string }[]>(
    `select id from rung_record where outcome = 'held' order by fire_at, id`,
  );
  return rows.map((row) => row.id);
};

test('after ten days everyone gets one digest and no summons goes out before the office lets it go (C4, S54)', async () => {
  await tenDaysOfOutage();
  expect(await outcomes()).toEqual([
    { key: 'order', outcome: 'fired', reason: 'late', n: 40 },
    { key: 'remind', outcome: 'fired', reason: 'late', n: 40 },
    { key: 'summons', outcome: 'held', reason: 'lateCallsIn', n: 40 },
    { key: 'urging', outcome: 'fired', reason: 'late', n: 40 },
  ]);
  const digests = await deps.database.query<{ receiver: string; n: number }[]>(
    `select receiver_id as receiver, count(*)::int as n from notice where kind = 'digest' group by 1 order by 1`,
  );
  // Four liaisons and four heads of units (催办), two leaders in charge, and the head of the office who decides on the forty
  // held summonses.
  expect(digests.map((each) => each.n)).toEqual(Array.from({ length: 11 }, () => 1));
  const notices = await deps.database.query<{ n: number }[]>('select count(*)::int as n from notice');
  expect(notices).toEqual([{ n: 11 }]);
  const toldLeaders = await deps.database.query<{ n: number }[]>(
    `select count(*)::int as n from notice_item i join rung_record r on r.id = i.cause_id
     where r.rung_key = 'summons' and i.receiver_id <> $1`,
    [sample.office.head.personId],
  );
  expect(toldLeaders).toEqual([{ n: 0 }]);
  expect(await deps.database.query(`select 1 from armed_rung where owner_kind = 'plan'`)).toEqual([]);
});

test('released, many at once, a held rung has its effects and what follows counts from the release; dropped, it has none', async () => {
  await tenDaysOfOutage();
  const ids = await heldIds();
  deps.clock.moveTo(instantOf('2026-04-13', 10));
  const give = (resolution: 'released' | 'dropped', recordIds: readonly string[]) =>
    runCommand(deps, { actor: office, route: 'releaseHeld', key: null, body: null }, (act) =>
      releaseHeld(act, { recordIds, resolution, reason: '系统已恢复，逐项核实' }),
    );
  expect(await give('released', ids.slice(0, 25))).toEqual({
    ok: true,
    value: { released: 25, dropped: 0, lapsed: 0, frozen: 0 },
  });
  expect(await give('dropped', ids.slice(25))).toEqual({ ok: true, value: { released: 0, dropped: 15, lapsed: 0, frozen: 0 } });
  expect(await give('released', ids.slice(20, 30))).toMatchObject({ ok: false, refusal: { code: 'RUNG.NOT_HELD' } });
  const armed = await deps.database.query<{ key: string; at: Date; n: number }[]>(
    'select rung_key as key, fire_at as at, count(*)::int as n from armed_rung where owner_kind = $1 group by 1, 2',
    ['plan'],
  );
  expect(armed.map((each) => [each.key, each.at.getTime(), each.n])).toEqual([['afterSummons', instantOf('2026-04-15', 9), 25]]);
  const told = await deps.database.query<{ n: number }[]>(
    `select count(*)::int as n from notice_item i join event e on e.id = i.cause_id where e.type = 'rung.released'`,
  );
  expect(told).toEqual([{ n: 25 }]);
});

test('what is done before the release lapses: nothing is sent for it', async () => {
  await tenDaysOfOutage();
  const ids = await heldIds();
  await deps.database.query(
    `update obligation set state = 'met' where id in (select obligation_id from rung_record where id = any($1::uuid[]))`,
    [ids.slice(0, 3)],
  );
  const decision = await runCommand(deps, { actor: office, route: 'releaseHeld', key: null, body: null }, (act) =>
    releaseHeld(act, { recordIds: ids.slice(0, 5), resolution: 'released', reason: '核实' }),
  );
  expect(decision).toEqual({ ok: true, value: { released: 2, dropped: 0, lapsed: 3, frozen: 0 } });
});

test('only the office decides, with a reason, on records of its own', async () => {
  await tenDaysOfOutage();
  const [id] = await heldIds();
  const liaison = sample.units[0]?.liaison.personId ?? '';
  const unit = await withTransaction(deps.database, async (tx) =>
    actorOn(await readRoster(tx, sample.jurisdictionId), sample.jurisdictionId, liaison, '2026-04-10'),
  );
  const give = (actor: Actor, reason: string, recordIds: readonly string[]) =>
    runCommand(deps, { actor, route: 'releaseHeld', key: null, body: null }, (act) =>
      releaseHeld(act, { recordIds, resolution: 'dropped', reason }),
    );
  expect(await give(unit, '理由', [id ?? ''])).toMatchObject({ refusal: { code: 'RUNG.UNKNOWN' } });
  expect(await give(office, ' ', [id ?? ''])).toMatchObject({ refusal: { code: 'RUNG.REASON_MISSING' } });
  expect(await give(office, '理由', ['0197d000-0000-7000-8000-000000000009'])).toMatchObject({
    refusal: { code: 'RUNG.UNKNOWN' },
  });
});

test('lateness is what BusinessClock says at the recording, whatever time the call carries', async () => {
  const policy = await storePolicy(deps, sample, [onCompletion('summons', 6, instrument('summons'))]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  await addTasks(deps, sample, planId, [[{ kind: 'completion', due: { on: '2026-03-31' } }]]);
  deps.clock.moveTo(instantOf('2026-04-10', 15));
  await handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: instantOf('2026-04-06', 9) });
  expect(await outcomes()).toEqual([{ key: 'summons', outcome: 'held', reason: 'lateCallsIn', n: 1 }]);
});

test('within the grace of four hours a rung is on time and belongs to its own hour', async () => {
  const policy = await storePolicy(deps, sample, [onCompletion('summons', 6, instrument('summons'))]);
  const planId = await issuedPlan(deps, sample, 2026, policy);
  await addTasks(deps, sample, planId, [[{ kind: 'completion', due: { on: '2026-03-31' } }]]);
  deps.clock.moveTo(instantOf('2026-04-06', 13));
  await handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: deps.clock.ms });
  expect(await outcomes()).toEqual([{ key: 'summons', outcome: 'fired', reason: 'onTime', n: 1 }]);
  const moments = await deps.database.query<{ at: Date; late: boolean }[]>('select hour_at as at, late from moment');
  expect(moments.map((each) => [each.at.getTime(), each.late])).toEqual([[instantOf('2026-04-06', 9), false]]);
});
