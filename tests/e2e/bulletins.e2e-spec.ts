import type { Api } from '@duban/api';
import type { SampleJurisdiction } from '@duban/sample';
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

test('a special 通报 is looked at before it is made, says the same when it is made, and comes as .docx', async () => {
  const clerk = await Client.login(api, 'bangongshi');
  const wanted = { planId, unitIds: [sample.units[0]?.unitId] };
  const preview = await clerk.post('/api/instruments/bulletins/preview', wanted);
  expect(preview.status).toBe(200);
  expect(preview.body.periods.map((each: { period: string }) => each.period)).toEqual([
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-H1',
  ]);
  expect(preview.body.facts).toMatchObject({ asOfOn: '2026-03-02', period: null, scope: { units: ['甲局'], chapters: [] } });
  expect(preview.body.facts.units.map((unit: { unitName: string }) => unit.unitName)).toEqual(['甲局']);
  const drawn = await clerk.post('/api/instruments/bulletins', { ...wanted, title: '关于甲局的专项通报' });
  expect(drawn.status).toBe(200);
  const url = `/api/instruments/${drawn.body.instrumentId}`;
  const made = (await clerk.get(url)).body;
  expect(made).toMatchObject({ title: '关于甲局的专项通报', period: null, state: 'draft' });
  expect(made.facts).toEqual(preview.body.facts);
  const paper = await clerk.get(`${url}/paper?paper=bulletin`);
  expect([paper.status, paper.raw.subarray(0, 2).toString()]).toEqual([200, 'PK']);
});

test('nobody but the office and the leaders may look at one that is not made, and a wrong period is told', async () => {
  const unit = await Client.login(api, 'lianluo1');
  expect((await unit.post('/api/instruments/bulletins/preview', { planId })).status).toBe(403);
  expect((await unit.post('/api/instruments/bulletins', { planId })).status).toBe(403);
  const clerk = await Client.login(api, 'bangongshi');
  const future = await clerk.post('/api/instruments/bulletins/preview', { planId, period: '2026-04' });
  expect([future.status, future.body.code]).toEqual([409, 'BULLETIN.NO_SUCH_PERIOD']);
  expect((await clerk.post('/api/instruments/bulletins', { planId, period: '2026-02' })).status).toBe(200);
  const again = await clerk.post('/api/instruments/bulletins', { planId, period: '2026-02' });
  expect([again.status, again.body.code]).toEqual([409, 'BULLETIN.MADE_ALREADY']);
});
