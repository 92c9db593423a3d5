import type { Api } from '@duban/api';
import { instantOf } from '@duban/domain';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, issueThroughApi, openSampleApi } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let clerk: Client;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  clerk = await Client.login(api, 'bangongshi');
});
afterAll(() => closeSampleApi(api, deps));

test('收官: what is open is shown first, long-term items are closed or carried, and the standing plan lists what came', async () => {
  const { planId } = (await clerk.post('/api/plans', { year: 2026, title: '2026年工作要点' })).body;
  const path = `/api/plans/${planId}`;
  const point = (await clerk.post(`${path}/points`, { chapter: '一、执法', label: '（一）', heading: '规范执法' })).body.id;
  const units = (index: number) => [{ unitId: sample.units[index]?.unitId, role: 'lead' }];
  const tasks = [
    { title: '公布执法清单', deadlineKind: 'date', dueOn: '2026-06-30', units: units(0) },
    { title: '开展普法宣传', deadlineKind: 'longTerm', units: units(1) },
    { title: '推进依法治理', deadlineKind: 'longTerm', units: units(1) },
  ];
  for (const task of tasks) await clerk.post(`${path}/points/${point}/tasks`, task);
  await issueThroughApi(api, planId);
  deps.clock.moveTo(instantOf('2027-01-11', 10));

  const preview = (await clerk.get(`${path}/wrap-up`)).body;
  expect(preview.into).toEqual([]);
  expect(
    preview.open.map((each: Record<string, unknown>) => [each['title'], each['dueOn'], each['isOverdue'], each['mayClose']]),
  ).toEqual([
    ['公布执法清单', '2026-06-30', true, false],
    ['开展普法宣传', null, false, true],
    ['推进依法治理', null, false, true],
  ]);
  const liaison = await Client.login(api, 'lianluo2');
  expect((await liaison.get(`${path}/wrap-up`)).status).toBe(404);
  const [dated, education] = preview.open;
  const close = (taskId: string) => ({ closings: [{ taskId, outcome: 'partly', note: '开展宣传4次' }] });
  expect((await clerk.post(`${path}/wrap-up`, close(dated.taskId))).body.code).toBe('YEAR_END.NOT_LONG_TERM');
  const done = (await clerk.post(`${path}/wrap-up`, close(education.taskId))).body;
  expect(done).toMatchObject({ closed: 1 });

  // The standing plan is on the list, may not be amended or wrapped up, and says what it has taken over and from where.
  const listed = (await clerk.get('/api/plans')).body.items;
  expect(listed.find((plan: { kind: string }) => plan.kind === 'standing')).toMatchObject({ id: done.intoPlanId });
  const standing = (await clerk.get(`/api/plans/${done.intoPlanId}`)).body;
  expect(standing).toMatchObject({ kind: 'standing', state: 'issued', actions: [] });
  expect((await clerk.post(`/api/plans/${done.intoPlanId}/wrap-up`)).body.code).toBe('PLAN.STANDING');
  const came = (await clerk.get(`/api/plans/${done.intoPlanId}/carried-over`)).body.came;
  expect(came).toMatchObject([
    { taskTitle: '公布执法清单', from: { id: planId }, breaches: 1, share: { originalDueOn: '2026-06-30', standing: 'overdue' } },
    { taskTitle: '推进依法治理', from: { id: planId }, breaches: 0, clockPlan: { id: done.intoPlanId } },
  ]);
  expect((await clerk.get(`${path}/carried-over`)).body.went).toEqual(came);
  const closed = (await clerk.get(`/api/tasks/${education.taskId}`)).body;
  expect(closed.shares[0]).toMatchObject({ state: 'struckOff', outcome: 'partly' });
  expect((await clerk.get(`${path}/wrap-up`)).body).toEqual({ open: [], into: [] });
});
