import { instantOf } from '@duban/domain';
import { actorOn, meetObligation, openObligations, readRoster, runCommand, setDue } from '@duban/application';
import { withTransaction } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { openTestDeps, type TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局'], fromOn: '2020-01-01' },
    'x',
  );
});
afterAll(() => deps.close());

const office = () =>
  withTransaction(deps.database, async (tx) =>
    actorOn(await readRoster(tx, sample.jurisdictionId), sample.jurisdictionId, sample.office.clerk.personId, '2026-03-02'),
  );

const rungs = (id: string) =>
  deps.database.query<{ key: string; at: Date }[]>(
    `select rung_key as key, fire_at as at from armed_rung where obligation_id = $1 order by fire_at`,
    [id],
  );
const records = (id: string) =>
  deps.database.query<{ key: string; outcome: string }[]>(
    `select rung_key as key, outcome from rung_record where obligation_id = $1 order by fire_at`,
    [id],
  );

const owner = { kind: 'plan' as const, id: '0197d000-0000-7000-8000-000000000001' };

async function openCompletion(dueOn: string) {
  const decision = await runCommand(deps, { actor: await office(), route: 'test', key: null, body: null }, async (act) => {
    const [row] = await openObligations(act, [
      {
        kind: 'completion',
        owner,
        policyVersionId: sample.policyVersionId,
        calendarId: sample.calendarId,
        holderUnitId: sample.units[0]?.unitId ?? null,
        due: { on: dueOn },
        dueReason: 'planText',
      },
    ]);
    if (!row) throw new Error('nothing was opened');
    return { ok: true, value: row };
  });
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value;
}

test('rungs are armed at their moments, and those before the act are superseded in it', async () => {
  const row = await openCompletion('2026-03-06');
  // 7 working days before 6 March is 25 February (28 February, a Saturday, is a make-up day), before the act.
  expect(await records(row.id)).toEqual([{ key: 'completion.remind7', outcome: 'superseded' }]);
  const armed = await rungs(row.id);
  expect(armed.map((rung) => [rung.key, rung.at.toISOString()])).toEqual([
    ['completion.remind3', '2026-03-03T01:00:00.000Z'],
    ['completion.remind1', '2026-03-05T01:00:00.000Z'],
    ['completion.urging', '2026-03-09T01:00:00.000Z'],
    ['completion.order', '2026-03-13T01:00:00.000Z'],
    ['completion.bulletin', '2026-04-20T01:00:00.000Z'],
  ]);
});

test('a new due day is a new due version with a full set of rungs, and the original day is kept', async () => {
  const row = await openCompletion('2026-04-30');
  const moved = await runCommand(deps, { actor: await office(), route: 'test', key: null, body: null }, async (act) => ({
    ok: true,
    value: await setDue(act, row, '2026-07-31', 'granted'),
  }));
  expect(moved.ok && [moved.value.dueVersion, moved.value.dueOn, moved.value.originalDueOn]).toEqual([
    2,
    '2026-07-31',
    '2026-04-30',
  ]);
  const armed = await deps.database.query<{ v: number }[]>(
    'select distinct due_version as v from armed_rung where obligation_id = $1',
    [row.id],
  );
  expect(armed).toEqual([{ v: 2 }]);
});

test('what is met has no rung left and its owner was told once when it was opened', async () => {
  const row = await openCompletion('2026-05-29');
  await runCommand(deps, { actor: await office(), route: 'test', key: null, body: null }, async (act) => {
    meetObligation(act, row);
    return { ok: true, value: null };
  });
  expect(await rungs(row.id)).toEqual([]);
});

test('the same command key gives the same answer once, and another body under it is refused', async () => {
  const actor = await office();
  let runs = 0;
  const send = (body: unknown) =>
    runCommand(deps, { actor, route: 'test', key: 'k-1', body }, async (act) => {
      runs += 1;
      act.emit({ type: 'leaderActivity.recorded', subjectKind: 'test', subjectId: actor.personId });
      return { ok: true, value: { run: runs } };
    });
  const answers = await Promise.all([send({ a: 1 }), send({ a: 1 }), send({ a: 1 })]);
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  expect(await send({ a: 2 })).toMatchObject({ ok: false, refusal: { code: 'COMMAND.KEY_REUSED' } });
  const events = await deps.database.query<{ n: number }[]>(
    `select count(*)::int as n from event where type = 'leaderActivity.recorded'`,
  );
  expect(events).toEqual([{ n: 1 }]);
});
