import {
  actorOn,
  addRectification,
  countRectifications,
  endOverdueTarget,
  markRectified,
  readRoster,
  scopeOf,
  strikeOffRectification,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { Walk } from '../../support/paper-walk';
import { YearCases } from './year-cases';

/* 督办单 and 问题清单 of the table "mechanism × seed" (Y: 排查交办整改, 12 river problems; L: 限期整改通知书; H: 督办单+问题整改清单). */

const RIVER = '开展河道问题排查整治';
let cases: YearCases;
beforeEach(async () => {
  cases = await YearCases.open('2021-01-11', ['水务局', '人社局', '住建局'], [{ title: RIVER, unit: 0, dueOn: '2021-03-31' }]);
});
afterEach(() => cases.deps.close());

const standings = (sourceId: string) =>
  withTransaction(cases.deps.database, async (tx) => {
    const { jurisdictionId } = cases.sample;
    const actor = actorOn(await readRoster(tx, jurisdictionId), jurisdictionId, cases.clerk, cases.today);
    return countRectifications(tx, await scopeOf(cases.deps.database, actor), { sourceId }, cases.today);
  });

test('督办单与问题整改清单: a late task is urged, then ordered; its twelve problems are struck off one by one to 销号率 100%', async () => {
  await cases.year.receiveAll();
  await cases.goTo('2021-04-01');
  expect(await cases.papers('urging')).toMatchObject([{ state: 'closed', number: '催办〔2021〕1号' }]);
  expect(await cases.papers('supervisionOrder')).toEqual([]);
  // Five working days after 03-31, 清明 (04-03 to 04-05) not counted.
  await cases.goTo('2021-04-08');
  const [order, ...others] = await cases.papers('supervisionOrder');
  expect(others).toEqual([]);
  expect(order).toMatchObject({ state: 'collecting', number: null });
  const id = order?.id ?? '';
  await cases.sendOut(id);
  expect(await cases.paper(id)).toMatchObject({ state: 'running', number: '督办〔2021〕1号' });
  const walk = Walk.of(cases, id);
  await walk.do(walk.liaison(), 'receipt');
  expect(await walk.owed()).toEqual(['answer 2021-04-22']);

  const { unitId, liaison } = cases.unit(0);
  const lines: string[] = [];
  for (let n = 1; n <= 12; n += 1) {
    const { rectificationId } = await cases.must(cases.clerk, (act) =>
      addRectification(act, {
        ...{ sourceKind: 'supervisionOrder', sourceId: id, unitId, problem: `第${n}段河道存在垃圾堆放`, owner: '河长办' },
        dueOn: n <= 6 ? '2021-05-31' : '2021-06-30',
      }),
    );
    lines.push(rectificationId);
  }
  const putRight = async (rectificationId: string, accepted = true) => {
    await cases.must(liaison.personId, (act) => markRectified(act, { rectificationId, measure: '已清运并设置围挡' }));
    await cases.must(cases.officeHead, (act) =>
      strikeOffRectification(act, { rectificationId, accepted, opinion: accepted ? '现场属实' : '仍有残留，重新清运' }),
    );
  };
  await cases.goTo('2021-05-24');
  for (const line of lines.slice(0, 5)) await putRight(line);
  await putRight(lines[5] ?? '', false);
  await cases.goTo('2021-06-07');
  expect(await standings(id)).toEqual({ struckOff: 5, rectified: 0, late: 1, continuing: 0, underWay: 6 });
  await putRight(lines[5] ?? '');
  for (const line of lines.slice(6)) await putRight(line);
  expect(await standings(id)).toEqual({ struckOff: 12, rectified: 0, late: 0, continuing: 0, underWay: 0 });

  // With the task struck off the order has nothing left to ask, and closes as done.
  await cases.year.complete(RIVER, '12项问题全部整改销号。');
  expect(await cases.paper(id)).toMatchObject({ state: 'closed' });
  expect(await walk.target()).toMatchObject({ state: 'closed', outcome: 'done' });
  expect(await walk.owed()).toEqual([]);
});

test('限期整改: one order to three units; who answers in the limit is closed, who lets it pass is reminded, ended and called in', async () => {
  await cases.goTo('2021-05-10');
  const walk = await Walk.issued(cases, 'supervisionOrder', [0, 1, 2], {
    title: '限期整改通知书',
    grounds: '拖欠农民工工资排查整改',
  });
  for (const n of [0, 1, 2]) await walk.do(walk.liaison(n), 'receipt', {}, n);
  await cases.goTo('2021-05-20');
  for (const n of [0, 1]) {
    await walk.do(walk.liaison(n), 'answer', { text: '欠薪已全部支付', lines: [] }, n);
    await walk.do(cases.clerk, 'acceptance', { accepted: true }, n);
    expect(await walk.target(n)).toMatchObject({ state: 'closed', outcome: 'done' });
  }
  expect(await walk.owed()).toEqual(['answer 2021-05-24']);
  await cases.goTo('2021-05-25');
  const told = await cases.toldAbout(walk.liaison(2), walk.id);
  expect(told.filter((text) => text.includes('逾期'))).toHaveLength(1);
  const target = await walk.target(2);
  const { followingId } = await cases.must(cases.clerk, (act) =>
    endOverdueTarget(act, { instrumentId: walk.id, targetId: target.id, reason: '期满未报' }),
  );
  expect(await walk.target(2)).toMatchObject({ state: 'closed', outcome: 'notDone' });
  expect(await walk.state()).toBe('closed');
  expect(await cases.paper(followingId)).toMatchObject({ kind: 'summons', state: 'draft', from: walk.id });
});
