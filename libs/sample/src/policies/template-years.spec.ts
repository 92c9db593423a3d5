import { publishedCalendar } from '@duban/calendar';
import { dayOfInstant, instantOf, nominalRoster, rehearse, type Policy, type RehearsedPlan, type Rehearsal } from '@duban/domain';
import { auditRectificationPolicy } from './audit-rectification-policy';
import { policyTemplates } from './policy-templates';
import { standardPolicy } from './standard-policy';
import { threeColourPolicy } from './three-colour-policy';

const calendar = publishedCalendar();
const units = ['a', 'b'].map((id) => ({ id, name: `${id}局` }));
const roster = nominalRoster(units, '2026-01-01');
const plan: RehearsedPlan = {
  year: 2026,
  kind: 'annual',
  tasks: [
    {
      id: 'dated',
      title: '六月底前完成的任务',
      shares: [
        { unitId: 'a', role: 'lead', dueOn: '2026-06-30', cycle: null, deadlinePhrase: '6月底前' },
        { unitId: 'b', role: 'cooperating', dueOn: '2026-06-30', cycle: null, deadlinePhrase: '6月底前' },
      ],
    },
    {
      id: 'long',
      title: '长期任务',
      shares: [{ unitId: 'a', role: 'lead', dueOn: null, cycle: null, deadlinePhrase: '长期坚持' }],
    },
  ],
};

const year = (policy: Policy, donePercent = 0): Rehearsal =>
  rehearse(plan, policy, calendar, roster, { issuedAtMs: instantOf('2026-03-02', 10), donePercent, throughOn: '2027-03-31' });

const steps = (rehearsal: Rehearsal, taskId: string, kind: string) =>
  rehearsal.told
    .filter((each) => each.taskIds.includes(taskId) && each.kind === kind && each.unitId === 'a')
    .map((each) => `${dayOfInstant(each.atMs)} ${each.rungName}`);

test('the standard ladder: three reminders, 催办, 督办单, 约谈 from its service, 挂牌 from that, 通报', () => {
  expect(steps(year(standardPolicy), 'dated', 'completion')).toEqual([
    '2026-06-18 到期前七个工作日提醒',
    '2026-06-25 到期前三个工作日提醒',
    '2026-06-29 到期前一个工作日提醒',
    '2026-07-01 催办',
    '2026-07-07 督办单',
    // Signed by 9 July, ten working days later; then five working days of approval and fifteen more.
    '2026-07-23 约谈',
    '2026-08-11 通报',
    '2026-08-20 挂牌督办',
  ]);
});

test('the three colours: blue the day after, orange five working days later, red from the service of the orange slip', () => {
  const lived = year(threeColourPolicy);
  expect(steps(lived, 'dated', 'completion')).toEqual([
    '2026-06-23 到期前五个工作日提示',
    '2026-07-01 蓝色督查单',
    '2026-07-08 橙色督查单',
    '2026-07-21 红色督查单（约谈主要负责人）',
    '2026-08-11 红色督查通报',
  ]);
  expect(lived.papers.filter((paper) => paper.kind === 'supervisionOrder' && paper.taskIds.length > 1)).toEqual([]);
});

test('the audit ladder: a month and a week before, order on the third day, talk, listing and bulletin', () => {
  const lived = year(auditRectificationPolicy);
  expect(steps(lived, 'dated', 'completion')).toEqual([
    '2026-06-01 整改到期前二十个工作日提示',
    '2026-06-23 整改到期前五个工作日提示',
    '2026-07-01 整改催办',
    '2026-07-03 限期整改督办单',
    '2026-07-28 整改约谈',
    '2026-09-01 整改挂牌督办',
    '2026-09-21 整改情况通报',
  ]);
  // The cooperating unit owes its own result here, and only here.
  const owedByB = (rehearsal: Rehearsal) =>
    rehearsal.dues.filter((due) => due.unitId === 'b' && due.kind === 'completion').length;
  expect([owedByB(lived), owedByB(year(standardPolicy))]).toEqual([1, 0]);
});

test.each(policyTemplates.map((policy) => [policy.name, policy] as const))('%s lives through a year', (_name, policy) => {
  const lived = year(policy);
  const periods = policy.defaultCycle === 'monthly' ? 10 : 4;
  expect(lived.dues.filter((due) => due.kind === 'periodReport' && due.taskId === 'long')).toHaveLength(periods);
  // Each rung at most once for an obligation, nothing outside the year, nobody left out, nothing for long-term work's end.
  for (const telling of lived.told) {
    expect(telling.atMs).toBeGreaterThan(instantOf('2026-03-02', 10));
    if (!telling.inCase) expect(telling.receivers.length).toBeGreaterThan(0);
    if (telling.kind === 'completion') expect(telling.taskIds).toEqual(['dated']);
  }
  // With everything done in time nobody is urged, ordered or talked to.
  const punctual = year(policy, 100);
  expect(punctual.papers.filter((paper) => paper.period === null)).toEqual([]);
  expect([...new Set(punctual.told.map((each) => each.act.kind))]).toEqual(['remind']);
  expect(punctual.dues.every((due) => due.done)).toBe(true);
  // With half done there are fewer papers than with nothing done, and more than with everything.
  expect(year(policy, 50).papers.length).toBeLessThan(lived.papers.length);
});

const days = (rehearsal: Rehearsal, kind: string) =>
  rehearsal.told
    .filter((each) => each.kind === kind)
    .map((each) => `${dayOfInstant(each.atMs)} ${each.rungName} ${each.about.join('、')}`);

test('the report is owed by its days of the next year: the office is reminded, and its head and the chief leader told after', () => {
  const before = '年度报告报送上一级党委和政府、年度报告报送同级党委、年度报告报送同级人大常委会';
  // Twenty working days before Sunday 28 February 2027, five, the day and the next working day; 31 March is a Wednesday.
  const told = days(year(standardPolicy), 'reportDuty');
  expect(told.filter((each) => each.endsWith(before))).toEqual([
    `2027-02-01 年度报告到期前二十个工作日提醒 ${before}`,
    `2027-02-22 年度报告到期前五个工作日提醒 ${before}`,
    `2027-02-28 年度报告到期提醒 ${before}`,
    `2027-03-01 年度报告逾期未报 ${before}`,
  ]);
  expect(told.filter((each) => each.endsWith('年度报告向社会公开'))).toEqual([
    '2027-03-03 年度报告到期前二十个工作日提醒 年度报告向社会公开',
    '2027-03-24 年度报告到期前五个工作日提醒 年度报告向社会公开',
    '2027-03-31 年度报告到期提醒 年度报告向社会公开',
  ]);
  expect(year({ ...standardPolicy, reportDuties: [] }).told.filter((each) => each.kind === 'reportDuty')).toEqual([]);
});

test('periodic bulletins are drawn the morning after the reports were due and out after both signers, also with nobody to name', () => {
  const bulletins = (rehearsal: Rehearsal) =>
    rehearsal.papers
      .filter((paper) => paper.period !== null)
      .map((paper) => [paper.period, dayOfInstant(paper.openedAtMs), dayOfInstant(paper.servedAtMs), paper.taskIds.length]);
  const drawn = bulletins(year(standardPolicy));
  expect(drawn.map(([period]) => period)).toContain('2026-H1');
  // Reports of March by 8 April: two are missing, and still are a month later.
  expect(drawn.slice(0, 2)).toEqual([
    ['2026-03', '2026-04-09', '2026-04-16', 2],
    ['2026-04', '2026-05-12', '2026-05-19', 2],
  ]);
  expect(drawn).toHaveLength(12);
  expect(bulletins(year(standardPolicy, 100)).map(([period]) => period)).toEqual(drawn.map(([period]) => period));
  expect(bulletins(year({ ...standardPolicy, bulletins: ['halfYearly'] })).map(([period]) => period)).toEqual([
    '2026-H1',
    '2026-H2',
  ]);
  const duties = year(standardPolicy).dues.filter((due) => due.kind === 'bulletin');
  expect([duties.length, duties.every((due) => due.done)]).toEqual([12, true]);
});

test('whoever signs is reminded on the last day of the limit: of a filed completion each step in turn, of a paper too', () => {
  // Filed on the eve of 30 June; three working days each for the head, the co-signing unit and the office's head, then the leader.
  const signers = year(standardPolicy, 100)
    .told.filter((each) => each.kind === 'signOffStep' && each.taskIds.includes('dated'))
    .filter((each) => each.about[0]?.startsWith('办结销号'))
    .map((each) => `${dayOfInstant(each.atMs)} ${each.rungName} ${each.about[0] ?? ''} ${each.receivers[0]?.postId ?? ''}`);
  expect(signers.slice(0, 3)).toEqual([
    '2026-07-02 签批到期提醒 办结销号：单位负责人审签 head a',
    '2026-07-07 签批到期提醒 办结销号：相关单位会签 head b',
    '2026-07-10 签批到期提醒 办结销号：督办机构审核 officeHead',
  ]);
  // Nobody files: what is signed are papers alone.
  const papersOnly = year(standardPolicy).told.filter((each) => each.kind === 'signOffStep');
  expect(papersOnly.length).toBeGreaterThan(0);
  expect(papersOnly.every((each) => each.taskIds.length === 0)).toBe(true);
});
