import { instantOf } from '@duban/domain';
import {
  cancelAssignment,
  fileCompletion,
  reassignAssignment,
  receiveAssignment,
  resumeAssignment,
  suspendAssignment,
} from '@duban/application';
import { rules } from '../../model/year';
import { openTestDeps, type TestDeps } from '../../support/database';
import { DatabaseYear } from '../../support/year/database-year';

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2025-01-01', 9));
});
afterAll(() => deps?.close());

/** One task of the first of three units, issued on 2 March 2025 and due on 1 May. */
async function issued(): Promise<{ world: DatabaseYear; assignmentId: string }> {
  const world = await DatabaseYear.prepare(
    deps,
    { year: 2025, issuedAfter: 60, units: 3, tasks: [{ dueIn: 60, cycle: 'quarterly', unit: 0 }], deeds: [], outages: [] },
    rules,
  );
  await world.live({ ...world.byHand(), goTo: () => Promise.resolve() });
  return { world, assignmentId: world.assignmentOf(0) ?? '' };
}

const clerkOf = (world: DatabaseYear) => world.sample.office.clerk.personId;
const told = (world: DatabaseYear, unit: number) =>
  world.deps.database
    .query<{ text: string }[]>(
      'select text from notice_item where jurisdiction_id = $1 and receiver_id = $2 order by made_at, id',
      [world.sample.jurisdictionId, world.acting.unit(unit).liaison.personId],
    )
    .then((rows) => rows.map((row) => row.text));

test('转办: the share keeps its id, the new unit signs for it anew, both units are told and the history stays', async () => {
  const { world, assignmentId } = await issued();
  const toUnitId = world.acting.unit(1).unitId;
  await world.acting.must(world.acting.unit(0).liaison.personId, (act) => receiveAssignment(act, { assignmentId }));
  const done = await world.acting.must(clerkOf(world), (act) =>
    reassignAssignment(act, { assignmentId, toUnitId, grounds: '职能划转', dueOn: null }),
  );
  // The day in force is later than the policy's least term, so it stays.
  expect(done).toEqual({ dueOn: '2025-05-01' });
  const [share] = await deps.database.query<object[]>('select unit_id, state, received_at from assignment where id = $1', [
    assignmentId,
  ]);
  expect(share).toEqual({ unit_id: toUnitId, state: 'assigned', received_at: null });
  const owed = await deps.database.query<object[]>(
    `select kind, state, due_version as version, due_on as "dueOn", holder_unit_id = $2 as new from obligation
     where assignment_id = $1 and (kind <> 'periodReport' or period = '2025-Q1') order by kind, opened_at`,
    [assignmentId, toUnitId],
  );
  expect(owed).toEqual([
    { kind: 'completion', state: 'open', version: 1, dueOn: '2025-05-01', new: true },
    { kind: 'periodReport', state: 'open', version: 1, dueOn: '2025-04-08', new: true },
    { kind: 'receipt', state: 'met', version: 1, dueOn: '2025-03-05', new: false },
    { kind: 'receipt', state: 'open', version: 1, dueOn: '2025-03-05', new: true },
  ]);
  expect((await told(world, 1)).at(-1)).toBe('“任务0”由第1局转交本单位承办，应于2025年5月1日前办结，请按期签收。理由：职能划转');
  expect((await told(world, 0)).at(-1)).toBe('“任务0”已转交第2局承办，本单位不再承担。理由：职能划转');
  const [event] = await deps.database.query<{ data: object }[]>(
    `select data from event where subject_id = $1 and type = 'assignment.reassigned'`,
    [assignmentId],
  );
  expect(event?.data).toMatchObject({ fromUnit: '第1局', toUnit: '第2局', printedUnit: '第1局', grounds: '职能划转' });
  // To the old unit it is not there any more.
  expect(
    await world.acting.do(world.acting.unit(0).liaison.personId, (act) => receiveAssignment(act, { assignmentId })),
  ).toMatchObject({ ok: false, refusal: { code: 'ASSIGNMENT.UNKNOWN' } });
  expect(
    (await world.acting.do(world.acting.unit(1).liaison.personId, (act) => receiveAssignment(act, { assignmentId }))).ok,
  ).toBe(true);
});

test('转办 of what is overdue gives the new unit the least term of the policy, and the breach stays', async () => {
  const { world, assignmentId } = await issued();
  world.deps.clock.moveTo(instantOf('2025-05-12', 10));
  const toUnitId = world.acting.unit(2).unitId;
  const done = await world.acting.must(clerkOf(world), (act) =>
    reassignAssignment(act, { assignmentId, toUnitId, grounds: '职能划转', dueOn: null }),
  );
  // 8 working days from 2025-05-12.
  expect(done).toEqual({ dueOn: '2025-05-22' });
  const changes = await deps.database.query<object[]>(
    `select c.reason, c.breached, c.from_due_on as "from", o.original_due_on as original from due_change c
       join obligation o on o.id = c.obligation_id where o.assignment_id = $1 and o.kind = 'completion'`,
    [assignmentId],
  );
  expect(changes).toEqual([{ reason: 'reassigned', breached: true, from: '2025-05-01', original: '2025-05-01' }]);
});

test.each([
  ['the unit that has it', 0, null, 'REASSIGNMENT.SAME_UNIT'],
  ['no unit', -1, null, 'REASSIGNMENT.UNIT_UNKNOWN'],
  ['a day that is past', 1, '2025-02-01', 'REASSIGNMENT.DAY_PAST'],
] as const)('转办 to %s is refused and changes nothing', async (_name, unit, dueOn, code) => {
  const { world, assignmentId } = await issued();
  const toUnitId = unit === -1 ? world.sample.jurisdictionId : world.acting.unit(unit).unitId;
  expect(
    await world.acting.do(clerkOf(world), (act) => reassignAssignment(act, { assignmentId, toUnitId, grounds: '误操作', dueOn })),
  ).toMatchObject({ ok: false, refusal: { code } });
});

test('a returned share that is suspended and resumed is still a returned one, and its unit hears of both', async () => {
  const { world, assignmentId } = await issued();
  const liaison = world.acting.unit(0).liaison.personId;
  await world.acting.must(liaison, (act) => receiveAssignment(act, { assignmentId }));
  await world.acting.must(liaison, (act) => fileCompletion(act, { assignmentId, text: '已完成', evidence: [] }));
  await world.deedOn(assignmentId, { kind: 'decide', task: 0, agreed: false });
  await world.acting.must(clerkOf(world), (act) => suspendAssignment(act, { assignmentId, grounds: '上级文件修订' }));
  world.deps.clock.moveTo(world.deps.clock.ms + 10 * 86_400_000);
  await world.acting.must(clerkOf(world), (act) => resumeAssignment(act, { assignmentId, reason: '文件已出台' }));
  const [share] = await deps.database.query<object[]>('select state from assignment where id = $1', [assignmentId]);
  expect(share).toEqual({ state: 'returned' });
  expect((await told(world, 0)).slice(-2)).toEqual([
    '“任务0”已中止办理，中止期间停止计时，不再催办。理由：上级文件修订',
    '“任务0”恢复办理，中止10天，办理期限为2025年5月11日。说明：文件已出台',
  ]);
  await world.acting.must(clerkOf(world), (act) => cancelAssignment(act, { assignmentId, grounds: '任务并入另一项' }));
  expect((await told(world, 0)).at(-1)).toBe('“任务0”已撤销，不再办理。理由：任务并入另一项');
});
