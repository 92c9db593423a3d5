import {
  actorOn,
  correctLeaderActivity,
  listLeaderActivities,
  readPlanYear,
  readRoster,
  recordLeaderActivity,
  scopeOf,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { InstrumentCases } from '../instruments/cases';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

const activity = (text: string) => ({ planId: cases.planId, kind: 'meeting', heldOn: '2026-02-20', text, postId: null }) as const;
const reported = (asOfMs: number) =>
  withTransaction(cases.deps.database, async (tx) =>
    (await readPlanYear(tx, cases.planId, asOfMs))?.leaderActivities.map((each) => each.text),
  );

test('a correction stands for the first from its moment on; the first stays with who corrected it and why', async () => {
  const first = await cases.must(cases.clerk, (act) => recordLeaderActivity(act, activity('主持召开专题会议。')));
  const before = cases.deps.clock.ms;
  cases.moveTo('2026-03-04');
  const correct = (activityId: string, text: string, reason = '次数有误') =>
    cases.do(cases.officeHead, (act) => correctLeaderActivity(act, { ...activity(text), activityId, reason }));
  expect(await correct(first.id, '主持召开专题会议。')).toMatchObject({ refusal: { code: 'LEADER.NOTHING_CHANGED' } });
  expect(await correct(first.id, '两次主持召开专题会议。', ' ')).toMatchObject({ refusal: { code: 'LEADER.NO_REASON' } });
  const both = await Promise.all([correct(first.id, '两次主持召开专题会议。'), correct(first.id, '三次主持召开专题会议。')]);
  expect(both.map((each) => (each.ok ? 'done' : each.refusal.code)).sort()).toEqual(['LEADER.CORRECTED_ALREADY', 'done']);
  const [stands] = (await reported(cases.deps.clock.ms)) ?? [];
  expect(['两次主持召开专题会议。', '三次主持召开专题会议。']).toContain(stands);
  expect(await reported(before)).toEqual(['主持召开专题会议。']);
  const { jurisdictionId } = cases.sample;
  const actor = await withTransaction(cases.deps.database, async (tx) =>
    actorOn(await readRoster(tx, jurisdictionId), jurisdictionId, cases.clerk, cases.today),
  );
  const scope = await scopeOf(cases.deps.database, actor);
  const shown = await withTransaction(cases.deps.database, (tx) => listLeaderActivities(tx, scope, cases.planId));
  expect(shown?.items).toMatchObject([
    {
      text: stands,
      correctionReason: '次数有误',
      recordedBy: '督办主任',
      earlier: [{ text: '主持召开专题会议。', recordedBy: '督办专员', correctionReason: null }],
    },
  ]);
  const [event] = await cases.query<{ data: { before: { text: string } } }>(
    `select data from event where type = 'leaderActivity.corrected'`,
  );
  expect(event?.data.before.text).toBe('主持召开专题会议。');
});
