import { listRectifications, markRectified, openInstrument, strikeOffRectification, submitInstrument } from '@duban/application';
import { actorOn, readRoster, scopeOf } from '@duban/application';
import { withTransaction } from '@duban/database';
import { instantOf } from '@duban/domain';
import { Walk } from '../../support/paper-walk';
import { YearCases } from './year-cases';

/* 约谈 of the table "mechanism × seed" (H: a 约谈制度 of its own; the 区长 talked to the heads of eight units in one meeting). */

const UNITS = ['教育局', '民政局', '财政局', '住建局', '城管局', '商务局', '文旅局', '卫健局'];
const EVERY = UNITS.map((_, n) => n);
const ABSENT = 7;
const SUBSTITUTED = 6;
const BOUNCED = 5;
const ATTENDING = EVERY.filter((n) => n !== ABSENT);

let cases: YearCases;
beforeAll(async () => {
  cases = await YearCases.open('2020-01-13', UNITS, [{ title: '年度重点任务', unit: 0, dueOn: '2020-11-30' }]);
});
afterAll(() => cases.deps.close());

const linesOf = (walk: Walk, n: number) =>
  withTransaction(cases.deps.database, async (tx) => {
    const { jurisdictionId } = cases.sample;
    const actor = actorOn(await readRoster(tx, jurisdictionId), jurisdictionId, walk.liaison(n), cases.today);
    const scope = await scopeOf(cases.deps.database, actor);
    return listRectifications(tx, scope, { sourceId: walk.id }, { after: null, limit: 20 }, cases.today);
  });

test('约谈: eight units are called to one talk, approved and noticed in time; each goes its own way to the end', async () => {
  await cases.goTo('2020-07-06');
  const opened = await cases.must(cases.clerk, (act) =>
    openInstrument(act, {
      kind: 'summons',
      planId: cases.planId,
      grounds: '上半年重点任务推进滞后',
      unitIds: EVERY.map((n) => cases.unit(n).unitId),
    }),
  );
  const submit = (meetingOn: string) =>
    cases.do(cases.clerk, (act) =>
      submitInstrument(act, {
        instrumentId: opened.instrumentId,
        meetingAtMs: instantOf(meetingOn, 10),
        meetingPlace: '区政府第一会议室',
      }),
    );
  expect(await submit('2020-07-08')).toMatchObject({
    refusal: { code: 'INSTRUMENT.NOTICE_TOO_SHORT', params: { earliestOn: '2020-07-09' } },
  });
  const submitted = await submit('2020-07-10');
  if (!submitted.ok) throw new Error(submitted.refusal.code);
  await cases.signAll(submitted.value.signOffId ?? '', [cases.officeHead]);
  // Not one unit knows of it before the leader has signed.
  expect(await cases.query('select 1 from notice_item where subject_id = $1 and subject_kind = $2', [opened.instrumentId, 'instrument'])).toEqual([]); // prettier-ignore
  await cases.signAll(submitted.value.signOffId ?? '', [cases.deputy(0)]);
  const walk = Walk.of(cases, opened.instrumentId);
  expect(await cases.paper(walk.id)).toMatchObject({ state: 'running', number: '约谈〔2020〕1号' });
  expect(await walk.owed()).toEqual(['meeting 2020-07-10']);

  await cases.goTo('2020-07-10');
  await walk.do(cases.clerk, 'meeting', { heldOn: '2020-07-10', place: '区政府第一会议室' }, null);
  for (const n of ATTENDING.filter((each) => each !== SUBSTITUTED))
    await walk.do(cases.clerk, 'attendance', { attended: 'mainLeader' }, n);
  await walk.do(
    cases.clerk,
    'attendance',
    { attended: 'substitute', attendee: '副局长', text: '主要负责人在外学习' },
    SUBSTITUTED,
  );

  // Who does not come ends alone and goes on to 挂牌督办; the other seven are not touched.
  const absent = await walk.do(cases.clerk, 'attendance', { attended: 'absent', text: '未请假' }, ABSENT);
  expect(await walk.target(ABSENT)).toMatchObject({ state: 'closed', outcome: 'notDone' });
  const listing = await cases.paper(absent.followingId);
  expect(listing).toMatchObject({ kind: 'listing', state: 'draft', from: walk.id });
  await cases.sendOut(listing.id);
  expect(await cases.paper(listing.id)).toMatchObject({ state: 'running', number: '挂牌〔2020〕1号' });

  for (const n of ATTENDING) {
    await walk.do(
      cases.clerk,
      'minutes',
      { text: '约谈纪要', lines: [{ problem: '台账不清、责任不实', dueOn: '2020-08-10', owner: '办公室' }] },
      n,
    );
    expect(await walk.try(cases.officeHead, 'minutes', {}, n)).toMatchObject({
      refusal: { code: 'INSTRUMENT.NEEDS_OTHER_SIDE' },
    });
    await walk.do(walk.head(n), 'minutes', {}, n);
  }
  await cases.goTo('2020-07-15');
  for (const n of ATTENDING) await walk.do(walk.liaison(n), 'plan', { text: '整改方案' }, n);
  expect(await walk.owed()).toEqual(ATTENDING.map(() => 'answer 2020-08-12'));

  await cases.goTo('2020-08-05');
  for (const n of ATTENDING) {
    await walk.do(walk.liaison(n), 'answer', { text: '整改报告' }, n);
    // What was promised at the talk is struck off before the whole can be done.
    expect(await walk.try(cases.clerk, 'acceptance', { accepted: true }, n)).toMatchObject({
      refusal: { code: 'INSTRUMENT.LINES_OPEN' },
    });
    for (const { id: rectificationId } of await linesOf(walk, n)) {
      await cases.must(walk.liaison(n), (act) => markRectified(act, { rectificationId, measure: '已建立台账' }));
      await cases.must(cases.officeHead, (act) =>
        strikeOffRectification(act, { rectificationId, accepted: true, opinion: '属实' }),
      );
    }
    await walk.do(cases.clerk, 'acceptance', { accepted: true }, n);
  }

  // 回访 after thirty days: one has fallen back and does it again.
  expect(await walk.owed()).toEqual(ATTENDING.map(() => 'revisit 2020-09-04'));
  await cases.goTo('2020-09-04');
  for (const n of ATTENDING.filter((each) => each !== BOUNCED)) await walk.do(cases.clerk, 'revisit', { accepted: true }, n);
  await walk.do(cases.clerk, 'revisit', { accepted: false, text: '问题反弹', againBy: '2020-09-18' }, BOUNCED);
  expect(await walk.state()).toBe('running');
  await walk.do(walk.liaison(BOUNCED), 'answer', { text: '再次整改' }, BOUNCED);
  await walk.do(cases.clerk, 'acceptance', { accepted: true }, BOUNCED);
  await walk.do(cases.clerk, 'revisit', { accepted: true }, BOUNCED);
  for (const n of ATTENDING) expect(await walk.target(n)).toMatchObject({ state: 'closed', outcome: 'done' });
  expect(await cases.paper(walk.id)).toMatchObject({ state: 'closed' });
  expect(await walk.owed()).toEqual([]);
});

test('约谈: the second talk of the same unit within twelve months goes a level up, also for other matters; a unit met for the first time does not', async () => {
  await cases.goTo('2020-10-12');
  const drafted = async (units: readonly number[]) => {
    const { instrumentId } = await cases.must(cases.clerk, (act) =>
      openInstrument(act, {
        kind: 'summons',
        planId: cases.planId,
        grounds: '三季度任务滞后',
        unitIds: units.map((n) => cases.unit(n).unitId),
      }),
    );
    const { signOffId } = await cases.must(cases.clerk, (act) =>
      submitInstrument(act, { instrumentId, meetingAtMs: instantOf('2020-10-20', 10), meetingPlace: '区政府第一会议室' }),
    );
    const [row] = await cases.query<{ chain: string; title: string }>(
      `select chain ->> 'key' as chain, title from sign_off where id = $1`,
      [signOffId],
    );
    return { instrumentId, signOffId: signOffId ?? '', ...row };
  };
  // One of the eight of July: the leader in charge has talked to it, now the chief leader signs.
  const again = await drafted([0]);
  expect(again).toMatchObject({ chain: 'again.summons', title: expect.stringContaining('对同一单位第2次') as string });
  await cases.signAll(again.signOffId, [cases.officeHead]);
  const byDeputy = await cases.do(cases.deputy(0), (act) => cases.verdict(act, again.signOffId, 'approve', '同意'));
  expect(byDeputy.ok).toBe(false);
  await cases.signAll(again.signOffId, [cases.chief]);
  expect(await cases.paper(again.instrumentId)).toMatchObject({ state: 'running', number: '约谈〔2020〕2号' });
  // A year after the first and the second talk the term is over.
  await cases.goTo('2021-11-01');
  const { instrumentId } = await cases.must(cases.clerk, (act) =>
    openInstrument(act, { kind: 'summons', planId: cases.planId, grounds: '任务滞后', unitIds: [cases.unit(0).unitId] }),
  );
  const { signOffId } = await cases.must(cases.clerk, (act) =>
    submitInstrument(act, { instrumentId, meetingAtMs: instantOf('2021-11-10', 10), meetingPlace: '区政府第一会议室' }),
  );
  const [later] = await cases.query<{ chain: string }>(`select chain ->> 'key' as chain from sign_off where id = $1`, [
    signOffId,
  ]);
  expect(later).toEqual({ chain: 'issue.summons' });
});
