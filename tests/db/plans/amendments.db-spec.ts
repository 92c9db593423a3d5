import { dayOfInstant, instantOf, type AmendmentLine, type Decision } from '@duban/domain';
import {
  actorOn,
  addAmendmentLine,
  draftAmendment,
  ledgerOfPlan,
  readPlanYear,
  readRoster,
  removeAmendment,
  removeAmendmentLine,
  runCommand,
  sign,
  signOffHandlers,
  submitAmendment,
  withdrawSignOff,
  wrapUpPlan,
  type Act,
} from '@duban/application';
import { withTransaction } from '@duban/database';
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
    task('清理规范性文件', 0, '2021-06-30', 'quarterly'),
    task('办理行政复议案件', 1, '2021-09-30', 'quarterly'),
  ]);
  await year.receiveAll();
});
afterEach(() => deps?.close());

function task(title: string, unit: number, dueOn: string | null, cycle: 'quarterly' | null): PlannedTask {
  const { unitId, name } = unitAt(unit);
  return {
    chapter: '一、重点任务',
    title,
    text: `${title}。`,
    deadlineKind: dueOn === null ? 'longTerm' : 'date',
    deadlinePhrase: dueOn === '2021-06-30' ? '6月底前' : null,
    dueOn,
    cycle,
    assignments: [{ unitId, role: 'lead', printedRole: '牵头单位', printedUnit: name }],
  };
}

function unitAt(index: number) {
  const unit = sample.units[index];
  if (!unit) throw new Error(`no unit ${index}`);
  return unit;
}

const clerk = () => sample.office.clerk.personId;
const taskId = (title: string) => year.share(title).taskId;
const HEAD = { basis: '委员会第二次会议', reason: '上级工作部署调整', decidedOn: '2021-03-01' };

/** An amendment with these lines, submitted. */
async function submitted(...lines: AmendmentLine[]): Promise<string> {
  const { amendmentId } = await year.do(clerk(), (act) => draftAmendment(act, { planId: year.planId, ...HEAD }));
  for (const line of lines) await year.do(clerk(), (act) => addAmendmentLine(act, { amendmentId, line }));
  await year.do(clerk(), (act) => submitAmendment(act, { amendmentId }));
  return amendmentId;
}

async function attempt<Value>(personId: string, work: (act: Act) => Promise<Decision<Value>>): Promise<Decision<Value>> {
  const { jurisdictionId } = sample;
  const day = dayOfInstant(deps.clock.ms);
  const roster = await withTransaction(deps.database, (tx) => readRoster(tx, jurisdictionId));
  const actor = actorOn(roster, jurisdictionId, personId, day);
  return runCommand(deps, { actor, route: 'test', key: null, body: null }, work);
}

const codeOf = (decision: Decision<unknown>) => (decision.ok ? null : decision.refusal.code);

const until = (dueOn: string, title = '清理规范性文件'): AmendmentLine => ({
  kind: 'changeTask',
  taskId: taskId(title),
  set: { deadline: { kind: 'date', phrase: null, dueOn } },
});

const amendments = () =>
  deps.database.query<{ number: number | null; state: string }[]>(
    'select number, state from plan_amendment order by number nulls last, drafted_at, id',
  );
const linesOf = (amendmentId: string) =>
  deps.database.query<{ kind: string; state: string; reason: string | null; before: object | null }[]>(
    `select kind, state, lapse_reason ->> 'code' as reason, before from amendment_line where amendment_id = $1 order by position`,
    [amendmentId],
  );
const completionOf = (assignmentId: string) =>
  deps.database
    .query<object[]>(
      `select state, due_on as "dueOn", original_due_on as "originalDueOn", due_version as version from obligation
       where assignment_id = $1 and kind = 'completion'`,
      [assignmentId],
    )
    .then(([row]) => row);
const told = (unit: number) =>
  deps.database
    .query<{ text: string }[]>('select text from notice_item where receiver_id = $1 order by made_at, id', [
      unitAt(unit).liaison.personId,
    ])
    .then((rows) => rows.map((row) => row.text));

test('a moved deadline takes effect at the last signature, keeps the original day and the breach, and is told with old and new', async () => {
  await year.goTo('2021-07-05');
  const { id } = year.share('清理规范性文件');
  const amendmentId = await submitted(until('2021-08-31'));
  expect(await completionOf(id)).toEqual({ state: 'open', dueOn: '2021-06-30', originalDueOn: '2021-06-30', version: 1 });
  await year.signAll();
  expect(await amendments()).toEqual([{ number: 1, state: 'inForce' }]);
  expect(await completionOf(id)).toEqual({ state: 'open', dueOn: '2021-08-31', originalDueOn: '2021-06-30', version: 2 });
  expect(
    await deps.database.query(
      'select reason, breached, from_due_on as "from" from due_change c join obligation o on o.id = c.obligation_id where o.assignment_id = $1',
      [id],
    ),
  ).toEqual([{ reason: 'amended', breached: true, from: '2021-06-30' }]);
  expect(
    await deps.database.query(
      'select due_on as "dueOn", original_due_on as "originalDueOn", deadline_phrase as phrase from task where id = $1',
      [taskId('清理规范性文件')],
    ),
  ).toEqual([{ dueOn: '2021-08-31', originalDueOn: '2021-06-30', phrase: null }]);
  expect(await linesOf(amendmentId)).toEqual([
    {
      kind: 'changeTask',
      state: 'inForce',
      reason: null,
      before: {
        title: '清理规范性文件',
        deliverable: null,
        deadline: { kind: 'date', phrase: '6月底前', dueOn: '2021-06-30' },
        cycle: 'quarterly',
      },
    },
  ]);
  expect((await told(0)).at(-1)).toBe(
    '《2021年工作要点》第1次调整：“清理规范性文件”的完成时限由“2021年6月30日（原文‘6月底前’）”调整为“2021年8月31日”。' +
      '本单位的办理期限为2021年8月31日。依据：委员会第二次会议。',
  );
  // The ladder is armed for the new day, and the old version's rungs are gone.
  const armed = await deps.database.query<{ version: number }[]>(
    `select distinct r.due_version as version from armed_rung r join obligation o on o.id = r.obligation_id
     where o.assignment_id = $1 and o.kind = 'completion'`,
    [id],
  );
  expect(armed).toEqual([{ version: 2 }]);
});

test('a share that is added owes as at an issue: rungs whose moment lies before are superseded, the rest is armed', async () => {
  await year.goTo('2021-06-28');
  const { unitId } = unitAt(2);
  await submitted({
    kind: 'addShare',
    taskId: taskId('清理规范性文件'),
    share: { unitId, role: 'responsible', dueOn: null },
  });
  await year.signAll();
  const [share] = await deps.database.query<{ id: string; state: string; dueOn: string; printedRole: string }[]>(
    'select id, state, due_on as "dueOn", printed_role as "printedRole" from assignment where unit_id = $1',
    [unitId],
  );
  expect(share).toMatchObject({ state: 'assigned', dueOn: '2021-06-30', printedRole: '责任单位' });
  const owed = await deps.database.query<{ kind: string; period: string | null }[]>(
    'select kind, period from obligation where assignment_id = $1 order by kind, period',
    [share?.id],
  );
  expect(owed).toEqual([
    { kind: 'completion', period: null },
    { kind: 'periodReport', period: '2021-Q2' },
    { kind: 'periodReport', period: '2021-Q3' },
    { kind: 'receipt', period: null },
  ]);
  const [rungs] = await deps.database.query<{ superseded: number; fired: number; armed: number }[]>(
    `select (select count(*)::int from rung_record x where x.obligation_id = o.id and x.outcome = 'superseded' and x.fire_at < o.opened_at) as superseded,
       (select count(*)::int from rung_record x where x.obligation_id = o.id and x.outcome <> 'superseded') as fired,
       (select count(*)::int from armed_rung a where a.obligation_id = o.id and a.fire_at >= o.opened_at) as armed
     from obligation o where o.assignment_id = $1 and o.kind = 'completion'`,
    [share?.id],
  );
  expect(rungs?.superseded).toBeGreaterThan(0);
  expect(rungs?.fired).toBe(0);
  expect(rungs?.armed).toBeGreaterThan(0);
  expect((await told(2)).at(-1)).toContain('第1次调整：本单位为“清理规范性文件”的责任单位，应于2021年6月30日前办结');
});

test('a task that is withdrawn owes nothing, nothing fires for it any more, and its text stays', async () => {
  const { id } = year.share('清理规范性文件');
  await submitted({ kind: 'withdrawTask', taskId: taskId('清理规范性文件'), grounds: '上级取消该项任务' });
  await year.signAll();
  expect(await deps.database.query('select state from assignment where id = $1', [id])).toEqual([{ state: 'cancelled' }]);
  const count = async (sql: string) => (await deps.database.query<{ n: number }[]>(sql, [taskId('清理规范性文件')]))[0]?.n ?? -1;
  expect(await count(`select count(*)::int as n from obligation where task_id = $1 and state = 'open'`)).toBe(0);
  expect(await count('select count(*)::int as n from armed_rung where task_id = $1')).toBe(0);
  const fired = `select count(*)::int as n from rung_record r join obligation o on o.id = r.obligation_id where o.task_id = $1`;
  const before = await count(fired);
  await year.goTo('2021-08-02');
  expect(await count(fired)).toBe(before);
  expect((await told(0)).filter((text) => text.includes('第1次调整'))).toEqual([
    '《2021年工作要点》第1次调整：“清理规范性文件”取消，不再办理。理由：上级取消该项任务。依据：委员会第二次会议。',
  ]);
});

test('of two amendments drafted at once the second is judged against the text in force at its own approval', async () => {
  const { amendmentId: first } = await year.do(clerk(), (act) => draftAmendment(act, { planId: year.planId, ...HEAD }));
  const { amendmentId: second } = await year.do(clerk(), (act) => draftAmendment(act, { planId: year.planId, ...HEAD }));
  const withdraw: AmendmentLine = { kind: 'withdrawTask', taskId: taskId('清理规范性文件'), grounds: '合并' };
  await year.do(clerk(), (act) => addAmendmentLine(act, { amendmentId: first, line: withdraw }));
  for (const line of [until('2021-08-31'), until('2021-10-29', '办理行政复议案件')]) {
    await year.do(clerk(), (act) => addAmendmentLine(act, { amendmentId: second, line }));
  }
  for (const amendmentId of [first, second]) await year.do(clerk(), (act) => submitAmendment(act, { amendmentId }));
  await year.signAll();
  expect(await amendments()).toEqual([
    { number: 1, state: 'inForce' },
    { number: 2, state: 'inForce' },
  ]);
  const [number] = await deps.database.query<{ number: number }[]>('select number from plan_amendment where id = $1', [first]);
  // Whichever was signed first: the later one found the other's text in force.
  expect((await linesOf(second)).map((line) => [line.state, line.reason])).toEqual(
    number?.number === 1
      ? [
          ['lapsed', 'AMENDMENT.TASK_ENDED'],
          ['inForce', null],
        ]
      : [
          ['inForce', null],
          ['inForce', null],
        ],
  );
  expect(number?.number).toBe(1);
  const text = await deps.database.query<{ text: string }[]>('select text from notice_item where receiver_id = $1', [clerk()]);
  expect(text.map((row) => row.text)).toContain(
    '《2021年工作要点》第2次调整中有1项未生效：修改任务，任务“清理规范性文件”已全部销号或撤销，不再调整。',
  );
});

test('a refused or withdrawn amendment changes nothing and is a draft again; given up, it stays on the record', async () => {
  const amendmentId = await submitted(until('2021-08-31'));
  const signOff = async () =>
    (
      await deps.database.query<{ id: string; hash: string }[]>(
        `select id, content_hash as hash from sign_off where subject_id = $1 and state = 'running'`,
        [amendmentId],
      )
    )[0] ?? { id: '', hash: '' };
  const asked = await signOff();
  await year.do(sample.office.head.personId, (act) =>
    sign(act, signOffHandlers, { signOffId: asked.id, verdict: 'refuse', opinion: '依据不足', contentHash: asked.hash }),
  );
  expect(await amendments()).toEqual([{ number: null, state: 'draft' }]);
  expect((await linesOf(amendmentId)).map((line) => line.state)).toEqual(['drafted']);
  await year.do(clerk(), (act) => submitAmendment(act, { amendmentId }));
  expect(codeOf(await attempt(clerk(), (act) => addAmendmentLine(act, { amendmentId, line: until('2021-09-30') })))).toBe(
    'AMENDMENT.UNDER_REVIEW',
  );
  const again = await signOff();
  await year.do(clerk(), (act) => withdrawSignOff(act, signOffHandlers, { signOffId: again.id, reason: '补充依据' }));
  await year.do(clerk(), (act) => removeAmendment(act, { amendmentId }));
  expect(await amendments()).toEqual([{ number: null, state: 'dropped' }]);
  expect(await completionOf(year.share('清理规范性文件').id)).toMatchObject({ dueOn: '2021-06-30', version: 1 });
});

test('a draft that nobody has seen goes without a trace but its events', async () => {
  const { amendmentId } = await year.do(clerk(), (act) => draftAmendment(act, { planId: year.planId, ...HEAD }));
  const { lineId } = await year.do(clerk(), (act) => addAmendmentLine(act, { amendmentId, line: until('2021-08-31') }));
  await year.do(clerk(), (act) => removeAmendmentLine(act, { amendmentId, lineId }));
  expect(codeOf(await attempt(clerk(), (act) => submitAmendment(act, { amendmentId })))).toBe('AMENDMENT.NO_LINES');
  await year.do(clerk(), (act) => removeAmendment(act, { amendmentId }));
  expect(await amendments()).toEqual([]);
  const liaison = unitAt(0).liaison.personId;
  expect(codeOf(await attempt(liaison, (act) => draftAmendment(act, { planId: year.planId, ...HEAD })))).toBe('PLAN.NOT_YOURS');
});

test('numbers have no gap and no double, however many are signed at once; one with no line left takes none', async () => {
  const dueOn = ['2021-08-31', '2021-09-01', '2021-09-02', '2021-09-03', '2021-09-03', '2021-09-06'];
  for (const day of dueOn) await submitted(until(day));
  await signOfficeSteps();
  const chief = sample.leaders.chief.personId;
  const waiting = await deps.database.query<{ id: string; hash: string }[]>(
    `select id, content_hash as hash from sign_off where subject_kind = 'amendment' and state = 'running' order by id`,
  );
  expect(waiting).toHaveLength(6);
  const signed = await Promise.all(
    waiting.map(({ id, hash }) =>
      attempt(chief, (act) => sign(act, signOffHandlers, { signOffId: id, verdict: 'approve', opinion: '', contentHash: hash })),
    ),
  );
  expect(signed.map((each) => each.ok)).toEqual(dueOn.map(() => true));
  const found = await amendments();
  const numbers = found.flatMap((each) => each.number ?? []);
  // Two of them set the same day: where they met, the second had nothing left to change.
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(found.filter((each) => each.number === null).map((each) => each.state)).toEqual(numbers.length === 6 ? [] : ['lapsed']);
  expect(await deps.database.query('select max(due_version)::int as n from obligation')).toEqual([{ n: numbers.length + 1 }]);
});

async function signOfficeSteps(): Promise<void> {
  const waiting = await deps.database.query<{ id: string; hash: string }[]>(
    `select id, content_hash as hash from sign_off where subject_kind = 'amendment' and state = 'running'`,
  );
  for (const { id, hash } of waiting) {
    await year.do(sample.office.head.personId, (act) =>
      sign(act, signOffHandlers, { signOffId: id, verdict: 'approve', opinion: '', contentHash: hash }),
    );
  }
}

test('a plan that was wrapped up meanwhile is not amended: every line lapses, and no number is taken', async () => {
  const amendmentId = await submitted(until('2021-08-31'));
  await year.do(clerk(), (act) => wrapUpPlan(act, { planId: year.planId, intoPlanId: null }));
  await year.signAll();
  expect(await amendments()).toEqual([{ number: null, state: 'lapsed' }]);
  expect(await linesOf(amendmentId)).toMatchObject([{ state: 'lapsed', reason: 'PLAN.WRONG_STATE' }]);
});

test('a point with tasks comes behind its chapter, a task behind its point, and a unit is replaced in one amendment', async () => {
  const share = (unit: number) => ({ unitId: unitAt(unit).unitId, role: 'lead' as const, dueOn: null });
  const added = (title: string, unit: number) => ({
    title,
    deliverable: null,
    deadline: { kind: 'date' as const, phrase: '年底前', dueOn: '2021-12-31' },
    cycle: null,
    shares: [share(unit)],
  });
  const [first] = await deps.database.query<{ id: string }[]>('select id from work_point order by position limit 1');
  const old = year.share('清理规范性文件');
  await submitted(
    { kind: 'addShare', taskId: old.taskId, share: share(3) },
    { kind: 'takeShare', taskId: old.taskId, assignmentId: old.id, grounds: '职能划转' },
    { kind: 'addTask', workPointId: first?.id ?? '', task: added('公布清理目录', 0) },
    {
      kind: 'addPoint',
      point: { chapter: '一、重点任务', label: '3.', path: '3', heading: '开展法治督察', text: '开展法治督察。' },
      tasks: [added('制定督察方案', 1), added('完成督察报告', 2)],
    },
  );
  await year.signAll();
  const rows = await deps.database.query<{ title: string; units: string }[]>(
    `select t.title, string_agg(a.printed_unit || case a.state when 'cancelled' then '（撤）' else '' end, '、' order by a.state desc, a.id) as units
     from task t join assignment a on a.task_id = t.id group by t.id order by t.position`,
  );
  expect(rows).toEqual([
    { title: '清理规范性文件', units: `${unitAt(0).name}（撤）、${unitAt(3).name}` },
    { title: '公布清理目录', units: unitAt(0).name },
    { title: '办理行政复议案件', units: unitAt(1).name },
    { title: '制定督察方案', units: unitAt(1).name },
    { title: '完成督察报告', units: unitAt(2).name },
  ]);
});

test('another cycle: what is over stays owed, what runs is asked by the new cycle, and the old one opens no further period', async () => {
  await year.goTo('2021-04-08');
  const { id } = year.share('清理规范性文件');
  await submitted({ kind: 'changeTask', taskId: taskId('清理规范性文件'), set: { cycle: 'monthly' } });
  await year.signAll();
  const reports = () =>
    deps.database.query<object[]>(
      `select period, state from obligation where assignment_id = $1 and kind = 'periodReport' order by period`,
      [id],
    );
  expect(await reports()).toEqual([
    { period: '2021-04', state: 'open' },
    { period: '2021-05', state: 'open' },
    { period: '2021-Q1', state: 'open' },
    { period: '2021-Q2', state: 'void' },
    { period: '2021-Q3', state: 'void' },
  ]);
  await year.goTo('2021-07-02');
  expect(await reports()).toEqual([
    ...['2021-04', '2021-05', '2021-06', '2021-07', '2021-08', '2021-Q1'].map((period) => ({ period, state: 'open' })),
    { period: '2021-Q2', state: 'void' },
    { period: '2021-Q3', state: 'void' },
  ]);
});

test('reports and ledgers use the text in force at their moment: what was amended later is undone', async () => {
  const before = deps.clock.ms;
  await year.goTo('2021-03-02');
  const { unitId } = unitAt(2);
  await submitted(
    { kind: 'changeTask', taskId: taskId('清理规范性文件'), set: { title: '清理行政规范性文件', deliverable: '清理目录' } },
    until('2021-07-30'),
    { kind: 'addShare', taskId: taskId('清理规范性文件'), share: { unitId, role: 'cooperating', dueOn: null } },
    { kind: 'withdrawTask', taskId: taskId('办理行政复议案件'), grounds: '职能划转' },
  );
  await year.signAll();
  const factsAt = (asOfMs: number) => withTransaction(deps.database, (tx) => readPlanYear(tx, year.planId, asOfMs));
  const seen = async (asOfMs: number) =>
    (await factsAt(asOfMs))?.points.map(({ tasks }) =>
      tasks.map(({ task: row, shares, amendments: by }) => [row.title, row.deliverable, row.dueOn, shares.length, by.length]),
    );
  expect(await seen(before)).toEqual([
    [['清理规范性文件', null, '2021-06-30', 1, 0]],
    [['办理行政复议案件', null, '2021-09-30', 1, 0]],
  ]);
  expect(await seen(deps.clock.ms)).toEqual([
    [['清理行政规范性文件', '清理目录', '2021-07-30', 2, 3]],
    [['办理行政复议案件', null, '2021-09-30', 0, 1]],
  ]);
  const ledger = await withTransaction(deps.database, (tx) => ledgerOfPlan(tx, year.planId, deps.clock.ms));
  expect(
    ledger?.rows.map(({ task: title, due, originalDue, state, note }) => ({ title, due, originalDue, state, note })),
  ).toEqual([
    {
      title: '清理行政规范性文件',
      due: '2021-07-30',
      originalDue: '2021-06-30',
      state: '办理中',
      note: '第1次调整任务内容、成果形式；第1次调整完成时限；第1次调整增加责任单位',
    },
    {
      title: '办理行政复议案件',
      due: '2021-09-30',
      originalDue: '2021-09-30',
      state: '已取消',
      note: '第1次调整取消：职能划转',
    },
  ]);
});
