import type { Api } from '@duban/api';
import { runNextJob } from '@duban/application';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, draftSamplePlan, issueThroughApi, openSampleApi } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let clerk: Client;
let plan: string;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  plan = await draftSamplePlan(deps, sample);
  await issueThroughApi(api, plan);
  clerk = await Client.login(api, 'bangongshi');
});
afterAll(() => closeSampleApi(api, deps));

let sent = 0;
const put = (url: string, payload: object) =>
  clerk.send('PUT', url, payload, { 'idempotency-key': `put-key-${(sent += 1)}-policies` });

interface Finding {
  readonly code: string;
  readonly place: { readonly part: string; readonly key: string | null };
  readonly sentence: string;
}
interface Rung {
  readonly key: string;
  readonly offset: { readonly n: number; readonly unit: string };
}

test('an office reads its policy, drafts the next version, is told what is wrong and where, mends it and publishes it', async () => {
  const list = (await clerk.get('/api/policies')).body;
  expect(list.templates.map((each: { key: string }) => each.key)).toEqual(['standard', 'threeColour', 'auditRectification']);
  const [standard] = list.items;
  expect(standard.versions.map((each: { version: number }) => each.version)).toEqual([1]);
  expect(standard.versions[0].plans.map((each: { id: string }) => each.id)).toContain(plan);
  const read = (await clerk.get(`/api/policies/versions/${standard.versions[0].id}`)).body;
  expect(read.inWords.rungs.find((each: { key: string }) => each.key === 'completion.summons')).toMatchObject({
    when: '督办单送达后10个工作日，9时',
    act: '约谈通知书（一个单位一份）',
    approval: '督办机构审核 → 分管领导签发后发出',
    end: '验收通过后结束；不落实的转挂牌督办通知书',
  });

  const { draftId } = (await clerk.post('/api/policies/drafts', { versionId: standard.versions[0].id })).body;
  expect((await clerk.post('/api/policies/drafts', { versionId: standard.versions[0].id })).body.code).toBe(
    'POLICY.DRAFT_EXISTS',
  );
  const draft = (await clerk.get(`/api/policies/drafts/${draftId}`)).body;
  expect([draft.isSound, draft.findings, draft.differences]).toEqual([true, [], []]);

  const spoiled = {
    ...draft.body,
    ladder: draft.body.ladder.map((rung: Rung) => (rung.key === 'completion.urging' ? { ...rung, receivers: [] } : rung)),
  };
  expect((await put(`/api/policies/drafts/${draftId}`, { version: 1, body: spoiled })).body).toEqual({ version: 2 });
  const wrong = (await clerk.get(`/api/policies/drafts/${draftId}`)).body;
  expect(wrong.findings.map(({ code, place, sentence }: Finding) => [code, place.part, place.key, sentence])).toEqual([
    ['POLICY.RUNG_NO_RECEIVER', 'ladder', 'completion.urging', '“催办”没有写明告知谁'],
  ]);
  const refused = await clerk.post(`/api/policies/drafts/${draftId}/publication`, { version: 2 });
  expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
    409,
    'POLICY.UNSOUND',
    '制度中有1处问题，改正后才能发布',
  ]);
  // Somebody with an older draft before the eyes overwrites nothing.
  expect((await put(`/api/policies/drafts/${draftId}`, { version: 1, body: draft.body })).body.code).toBe('POLICY.DRAFT_CHANGED');

  const later = {
    ...draft.body,
    ladder: draft.body.ladder.map((rung: Rung) =>
      rung.key === 'completion.order' ? { ...rung, offset: { ...rung.offset, n: 8 } } : rung,
    ),
  };
  await put(`/api/policies/drafts/${draftId}`, { version: 2, body: later });
  const mended = (await clerk.get(`/api/policies/drafts/${draftId}`)).body;
  expect(mended.differences.map((each: { label: string; change: string }) => [each.label, each.change])).toEqual([
    ['办结：督办单', 'changed'],
  ]);
  const published = (await clerk.post(`/api/policies/drafts/${draftId}/publication`, { version: 3 })).body;
  expect(published.version).toBe(2);
  const differences = (
    await clerk.get(`/api/policies/versions/${published.policyVersionId}/differences?from=${standard.versions[0].id}`)
  ).body;
  expect(differences.items).toHaveLength(1);
  expect((await clerk.get(`/api/policies/drafts/${draftId}`)).status).toBe(404);
});

test('a plan takes the new version: first the difference, then the job, then its exact list', async () => {
  const [standard] = (await clerk.get('/api/policies')).body.items;
  const [second] = standard.versions;
  const preview = (await clerk.get(`/api/plans/${plan}/policy-change?to=${second.id}`)).body;
  expect(preview.rungs).toEqual([{ key: 'completion.order', name: '督办单', moved: 3, added: 0, dropped: 0, superseded: 0 }]);
  const changed = await clerk.post(`/api/plans/${plan}/policy`, { policyVersionId: second.id, reason: '放宽督办单时限' });
  expect(changed.status).toBe(200);
  await runNextJob(deps);
  const job = (await clerk.get(`/api/rewrites/${changed.body.jobId}`)).body;
  expect([job.state, job.lines.length]).toEqual(['done', 3]);
  const [line] = job.lines;
  expect([line.outcome, line.rungs]).toEqual([
    'rewritten',
    [
      {
        key: 'completion.order',
        name: '督办单',
        change: 'moved',
        from: '2026-07-07T01:00:00.000Z',
        to: '2026-07-10T01:00:00.000Z',
      },
    ],
  ]);
  expect((await clerk.get('/api/rewrites')).body.items).toHaveLength(1);
  // A unit sees nothing of all this, an auditor reads it and changes nothing.
  const liaison = await Client.login(api, 'lianluo1');
  for (const url of ['/api/policies', '/api/rewrites', `/api/plans/${plan}/rehearsal`]) {
    expect([403, 404]).toContain((await liaison.get(url)).status);
  }
  const auditor = await Client.login(api, 'shenji');
  expect((await auditor.get('/api/policies')).body.actions).toEqual([]);
  expect((await auditor.get(`/api/rewrites/${changed.body.jobId}`)).status).toBe(200);
  expect([403, 404]).toContain((await auditor.post('/api/policies/drafts', { versionId: second.id })).status);
});

test('a template becomes a policy of its own; an unknown one is not there', async () => {
  const made = (
    await clerk.post('/api/policies/drafts', { template: 'threeColour', key: 'ownColours', name: '本区三色督办制度' })
  ).body;
  const draft = (await clerk.get(`/api/policies/drafts/${made.draftId}`)).body;
  expect([draft.body.key, draft.body.name, draft.isSound, draft.baseVersionId]).toEqual([
    'ownColours',
    '本区三色督办制度',
    true,
    null,
  ]);
  expect((await clerk.post(`/api/policies/drafts/${made.draftId}/removal`)).status).toBe(200);
  expect((await clerk.get('/api/policies')).body.items.map((each: { key: string }) => each.key)).toEqual(['standard']);
  expect((await clerk.post('/api/policies/drafts', { template: 'nothing' })).status).toBe(404);
  expect((await clerk.post('/api/policies/drafts', { template: 'standard', key: 'Bad key' })).body.code).toBe(
    'POLICY.KEY_INVALID',
  );
});

test('the rehearsal of a plan through HTTP: by day, by unit and week', async () => {
  const words = (await clerk.get(`/api/plans/${plan}/rehearsal?done=0`)).body;
  expect(words.counts).toMatchObject({ tasks: 2, units: 2 });
  expect(words.papers.filter((paper: { callsIn: boolean }) => paper.callsIn).length).toBeGreaterThan(0);
  expect(words.weeks).toContain('2026-06-29');
  const punctual = (await clerk.get(`/api/plans/${plan}/rehearsal?done=100`)).body;
  // Done in time, nothing goes out but the periodic bulletins, and the office owes its report.
  expect(punctual.papers.filter((paper: { kind: string }) => paper.kind !== 'bulletin')).toEqual([]);
  expect(punctual.ofOffice.filter((each: { kind: string }) => each.kind === 'reportDuty')).toHaveLength(4);
  expect((await clerk.get(`/api/plans/${plan}/rehearsal?done=120`)).body.faults).toEqual([
    { path: 'done', label: '按期办理的百分比', message: '不能大于100' },
  ]);
});

test('the calendar through HTTP: counting, a look at what a table would change, the loading and its list', async () => {
  const counted = (await clerk.get('/api/calendars/count?from=2026-09-18&n=5')).body;
  expect([counted.date, counted.provisional, counted.calendar]).toEqual(['2026-09-24', false, 'cn-2004-2026']);
  // A sign-off that waits counts by the calendar too.
  const other = await draftSamplePlan(deps, sample);
  expect((await clerk.post(`/api/plans/${other}/submission`)).status).toBe(200);
  const text = '2027-01-01至2027-01-04,放假,元旦\n2027-01-09,补班,元旦\n2027-02-05至2027-02-12,放假,春节';
  const preview = (await clerk.post('/api/calendars/preview', { text })).body;
  expect([preview.year, preview.settledYears, preview.changed.length]).toEqual([2027, [2027], 9]);
  // 2027-01-04 is a Monday off: the report of the fourth quarter is due a day later, if it is open already. None is in March.
  expect(preview.moves).toEqual([]);
  const bad = await clerk.post('/api/calendars/preview', { text: `${text}\n2027-02-30,放假,某节` });
  expect([bad.status, bad.body.code, bad.body.detail.includes('第4行')]).toEqual([409, 'CALENDAR.TABLE_BAD_DATE', true]);
  const loaded = (await clerk.post('/api/calendars', { text, source: '通知' })).body;
  expect(loaded.version).toBe('cn-2004-2027');
  await runNextJob(deps);
  const job = (await clerk.get(`/api/rewrites/${loaded.jobId}`)).body;
  expect([job.state, job.kind, job.moved, job.failed]).toEqual(['done', 'calendarChange', 0, 0]);
  const year = (await clerk.get('/api/calendars/days?year=2027')).body;
  expect([year.isPublished, year.days.length]).toEqual([true, 13]);
  expect((await clerk.get('/api/calendars')).body.items.map((each: { version: number }) => each.version)).toEqual([2, 1]);
  // A unit reads by what days it is counted, and loads nothing.
  const liaison = await Client.login(api, 'lianluo1');
  expect((await liaison.get('/api/calendars')).body.actions).toEqual([]);
  expect([403, 404]).toContain((await liaison.post('/api/calendars', { text })).status);
});
