import type { Api } from '@duban/api';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, openSampleApi, signAsked } from '../support/api';
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

const planOf = async (planId: string) => (await clerk.get(`/api/plans/${planId}`)).body;

test('a plan is begun by hand, written point by point, says what it lacks, and goes through 审定 and 印发', async () => {
  const choices = (await clerk.get('/api/plans/draft-choices')).body;
  expect(choices.policies.length).toBe(1);
  const opened = await clerk.post('/api/plans', { year: 2026, title: '服务型执法要点', policyVersionId: choices.policies[0].id });
  const { planId } = opened.body;
  const path = `/api/plans/${planId}`;
  expect((await clerk.post(`${path}/submission`)).body.code).toBe('PLAN.NO_TASKS');

  const point = async (heading: string, more: object = {}) =>
    (await clerk.post(`${path}/points`, { chapter: '一、执法', label: '（一）', heading, ...more })).body.id as string;
  const second = await point('第二条');
  const last = await point('末条');
  const first = await point('第一条', { afterId: second });
  expect((await clerk.post(`${path}/points/${first}/move`)).status).toBe(200);
  expect((await planOf(planId)).points.map((each: { heading: string }) => each.heading)).toEqual(['第一条', '第二条', '末条']);
  expect((await clerk.post(`${path}/points/${last}/removal`)).status).toBe(200);

  const task = async (pointId: string, body: object) =>
    (await clerk.post(`${path}/points/${pointId}/tasks`, { deadlineKind: 'date', units: [], ...body })).body.id as string;
  const bare = await task(first, { title: '没有单位也没有日期' });
  const whole = await task(second, {
    title: '公布清单',
    deadlinePhrase: '6月底前',
    dueOn: '2026-06-30',
    cycle: 'quarterly',
    units: [
      { unitId: sample.units[0]?.unitId, role: 'lead' },
      { unitId: sample.units[1]?.unitId, role: 'cooperating' },
    ],
  });
  expect((await planOf(planId)).lacks).toEqual([
    { taskId: bare, title: '没有单位也没有日期', what: 'unit' },
    { taskId: bare, title: '没有单位也没有日期', what: 'day' },
  ]);
  expect((await clerk.post(`${path}/submission`)).body.code).toBe('PLAN.TASKS_WITHOUT_UNIT');
  const twice = { unitId: sample.units[2]?.unitId, role: 'lead' };
  const doubled = { title: '评查', deadlineKind: 'date', units: [twice, twice] };
  expect((await clerk.post(`${path}/tasks/${bare}/change`, doubled)).body.code).toBe('TASK.SHARE_TWICE');
  const named = { title: '评查', deadlineKind: 'date', units: [twice] };
  expect((await clerk.post(`${path}/tasks/${bare}/change`, named)).status).toBe(200);
  expect((await clerk.post(`${path}/submission`)).body.code).toBe('PLAN.TASKS_WITHOUT_DAY');
  await clerk.post(`${path}/tasks/${bare}/change`, { ...named, deadlineKind: 'longTerm', dueOn: '2026-06-30' });
  expect((await clerk.post(`${path}/tasks/${bare}/move`, { pointId: second, afterId: whole })).status).toBe(200);

  const plan = await planOf(planId);
  expect(plan.lacks).toEqual([]);
  expect(plan.points[1].tasks).toMatchObject([
    { title: '公布清单', dueOn: '2026-06-30', cycle: 'quarterly', shares: [{ role: 'lead' }, { role: 'cooperating' }] },
    { title: '评查', dueOn: null, deadlineKind: 'longTerm' },
  ]);
  const stale = await clerk.post(`${path}/head`, { year: 2026, title: '旧' }, { 'if-match': '"1"' });
  expect([stale.status, stale.body.code]).toEqual([409, 'COMMAND.STALE']);

  const submitted = await clerk.post(`${path}/submission`);
  expect((await clerk.post(`${path}/head`, { year: 2026, title: '审定中改' })).body.code).toBe('PLAN.UNDER_REVIEW');
  for (const login of ['zhuren', 'zhuyao']) await signAsked(await Client.login(api, login), submitted.body.signOffId);
  expect((await clerk.post(`${path}/issue`)).status).toBe(200);
  expect((await clerk.post(`${path}/points`, { heading: '印发后加' })).body.code).toBe('PLAN.WRONG_STATE');
  expect((await planOf(planId)).actions).not.toContain('edit');
});

test('a draft that is not wanted goes; units and others do not edit, and do not see it', async () => {
  const { planId } = (await clerk.post('/api/plans', { year: 2026, title: '废稿' })).body;
  const liaison = await Client.login(api, 'lianluo1');
  expect((await liaison.get(`/api/plans/${planId}`)).status).toBe(404);
  expect((await liaison.post(`/api/plans/${planId}/points`, { heading: 'x' })).status).toBe(404);
  expect((await clerk.post(`/api/plans/${planId}/removal`)).status).toBe(200);
  expect((await clerk.get(`/api/plans/${planId}`)).status).toBe(404);
});

test.each([
  ['6月底前', { kind: 'date', dueOn: '2026-06-30', cycle: null }],
  ['每季度', { kind: 'cycle', dueOn: '2026-12-31', cycle: 'quarterly' }],
  ['长期坚持', { kind: 'longTerm', dueOn: null, cycle: null }],
  ['尽快', { kind: 'unread', dueOn: null, cycle: null }],
])('the words %s are read and shown before they count', async (phrase, expected) => {
  const url = `/api/plans/deadline-reading?year=2026&phrase=${encodeURIComponent(phrase)}`;
  expect((await clerk.get(url)).body).toEqual(expected);
});
