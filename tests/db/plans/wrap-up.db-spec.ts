import { instantOf, type YearEndClosing } from '@duban/domain';
import {
  actorOn,
  listPlans,
  readCarriedOver,
  readRoster,
  readTwoBases,
  readWrapUp,
  scopeOf,
  wrapUpPlan,
  type Scope,
} from '@duban/application';
import { withTransaction, type Tx } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { LivedYear, type PlannedTask } from '../../support/clock/lived-year';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let year: LivedYear;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2021-01-04', 9));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局', '丙局', '丁局'], fromOn: '2015-01-01' },
    'x',
  );
  year = new LivedYear(deps, sample, 2021);
  await year.issue('2021年工作要点', [
    task('清理规范性文件', 0, '2021-06-30'),
    task('办理行政复议案件', 1, '2021-12-31'),
    task('开展普法宣传', 2, null),
    task('落实普法责任制', 2, null),
    task('推进基层依法治理', 3, null),
  ]);
  await year.receiveAll();
  await year.goTo('2022-01-10');
});
afterEach(() => deps?.close());

function task(title: string, unit: number, dueOn: string | null): PlannedTask {
  const { unitId, name } = unitAt(unit);
  return {
    chapter: '一、重点任务',
    title,
    text: `${title}。`,
    deadlineKind: dueOn === null ? 'longTerm' : 'date',
    deadlinePhrase: dueOn === null ? '长期坚持' : null,
    dueOn,
    cycle: 'quarterly',
    assignments: [{ unitId, role: 'lead', printedRole: '牵头单位', printedUnit: name }],
  };
}

function unitAt(index: number) {
  const unit = sample.units[index];
  if (!unit) throw new Error(`no unit ${index}`);
  return unit;
}

const clerk = () => sample.office.clerk.personId;

async function reading<Value>(personId: string, work: (tx: Tx, scope: Scope) => Promise<Value>): Promise<Value> {
  const roster = await withTransaction(deps.database, (tx) => readRoster(tx, sample.jurisdictionId));
  const scope = await scopeOf(deps.database, actorOn(roster, sample.jurisdictionId, personId, year.today));
  return withTransaction(deps.database, (tx) => work(tx, scope));
}

const closing = (title: string, outcome: YearEndClosing['outcome'], note = '按季度组织开展'): YearEndClosing => ({
  taskId: year.share(title).taskId,
  outcome,
  note,
});
const wrapUp = (...closings: YearEndClosing[]) =>
  year.do(clerk(), (act) => wrapUpPlan(act, { planId: year.planId, intoPlanId: null, closings }));

test('before a 收官 the office sees what is open, and which long-term items it may close for the year', async () => {
  const preview = await reading(clerk(), (tx, scope) => readWrapUp(tx, scope, year.planId, deps.clock.ms));
  expect(preview?.open.map(({ title, isOverdue, mayClose }) => [title, isOverdue, mayClose])).toEqual([
    ['清理规范性文件', true, false],
    ['办理行政复议案件', true, false],
    ['开展普法宣传', false, true],
    ['落实普法责任制', false, true],
    ['推进基层依法治理', false, true],
  ]);
  expect(preview?.into).toEqual([]);
  expect(await reading(unitAt(0).liaison.personId, (tx, scope) => readWrapUp(tx, scope, year.planId, deps.clock.ms))).toBeNull();
});

test('年度销号: a long-term item is closed with its outcome, owes nothing more and is not carried over; the others go on', async () => {
  const before = await bases();
  const done = await wrapUp(closing('开展普法宣传', 'done'), closing('落实普法责任制', 'notDone', '未建立责任清单'));
  expect(done.closed).toBe(2);
  const shares = await deps.database.query<object[]>(
    `select t.title, a.state, a.outcome,
       (select o.state from obligation o where o.assignment_id = a.id and o.kind = 'completion') as completion,
       (select count(*)::int from obligation o where o.assignment_id = a.id and o.state = 'open' and o.owner_id = $2) as carried,
       (select count(*)::int from armed_rung r join obligation o on o.id = r.obligation_id
         where o.assignment_id = a.id and r.rung_key <> 'duban.openNextPeriod') as armed
     from assignment a join task t on t.id = a.task_id where a.plan_id = $1 and t.deadline_kind = 'longTerm' order by t.position`,
    [year.planId, done.intoPlanId],
  );
  expect(shares).toMatchObject([
    { title: '开展普法宣传', state: 'struckOff', outcome: 'done', completion: 'met', carried: 0, armed: 0 },
    { title: '落实普法责任制', state: 'struckOff', outcome: 'notDone', completion: 'void', carried: 0, armed: 0 },
    { title: '推进基层依法治理', state: 'received', outcome: null, completion: 'open' },
  ]);
  expect((shares[2] as { carried: number }).carried).toBeGreaterThan(1);
  const told = await deps.database.query<{ text: string }[]>(
    `select text from notice_item where receiver_id = $1 and text like '%年度销号%' order by text`,
    [unitAt(2).liaison.personId],
  );
  expect(told.map((row) => row.text)).toEqual([
    '“开展普法宣传”作2021年度销号，年度完成情况：已完成。按季度组织开展',
    '“落实普法责任制”作2021年度销号，年度完成情况：未完成。未建立责任清单',
  ]);
  // Long-term work is outside the completion rate, closed or not.
  expect(await bases()).toEqual(before);
});

const bases = () => withTransaction(deps.database, (tx) => readTwoBases(tx, year.planId, deps.clock.ms));

test.each([
  ['what has a due day', () => [closing('清理规范性文件', 'done')], 'YEAR_END.NOT_LONG_TERM'],
  ['an item without a word on it', () => [closing('开展普法宣传', 'done', ' ')], 'YEAR_END.NOTE_MISSING'],
  ['one item twice', () => [closing('开展普法宣传', 'done'), closing('开展普法宣传', 'partly')], 'YEAR_END.TWICE'],
])('年度销号 of %s refuses the whole 收官', async (_name, closings, code) => {
  await expect(wrapUp(...closings())).rejects.toThrow(code);
  expect(await deps.database.query('select state from plan where id = $1', [year.planId])).toEqual([{ state: 'issued' }]);
});

test('结转 is told by both plans: from where, when, the original day, the breaches, and who keeps the clock now', async () => {
  const { intoPlanId } = await wrapUp(closing('开展普法宣传', 'partly'), closing('落实普法责任制', 'done'));
  const told = (planId: string | null) =>
    reading(clerk(), (tx, scope) => readCarriedOver(tx, scope, planId ?? '', deps.clock.ms));
  const went = (await told(year.planId))?.went ?? [];
  expect(
    went.map(({ taskTitle, from, into, breaches, clockPlan, share }) => [
      taskTitle,
      from.title,
      into.title,
      share.originalDueOn,
      breaches,
      clockPlan?.title,
    ]),
  ).toEqual([
    ['清理规范性文件', '2021年工作要点', '常设督办事项', '2021-06-30', 1, '常设督办事项'],
    ['办理行政复议案件', '2021年工作要点', '常设督办事项', '2021-12-31', 1, '常设督办事项'],
    ['推进基层依法治理', '2021年工作要点', '常设督办事项', null, 0, '常设督办事项'],
  ]);
  const standing = await told(intoPlanId);
  expect(standing?.came).toEqual(went);
  expect(standing?.went).toEqual([]);
  expect((await reading(clerk(), (tx, scope) => listPlans(tx, scope, deps.clock.ms))).map((plan) => plan.id)).toContain(
    intoPlanId,
  );
  // A unit reads what is its own of it.
  const seen = await reading(unitAt(1).liaison.personId, (tx, scope) => readCarriedOver(tx, scope, year.planId, deps.clock.ms));
  expect(seen?.went.map((each) => each.taskTitle)).toEqual(['办理行政复议案件']);
  await year.complete('清理规范性文件', '清理完成。');
  expect((await told(year.planId))?.went[0]).toMatchObject({ clockPlan: null, share: { state: 'struckOff' } });
});
