import {
  actorOn,
  appealScore,
  awardPoints,
  decideAppeal,
  finaliseScores,
  publishScores,
  readRoster,
  readScoreRound,
  scopeOf,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { YearCases } from './year-cases';

/* 绩效考核 of the table "mechanism × seed" (G: 年度目标责任考核; L: 20 units praised; H: 绩效考核指标体系). */

const IN_TIME = '落实行政执法三项制度';
const LATE = '开展规范性文件清理';
const NEVER = '完善法律顾问制度';
let cases: YearCases;
beforeAll(async () => {
  cases = await YearCases.open(
    '2021-01-11',
    ['甲局', '乙局', '丙局'],
    [
      { title: IN_TIME, unit: 0, dueOn: '2021-06-30' },
      { title: LATE, unit: 1, dueOn: '2021-06-30' },
      { title: NEVER, unit: 2, dueOn: '2021-10-29' },
    ],
  );
});
afterAll(() => cases.deps.close());

const roundAs = (personId: string, roundId: string) =>
  withTransaction(cases.deps.database, async (tx) => {
    const { jurisdictionId } = cases.sample;
    const actor = actorOn(await readRoster(tx, jurisdictionId), jurisdictionId, personId, cases.today);
    return readScoreRound(tx, await scopeOf(cases.deps.database, actor), roundId, cases.today);
  });

test('绩效考核: points are made by what the year brought, published, appealed against, decided by another and made final', async () => {
  await cases.year.receiveAll();
  await cases.goTo('2021-06-24');
  await cases.year.complete(IN_TIME, '三项制度全面落实。');
  await cases.goTo('2021-07-05');
  await cases.year.complete(LATE, '清理完成。');
  const [a, b, c] = [cases.unit(0), cases.unit(1), cases.unit(2)];
  await cases.must(cases.clerk, (act) =>
    awardPoints(act, {
      planId: cases.planId,
      unitId: a.unitId,
      ruleKey: 'praised',
      points: '1',
      reason: '经验被全市推广',
      awardedOn: '2021-09-01',
    }),
  );
  await cases.goTo('2021-12-20');
  const { roundId, appealUntilOn } = await cases.must(cases.clerk, (act) =>
    publishScores(act, { planId: cases.planId, title: '2021年度法治政府建设考核得分' }),
  );
  const published = await roundAs(cases.clerk, roundId);
  expect(published?.units.map((unit) => [unit.unitName, unit.rank])).toEqual([
    ['甲局', 1],
    ['乙局', 2],
    ['丙局', 3],
  ]);
  const linesOf = (unitName: string) =>
    published?.units
      .find((unit) => unit.unitName === unitName)
      ?.sheet?.lines.filter((line) => line.items.length > 0)
      .map((line) => line.name) ?? [];
  expect(linesOf('甲局')).toEqual(expect.arrayContaining(['按期销号']));
  expect(linesOf('乙局')).toEqual(expect.arrayContaining(['超期销号', '被催办']));
  expect(linesOf('丙局')).toEqual(expect.arrayContaining(['逾期未办结', '被催办']));

  // A unit reads its own sheet only.
  const own = await roundAs(c.liaison.personId, roundId);
  expect(own?.units.filter((unit) => unit.sheet !== null).map((unit) => unit.unitName)).toEqual(['丙局']);
  const before = published?.units.find((unit) => unit.unitName === '丙局')?.total ?? '';
  const { appealId } = await cases.must(c.liaison.personId, (act) =>
    appealScore(act, { roundId, unitId: c.unitId, ruleKey: 'overdue', text: '任务依据的上级文件已废止' }),
  );
  const decide = (personId: string) =>
    cases.do(personId, (act) => decideAppeal(act, { appealId, upheld: true, adjustment: '3', reason: '属实，酌情核减' }));
  expect(await decide(cases.clerk)).toMatchObject({ refusal: { code: 'SCORE.OWN_DECISION' } });
  expect((await decide(cases.officeHead)).ok).toBe(true);
  const make = () => cases.do(cases.clerk, (act) => finaliseScores(act, roundId));
  expect(await make()).toMatchObject({ refusal: { code: 'SCORE.APPEAL_RUNNING' } });
  await cases.goTo('2021-12-31');
  expect(cases.today > appealUntilOn).toBe(true);
  expect((await make()).ok).toBe(true);
  const final = await roundAs(b.liaison.personId, roundId);
  expect(final?.state).toBe('final');
  expect(Number(final?.units.find((unit) => unit.unitName === '丙局')?.total)).toBe(Number(before) + 3);
});
