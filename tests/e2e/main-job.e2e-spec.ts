import type { Api } from '@duban/api';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, draftSamplePlan, issueThroughApi, openSampleApi, signAsked } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
});
afterAll(() => closeSampleApi(api, deps));

test('a plan is issued, a share received, reported with a file, completed and struck off, each by the one whose act it is', async () => {
  const planId = await draftSamplePlan(deps, sample);
  const clerk = await Client.login(api, 'bangongshi');
  expect((await clerk.get(`/api/plans/${planId}`)).body.actions).toEqual(['edit', 'submit']);
  await issueThroughApi(api, planId);
  const plan = (await clerk.get(`/api/plans/${planId}`)).body;
  expect([plan.state, plan.docNumber, plan.tasks]).toEqual(['issued', '示法委〔2026〕1号', 2]);
  const taskId = plan.points[0].tasks[1].id;

  const liaison = await Client.login(api, 'lianluo1');
  const inbox = (await liaison.get('/api/inbox')).body;
  expect(inbox.todo.map((each: { kind: string }) => each.kind)).toContain('receipt');
  expect(inbox.unread).toBeGreaterThan(0);
  const share = await shareOf(liaison, taskId);
  expect(share.actions).toEqual(['receive', 'reportProgress', 'askExtension']);
  expect((await liaison.post(`/api/assignments/${share.id}/receipt`)).status).toBe(200);
  expect((await shareOf(liaison, taskId)).actions).toEqual(['reportProgress', 'fileCompletion', 'askExtension']);

  const uploaded = (await liaison.upload('关于公示的情况说明.txt', Buffer.from('已公示执法信息120条。'))).body;
  const evidence = [{ ticket: uploaded.ticket, fileName: uploaded.fileName }];
  const reported = await liaison.post(`/api/assignments/${share.id}/progress`, {
    text: '已公示执法信息120条。',
    figures: [{ name: '公示信息', kind: 'count', unit: '条', value: '120' }],
    evidence,
  });
  expect(reported.status).toBe(200);
  expect((await signAsked(await Client.login(api, 'fuze1'), reported.body.signOffId)).body.state).toBe('approved');
  const task = (await liaison.get(`/api/tasks/${taskId}`)).body;
  expect(task.reports).toMatchObject([
    { state: 'signed', figures: [{ value: '120', unit: '条' }], evidence: [{ fileName: '关于公示的情况说明.txt' }] },
  ]);
  const file = await liaison.get(`/api/files/${task.reports[0].evidence[0].id}`);
  expect(file.raw.toString('utf8')).toBe('已公示执法信息120条。');
  expect(file.headers['content-disposition']).toContain("filename*=UTF-8''%E5%85%B3%E4%BA%8E");

  const filed = await liaison.post(`/api/assignments/${share.id}/completion`, { text: '公示制度已全面落实。', evidence });
  // 单位负责人、会签单位、督办机构、分管领导
  for (const login of ['fuze1', 'fuze2', 'zhuren', 'lingdao1']) {
    const signer = await Client.login(api, login);
    expect((await signer.get('/api/sign-offs')).body.items.map((each: { id: string }) => each.id)).toContain(
      filed.body.signOffId,
    );
    expect((await signAsked(signer, filed.body.signOffId)).status).toBe(200);
  }
  expect(await shareOf(liaison, taskId)).toMatchObject({ state: 'struckOff', standing: 'done', actions: [] });
  const events = (await clerk.get(`/api/tasks/${taskId}/events`)).body.items.map((each: { text: string }) => each.text);
  expect(events).toEqual(expect.arrayContaining(['签收任务', '报送进展', '进展签发', '申请办结', '销号']));
  const clock = (await clerk.get(`/api/tasks/${taskId}/clock`)).body.obligations;
  expect(clock.length).toBeGreaterThan(0);
  expect((await clerk.get(`/api/plans/${planId}/report`)).body.sections.length).toBeGreaterThan(5);
  const ledger = await clerk.get(`/api/ledger/plans/${planId}/export`);
  expect([ledger.status, ledger.raw.subarray(0, 2).toString()]).toEqual([200, 'PK']);
});

async function shareOf(client: Client, taskId: string) {
  const task = (await client.get(`/api/tasks/${taskId}`)).body;
  return task.shares.find((each: { isMine: boolean }) => each.isMine);
}
