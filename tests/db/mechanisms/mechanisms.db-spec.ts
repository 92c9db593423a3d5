import { instantOf } from '@duban/domain';
import {
  archivePlan,
  draftAnnualReport,
  explainLate,
  readPlanYear,
  recordLeaderActivity,
  wrapUpPlan,
  type NewFigure,
  type PlanYearFacts,
} from '@duban/application';
import { ReportRow, withTransaction } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import type { ReportContent } from '@duban/documents';
import { LivedYear, type PlannedTask } from '../../support/clock/lived-year';
import { openTestDeps, type TestDeps } from '../../support/database';

/*
 * The mechanisms of the table "mechanism × seed" that are no instrument and no paper from others: one year is lived through, from the
 * plan's draft in January to its archive, and each test is named after its mechanism and reads what the year has left of it.
 * 约谈, 挂牌督办, 通报, 督办单 and what comes in from others have their own (tests/db/instruments).
 */

const YEAR = 2021;
let deps: TestDeps;
let sample: SampleJurisdiction;
let year: LivedYear;
let facts: PlanYearFacts;
let report: ReportContent;
let carriedOver: number;
let archiving: string;

const T = {
  hearing: '常委会半年、常务会每季度听取法治政府建设情况汇报',
  inspection: '开展法治督察',
  review: '开展行政执法案卷评查',
  court: '落实行政机关负责人出庭应诉制度',
  reconsideration: '依法办理行政复议案件',
  documents: '加强行政规范性文件审查备案',
  model: '开展法治政府建设示范创建',
} as const;

const CLOSED_IN_NOVEMBER: readonly string[] = [T.review, T.court, T.reconsideration, T.documents];

const count = (name: string, unit: string, value: number): NewFigure => ({ name, kind: 'count', unit, value: String(value) });
const ratio = (name: string, numerator: number, denominator: number): NewFigure => ({
  name,
  kind: 'ratio',
  unit: '%',
  numerator: String(numerator),
  denominator: String(denominator),
});

/** By quarter, as the units of the seeds report them. */
const FIGURES: Readonly<Partial<Record<string, readonly (readonly NewFigure[])[]>>> = {
  [T.review]: [
    [count('评查案卷数', '件', 372), ratio('案卷优秀率', 200, 372)],
    [count('评查案卷数', '件', 476), ratio('案卷优秀率', 280, 476)],
    [count('评查案卷数', '件', 22), ratio('案卷优秀率', 12, 22)],
  ],
  [T.court]: [[ratio('负责人出庭应诉率', 4, 4)], [ratio('负责人出庭应诉率', 8, 10)], [ratio('负责人出庭应诉率', 8, 10)]],
  [T.reconsideration]: [
    [count('复议申请', '件', 5), count('复议受理', '件', 5)],
    [count('复议申请', '件', 4), count('复议受理', '件', 4)],
    [count('复议申请', '件', 8), count('复议受理', '件', 8)],
  ],
  [T.documents]: [
    [count('审查规范性文件', '件', 10)],
    [count('审查规范性文件', '件', 12), count('备案规范性文件', '件', 6)],
    [count('审查规范性文件', '件', 10), count('备案规范性文件', '件', 4)],
  ],
};

beforeAll(async () => {
  deps = await openTestDeps(instantOf('2021-01-11', 9));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局', '丙局', '丁局'], fromOn: '2015-01-01' },
    'x',
  );
  year = new LivedYear(deps, sample, YEAR);
  await liveThrough();
  facts = (await withTransaction(deps.database, (tx) => readPlanYear(tx, year.planId, deps.clock.ms))) as PlanYearFacts;
}, 180_000);
afterAll(() => deps.close());

async function liveThrough(): Promise<void> {
  const clerk = sample.office.clerk.personId;
  await year.issue('示例区2021年法治政府建设工作要点', plannedTasks());
  await year.receiveAll();
  const periods = ['2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4'];
  const reportOn = ['2021-04-06', '2021-07-06', '2021-10-11', '2022-01-05'];
  await hear('study', '2021-02-25', '组织领导干部学法专题讲座');
  for (const [index, period] of periods.entries()) {
    if (index === 1) {
      // The inspection is late: it was due on 05-31, and its unit says why once it is asked.
      await year.goTo('2021-06-21');
      const { id, unitId } = year.share(T.inspection);
      await year.do(year.liaisonOf(unitId), (act) =>
        explainLate(act, { assignmentId: id, reason: '督察组人员被抽调，进场推迟', expectedOn: '2021-06-30' }),
      );
      await year.complete(T.inspection, '完成督察，反馈问题12项，均已整改。');
    }
    await year.goTo(reportOn[index] ?? '');
    for (const title of Object.values(T)) {
      if (title === T.inspection && index >= 1) continue;
      if (index === 3 && CLOSED_IN_NOVEMBER.includes(title)) continue;
      await year.report(title, period, `${title}：${period}按计划推进。`, FIGURES[title]?.[index] ?? []);
    }
    await hear('meeting', reportOn[index] ?? '', `常务会第${index + 1}次听取法治政府建设情况汇报`);
    if (index === 3) continue;
    if (index === 2) {
      await year.goTo('2021-11-15');
      for (const title of [T.review, T.court, T.reconsideration, T.documents])
        await year.complete(title, `${title}全年任务完成。`);
    }
  }
  await hear('dutyReport', '2022-01-06', '党政主要负责人在年终述职中述法');
  const { reportId } = await year.do(clerk, (act) => draftAnnualReport(act, { planId: year.planId, edition: 'superior' }));
  const [row] = await withTransaction(deps.database, (tx) => tx.find(ReportRow, 'r.id = $1', [reportId]));
  report = row?.content as ReportContent;
  ({ carriedOver } = await year.do(clerk, (act) => wrapUpPlan(act, { planId: year.planId, intoPlanId: null })));
  archiving = await refusalOf(year.do(clerk, (act) => archivePlan(act, { planId: year.planId })));
}

const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

const hear = (kind: 'meeting' | 'study' | 'dutyReport', heldOn: string, text: string) =>
  year.do(sample.office.clerk.personId, (act) =>
    recordLeaderActivity(act, { planId: year.planId, kind, heldOn, text, postId: sample.leaders.chief.postId }),
  );

function plannedTasks(): PlannedTask[] {
  const [a, b, c, d] = sample.units;
  if (!a || !b || !c || !d) throw new Error('four units');
  const unit = (each: typeof a, role: 'lead' | 'cooperating') => ({
    unitId: each.unitId,
    role,
    printedRole: role === 'lead' ? '牵头单位' : '配合单位',
    printedUnit: each.name,
  });
  const task = (title: string, lead: typeof a, dueOn: string | null, others: (typeof a)[] = []): PlannedTask => ({
    chapter: '一、重点任务',
    title,
    text: `${title}。`,
    deadlineKind: dueOn === null ? 'longTerm' : 'date',
    deadlinePhrase: dueOn === null ? '长期坚持' : null,
    dueOn,
    assignments: [unit(lead, 'lead'), ...others.map((each) => unit(each, 'cooperating'))],
  });
  return [
    task(T.hearing, a, null),
    task(T.inspection, b, '2021-05-31', [a]),
    task(T.review, c, '2021-11-30', [d]),
    task(T.court, d, '2021-11-30', [c]),
    task(T.reconsideration, a, '2021-11-30'),
    task(T.documents, a, '2021-11-30', [b, c, d]),
    task(T.model, b, null),
  ];
}

const taskOf = (title: string) => {
  const found = facts.points.flatMap((point) => point.tasks).find((each) => each.task.title === title);
  if (!found) throw new Error(title);
  return found;
};
const figureOf = (title: string, name: string) => taskOf(title).figures.find((each) => each.name === name);
const periodsOf = (title: string) =>
  deps.database.query<{ period: string; state: string }[]>(
    `select period, state from obligation where assignment_id = $1 and kind = 'periodReport' order by period`,
    [year.share(title).id],
  );
const eventsOf = async (subjectId: string) =>
  (
    await deps.database.query<{ type: string }[]>('select type from event where subject_id = $1 order by at, id', [subjectId])
  ).map((row) => row.type);
const wholeReport = () => JSON.stringify(report);

test('年度工作要点: drafted, approved by the chain, issued and wrapped up, each by an event, and not archived while its reports are owed', async () => {
  expect(await eventsOf(year.planId)).toEqual([
    'plan.drafted',
    'plan.submitted',
    'plan.approved',
    'plan.issued',
    'plan.wrappedUp',
  ]);
  // Its reports to those above, beside and below are still to be sent: until then it is not archived.
  expect(archiving).toContain('PLAN.STILL_OWED {"count":4}');
});

test('任务台账与责任分工: every clause has its task, its leads and its cooperating units, and each owes what its role owes', () => {
  expect(facts.points).toHaveLength(7);
  const documents = taskOf(T.documents);
  expect(documents.shares.map((share) => [share.unitName, share.assignment.role, share.owesCompletion])).toEqual([
    ['甲局', 'lead', true],
    ['乙局', 'cooperating', false],
    ['丙局', 'cooperating', false],
    ['丁局', 'cooperating', false],
  ]);
  expect(
    facts.points.flatMap((point) => point.tasks).every((task) => task.shares.every((share) => share.assignment.receivedAt)),
  ).toBe(true);
});

test('领导机构听取汇报: the body hears every quarter, each quarter is reported once, and long-term work is never overdue', async () => {
  expect((await periodsOf(T.hearing)).filter((row) => row.state === 'met').map((row) => row.period)).toEqual([
    '2021-Q1',
    '2021-Q2',
    '2021-Q3',
    '2021-Q4',
  ]);
  expect(facts.leaderActivities.filter((each) => each.kind === 'meeting')).toHaveLength(4);
  expect(taskOf(T.hearing).shares[0]).toMatchObject({ overdue: false, breached: false });
});

test('法治督察: reminded before its day, urged after it, done late with its reason, and the breach stands', async () => {
  const rungs = await deps.database.query<{ key: string; outcome: string }[]>(
    `select r.rung_key as key, r.outcome from rung_record r join obligation o on o.id = r.obligation_id
     where o.assignment_id = $1 and o.kind = 'completion' order by r.fire_at, r.rung_key`,
    [year.share(T.inspection).id],
  );
  const fired = rungs.filter((rung) => rung.outcome === 'fired').map((rung) => rung.key);
  expect(fired.slice(0, 4)).toEqual(['completion.remind7', 'completion.remind3', 'completion.remind1', 'completion.urging']);
  const [share] = taskOf(T.inspection).shares;
  expect(share).toMatchObject({ breached: true, onTime: false, overdue: false, lateReasons: ['督察组人员被抽调，进场推迟'] });
  expect(share?.assignment.state).toBe('struckOff');
});

test('绩效考核: what a score is made of is there for each unit: on time, late, and every receipt and report kept', () => {
  const byUnit = new Map<string, { onTime: number; late: number }>();
  for (const share of facts.points.flatMap((point) => point.tasks).flatMap((task) => task.shares)) {
    if (share.onTime === null) continue;
    const sum = byUnit.get(share.unitName) ?? { onTime: 0, late: 0 };
    byUnit.set(share.unitName, { onTime: sum.onTime + (share.onTime ? 1 : 0), late: sum.late + (share.onTime ? 0 : 1) });
  }
  expect(Object.fromEntries(byUnit)).toEqual({
    甲局: { onTime: 2, late: 0 },
    乙局: { onTime: 0, late: 1 },
    丙局: { onTime: 1, late: 0 },
    丁局: { onTime: 1, late: 0 },
  });
});

test('述法与第一责任人: studies, hearings and 述法 of the year stand in the report with their own words', () => {
  expect(facts.leaderActivities.map((each) => each.kind)).toEqual([
    'study',
    'meeting',
    'meeting',
    'meeting',
    'meeting',
    'dutyReport',
  ]);
  for (const words of ['组织领导干部学法专题讲座', '党政主要负责人在年终述职中述法']) expect(wholeReport()).toContain(words);
});

test('案卷评查: files add to 870, and the rate of excellent ones is made of added numerators and denominators', () => {
  expect(figureOf(T.review, '评查案卷数')).toMatchObject({ kind: 'count', value: '870' });
  expect(figureOf(T.review, '案卷优秀率')).toMatchObject({ kind: 'ratio', numerator: '492', denominator: '870' });
});

test('出庭应诉: heads came to 20 of 24 hearings over the year, never an average of quarters', () => {
  expect(figureOf(T.court, '负责人出庭应诉率')).toMatchObject({ numerator: '20', denominator: '24' });
});

test('行政复议: 17 received, 17 accepted', () => {
  expect(figureOf(T.reconsideration, '复议申请')).toMatchObject({ value: '17' });
  expect(figureOf(T.reconsideration, '复议受理')).toMatchObject({ value: '17' });
});

test('规范性文件: 32 reviewed and 10 filed, from the quarters in which there were any', () => {
  expect(figureOf(T.documents, '审查规范性文件')).toMatchObject({ value: '32' });
  expect(figureOf(T.documents, '备案规范性文件')).toMatchObject({ value: '10' });
});

test('示范创建: long-term work reports every quarter and goes on into the standing plan at 收官', async () => {
  const [open] = await deps.database.query<{ kind: string; plan: string }[]>(
    `select p.kind, p.title as plan from obligation o join plan p on p.id = o.owner_id
     where o.assignment_id = $1 and o.kind = 'completion' and o.state = 'open'`,
    [year.share(T.model).id],
  );
  expect(open).toEqual({ kind: 'standing', plan: '常设督办事项' });
  expect(carriedOver).toBeGreaterThanOrEqual(2);
});

test('问题及原因: the report names what was late and why', () => {
  expect(wholeReport()).toContain(T.inspection);
  expect(wholeReport()).toContain('督察组人员被抽调');
});

test('下一年度安排: what is still open stands in the report as next year’s work', () => {
  for (const title of [T.hearing, T.model]) expect(wholeReport()).toContain(title);
});
