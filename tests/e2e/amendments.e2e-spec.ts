import type { Api } from '@duban/api';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, openSampleApi, signAsked } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let clerk: Client;
let planId: string;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  clerk = await Client.login(api, 'bangongshi');
  planId = await issuedPlan();
});
afterAll(() => closeSampleApi(api, deps));

const unitId = (index: number) => sample.units[index]?.unitId ?? '';
const planNow = async () => (await clerk.get(`/api/plans/${planId}`)).body;

async function issuedPlan(): Promise<string> {
  const opened = (await clerk.post('/api/plans', { year: 2026, title: '2026年工作要点' })).body.planId as string;
  const path = `/api/plans/${opened}`;
  const point = (await clerk.post(`${path}/points`, { chapter: '一、执法', label: '（一）', heading: '规范执法' })).body.id;
  for (const [index, title] of ['公布执法清单', '开展案卷评查'].entries()) {
    const units = [{ unitId: unitId(index), role: 'lead' }];
    await clerk.post(`${path}/points/${point}/tasks`, { title, deadlineKind: 'date', dueOn: '2026-06-30', units });
  }
  const { signOffId } = (await clerk.post(`${path}/submission`)).body;
  for (const login of ['zhuren', 'zhuyao']) await signAsked(await Client.login(api, login), signOffId);
  expect((await clerk.post(`${path}/issue`)).status).toBe(200);
  return opened;
}

test('an issued plan is amended: drafted line by line, signed as the plan was, and in force with the last signature', async () => {
  const plan = await planNow();
  expect(plan.actions).toContain('amend');
  const [lists, review] = plan.points[0].tasks;
  const head = { basis: '示法委〔2026〕5号', reason: '上级部署调整', decidedOn: '2026-03-01' };
  const { amendmentId } = (await clerk.post(`/api/plans/${planId}/amendments`, head)).body;
  const path = `/api/amendments/${amendmentId}`;
  const text = { title: '公布行政执法事项清单', deliverable: '清单', deadlineKind: 'date', dueOn: '2026-08-31' };
  const line = await clerk.post(`${path}/lines`, { kind: 'changeTask', taskId: lists.id, text });
  expect(line.status).toBe(200);
  const shorter = { ...text, dueOn: '2026-07-31' };
  const changed = { kind: 'changeTask', taskId: lists.id, text: shorter };
  expect((await clerk.post(`${path}/lines/${line.body.lineId}/change`, changed)).status).toBe(200);
  const share = { unitId: unitId(2), role: 'cooperating' };
  expect((await clerk.post(`${path}/lines`, { kind: 'addShare', taskId: review.id, share })).status).toBe(200);

  // What could not take effect is not drafted, and what is out of date is not written over.
  const past = { kind: 'changeTask', taskId: review.id, text: { ...text, dueOn: '2026-02-01' } };
  expect((await clerk.post(`${path}/lines`, past)).body.code).toBe('AMENDMENT.DAY_PAST');
  expect((await clerk.post(`${path}/lines`, { kind: 'withdrawTask', taskId: review.id })).body.code).toBe('AMENDMENT.INCOMPLETE');
  expect((await clerk.post(`${path}/head`, head, { 'if-match': '"1"' })).body.code).toBe('COMMAND.STALE');

  const draft = (await clerk.get(path)).body;
  expect(draft).toMatchObject({ name: '调整草案', number: null, state: 'draft', actions: ['edit', 'submit', 'remove'] });
  expect(draft.items.map((each: { subject: string; differences: object[] }) => [each.subject, each.differences])).toEqual([
    [
      '公布执法清单',
      [
        { field: '任务内容', before: '公布执法清单', after: '公布行政执法事项清单' },
        { field: '成果形式', before: '无', after: '清单' },
        { field: '完成时限', before: '2026年6月30日', after: '2026年7月31日' },
      ],
    ],
    ['开展案卷评查', [{ field: '责任单位', before: '', after: '丙局（配合单位）' }]],
  ]);

  // Before it is in force it is nobody's but the office's and the leaders'.
  const liaison = await Client.login(api, 'lianluo1');
  expect((await liaison.get(path)).status).toBe(404);
  expect((await liaison.get(`/api/plans/${planId}/amendments`)).body).toEqual({ items: [] });

  const { signOffId } = (await clerk.post(`${path}/submission`)).body;
  expect((await clerk.post(`${path}/lines/${line.body.lineId}/removal`)).body.code).toBe('AMENDMENT.UNDER_REVIEW');
  const chief = await Client.login(api, 'zhuyao');
  await signAsked(await Client.login(api, 'zhuren'), signOffId);
  const signing = (await chief.get(`/api/sign-offs/${signOffId}`)).body;
  expect(signing).toMatchObject({ subjectKind: 'amendment', title: '审定《2026年工作要点》的调整' });
  expect(signing.content.texts).toEqual([
    { heading: '调整依据', text: '示法委〔2026〕5号（2026年3月1日）' },
    { heading: '调整理由', text: '上级部署调整' },
    {
      heading: '1．修改任务：公布执法清单',
      text:
        '任务内容：原为“公布执法清单”，调整为“公布行政执法事项清单”\n成果形式：原为“无”，调整为“清单”\n' +
        '完成时限：原为“2026年6月30日”，调整为“2026年7月31日”',
    },
    { heading: '2．增加责任单位：开展案卷评查', text: '责任单位：丙局（配合单位）' },
  ]);
  expect((await planNow()).points[0].tasks[0].title).toBe('公布执法清单');
  await signAsked(chief, signOffId);

  const [amended] = (await planNow()).points[0].tasks;
  expect(amended).toMatchObject({ title: '公布行政执法事项清单', dueOn: '2026-07-31', originalDueOn: '2026-06-30' });
  expect(amended.amendments).toMatchObject([{ name: '第1次调整', basis: '示法委〔2026〕5号', kindName: '修改任务' }]);
  const task = (await clerk.get(`/api/tasks/${amended.id}`)).body;
  expect(task.amendments[0].differences[2]).toEqual({ field: '完成时限', before: '2026年6月30日', after: '2026年7月31日' });
  expect(task.shares[0]).toMatchObject({ dueOn: '2026-07-31', originalDueOn: '2026-06-30' });
  // A unit reads of it what is its own.
  const seen = (await liaison.get(path)).body;
  expect(seen.items.map((each: { subject: string }) => each.subject)).toEqual(['公布执法清单']);
  expect((await clerk.get(`/api/plans/${planId}/amendments`)).body.items).toMatchObject([{ name: '第1次调整', lines: 2 }]);
});

test('a draft goes, a line goes, and nobody but the office writes either', async () => {
  const head = { basis: '第三次会议', reason: '机构改革', decidedOn: '2026-03-02' };
  const liaison = await Client.login(api, 'lianluo1');
  expect((await liaison.post(`/api/plans/${planId}/amendments`, head)).status).toBe(404);
  const { amendmentId } = (await clerk.post(`/api/plans/${planId}/amendments`, head)).body;
  const path = `/api/amendments/${amendmentId}`;
  const task = { title: '评估清单', deadlineKind: 'longTerm', units: [{ unitId: unitId(1), role: 'lead' }] };
  const point = { chapter: '一、执法', label: '（二）', heading: '评估执法' };
  const { lineId } = (await clerk.post(`${path}/lines`, { kind: 'addPoint', point, tasks: [task] })).body;
  expect((await clerk.get(path)).body.items[0].differences).toEqual([
    { field: '条目', before: '', after: '评估执法' },
    { field: '任务', before: '', after: '评估清单；完成时限：长期坚持；乙局（牵头单位）' },
  ]);
  expect((await clerk.post(`${path}/lines/${lineId}/removal`)).status).toBe(200);
  expect((await clerk.post(`${path}/submission`)).body.code).toBe('AMENDMENT.NO_LINES');
  expect((await clerk.post(`${path}/removal`)).body).toEqual({ planId });
  expect((await clerk.get(path)).status).toBe(404);
});
