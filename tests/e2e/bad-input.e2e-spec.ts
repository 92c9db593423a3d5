import type { Api } from '@duban/api';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, draftSamplePlan, issueThroughApi, openSampleApi } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let liaison: Client;
let assignment: string;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  const plan = await draftSamplePlan(deps, sample);
  await issueThroughApi(api, plan);
  liaison = await Client.login(api, 'lianluo1');
  const task = (await liaison.get(`/api/plans/${plan}`)).body.points[0].tasks[0].id;
  assignment = (await liaison.get(`/api/tasks/${task}`)).body.shares[0].id;
});
afterAll(() => closeSampleApi(api, deps));

test('a wrong body is 400 with each field by its path, its Chinese name and what is wrong', async () => {
  const answer = await liaison.post(`/api/assignments/${assignment}/extension`, { untilOn: '2026-02-30', extra: 1 });
  expect([answer.status, answer.headers['content-type'], answer.body.code]).toEqual([
    400,
    'application/problem+json; charset=utf-8',
    'COMMAND.WRONG_BODY',
  ]);
  expect(answer.body.faults).toEqual(
    expect.arrayContaining([
      { path: 'extra', label: 'extra', message: '没有这一项' },
      { path: 'untilOn', label: '申请延至日期', message: '应为日期，如2026-06-30' },
      expect.objectContaining({ path: 'reason', label: '延期理由' }),
    ]),
  );
  const nested = await liaison.post(`/api/assignments/${assignment}/progress`, {
    text: '有数据',
    figures: [{ name: '案卷', kind: 'count', unit: '件', value: '三十' }],
  });
  expect(nested.body.faults).toEqual([{ path: 'figures.0.value', label: '数值', message: '应为数字' }]);
});

test.each([
  ['an unknown id', '/api/tasks/0197d000-0000-7000-8000-00000000abcd', 'TASK.UNKNOWN'],
  ['what cannot be an id', '/api/tasks/1', 'ACCESS.UNKNOWN'],
  ['an address that is not there', '/api/nothing', 'ROUTE.UNKNOWN'],
])('%s is 404', async (_, url, code) => {
  const answer = await liaison.get(url);
  expect([answer.status, answer.body.code]).toEqual([404, code]);
});

test('a wrong state is 409 and says the state', async () => {
  const answer = await liaison.post(`/api/assignments/${assignment}/completion`, { text: '还没有签收就办结' });
  expect([answer.status, answer.body.code, answer.body.params.state]).toEqual([409, 'ASSIGNMENT.WRONG_STATE', 'assigned']);
  expect(answer.body.detail).toBe('该任务目前为“待签收”状态，不能进行此项操作。');
});

test('a write without a key is 400, and a key with another body is 422', async () => {
  const without = await liaison.send('POST', `/api/assignments/${assignment}/receipt`, {});
  expect([without.status, without.body.code]).toEqual([400, 'COMMAND.KEY_MISSING']);
  const key = { 'idempotency-key': 'one-key-for-two' };
  await liaison.post(`/api/assignments/${assignment}/progress`, { text: '第一份' }, key);
  const other = await liaison.post(`/api/assignments/${assignment}/progress`, { text: '第二份' }, key);
  expect([other.status, other.body.code]).toEqual([422, 'COMMAND.KEY_REUSED']);
});

test('what is no JSON, and a page position that is not ours, are told as such', async () => {
  const broken = await liaison.send('POST', `/api/assignments/${assignment}/progress`, Buffer.from('{"text":'), {
    'content-type': 'application/json',
    'idempotency-key': 'broken-json-key',
  });
  expect([broken.status, broken.body.code]).toEqual([400, 'REQUEST.WRONG']);
  const cursor = await liaison.get('/api/ledger?after=nonsense');
  expect([cursor.status, cursor.body.code]).toEqual([400, 'LIST.WRONG_CURSOR']);
});

test('the ledger pages by key: each task once, in the order of the text', async () => {
  const first = (await liaison.get('/api/ledger?limit=1')).body;
  const second = (await liaison.get(`/api/ledger?limit=1&after=${first.next}`)).body;
  expect([first, second].map((page) => page.items.map((item: { title: string }) => item.title))).toEqual([
    ['开展行政执法案卷评查'],
    ['全面落实行政执法公示制度'],
  ]);
  expect(second.next).toBeNull();
  expect((await liaison.get('/api/ledger?text=公示')).body.items).toHaveLength(1);
});

describe('files', () => {
  const zip = (name: string) => storedZip(name, 'x');

  test.each([
    ['a page called text', '证明.txt', Buffer.from('<!doctype html><script>alert(1)</script>'), 'FILE.ACTIVE_TYPE'],
    ['a page by its name', '证明.html', Buffer.from('只是文字'), 'FILE.ACTIVE_TYPE'],
    ['an svg', 'x.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'FILE.ACTIVE_TYPE'],
    ['a script behind a path', '..\\..\\app.js', Buffer.from('process.exit()'), 'FILE.ACTIVE_TYPE'],
    ['a zip that points outside', 'a.docx', zip('../../x'), 'FILE.UNSAFE_ARCHIVE'],
    ['a zip that points outside with back strokes', 'a.zip', zip('..\\..\\x'), 'FILE.UNSAFE_ARCHIVE'],
    ['a program', 'a.dat', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'FILE.ACTIVE_TYPE'],
    ['nothing', '空.txt', Buffer.alloc(0), 'FILE.EMPTY'],
    ['bytes that are nothing known', 'a.bin', Buffer.from([0, 1, 2, 3, 255, 254]), 'FILE.UNKNOWN_TYPE'],
  ])('%s is refused (S45)', async (_, name, content, code) => {
    const answer = await liaison.upload(name, content, 'text/plain');
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });

  test('the name is the same by browser, by an old client and by filename* (S30), and is never a path', async () => {
    const name = '关于报送法治政府建设情况的报告（终稿）.txt';
    const latin1 = Buffer.from(name, 'utf8').toString('latin1');
    expect((await liaison.upload(name, Buffer.from('一'))).body.fileName).toBe(name);
    expect((await liaison.upload(latin1, Buffer.from('二'))).body.fileName).toBe(name);
    const starred = await uploadWith(`filename*=UTF-8''${encodeURIComponent(name)}`);
    expect(starred.body.fileName).toBe(name);
    expect((await liaison.upload('..\\..\\说明.txt', Buffer.from('三'))).body.fileName).toBe('说明.txt');
    const long = `${'长'.repeat(300)}.txt`;
    const kept = (await liaison.upload(long, Buffer.from('四'))).body.fileName as string;
    expect([kept.length, kept.endsWith('长.txt')]).toEqual([200, true]);
  });

  test('a file above the limit is 413, and nothing of it is kept', async () => {
    const answer = await liaison.upload('大.txt', Buffer.alloc(50 * 1024 * 1024 + 1, 'a'));
    expect([answer.status, answer.body.code]).toEqual([413, 'FILE.TOO_LARGE']);
  });

  function uploadWith(nameField: string) {
    const boundary = 'star';
    const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; ${nameField}\r\n\r\n五\r\n--${boundary}--\r\n`;
    return liaison.send('POST', '/api/files', Buffer.from(payload), {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'idempotency-key': 'upload-with-star',
    });
  }
});

describe('an import', () => {
  test('of what is no plan keeps nothing and says why; a plan becomes a draft, once', async () => {
    const clerk = await Client.login(api, 'bangongshi');
    const send = (name: string, text: string, key: string) => {
      const boundary = 'import';
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
      return clerk.send('POST', '/api/imports?year=2026', Buffer.from(`${head}${text}\r\n--${boundary}--\r\n`), {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'idempotency-key': key,
      });
    };
    const wrong = await send('通知.txt', '关于放假的通知\n\n各单位：\n　　请做好值班。', 'import-wrong-file');
    expect([wrong.status, wrong.body.code]).toEqual([400, 'DOCUMENT.NO_PLAN_PART']);
    expect(await deps.database.query('select 1 from import_batch')).toEqual([]);
    const text = [
      '示例区2026年法治政府建设工作要点',
      '',
      '一、提升行政执法水平',
      '（一）规范执法。开展案卷评查。（牵头单位：甲局；配合单位：乙局；6月底前完成）',
      '（二）公示执法信息。（丙局负责，长期坚持）',
    ].join('\n');
    const kept = await send('要点.txt', text, 'import-plan-1');
    expect([kept.status, kept.body.isKnown]).toEqual([200, false]);
    expect((await send('要点.txt', text, 'import-plan-2')).body).toEqual({ importId: kept.body.importId, isKnown: true });
    const read = (await clerk.get(`/api/imports/${kept.body.importId}`)).body;
    expect(read.rows.map((row: { deadline: { kind: string } }) => row.deadline.kind)).toEqual(['date', 'longTerm']);
    const confirmed = await clerk.post(`/api/imports/${kept.body.importId}/confirmation`, { title: read.title });
    expect([confirmed.status, confirmed.body.added]).toEqual([200, 2]);
    const drafted = (await clerk.get(`/api/plans/${confirmed.body.planId}`)).body;
    const shares = drafted.points.flatMap((point: { tasks: { shares: object[] }[] }) =>
      point.tasks.flatMap((task) => task.shares),
    );
    expect([drafted.tasks, shares.length]).toEqual([2, 3]);
    const twice = await clerk.post(`/api/imports/${kept.body.importId}/confirmation`, { title: read.title });
    expect([twice.status, twice.body.code]).toEqual([409, 'IMPORT.ALREADY_CONFIRMED']);
  });
});

/** A zip with one stored entry, whatever its name. */
function storedZip(name: string, text: string): Buffer {
  const nameBytes = Buffer.from(name);
  const data = Buffer.from(text);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(nameBytes.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(data.length, 24);
  entry.writeUInt16LE(nameBytes.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + nameBytes.length, 12);
  end.writeUInt32LE(local.length + nameBytes.length + data.length, 16);
  return Buffer.concat([local, nameBytes, data, entry, nameBytes, end]);
}
