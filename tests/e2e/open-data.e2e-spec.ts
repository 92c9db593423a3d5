import type { Api } from '@duban/api';
import { checkOpenPlan, openPlanSchemaText } from '@duban/documents';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, draftSamplePlan, issueThroughApi, openSampleApi, signAsked } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let clerk: Client;
let planId: string;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  clerk = await Client.login(api, 'bangongshi');
  planId = await draftSamplePlan(deps, sample);
});
afterAll(() => closeSampleApi(api, deps));

const exported = async (client = clerk) => client.get(`/api/plans/${planId}/open-data`);

test('the schema is there for anyone, with no login', async () => {
  const answer = await Client.stranger(api).get('/api/open-data/plan.schema.json');
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/schema+json']);
  expect(answer.raw.toString('utf8')).toBe(openPlanSchemaText());
});

test('a draft goes out, a unit that nobody knows is asked about, and the same file again changes nothing', async () => {
  const answer = await exported();
  expect(answer.headers['content-disposition']).toContain('.json');
  expect(answer.body.record).toBeUndefined();
  const file = JSON.parse(answer.raw.toString('utf8').replaceAll('甲局', '外地局')) as object;
  const bytes = Buffer.from(JSON.stringify(file));
  const kept = (await clerk.uploadTo('/api/imports?year=2026', '外地计划.json', bytes)).body;
  const read = (await clerk.get(`/api/imports/${kept.importId}?plan=new`)).body;
  expect([read.from, read.title, read.rows.length]).toEqual(['openData', '示例区2026年法治政府建设工作要点', 2]);
  expect(read.rows[0]).toMatchObject({ where: '第1章第1条第1项任务', lacks: ['unit'] });
  expect(read.unknownNames).toEqual([{ name: '外地局', rows: [1, 2], choice: null }]);
  const early = await clerk.post(`/api/imports/${kept.importId}/confirmation`, { title: '外地计划' });
  expect(early.body.code).toBe('IMPORT.UNIT_MISSING');
  const units = [{ name: '外地局', means: 'unit', unitId: sample.units[2]?.unitId }];
  await clerk.post(`/api/imports/${kept.importId}/corrections`, { units });
  const confirmed = await clerk.post(`/api/imports/${kept.importId}/confirmation`, { title: '外地计划' });
  expect(confirmed.body).toMatchObject({ added: 2 });
  const made = (await clerk.get(`/api/plans/${confirmed.body.planId}/open-data`)).body;
  expect(made.chapters[0].points).toHaveLength(1);
  expect(made.chapters[0].points[0].tasks[0].shares[0]).toMatchObject({ unit: { name: '丙局' }, printedUnit: '外地局' });
  expect(made.chapters[0].points[0].tasks[0].indicators).toMatchObject([{ name: '评查案卷数', kind: 'count', unit: '件' }]);
  const again = (await clerk.uploadTo('/api/imports?year=2026', '外地计划.json', bytes)).body;
  expect(again).toEqual({ importId: kept.importId, isKnown: true });
  expect((await clerk.get(`/api/imports/${kept.importId}`)).body.difference.summary).toBe('0条新增，2条未变');
});

test('what does not keep the schema is refused with the place and what is wrong there', async () => {
  const open = (await exported()).body;
  delete open.chapters[0].points[0].tasks[1].title;
  const refused = await clerk.uploadTo('/api/imports?year=2026', '错.json', Buffer.from(JSON.stringify(open)));
  expect(refused.status).toBe(400);
  expect(refused.body.detail).toBe('文件不符合公布的格式，共1处，没有导入：/chapters/0/points/0/tasks/1/title 缺少必填的一项');
});

test('an issued plan takes along what was done under it; a unit is not given the whole', async () => {
  await issueThroughApi(api, planId);
  const liaison = await Client.login(api, 'lianluo1');
  const taskId = (await liaison.get(`/api/plans/${planId}`)).body.points[0].tasks[0].id;
  const share = (await liaison.get(`/api/tasks/${taskId}`)).body.shares[0];
  await liaison.post(`/api/assignments/${share.id}/receipt`);
  const file = (await liaison.upload('名册.txt', Buffer.from('三十件'))).body;
  const reported = await liaison.post(`/api/assignments/${share.id}/progress`, {
    text: '已评查案卷30件。',
    figures: [{ name: '评查案卷数', kind: 'count', unit: '件', value: '30' }],
    evidence: [{ ticket: file.ticket, fileName: file.fileName }],
  });
  await signAsked(await Client.login(api, 'fuze1'), reported.body.signOffId);
  const [answer, twice] = [await exported(), await exported()];
  expect(checkOpenPlan(answer.raw).ok).toBe(true);
  expect(answer.raw.equals(twice.raw)).toBe(true);
  const { record } = answer.body;
  expect(record.reports).toMatchObject([
    {
      shareId: share.id,
      state: 'signed',
      text: '已评查案卷30件。',
      filedAt: '2026-03-02T10:00:00.000+08:00',
      figures: [{ name: '评查案卷数', value: '30' }],
      evidence: [{ name: '名册.txt', sha256: file.sha256 }],
    },
  ]);
  expect(record.shares.find((each: { shareId: string }) => each.shareId === share.id)).toMatchObject({ state: 'received' });
  expect(record.events.map((each: { type: string }) => each.type)).toContain('progressReport.signed');
  expect((await exported(liaison)).status).toBe(404);
});
