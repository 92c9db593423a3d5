import { routeTable, type Api } from '@duban/api';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, draftSamplePlan, issueThroughApi, openSampleApi, signAsked } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let ids: Record<'plan' | 'task' | 'assignment' | 'signOff' | 'evidence', string>;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  const plan = await draftSamplePlan(deps, sample);
  await issueThroughApi(api, plan);
  const liaison = await Client.login(api, 'lianluo1');
  const task = (await liaison.get(`/api/plans/${plan}`)).body.points[0].tasks[0].id;
  const share = (await liaison.get(`/api/tasks/${task}`)).body.shares[0];
  await liaison.post(`/api/assignments/${share.id}/receipt`);
  const file = (await liaison.upload('证明.txt', Buffer.from('甲局的材料'))).body;
  const reported = await liaison.post(`/api/assignments/${share.id}/progress`, {
    text: '甲局已评查案卷30件。',
    evidence: [{ ticket: file.ticket, fileName: file.fileName }],
  });
  const evidence = (await liaison.get(`/api/tasks/${task}`)).body.reports[0].evidence[0].id;
  ids = { plan, task, assignment: share.id, signOff: reported.body.signOffId, evidence };
});
afterAll(() => closeSampleApi(api, deps));

/** The id that stands in a route's path, so that the walk asks for another's thing at every route. */
function addressOf(path: string): string {
  const id =
    path.startsWith('/api/plans') || path.startsWith('/api/ledger/plans')
      ? ids.plan
      : path.startsWith('/api/tasks')
        ? ids.task
        : path.startsWith('/api/assignments')
          ? ids.assignment
          : path.startsWith('/api/sign-offs')
            ? ids.signOff
            : path.startsWith('/api/files')
              ? ids.evidence
              : '0197d000-0000-7000-8000-000000000000';
  return path.replace(':id', id).replace(':targetId', id).replace(':stage', 'answer');
}

describe('every route', () => {
  test('asks a stranger to log in, but for login, health and the description', async () => {
    const stranger = Client.stranger(api);
    const open: string[] = [];
    for (const route of routeTable(api.app)) {
      const answer = await stranger.send(route.method, addressOf(route.path), route.method === 'GET' ? undefined : {}, {
        'idempotency-key': 'a-strangers-key',
      });
      if (answer.status !== 401) open.push(`${route.method} ${route.path}`);
    }
    expect(open.sort()).toEqual([
      'GET /api/health',
      'GET /api/health/live',
      'GET /api/health/ready',
      'GET /api/open-data/plan.schema.json',
      'GET /api/openapi.json',
      'POST /api/session',
    ]);
  });

  test('that names one thing gives 404 to a unit that has no part in it, and changes nothing (S43, S44)', async () => {
    const outsider = await Client.login(api, 'lianluo3');
    const before = await counts();
    const answered: string[] = [];
    for (const route of routeTable(api.app)) {
      if (!route.path.includes(':')) continue;
      const answer =
        route.method === 'GET'
          ? await outsider.get(`${addressOf(route.path)}${queryFor(route.handler)}`)
          : await outsider.post(addressOf(route.path), bodyFor(route.handler));
      if (answer.status !== 404) answered.push(`${route.method} ${route.path}: ${answer.status}`);
    }
    expect(answered).toEqual([]);
    expect(await counts()).toEqual(before);
  });
});

/** Bodies that pass the checks of form, so that it is the access that answers. */
function bodyFor(handler: string): object {
  const bodies: Record<string, object> = {
    'AssignmentsController.report': { text: '不是我的' },
    'AssignmentsController.complete': { text: '不是我的' },
    'AssignmentsController.extend': { untilOn: '2026-07-31', reason: '不是我的' },
    'AssignmentsController.explain': { reason: '不是我的' },
    'AssignmentsController.suspend': { grounds: '不是我的' },
    'AssignmentsController.resume': { grounds: '不是我的' },
    'AssignmentsController.cancel': { grounds: '不是我的' },
    'MilestonesController.return': { reason: '不是我的' },
    'SignOffsController.sign': { verdict: 'approve', contentHash: 'x', stepKey: 'head' },
    'SignOffsController.withdraw': { reason: '不是我的' },
    'InstrumentsController.withdraw': { reason: '不是我的' },
    'InstrumentsController.serve': { servedOn: '2026-03-02', receiver: '某人' },
    'ImportsController.confirm': { title: '不是我的' },
    'InstrumentTargetsController.askExtension': { untilOn: '2026-07-31', reason: '不是我的' },
    'InstrumentTargetsController.object': { reason: '不是我的' },
    'MilestonesController.file': { text: '不是我的' },
    'PiecesController.split': { name: '不是我的', postId: ids.assignment, dueOn: '2026-03-31' },
    'PiecesController.withdraw': { grounds: '不是我的' },
    'RectificationsController.complete': { measure: '不是我的' },
    'ScoresController.appeal': { unitId: ids.assignment, ruleKey: 'onTime', text: '不是我的' },
  };
  return bodies[handler] ?? {};
}

/** What a reading route must be asked with, so that it is the access that answers. */
function queryFor(handler: string): string {
  const queries: Record<string, string> = {
    'PapersController.paper': '?paper=urging',
    'RollUpController.sources': `?${new URLSearchParams({ name: '案卷', measureUnit: '件', kind: 'count' }).toString()}`,
  };
  return queries[handler] ?? '';
}

const counts = () =>
  deps.database.query<object[]>(
    `select (select count(*)::int from event) as events, (select count(*)::int from signature) as signatures,
       (select count(*)::int from extension) as extensions`,
  );

test('another unit on the task reads the task and the roster, not the report, the file or the other words (design 11)', async () => {
  const other = await Client.login(api, 'lianluo2');
  const task = (await other.get(`/api/tasks/${ids.task}`)).body;
  expect(task.shares.map((share: { unitName: string }) => share.unitName)).toEqual(['甲局', '乙局']);
  expect(task.reports).toEqual([]);
  expect((await other.get(`/api/files/${ids.evidence}`)).status).toBe(404);
  expect(JSON.stringify((await other.get(`/api/tasks/${ids.task}/events`)).body)).not.toContain('案卷30件');
  expect(
    (await other.get(`/api/tasks/${ids.task}/clock`)).body.obligations.map((each: { unitName: string }) => each.unitName),
  ).toEqual(['乙局']);
  // The lead reads all of its task.
  const lead = await Client.login(api, 'lianluo1');
  const clocks = (await lead.get(`/api/tasks/${ids.task}/clock`)).body.obligations.map(
    (each: { unitName: string }) => each.unitName,
  );
  expect(new Set(clocks)).toEqual(new Set(['甲局', '乙局']));
});

test('the auditor reads everything that is issued and may do nothing', async () => {
  const auditor = await Client.login(api, 'shenji');
  expect((await auditor.get(`/api/tasks/${ids.task}`)).body.reports).toHaveLength(1);
  expect((await auditor.get(`/api/plans/${ids.plan}`)).body.actions).toEqual([]);
  expect((await auditor.post(`/api/plans/${ids.plan}/wrap-up`)).status).toBe(404);
  const draft = await draftSamplePlan(deps, sample);
  expect((await auditor.get(`/api/plans/${draft}`)).status).toBe(404);
  expect((await (await Client.login(api, 'bangongshi')).get(`/api/plans/${draft}`)).status).toBe(200);
});

test('a hash that one merely knows attaches nothing: a ticket counts for its uploader alone', async () => {
  const liaison = await Client.login(api, 'lianluo1');
  const ticket = (await liaison.upload('甲局秘密.txt', Buffer.from('只给甲局的材料'))).body.ticket;
  const other = await Client.login(api, 'lianluo2');
  const task = (await other.get(`/api/tasks/${ids.task}`)).body;
  const mine = task.shares.find((share: { isMine: boolean }) => share.isMine).id;
  const answer = await other.post(`/api/assignments/${mine}/progress`, {
    text: '借用别人的材料',
    evidence: [{ ticket, fileName: '甲局秘密.txt' }],
  });
  expect([answer.status, answer.body.code]).toEqual([400, 'EVIDENCE.UNKNOWN_FILE']);
});

test('a session ends with its logout, and one whose person is disabled opens nothing', async () => {
  const client = await Client.login(api, 'lianluo3');
  expect((await client.get('/api/me')).body.posts).toMatchObject([{ role: 'liaison', unitName: '丙局' }]);
  await client.send('DELETE', '/api/session');
  expect((await client.get('/api/me')).status).toBe(401);
  const again = await Client.login(api, 'lianluo3');
  await deps.database.query(`update person set disabled_at = '2026-03-02T00:00:00Z' where login = 'lianluo3'`);
  expect((await again.get('/api/me')).status).toBe(401);
  await expect(Client.login(api, 'lianluo3')).rejects.toThrow('LOGIN.WRONG');
});

test('after five wrong passwords the login waits, told in seconds, and other people still log in from there', async () => {
  const tries = [];
  for (let n = 0; n < 6; n++) {
    tries.push(await Client.stranger(api).send('POST', '/api/session', { login: 'fuze3', password: 'wrong' }));
  }
  expect(tries.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401, 429]);
  expect(Number(tries[5]?.headers['retry-after'])).toBeGreaterThan(200);
  await Client.login(api, 'fuze2');
});

test('of two leaders at once one wins and the other is told who and when; a repeated click signs once (S16, S17)', async () => {
  const liaison = await Client.login(api, 'lianluo1');
  const reported = await liaison.post(`/api/assignments/${ids.assignment}/progress`, { text: '第二次填报' });
  const id = reported.body.signOffId;
  const head = await Client.login(api, 'fuze1');
  const { contentHash, stepKey } = (await head.get(`/api/sign-offs/${id}`)).body.toSign;
  const send = (verdict: string, key: string) =>
    head.post(`/api/sign-offs/${id}/verdict`, { verdict, opinion: '意见', contentHash, stepKey }, { 'idempotency-key': key });
  const both = await Promise.all([send('approve', 'first-press-key'), send('refuse', 'second-press-key')]);
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
  const loser = both.find((answer) => answer.status === 409);
  expect(loser?.body.code).toBe('SIGNOFF.ALREADY_DECIDED');
  expect(loser?.body.detail).toContain('甲局负责人');
  const [verdict, key] = both[0]?.status === 200 ? ['approve', 'first-press-key'] : ['refuse', 'second-press-key'];
  const repeats = await Promise.all(Array.from({ length: 5 }, () => send(verdict ?? '', key ?? '')));
  expect(repeats.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
  const [row] = await deps.database.query<{ n: number }[]>('select count(*)::int as n from signature where sign_off_id = $1', [
    id,
  ]);
  expect(row?.n).toBe(1);
});

test('whoever saw an older version changes nothing and is told who was faster (S22)', async () => {
  const liaison = await Client.login(api, 'lianluo2');
  const task = (await liaison.get(`/api/tasks/${ids.task}`)).body;
  const mine = task.shares.find((share: { isMine: boolean }) => share.isMine);
  const seen = { 'if-match': `"${mine.version}"` };
  expect((await liaison.post(`/api/assignments/${mine.id}/receipt`, {}, seen)).status).toBe(200);
  const head = await Client.login(api, 'fuze2');
  const late = await head.post(`/api/assignments/${mine.id}/progress`, { text: '按旧页面填报' }, seen);
  expect([late.status, late.body.code]).toEqual([409, 'COMMAND.STALE']);
  expect(late.body.detail).toContain('乙局联络员于2026年3月2日10:00更新过（签收任务）');
});

test('a sign-off of a draft plan is nothing to a unit', async () => {
  const draft = await draftSamplePlan(deps, sample);
  const clerk = await Client.login(api, 'bangongshi');
  const { signOffId } = (await clerk.post(`/api/plans/${draft}/submission`)).body;
  expect((await (await Client.login(api, 'fuze1')).get(`/api/sign-offs/${signOffId}`)).status).toBe(404);
  expect((await signAsked(await Client.login(api, 'zhuren'), signOffId)).status).toBe(200);
});
