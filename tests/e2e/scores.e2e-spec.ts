import type { Api } from '@duban/api';
import { instantOf } from '@duban/domain';
import { standardScheme, type SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, draftSamplePlan, issueThroughApi, openSampleApi } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let planId: string;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  planId = await draftSamplePlan(deps, sample, '2026-02-27');
  await issueThroughApi(api, planId);
});
afterAll(() => closeSampleApi(api, deps));

interface Unit {
  readonly unitId: string;
  readonly unitName: string;
  readonly total: string;
  readonly sheet: object | null;
}
const totals = (units: readonly Unit[]) => Object.fromEntries(units.map((unit) => [unit.unitName, unit.total]));

test('rules are tried before they count: what is wrong is told by its field, and nothing changes until they are published', async () => {
  const clerk = await Client.login(api, 'bangongshi');
  const shown = (await clerk.get('/api/score-scheme')).body;
  expect([shown.version, shown.scheme, shown.actions]).toEqual([1, standardScheme, ['keep']]);
  const before = totals((await clerk.get(`/api/plans/${planId}/scores`)).body.units);
  const wrong = await clerk.post('/api/score-scheme/trial', { planId, scheme: { ...standardScheme, base: '八十' } });
  expect(wrong.body).toMatchObject({ flaws: [{ place: 'base' }], units: null });
  const scheme = { ...standardScheme, base: '60' };
  const tried = (await clerk.post('/api/score-scheme/trial', { planId, scheme })).body;
  expect(tried.flaws).toEqual([]);
  const expected = Object.fromEntries(Object.entries(before).map(([name, total]) => [name, String(Number(total) - 20)]));
  expect(totals(tried.units)).toEqual(expected);
  expect(totals((await clerk.get(`/api/plans/${planId}/scores`)).body.units)).toEqual(before);
  const kept = await clerk.post('/api/score-scheme', { scheme, version: 1 });
  expect([kept.status, kept.body.version]).toEqual([200, 2]);
  expect(totals((await clerk.get(`/api/plans/${planId}/scores`)).body.units)).toEqual(expected);
  const late = await clerk.post('/api/score-scheme', { scheme, version: 1 });
  expect([late.status, late.body.code]).toEqual([409, 'SCORE.SCHEME_CHANGED']);
  const versions = (await clerk.get('/api/score-scheme')).body.versions;
  expect(versions.map((each: { version: number; madeBy: string | null }) => [each.version, each.madeBy])).toEqual([
    [2, '督办专员'],
    [1, null],
  ]);
});

test('a unit reads the rules and its own sheet, and neither tries nor publishes rules', async () => {
  const unit = await Client.login(api, 'lianluo1');
  expect((await unit.get('/api/score-scheme')).body.actions).toEqual([]);
  expect((await unit.post('/api/score-scheme/trial', { scheme: standardScheme })).status).toBe(403);
  expect((await unit.post('/api/score-scheme', { scheme: standardScheme, version: 2 })).status).toBe(403);
  const seen: Unit[] = (await unit.get(`/api/plans/${planId}/scores`)).body.units;
  expect(seen.map((each) => each.unitId)).toEqual([sample.units[0]?.unitId]);
});

test('scores are published, appealed against by the unit, decided by another, and final after the days for appeals', async () => {
  const clerk = await Client.login(api, 'bangongshi');
  const published = await clerk.post(`/api/plans/${planId}/score-rounds`, { title: '一季度考核得分' });
  expect(published.status).toBe(200);
  const url = `/api/score-rounds/${published.body.roundId}`;
  const unit = await Client.login(api, 'lianluo1');
  const round = (await unit.get(url)).body;
  // The ranking is for all, another's sheet for nobody.
  const others = round.units.filter((each: Unit) => each.unitId !== sample.units[0]?.unitId);
  expect(others.length).toBeGreaterThan(0);
  expect(others.every((each: Unit) => each.sheet === null)).toBe(true);
  const appealed = await unit.post(`${url}/appeals`, {
    unitId: sample.units[0]?.unitId,
    ruleKey: 'overdue',
    text: '已申请延期。',
  });
  expect(appealed.status).toBe(200);
  const decide = { upheld: true, adjustment: '5', reason: '情况属实。' };
  const decision = `/api/score-appeals/${appealed.body.appealId}/decision`;
  expect((await clerk.post(decision, decide)).body.code).toBe('SCORE.OWN_DECISION');
  const head = await Client.login(api, 'zhuren');
  expect((await head.post(decision, decide)).status).toBe(200);
  expect((await clerk.post(`${url}/finalisation`)).body.code).toBe('SCORE.APPEAL_RUNNING');
  deps.clock.moveTo(instantOf('2026-03-20', 10));
  const later = await Client.login(api, 'bangongshi');
  expect((await later.post(`${url}/finalisation`)).status).toBe(200);
  expect((await later.get(url)).body).toMatchObject({ state: 'final', title: '一季度考核得分' });
  const file = await later.get(`${url}/export`);
  expect([file.status, file.raw.subarray(0, 2).toString()]).toEqual([200, 'PK']);
});
