import { askStageExtension, endOverdueTarget, openInstrument, startDelisting, submitInstrument } from '@duban/application';
import { Walk } from '../../support/paper-walk';
import { YearCases } from './year-cases';

/* 挂牌督办 of the table "mechanism × seed" (H: a 挂牌督办制度 of its own); the steps are those of domain.md 3. */

let cases: YearCases;
beforeEach(async () => {
  cases = await YearCases.open('2020-01-13', ['环境局', '街道办'], [{ title: '年度重点任务', unit: 0, dueOn: '2020-11-30' }]);
});
afterEach(() => cases.deps.close());

/** Proposed with its grounds, approved by both steps, listed. */
async function listed(isPublic: boolean): Promise<Walk> {
  const { instrumentId } = await cases.must(cases.clerk, (act) =>
    openInstrument(act, {
      kind: 'listing',
      planId: cases.planId,
      grounds: '黑臭水体整治久拖不决',
      unitIds: [cases.unit(0).unitId],
      isPublic,
    }),
  );
  const { signOffId } = await cases.must(cases.clerk, (act) => submitInstrument(act, { instrumentId }));
  await cases.signAll(signOffId ?? '', [cases.officeHead]);
  expect((await cases.paper(instrumentId)).state).toBe('submitted');
  await cases.signAll(signOffId ?? '', [cases.chief]);
  expect(await cases.paper(instrumentId)).toMatchObject({ state: 'running', number: '挂牌〔2020〕1号' });
  return Walk.of(cases, instrumentId);
}

test('挂牌督办: approved, listed and published, planned, reported month by month, extended, accepted by two and taken off in public', async () => {
  await cases.goTo('2020-03-02');
  const walk = await listed(true);
  expect(await walk.owed()).toEqual(['plan 2020-03-09', 'publication 2020-03-09', 'receipt 2020-03-04', 'report 2020-04-02']);
  await walk.do(walk.liaison(), 'receipt');
  await walk.do(cases.clerk, 'publication', { heldOn: '2020-03-02', place: '区政府门户网站' });
  await walk.do(walk.liaison(), 'plan', { text: '整治方案' });
  expect(await walk.owed()).toEqual(['answer 2020-05-06', 'report 2020-04-02']);
  await cases.goTo('2020-04-01');
  await walk.do(walk.liaison(), 'report', { text: '完成截污管网20%' });

  // Asked in time, decided by its chain: a new day, no breach, and told to the public again.
  await cases.goTo('2020-04-20');
  const targetId = (await walk.target()).id;
  const { signOffId } = await cases.must(walk.liaison(), (act) =>
    askStageExtension(act, { instrumentId: walk.id, targetId, untilOn: '2020-06-30', reason: '汛期前无法断流施工' }),
  );
  await cases.signAll(signOffId, [cases.officeHead]);
  // 2020-04-26, a Sunday, was worked for 劳动节.
  expect(await walk.owed()).toEqual(['answer 2020-06-30', 'publication 2020-04-26', 'report 2020-05-06']);
  await walk.do(cases.clerk, 'publication', { heldOn: '2020-04-20', place: '区政府门户网站' });
  for (const [day, text] of [
    ['2020-04-30', '完成截污管网60%'],
    ['2020-05-29', '完成清淤'],
  ] as const) {
    await cases.goTo(day);
    await walk.do(walk.liaison(), 'report', { text });
  }
  await cases.goTo('2020-06-22');
  await walk.do(walk.liaison(), 'answer', { text: '水体已消除黑臭' });
  await walk.do(cases.clerk, 'acceptance', { accepted: true, text: '现场核查' });
  expect(await walk.try(cases.clerk, 'acceptance', { accepted: true, text: '现场核查' })).toMatchObject({
    refusal: { code: 'INSTRUMENT.NEEDS_ANOTHER_PERSON' },
  });
  await walk.do(cases.officeHead, 'acceptance', { accepted: true, text: '现场核查' });
  const delisting = await cases.must(cases.clerk, (act) => startDelisting(act, { instrumentId: walk.id, targetId }));
  await cases.signAll(delisting.signOffId, [cases.officeHead, cases.chief]);
  expect(await walk.target()).toMatchObject({ stage: 'announcement', outcome: 'done' });
  await walk.do(cases.clerk, 'announcement', { heldOn: '2020-06-22', place: '区政府门户网站' });
  expect(await walk.target()).toMatchObject({ state: 'closed', outcome: 'done' });
  expect(await walk.state()).toBe('closed');
  expect(await cases.query('select breached from due_change')).toEqual([{ breached: false }]);
  // Delisted in time, it leads on to nothing.
  expect((await cases.papers('bulletin')).filter((paper) => paper.from === walk.id)).toEqual([]);
});

test('挂牌督办 that expires without acceptance is reminded, ended as not done and leads on to 通报', async () => {
  await cases.goTo('2020-03-02');
  const walk = await listed(false);
  await walk.do(walk.liaison(), 'plan', { text: '整治方案' });
  await cases.goTo('2020-05-06');
  const end = async () => {
    const targetId = (await walk.target()).id;
    return cases.do(cases.clerk, (act) => endOverdueTarget(act, { instrumentId: walk.id, targetId, reason: '期满未完成整治' }));
  };
  // Its last day is still its own.
  expect(await end()).toMatchObject({ refusal: { code: 'INSTRUMENT.NOT_OVERDUE' } });
  await cases.goTo('2020-05-07');
  const ended = await end();
  if (!ended.ok) throw new Error(ended.refusal.code);
  expect(await walk.target()).toMatchObject({ state: 'closed', outcome: 'notDone' });
  const following = await cases.paper(ended.value.followingId);
  expect(following).toMatchObject({ kind: 'bulletin', state: 'draft', from: walk.id });
  await cases.sendOut(following.id);
  expect(await cases.paper(following.id)).toMatchObject({ state: 'closed', number: '通报〔2020〕1号' });
});
