import { dayOfInstant, instantOf, parseSupposed } from '@duban/domain';
import {
  actorOn,
  fileCompletion,
  readRoster,
  readSignOff,
  readTaskClock,
  readWhatIf,
  receiveAssignment,
  scopeOf,
  sign,
  signOffHandlers,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { rules } from '../../model/year';
import { openTestDeps, type TestDeps } from '../../support/database';
import { DatabaseYear } from '../../support/year/database-year';

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2025-01-01', 9));
});
afterAll(() => deps?.close());

/** One share due on 1 May 2025, whose completion is under review on 6 May, five days late. */
async function filed() {
  const world = await DatabaseYear.prepare(
    deps,
    { year: 2025, issuedAfter: 60, units: 1, tasks: [{ dueIn: 60, cycle: 'quarterly', unit: 0 }], deeds: [], outages: [] },
    rules,
  );
  await world.live({ ...world.byHand(), goTo: () => Promise.resolve() });
  const assignmentId = world.assignmentOf(0) ?? '';
  const liaison = world.acting.unit(0).liaison.personId;
  await world.acting.must(liaison, (act) => receiveAssignment(act, { assignmentId }));
  world.deps.clock.moveTo(instantOf('2025-05-06', 10));
  const { signOffId } = await world.acting.must(liaison, (act) =>
    fileCompletion(act, { assignmentId, text: '已完成', evidence: [] }),
  );
  const [task] = await deps.database.query<{ id: string }[]>('select task_id as id from assignment where id = $1', [
    assignmentId,
  ]);
  return { world, assignmentId, signOffId, taskId: task?.id ?? '', head: world.sample.office.head.personId };
}
type Filed = Awaited<ReturnType<typeof filed>>;

async function giveBack({ world, signOffId, head }: Filed, returnDueOn?: string, verdict: 'approve' | 'refuse' = 'refuse') {
  const [row] = await deps.database.query<{ hash: string }[]>('select content_hash as hash from sign_off where id = $1', [
    signOffId,
  ]);
  return world.acting.do(head, (act) =>
    sign(act, signOffHandlers, {
      signOffId,
      verdict,
      opinion: '材料不全',
      contentHash: row?.hash ?? '',
      ...(returnDueOn === undefined ? {} : { returnDueOn }),
    }),
  );
}

const scopeOfHead = async ({ world, head }: Filed) =>
  scopeOf(
    deps.database,
    await withTransaction(deps.database, async (tx) =>
      actorOn(
        await readRoster(tx, world.sample.jurisdictionId),
        world.sample.jurisdictionId,
        head,
        dayOfInstant(world.deps.clock.ms),
      ),
    ),
  );
const clockOf = async (given: Filed) => {
  const scope = await scopeOfHead(given);
  const views = await withTransaction(deps.database, (tx) => readTaskClock(tx, scope, given.taskId, given.world.deps.clock.ms));
  return views?.find((each) => each.kind === 'completion');
};

test('退回: the signer sees the day that the policy proposes, names another, and the clock says who named it', async () => {
  const given = await filed();
  const scope = await scopeOfHead(given);
  const shown = await withTransaction(deps.database, (tx) => readSignOff(tx, scope, given.signOffId, given.world.deps.clock.ms));
  expect(shown?.returnDay).toMatchObject({ proposedOn: '2025-05-20', currentOn: '2025-05-01', earliestOn: '2025-05-09' });
  expect(shown?.returnDay?.explain).toContain('退回重办时限，自退回之日');
  expect(shown?.returnDay?.daysOff.slice(0, 2)).toEqual(['2025-05-10', '2025-05-11']);
  // A day off stays as named.
  expect(await giveBack(given, '2025-06-01')).toMatchObject({ ok: true, value: { state: 'refused' } });
  const clock = await clockOf(given);
  expect(clock).toMatchObject({ dueOn: '2025-06-01', originalDueOn: '2025-05-01', state: 'open' });
  const [head] = await deps.database.query<{ name: string }[]>('select name from person where id = $1', [given.head]);
  expect(clock?.explain).toBe(`2025年6月1日（周日），${head?.name}退回办结申请时指定的期限`);
  // The first breach stands: nothing was filed by 1 May.
  expect(clock?.dueChanges).toMatchObject([
    { fromDueOn: '2025-05-01', toDueOn: '2025-06-01', reason: 'returnNamed', breached: true, changedBy: head?.name },
  ]);
  const [event] = await deps.database.query<{ data: object }[]>(
    `select data from event where subject_id = $1 and type = 'assignment.returned'`,
    [given.assignmentId],
  );
  expect(event?.data).toEqual({ opinion: '材料不全', newDueOn: '2025-06-01', isNamed: true });
});

test('退回 without a day takes the policy’s, counted from the return and explained day by day', async () => {
  const given = await filed();
  expect(await giveBack(given)).toMatchObject({ ok: true });
  const clock = await clockOf(given);
  expect(clock?.dueOn).toBe('2025-05-20');
  expect(clock?.explain).toContain('退回重办时限，自退回之日2025年5月6日（周二）起10个工作日');
});

test.each([
  ['a day that is past', '2025-05-05', 'refuse', 'RETURN.DAY_PAST'],
  ['a day with a consent', '2025-06-01', 'approve', 'RETURN.NO_DAY_HERE'],
] as const)('退回 with %s is refused and nothing is signed', async (_name, day, verdict, code) => {
  const given = await filed();
  expect(await giveBack(given, day, verdict)).toMatchObject({ ok: false, refusal: { code } });
  expect(await deps.database.query('select 1 from signature where sign_off_id = $1', [given.signOffId])).toEqual([]);
});

test('what is supposed of a return with a named day is what then happens', async () => {
  const given = await filed();
  const ask = async (text: string) => {
    const supposed = parseSupposed(text);
    if (!supposed.ok) throw new Error(text);
    return readWhatIf(given.world.deps, await scopeOfHead(given), given.taskId, supposed.value, null);
  };
  expect(await ask('return:2025-05-05')).toMatchObject({ ok: false, refusal: { code: 'RETURN.DAY_PAST' } });
  const told = await ask('return:2025-06-03');
  if (!told?.ok) throw new Error('refused');
  const completion = told.value.find((each) => each.kind === 'completion');
  expect(await giveBack(given, '2025-06-03')).toMatchObject({ ok: true });
  const clock = await clockOf(given);
  expect(completion?.after).toMatchObject({ dueOn: '2025-06-03', freezes: [] });
  expect(completion?.after.explain).toContain('退回办结申请时指定的期限');
  const armed = (rungs: readonly { rungKey: string; state: string; fireAt: Date }[]) =>
    rungs.filter((rung) => rung.state === 'armed').map((rung) => [rung.rungKey, rung.fireAt.toISOString()]);
  expect(
    completion?.rungs.flatMap(({ rungKey, after }) => (after?.state === 'armed' ? [[rungKey, after.fireAt.toISOString()]] : [])),
  ).toEqual(armed(clock?.rungs ?? []));
});
