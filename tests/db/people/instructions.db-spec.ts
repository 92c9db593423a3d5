import { instantOf } from '@duban/domain';
import { actorOn, giveInstruction, listInstructions, readRoster, scopeOf, settleInstruction } from '@duban/application';
import { withTransaction } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { openTestDeps, type TestDeps } from '../../support/database';
import { Acting, IN_CHARGE, chainOf, stepOf } from '../../support/acting';

let deps: TestDeps;
let sample: SampleJurisdiction;
let acting: Acting;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-07-01', 9));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局'], fromOn: '2020-01-01' },
    'x',
  );
  acting = new Acting(deps, sample);
});
afterEach(() => deps.close());

const leader = () => sample.leaders.deputies[0]?.personId ?? '';
const clerk = () => sample.office.clerk.personId;
const give = (source: Parameters<typeof giveInstruction>[1]['source'] = null) =>
  acting.must(leader(), (act) => giveInstruction(act, { text: '请甲局牵头整治，月底前报结果', dueOn: '2026-07-31', source }));
const list = async (personId: string) => {
  const roster = await withTransaction(deps.database, (tx) => readRoster(tx, sample.jurisdictionId));
  const scope = await scopeOf(deps.database, actorOn(roster, sample.jurisdictionId, personId, '2026-07-01'));
  return withTransaction(deps.database, (tx) => listInstructions(tx, scope, { state: null, after: null, limit: 50 }));
};
const asTask = (instructionId: string) => ({
  instructionId,
  opens: 'task' as const,
  planId: null,
  title: '占道经营整治',
  leadUnitIds: [acting.unit(0).unitId],
  cooperatingUnitIds: [acting.unit(1).unitId],
  dueOn: '2026-07-31',
});

test('a 批示 on a sign-off becomes a task of the standing plan that runs at once, linked both ways', async () => {
  const signOff = await acting.start(acting.unit(0).liaison.personId, chainOf([stepOf('leader', [IN_CHARGE])]));
  const { instructionId } = await give({ kind: 'signOff', id: signOff.id });
  expect((await list(clerk())).items).toMatchObject([
    { id: instructionId, state: 'given', source: { kind: 'signOff', title: '甲局报告' }, actions: ['settle'] },
  ]);
  const opened = await acting.must(clerk(), (act) => settleInstruction(act, asTask(instructionId)));
  expect(opened.openedKind).toBe('task');
  const owed = await deps.database.query<object[]>(
    `select o.kind, o.due_on as due, p.kind as plan from obligation o join plan p on p.id = o.owner_id where o.task_id = $1
       and o.kind in ('receipt', 'completion') and o.holder_unit_id = $2 order by o.kind`,
    [opened.openedId, acting.unit(0).unitId],
  );
  expect(owed).toEqual([
    { kind: 'completion', due: '2026-07-31', plan: 'standing' },
    { kind: 'receipt', due: '2026-07-06', plan: 'standing' },
  ]);
  const armed = await deps.database.query<object[]>('select 1 from armed_rung where task_id = $1 limit 1', [opened.openedId]);
  expect(armed).toHaveLength(1);
  const [point] = await deps.database.query<object[]>(
    `select w.chapter, w.text, w.source from work_point w join task t on t.work_point_id = w.id where t.id = $1`,
    [opened.openedId],
  );
  expect(point).toEqual({
    chapter: '领导批示交办',
    text: '分管领导1批示：请甲局牵头整治，月底前报结果',
    source: { instructionId },
  });
  expect((await list(leader())).items).toMatchObject([
    { state: 'settled', opened: { kind: 'task', id: opened.openedId, title: '占道经营整治' }, actions: [] },
  ]);
  const told = await deps.database.query<{ title: string; who: string }[]>(
    `select title, receiver_id as who from notice where title in ('领导批示', '批示交办', '批示落实') order by title, made_at`,
  );
  expect(told.filter((each) => each.title === '批示落实').map((each) => each.who)).toEqual([leader()]);
  expect(told.filter((each) => each.title === '批示交办')).toHaveLength(4);
});

test('as an instrument it is a draft with the 批示 as its grounds; as an answer the leader is told it', async () => {
  const first = await give();
  const opened = await acting.must(clerk(), (act) =>
    settleInstruction(act, {
      instructionId: first.instructionId,
      opens: 'instrument',
      kind: 'supervisionOrder',
      unitIds: [acting.unit(0).unitId],
      requirements: '',
    }),
  );
  const [instrument] = await deps.database.query<object[]>('select kind, state, grounds from instrument where id = $1', [
    opened.openedId,
  ]);
  expect(instrument).toEqual({
    kind: 'supervisionOrder',
    state: 'draft',
    grounds: '分管领导1批示：请甲局牵头整治，月底前报结果',
  });
  const second = await give();
  await acting.must(clerk(), (act) =>
    settleInstruction(act, { instructionId: second.instructionId, opens: 'nothing', answer: '已列入年度计划第3项' }),
  );
  expect((await list(leader())).items.find((each) => each.id === second.instructionId)).toMatchObject({
    state: 'settled',
    opened: null,
    outcomeText: '已列入年度计划第3项',
  });
});

test('of two clerks at once one hands it on, and the other is told who and when', async () => {
  const { instructionId } = await give();
  const answers = await Promise.all(
    [clerk(), sample.office.head.personId].map((personId) =>
      acting.do(personId, (act) => settleInstruction(act, asTask(instructionId))),
    ),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.find((answer) => !answer.ok)).toMatchObject({
    refusal: { code: 'INSTRUCTION.SETTLED', params: { at: '2026-07-01T01:00:00.000Z' } },
  });
  expect(await deps.database.query('select 1 from task')).toHaveLength(1);
});

test('only leaders instruct, only the office hands on, and days past are refused', async () => {
  const wish = { text: '请办', dueOn: null, source: null };
  expect(await acting.do(clerk(), (act) => giveInstruction(act, wish))).toMatchObject({
    refusal: { code: 'INSTRUCTION.LEADERS_ONLY' },
  });
  expect(await acting.do(leader(), (act) => giveInstruction(act, { ...wish, dueOn: '2026-06-30' }))).toMatchObject({
    refusal: { code: 'INSTRUCTION.DAY_INVALID' },
  });
  const { instructionId } = await give();
  expect(await acting.do(leader(), (act) => settleInstruction(act, asTask(instructionId)))).toMatchObject({
    refusal: { code: 'INSTRUCTION.OFFICE_ONLY' },
  });
});
