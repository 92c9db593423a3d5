import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Api } from '@duban/api';
import { instantOf } from '@duban/domain';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, sampleWithLogins, startTestApi, TEST_PASSWORD } from '../support/api';
import { openTestDeps, type TestDeps } from '../support/database';

const DUBAN = join(__dirname, '../../apps/cli/bin/duban.cjs');
const opened: { close(): Promise<unknown> }[] = [];
const open = async (startMs: number): Promise<{ deps: TestDeps; api: Api }> => {
  const deps = await openTestDeps(startMs);
  const api = await startTestApi(deps);
  opened.push(api, deps);
  return { deps, api };
};
afterAll(async () => {
  for (const each of opened) await each.close();
});

async function setup(url: string, args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, DUBAN_DATABASE_URL: url };
  return promisify(execFile)(process.execPath, [DUBAN, 'setup', ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, out: error.stdout, err: error.stderr }),
  );
}

test('duban setup makes the first jurisdiction once; its administrator builds the rest on the pages', async () => {
  // The command line lives by the database's own time.
  const { deps, api } = await open(Date.now());
  const args = ['--name', '新设区', '--code', '131002', '--office', '新设区司法局', '--login', 'guanliyuan'];
  const wrong = await setup(deps.url, [...args.slice(0, 3), '1310', ...args.slice(4)]);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('行政区划代码')]);
  const made = await setup(deps.url, args);
  expect(made.code).toBe(0);
  const password = /密码：(\S+)/.exec(made.out)?.[1] ?? '';
  const again = await setup(deps.url, args);
  expect([again.code, again.out, again.err]).toEqual([2, '', expect.stringContaining('已有辖区“新设区”')]);

  const administrator = await Client.login(api, 'guanliyuan', password);
  expect((await administrator.get('/api/me')).body).toMatchObject({
    jurisdiction: { name: '新设区' },
    posts: [{ role: 'administrator', unitName: '新设区司法局' }],
    pages: ['home', 'standIns', 'channels', 'calendar', 'administration'],
  });
  // What is needed to work: the leaders' unit, a business unit, posts and people.
  const units = await administrator.post('/api/administration/units', {
    units: [{ name: '新设区人民政府' }, { name: '新设区财政局', aliases: [{ alias: '区财政局' }] }],
  });
  expect(units.body.unitIds.length).toBe(2);
  const before = (await administrator.get('/api/administration')).body;
  const clerkPost = before.posts.find((post: { role: string }) => post.role === 'officeClerk');
  const person = (await administrator.post('/api/administration/people', { name: '督办专员', login: 'duban1' })).body;
  await administrator.post('/api/administration/holdings', {
    postId: clerkPost.id,
    personId: person.personId,
    kind: 'holder',
    fromOn: '2026-03-02',
  });
  const clerk = await Client.login(api, 'duban1', person.password);
  const plan = await clerk.post('/api/plans', { year: 2026, title: '第一份要点' });
  expect(plan.status).toBe(200);
  expect((await clerk.get('/api/administration')).status).toBe(403);
}, 60_000);

describe('units, posts, people and holdings', () => {
  let api: Api;
  let sample: SampleJurisdiction;
  let administrator: Client;
  const read = async () => (await administrator.get('/api/administration')).body;
  beforeAll(async () => {
    const made = await open(instantOf('2026-03-02', 10));
    api = made.api;
    sample = await sampleWithLogins(made.deps);
    administrator = await Client.login(api, 'guanli');
  });

  test('a unit is renamed from a day, and its former name is still read in a file', async () => {
    const [jia] = sample.units;
    const renamed = await administrator.post(`/api/administration/units/${jia?.unitId}/name`, {
      name: '甲发展局',
      fromOn: '2026-03-01',
    });
    expect(renamed.status).toBe(200);
    const unit = (await read()).units.find((each: { id: string }) => each.id === jia?.unitId);
    expect(unit).toMatchObject({
      name: '甲发展局',
      names: [
        { name: '甲发展局', fromOn: '2026-03-01', toOn: null },
        { name: '甲局', fromOn: '2020-01-01', toOn: '2026-02-28' },
      ],
    });
    const clerk = await Client.login(api, 'bangongshi');
    const file = Buffer.from('序号,工作任务,牵头单位,完成时限\n1,开展评查,甲局,6月底前\n');
    const { importId } = (await clerk.uploadTo('/api/imports?year=2026', 'a.csv', file)).body;
    const [row] = (await clerk.get(`/api/imports/${importId}`)).body.rows;
    expect([row.shares[0].unitId, row.lacks]).toEqual([jia?.unitId, []]);
    const future = { name: '乙新局', fromOn: '2026-09-01' };
    expect((await administrator.post(`/api/administration/units/${sample.units[1]?.unitId}/name`, future)).body.code).toBe(
      'UNIT.DAY_IN_FUTURE',
    );
  });

  test('a merged unit’s names are its successor’s, and nothing more is done with it', async () => {
    const [, yi, bing] = sample.units;
    const url = `/api/administration/units/${bing?.unitId}`;
    expect((await administrator.post(`${url}/merger`, { successorId: bing?.unitId, onDay: '2026-03-01' })).body.code).toBe(
      'UNIT.INTO_ITSELF',
    );
    const merged = await administrator.post(`${url}/merger`, { successorId: yi?.unitId, onDay: '2026-03-01' });
    expect(merged.body).toEqual({ shares: 0, papers: 0, problems: 0 });
    const units = (await read()).units as { id: string; aliases: string[]; successorName: string; actions: string[] }[];
    expect(units.find((each) => each.id === yi?.unitId)?.aliases).toEqual(['丙局']);
    expect(units.find((each) => each.id === bing?.unitId)).toMatchObject({ successorName: '乙局', actions: [] });
    expect((await administrator.post(`${url}/aliases`, { alias: '丙' })).body.code).toBe('UNIT.MERGED');
  });

  test('who holds a post is dated: no two holders, a delegate has an end, and the change counts at once', async () => {
    const person = (await administrator.post('/api/administration/people', { name: '接任者', login: 'jieren' })).body;
    const postId = sample.units[0]?.liaison.postId;
    const wanted = { postId, personId: person.personId, kind: 'holder', fromOn: '2026-03-02' };
    expect((await administrator.post('/api/administration/holdings', wanted)).body.code).toBe('HOLDING.POST_TAKEN');
    expect((await administrator.post('/api/administration/holdings', { ...wanted, kind: 'delegate' })).body.code).toBe(
      'HOLDING.END_MISSING',
    );
    const post = (await read()).posts.find((each: { id: string }) => each.id === postId);
    const end = await administrator.post(`/api/administration/holdings/${post.holdings[0].id}/end`, { toOn: '2026-03-01' });
    expect(end.status).toBe(200);
    expect((await administrator.post('/api/administration/holdings', wanted)).status).toBe(200);
    const successor = await Client.login(api, 'jieren', person.password);
    expect((await successor.get('/api/me')).body.posts).toMatchObject([{ role: 'liaison', unitName: '甲发展局' }]);
    const former = await Client.login(api, 'lianluo1');
    expect((await former.get('/api/me')).body.posts).toEqual([]);
  });

  test('a password is reset, shown once and again for the same deed, and the old sessions end', async () => {
    const target = await Client.login(api, 'lianluo2');
    const url = `/api/administration/people/${sample.units[1]?.liaison.personId}/password`;
    const key = { 'idempotency-key': 'the-same-deed-1' };
    const reset = await administrator.send('POST', url, {}, key);
    expect((await target.get('/api/me')).status).toBe(401);
    expect((await administrator.send('POST', url, {}, key)).body).toEqual(reset.body);
    const back = await Client.login(api, 'lianluo2', reset.body.password);
    expect((await back.send('POST', '/api/me/password', { old: 'x', wanted: 'long-enough-1' })).body.code).toBe(
      'PASSWORD.WRONG_OLD',
    );
    expect((await back.send('POST', '/api/me/password', { old: reset.body.password, wanted: 'short1' })).body.code).toBe(
      'PASSWORD.TOO_SHORT',
    );
    const chosen = await back.send('POST', '/api/me/password', { old: reset.body.password, wanted: 'long-enough-1' });
    expect([chosen.status, (await back.get('/api/me')).status]).toEqual([200, 200]);
    await Client.login(api, 'lianluo2', 'long-enough-1');
  });

  test('nobody but the administrator may, and the last administrator cannot go', async () => {
    for (const login of ['bangongshi', 'zhuyao', 'shenji', 'fuze1']) {
      const other = await Client.login(api, login, TEST_PASSWORD);
      expect((await other.get('/api/administration')).status).toBe(403);
      expect((await other.post('/api/administration/people', { name: 'x', login: 'xxxx' })).status).toBe(403);
      expect((await other.post(`/api/administration/people/${sample.administrator.personId}/password`)).status).toBe(404);
    }
    const own = `/api/administration/people/${sample.administrator.personId}`;
    expect((await administrator.post(`${own}/disabling`, { isDisabled: true })).body.code).toBe('PERSON.LAST_ADMINISTRATOR');
    const mine = (await read()).people.find((each: { login: string }) => each.login === 'guanli');
    expect(mine.actions).toEqual(['change', 'resetPassword']);
    expect((await administrator.post('/api/administration/people', { name: 'x', login: 'guanli' })).body.code).toBe(
      'PERSON.LOGIN_TAKEN',
    );
    expect(
      (
        await administrator.post('/api/administration/posts', {
          unitId: sample.units[0]?.unitId,
          role: 'officeClerk',
          title: '冒名专员',
        })
      ).body.code,
    ).toBe('POST.OFFICE_ONLY');
  });
});
