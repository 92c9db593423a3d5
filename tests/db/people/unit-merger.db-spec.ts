import { instantOf } from '@duban/domain';
import { cancelAssignment, fileCompletion, mergeUnit, receiveAssignment, sign, signOffHandlers } from '@duban/application';
import { rules } from '../../model/year';
import { openTestDeps, type TestDeps } from '../../support/database';
import { DatabaseYear } from '../../support/year/database-year';

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2025-01-01', 9));
});
afterAll(() => deps?.close());

/** Two tasks of the first unit and one of the second, issued on 2 March 2025 and due on 1 May. */
async function issued() {
  const task = (unit: number) => ({ dueIn: 60, cycle: 'quarterly' as const, unit });
  const world = await DatabaseYear.prepare(
    deps,
    { year: 2025, issuedAfter: 60, units: 3, tasks: [task(0), task(0), task(1)], deeds: [], outages: [] },
    rules,
  );
  await world.live({ ...world.byHand(), goTo: () => Promise.resolve() });
  const [first = '', second = ''] = [world.assignmentOf(0) ?? '', world.assignmentOf(1) ?? ''];
  const units = [0, 1, 2].map((n) => world.acting.unit(n).unitId);
  const merge = (from: number, into: number) =>
    world.acting.do(world.sample.administrator.personId, (act) =>
      mergeUnit(act, { unitId: units[from] ?? '', successorId: units[into] ?? '', onDay: '2025-03-02' }),
    );
  return { world, first, second, units, merge };
}

test('撤并: everything open goes over as it stands, the successor is told, and its people go on with it', async () => {
  const { world, first, second, units, merge } = await issued();
  const { acting } = world;
  const liaison = acting.unit(0).liaison.personId;
  await acting.must(liaison, (act) => receiveAssignment(act, { assignmentId: first }));
  const { signOffId } = await acting.must(liaison, (act) =>
    fileCompletion(act, { assignmentId: first, text: '已完成', evidence: [] }),
  );
  const before = await deps.database.query<object[]>(
    `select id, kind, period, due_on, due_version, state from obligation where assignment_id = any($1::uuid[]) order by id`,
    [[first, second]],
  );
  const armed = () =>
    deps.database.query<object[]>(
      `select r.* from armed_rung r join obligation o on o.id = r.obligation_id where o.assignment_id = any($1::uuid[])
       order by r.obligation_id, r.rung_key`,
      [[first, second]],
    );
  const rungs = await armed();
  expect(await merge(0, 2)).toEqual({ ok: true, value: { shares: 2, papers: 0, problems: 0 } });
  const shares = await deps.database.query<object[]>(
    'select id, unit_id = $2 as moved, state from assignment where id = any($1::uuid[]) order by state',
    [[first, second], units[2]],
  );
  expect(shares).toEqual([
    { id: second, moved: true, state: 'assigned' },
    { id: first, moved: true, state: 'completionFiled' },
  ]);
  // Ids, days and versions stay; only the holder of what is open changes.
  const after = await deps.database.query<(object & { holder: string })[]>(
    `select id, kind, period, due_on, due_version, state from obligation where assignment_id = any($1::uuid[]) order by id`,
    [[first, second]],
  );
  expect(after).toEqual(before);
  expect(await armed()).toEqual(rungs);
  const [old] = await deps.database.query<{ n: number }[]>(
    `select count(*)::int as n from obligation where holder_unit_id = $1 and state = 'open'`,
    [units[0]],
  );
  expect(old?.n).toBe(0);
  const told = await deps.database.query<{ text: string }[]>(
    `select text from notice_item where receiver_id = $1 and text like '%并入本单位%'`,
    [acting.unit(2).liaison.personId],
  );
  expect(told).toEqual([{ text: '第1局已并入本单位，移交任务2项，期限和办理状态不变，请接续办理。' }]);
  expect((await acting.events(first)).at(-1)).toBe('assignment.handedOver');
  // The old unit's people have it no more, the successor's go on.
  expect(await acting.do(liaison, (act) => receiveAssignment(act, { assignmentId: second }))).toMatchObject({
    refusal: { code: 'ASSIGNMENT.UNKNOWN' },
  });
  const successor = acting.unit(2).liaison.personId;
  expect((await acting.do(successor, (act) => receiveAssignment(act, { assignmentId: second }))).ok).toBe(true);
  // What was under review is decided as it would have been.
  const [running] = await deps.database.query<{ hash: string; filed: string; holder: string }[]>(
    `select content_hash as hash, filed_unit_id as filed, context ->> 'holderUnitId' as holder from sign_off where id = $1`,
    [signOffId],
  );
  expect([running?.filed, running?.holder]).toEqual([units[2], units[2]]);
  const signed = await acting.do(world.sample.office.head.personId, (act) =>
    sign(act, signOffHandlers, { signOffId, verdict: 'approve', opinion: '同意', contentHash: running?.hash ?? '' }),
  );
  expect(signed).toMatchObject({ ok: true, value: { state: 'approved' } });
});

test('撤并 into a unit that has the same part of a task is refused with the list, and goes through once one is cancelled', async () => {
  const { world, second, units, merge } = await issued();
  // The second unit leads the first unit's second task as well.
  await deps.database.query(
    `insert into assignment (id, jurisdiction_id, plan_id, task_id, unit_id, role, printed_role, printed_unit, state, due_on,
       original_due_on, version)
     select gen_random_uuid(), jurisdiction_id, plan_id, task_id, $2, role, printed_role, '第2局', 'assigned', due_on, original_due_on, 1
     from assignment where id = $1`,
    [second, units[1]],
  );
  expect(await merge(0, 1)).toMatchObject({
    ok: false,
    refusal: { code: 'UNIT.MERGE_BLOCKED', params: { tasks: '“任务1”', papers: '' } },
  });
  const [unit] = await deps.database.query<{ successor: string | null }[]>(
    'select successor_id as successor from unit where id = $1',
    [units[0]],
  );
  expect(unit).toEqual({ successor: null });
  await world.acting.must(world.sample.office.clerk.personId, (act) =>
    cancelAssignment(act, { assignmentId: second, grounds: '单位撤并，责任相同' }),
  );
  expect(await merge(0, 1)).toMatchObject({ ok: true, value: { shares: 1 } });
});
