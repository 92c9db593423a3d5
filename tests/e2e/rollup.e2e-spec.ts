import type { Api } from '@duban/api';
import { newId } from '@duban/application';
import { instantOf } from '@duban/domain';
import { Client, draftSamplePlan, issueThroughApi, sampleWithLogins, startTestApi } from '../support/api';
import { openTestDeps, type TestDeps } from '../support/database';

let deps: TestDeps;
let api: Api;
let planId: string;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  const sample = await sampleWithLogins(deps);
  api = await startTestApi(deps);
  planId = await draftSamplePlan(deps, sample, '2026-02-27');
  await issueThroughApi(api, planId);
});
afterAll(async () => {
  await api?.close();
  await deps?.close();
});

test('the overview counts the same work by task and by unit, and names who is overdue; a unit has none', async () => {
  const clerk = await Client.login(api, 'bangongshi');
  const overview = (await clerk.get('/api/overview')).body;
  expect(overview.plans).toMatchObject([
    { planId, bases: { byTask: { total: 2, done: 0, rate: '0.0%' }, byUnit: { total: 3, done: 0 }, bridge: { further: 1 } } },
  ]);
  expect(overview.overdue).toMatchObject([
    { unitName: '甲局', count: 2, mostDays: 3 },
    { unitName: '乙局', count: 1, mostDays: 3 },
  ]);
  const unit = await Client.login(api, 'lianluo1');
  expect((await unit.get('/api/overview')).status).toBe(403);
});

test('a roll-up is asked for by its places, an unknown place is told, and another plan is not there', async () => {
  const clerk = await Client.login(api, 'bangongshi');
  const url = `/api/plans/${planId}/rollup`;
  const page = await clerk.get(`${url}?by=chapter,unit`);
  expect([page.status, page.body.reports]).toEqual([200, { signed: 0, late: 0, waiting: 0, returned: 0 }]);
  expect((await clerk.get(`${url}?by=weather`)).status).toBe(400);
  expect((await clerk.get(`/api/plans/${newId()}/rollup`)).status).toBe(404);
  const defined = await clerk.post(`/api/plans/${planId}/indicators`, {
    name: '评查案卷',
    kind: 'count',
    unit: '件',
    target: '100',
  });
  expect(defined.status).toBe(200);
  expect(JSON.stringify((await clerk.get(`/api/plans/${planId}/targets`)).body)).toContain('评查案卷');
});
