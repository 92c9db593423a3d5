import type { Api } from '@duban/api';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, draftSamplePlan, issueThroughApi, openSampleApi, signAsked } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  await issueThroughApi(api, await draftSamplePlan(deps, sample));
});
afterAll(() => closeSampleApi(api, deps));

test('a 督办单 is drafted, signed, received, answered and accepted; a target sees its own part only', async () => {
  const [first, second] = sample.units;
  const clerk = await Client.login(api, 'bangongshi');
  const opened = await clerk.post('/api/instruments', {
    kind: 'supervisionOrder',
    title: '关于加快案卷评查的督办单',
    grounds: '案卷评查进展缓慢。',
    units: [
      { unitId: first?.unitId, text: '限期完成案卷评查' },
      { unitId: second?.unitId, text: '限期报送案卷' },
    ],
  });
  expect(opened.status).toBe(200);
  const url = `/api/instruments/${opened.body.instrumentId}`;
  const draft = (await clerk.get(url)).body;
  expect([draft.number, draft.actions, draft.offered]).toEqual([null, ['submit', 'addItem', 'merge', 'withdraw'], []]);
  // A draft is nothing to the units.
  const unit = await Client.login(api, 'lianluo1');
  expect((await unit.get(url)).status).toBe(404);
  const { signOffId } = (await clerk.post(`${url}/submission`)).body;
  expect((await signAsked(await Client.login(api, 'zhuren'), signOffId)).status).toBe(200);

  const seen = (await unit.get(url)).body;
  expect([seen.number, seen.targets.map((target: { unitName: string }) => target.unitName)]).toEqual([
    '督办〔2026〕1号',
    ['甲局'],
  ]);
  expect(seen.items.map((item: { text: string }) => item.text)).toEqual(['限期完成案卷评查']);
  const targetId = seen.targets[0].id;
  expect(seen.offered).toEqual([
    { targetId, stageKey: 'receipt' },
    { targetId, stageKey: 'answer' },
  ]);
  expect((await unit.get('/api/instruments')).body.items).toMatchObject([{ units: ['甲局'], items: 1 }]);
  expect((await unit.post(`${url}/stages/receipt`, { targetId })).body.effect).toBe('beside');
  const empty = await unit.post(`${url}/stages/answer`, { targetId });
  expect([empty.status, empty.body.code]).toEqual([400, 'INSTRUMENT.FIELD_MISSING']);
  const file = (await unit.upload('整改情况.txt', Buffer.from('已评查30件'))).body;
  const evidence = [{ ticket: file.ticket, fileName: file.fileName }];
  expect((await unit.post(`${url}/stages/answer`, { targetId, text: '已完成。', evidence })).body.effect).toBe('goOn');
  expect((await unit.get(url)).body.offered).toEqual([]);

  // The other target neither sees the answer nor may give one for the first.
  const other = await Client.login(api, 'lianluo2');
  expect(JSON.stringify((await other.get(url)).body)).not.toContain('已完成');
  expect((await other.post(`${url}/stages/answer`, { targetId, text: '代答' })).status).toBe(404);
  const stage = (await unit.get(url)).body.stages.find((each: { evidence: unknown[] }) => each.evidence.length > 0);
  expect((await other.get(`/api/files/${stage.evidence[0].id}`)).status).toBe(404);
  expect((await unit.get(`/api/files/${stage.evidence[0].id}`)).status).toBe(200);

  expect((await clerk.get(url)).body.offered).toEqual([{ targetId, stageKey: 'acceptance' }]);
  await clerk.post(`${url}/stages/acceptance`, { targetId, accepted: true, text: '情况属实。' });
  const closed = (await clerk.get(url)).body.targets;
  expect(closed.map((target: { state: string; outcome: string | null }) => [target.state, target.outcome])).toEqual([
    ['closed', 'done'],
    ['running', null],
  ]);
});
