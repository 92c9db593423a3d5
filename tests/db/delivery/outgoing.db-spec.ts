import { createHmac } from 'node:crypto';
import { accept, instantOf } from '@duban/domain';
import {
  meetObligation,
  newId,
  openObligations,
  readExceptions,
  sendInbox,
  sendOutgoing,
  settleDeliveries,
  tryChannel,
  writeChannel,
  writeChannelAddress,
} from '@duban/application';
import { NoticeItemRow, NoticeRow, DeliveryRow, withTransaction, type ObligationRow } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { DrivenMachine } from '../../support/clock/crashing';
import { openTestDeps, type TestDeps } from '../../support/database';
import { startFakeHttp, type FakeHttp } from '../../support/platforms/fake-http';
import { startFakeSmtp, type FakeSmtp } from '../../support/platforms/fake-smtp';
import { Acting } from '../../support/acting';

const START_MS = instantOf('2026-07-01', 9);

let deps: TestDeps;
let machine: DrivenMachine;
let sample: SampleJurisdiction;
let acting: Acting;
let platform: FakeHttp;
let mail: FakeSmtp;
beforeEach(async () => {
  machine = new DrivenMachine();
  const opened = await openTestDeps(START_MS);
  deps = { ...opened, machine, close: () => opened.close() };
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局'], fromOn: '2020-01-01' },
    'x',
  );
  acting = new Acting(deps, sample);
  platform = await startFakeHttp(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
  mail = await startFakeSmtp();
});
afterEach(async () => {
  await platform.close();
  await mail.close();
  await deps.close();
});

const clerk = () => sample.office.clerk.personId;
const head = () => acting.unit(0).head.personId;
const liaison = () => acting.unit(0).liaison.personId;

async function channel(kind: string, fields: Record<string, string>, addresses: Record<string, string>, perMinute?: number) {
  const { channelId } = await acting.must(clerk(), (act) =>
    writeChannel(act, {
      channelId: null,
      kind,
      name: kind,
      fields,
      active: true,
      ...(perMinute === undefined ? {} : { perMinute }),
    }),
  );
  for (const [personId, address] of Object.entries(addresses)) {
    await acting.must(clerk(), (act) => writeChannelAddress(act, { channelId, personId, address }));
  }
  return channelId;
}

/** Tells people at once, as a command does; then the inbox is delivered, and what goes out from it waits. */
async function tell(
  receivers: readonly string[],
  text = '“普法”办结，期限为2026年6月30日',
  obligation?: ObligationRow,
): Promise<void> {
  await acting.must(clerk(), (act) => {
    for (const [index, personId] of receivers.entries()) {
      act.tell({
        title: '督办提醒',
        text: index === 0 ? text : `${text}（${index}）`,
        subjectKind: 'test',
        subjectId: newId(),
        causeId: newId(),
        ...(obligation ? { obligationId: obligation.id } : {}),
        receivers: [{ personId, postId: null, path: 'holder', onBehalfOf: null }],
      });
    }
    return Promise.resolve(accept(null));
  });
  await sendInbox(deps);
}

const outgoing = () =>
  deps.database.query<
    { state: string; code: string | null; attempts: number; detail: string; nextAt: Date | null; id: string }[]
  >(
    `select id, state, platform_code as code, attempts, detail, next_at as "nextAt" from delivery where channel <> 'inbox' order by id`,
  );
const states = async () => (await outgoing()).map((row) => [row.state, row.code]);
async function pass(minutes: number): Promise<void> {
  machine.pass(minutes * 60_000);
  deps.clock.moveTo(deps.clock.ms + minutes * 60_000);
  await sendOutgoing(deps);
}

test('an e-mail says what the inbox says, logs in, and its id is the delivery’s', async () => {
  await channel(
    'email',
    {
      host: '127.0.0.1',
      port: String(mail.port),
      security: 'none',
      from: '督办系统 <duban@example.invalid>',
      user: 'duban',
      password: 'right',
    },
    { [head()]: 'fuze1@example.invalid' },
  );
  await tell([head()]);
  expect(await sendOutgoing(deps)).toEqual({ tries: 1, delivered: 1 });
  const [row] = await outgoing();
  expect(row).toMatchObject({ state: 'delivered', code: '250', attempts: 1 });
  expect(mail.logins).toEqual(['duban:right']);
  expect(mail.mails).toMatchObject([
    {
      from: 'duban@example.invalid',
      to: 'fuze1@example.invalid',
      text: '督办提醒\r\n\r\n1．“普法”办结，期限为2026年6月30日',
    },
  ]);
  expect(mail.mails[0]?.headers).toMatchObject({
    subject: '督办提醒',
    'message-id': `<${row?.id}@example.invalid>`,
    date: 'Wed, 01 Jul 2026 01:00:00 +0000',
  });
});

test('a mail server’s own code is read: 550 marks the person, 450 is tried again, silence after the last dot is not known', async () => {
  const fields = { host: '127.0.0.1', port: String(mail.port), security: 'none', from: 'duban@example.invalid' };
  await channel('email', fields, { [head()]: 'gone@example.invalid', [liaison()]: 'busy@example.invalid' });
  mail.recipients.set('gone@example.invalid', '550 5.1.1 no such user');
  mail.recipients.set('busy@example.invalid', '450 4.2.1 try again later');
  await tell([head(), liaison()]);
  await sendOutgoing(deps);
  expect((await states()).sort()).toEqual([
    ['failed', '550 5.1.1'],
    ['waiting', '450 4.2.1'],
  ]);
  const refused = await deps.database.query<object[]>(
    'select person_id as person, refused_code as code from channel_address where refused_at is not null',
  );
  expect(refused).toEqual([{ person: head(), code: '550 5.1.1' }]);
  mail.recipients.clear();
  mail.hangsUpAfterData = true;
  await pass(1);
  expect((await states()).map(([state]) => state).sort()).toEqual(['failed', 'unknown']);
  // Nothing more is prepared for an address that was refused.
  await tell([head()]);
  expect(await outgoing()).toHaveLength(2);
});

test('钉钉 answers 200 with 310000: refused for good, by its own code and signed as it documents (S40)', async () => {
  await channel(
    'dingtalkRobot',
    { url: `${platform.url}/robot/send?access_token=t`, signKey: 'SECkey' },
    { [head()]: '13800000000' },
  );
  platform.next.push({ json: { errcode: 310000, errmsg: 'sign not match' } });
  await tell([head()]);
  await sendOutgoing(deps);
  expect(await states()).toEqual([['failed', '310000']]);
  const [request] = platform.received;
  const timestamp = request?.query.get('timestamp') ?? '';
  expect(request?.query.get('access_token')).toBe('t');
  expect(request?.query.get('sign')).toBe(createHmac('sha256', 'SECkey').update(`${timestamp}\nSECkey`).digest('base64'));
  expect(request?.body).toMatchObject({ msgtype: 'text', at: { atMobiles: ['13800000000'] } });
  expect(request?.body.text.content).toContain('“普法”办结');
  // On the office's list; sent again it goes through, under the same id.
  const [failed] = await outgoing();
  const listed = async () => {
    const roster = { actor: { personId: clerk(), jurisdictionId: sample.jurisdictionId, posts: [] } };
    return withTransaction(deps.database, (tx) =>
      readExceptions(
        tx,
        { ...roster, jurisdictionId: sample.jurisdictionId, isWhole: true, seesDrafts: true, unitIds: [] },
        '2026-07-01',
      ),
    );
  };
  expect((await listed()).failedDeliveries).toMatchObject([{ deliveryId: failed?.id, platformCode: '310000', state: 'failed' }]);
  await acting.must(clerk(), (act) =>
    settleDeliveries(act, { deliveryIds: [failed?.id ?? ''], how: 'retry', reason: '已更正签名密钥' }),
  );
  await pass(1);
  expect(await states()).toEqual([['delivered', '0']]);
  expect((await listed()).failedDeliveries).toEqual([]);
});

test('飞书 refuses with a code in 200, its pace is waited for, and a robot’s lost answer is never sent twice', async () => {
  platform.usual = () => ({ json: { code: 0, msg: 'success' } });
  await channel('feishuRobot', { url: `${platform.url}/hook/1`, signKey: 'k' }, { [head()]: 'ou_1', [liaison()]: 'ou_2' });
  platform.next.push({ json: { code: 11232, msg: 'frequency limited' } }, { json: { code: 19024, msg: 'Key Words Not Found' } });
  await tell([head(), liaison()]);
  await sendOutgoing(deps);
  expect((await states()).map(([, code]) => code).sort()).toEqual(['11232', '19024']);
  const { timestamp, sign } = platform.received[0]?.body as { timestamp: string; sign: string };
  expect(sign).toBe(createHmac('sha256', `${timestamp}\nk`).update('').digest('base64'));
  await pass(1);
  expect((await states()).sort()).toEqual([
    ['delivered', '0'],
    ['failed', '19024'],
  ]);
  platform.next.push('hangUp');
  await tell([liaison()]);
  await pass(1);
  const last = (await outgoing()).at(-1);
  expect(last).toMatchObject({ state: 'unknown', attempts: 1 });
  await pass(600);
  expect(platform.received).toHaveLength(4);
});

test('企业微信 names invaliduser in 200: that person only is marked; a stale token is taken anew once (S40)', async () => {
  let tokens = 0;
  platform.usual = ({ path, query, body }) => {
    if (path.endsWith('/gettoken')) {
      tokens += 1;
      return { json: { errcode: 0, errmsg: 'ok', access_token: `token${tokens}`, expires_in: 7200 } };
    }
    if (query.get('access_token') === 'token1') return { json: { errcode: 42001, errmsg: 'access_token expired' } };
    const touser = String(body.touser);
    return { json: { errcode: 0, errmsg: 'ok', msgid: 'm1', ...(touser === 'gone' ? { invaliduser: 'gone' } : {}) } };
  };
  const channelId = await channel(
    'wecomApp',
    { apiBase: platform.url, corpId: 'ww1', agentId: '1000002', corpSecret: 's' },
    { [head()]: 'here', [liaison()]: 'gone' },
  );
  await tell([head(), liaison()]);
  await sendOutgoing(deps);
  expect((await states()).sort()).toEqual([
    ['delivered', '0'],
    ['failed', 'invaliduser'],
  ]);
  const marked = await deps.database.query<{ address: string }[]>(
    'select address from channel_address where channel_id = $1 and refused_at is not null',
    [channelId],
  );
  expect(marked).toEqual([{ address: 'gone' }]);
  const sends = platform.received.filter((each) => each.path.endsWith('/message/send'));
  expect(sends.at(-1)?.body).toMatchObject({ msgtype: 'text', agentid: 1000002, enable_duplicate_check: 1 });
});

test('a webhook is tried again under the same id, time and bytes, with the number of the try beside it (S41)', async () => {
  await channel('webhook', { url: `${platform.url}/in`, signKey: 'shared' }, {});
  platform.next.push({ status: 500 }, 'hangUp', { status: 429, headers: { 'retry-after': '600' } });
  await tell([head()]);
  await sendOutgoing(deps);
  await pass(1);
  await pass(5);
  const [waiting] = await outgoing();
  expect(waiting).toMatchObject({ state: 'waiting', code: '429', attempts: 3 });
  expect(waiting?.nextAt?.getTime()).toBe(deps.clock.ms + 15 * 60_000);
  await pass(15);
  expect(await states()).toEqual([['delivered', '200']]);
  expect(platform.received).toHaveLength(4);
  const once = (of: (request: (typeof platform.received)[number]) => unknown) => new Set(platform.received.map(of)).size;
  expect(once((request) => request.text)).toBe(1);
  expect(once((request) => request.headers['x-duban-delivery'])).toBe(1);
  expect(once((request) => request.headers['x-duban-event-time'])).toBe(1);
  expect(platform.received.map((request) => request.headers['x-duban-attempt'])).toEqual(['1', '2', '3', '4']);
  const [request] = platform.received;
  if (!request) throw new Error('nothing was received');
  const { headers, text } = request;
  const signed = `${String(headers['x-duban-delivery'])}.${String(headers['x-duban-event-time'])}.${text}`;
  expect(headers['x-duban-signature']).toBe(`sha256=${createHmac('sha256', 'shared').update(signed).digest('hex')}`);
});

test('what never gets through fails after its last try, with the last cause, and is tried no more', async () => {
  platform.usual = () => ({ status: 503 });
  await channel('webhook', { url: `${platform.url}/in`, signKey: 'shared' }, {});
  await tell([head()]);
  for (let n = 0; n < 12; n++) await pass(300);
  const [row] = await outgoing();
  expect(row).toMatchObject({ state: 'failed', code: '503', attempts: 6 });
  expect(platform.received).toHaveLength(6);
});

test('129 notices to one robot: at most 20 a minute however many send, none lost, each with a final state (S39)', async () => {
  const people = Array.from({ length: 129 }, () => newId());
  await deps.database.query(
    `insert into person (id, jurisdiction_id, name, login, password_hash)
     select id, $2, '人员' || n, 'p' || n, 'x' from unnest($1::uuid[]) with ordinality t(id, n)`,
    [people, sample.jurisdictionId],
  );
  const channelId = await channel('wecomRobot', { url: `${platform.url}/cgi-bin/webhook/send?key=k` }, {});
  await deps.database.query(
    `insert into channel_address (id, jurisdiction_id, channel_id, person_id, address)
     select gen_random_uuid(), $1, $2, id, 'u' || n from unnest($3::uuid[]) with ordinality t(id, n)`,
    [sample.jurisdictionId, channelId, people],
  );
  await tell(people);
  const perMinute: number[] = [];
  for (let minute = 0; minute < 8; minute++) {
    const before = platform.received.length;
    await Promise.all([sendOutgoing(deps), sendOutgoing(deps), sendOutgoing(deps)]);
    await sendOutgoing(deps);
    perMinute.push(platform.received.length - before);
    machine.pass(60_001);
  }
  expect(perMinute).toEqual([20, 20, 20, 20, 20, 20, 9, 0]);
  expect(new Set((await states()).map(String))).toEqual(new Set(['delivered,0']));
  expect(new Set(platform.received.map((each) => each.body.text.mentioned_list[0])).size).toBe(129);
}, 60_000);

test('what is done between the inbox and the sending is not sent (S10)', async () => {
  await channel('webhook', { url: `${platform.url}/in`, signKey: 'shared' }, {});
  const obligation = await acting.must(clerk(), async (act) => {
    const [row] = await openObligations(act, [
      {
        kind: 'completion',
        owner: { kind: 'plan', id: newId() },
        policyVersionId: sample.policyVersionId,
        calendarId: sample.calendarId,
        holderUnitId: acting.unit(0).unitId,
        due: { on: '2026-07-31' },
        dueReason: 'plan.text',
      },
    ]);
    if (!row) throw new Error('no obligation');
    return accept(row);
  });
  const noticeId = newId();
  const own = { jurisdictionId: sample.jurisdictionId, receiverId: head(), momentId: null, madeAt: new Date(START_MS) };
  await withTransaction(deps.database, async (tx) => {
    await tx.insert(NoticeRow, [{ id: noticeId, ...own, kind: 'digest', title: '督办提醒汇总', readAt: null }]);
    await tx.insert(NoticeItemRow, [
      {
        id: newId(),
        ...own,
        causeId: newId(),
        causeKind: 'firing',
        postId: null,
        path: 'holder',
        noticeId,
        subjectKind: 'obligation',
        subjectId: obligation.id,
        obligationId: obligation.id,
        text: '催办',
      },
    ]);
    await tx.insert(DeliveryRow, [
      {
        id: newId(),
        jurisdictionId: sample.jurisdictionId,
        noticeId,
        channel: 'inbox',
        state: 'waiting',
        attempts: 0,
        nextAt: new Date(START_MS),
        leasedUntil: null,
        settledAt: null,
        detail: '',
      },
    ]);
  });
  await sendInbox(deps);
  expect(await states()).toEqual([['waiting', null]]);
  await acting.must(clerk(), async (act) => accept(meetObligation(act, obligation)));
  await sendOutgoing(deps);
  expect(await states()).toEqual([['skipped', null]]);
  expect(platform.received).toEqual([]);
});

test('a sender that dies in the middle is followed under the same id, and a trial goes the same way as any notice', async () => {
  const channelId = await channel('webhook', { url: `${platform.url}/in`, signKey: 'shared' }, {});
  await acting.must(clerk(), (act) => tryChannel(act, { channelId }));
  // Leased by one that never came back.
  await deps.database.query(`update delivery set leased_until = $1, attempts = 1 where channel <> 'inbox'`, [
    new Date(machine.nowMs() + 90_000),
  ]);
  expect(await sendOutgoing(deps)).toEqual({ tries: 0, delivered: 0 });
  machine.pass(90_001);
  expect(await sendOutgoing(deps)).toEqual({ tries: 1, delivered: 1 });
  expect(platform.received[0]?.headers['x-duban-attempt']).toBe('2');
});

test('secrets go in and stay when left out; no event holds one; wrong settings are refused by name', async () => {
  const channelId = await channel('webhook', { url: `${platform.url}/in`, signKey: 'shared' }, {});
  const change = (fields: Record<string, string>, kind = 'webhook') =>
    acting.do(clerk(), (act) => writeChannel(act, { channelId, kind, name: '对接', fields, active: true }));
  expect(await change({ url: `${platform.url}/other` })).toMatchObject({ ok: true });
  const [row] = await deps.database.query<{ secret: string }[]>('select secret from channel');
  expect(row?.secret).toBe('{"signKey":"shared"}');
  const events = await deps.database.query<{ data: object }[]>(`select data from event where type like 'channel.%'`);
  expect(JSON.stringify(events)).not.toContain('shared');
  expect(await change({})).toMatchObject({ refusal: { code: 'CHANNEL.FIELD_MISSING', params: { field: 'url' } } });
  expect(await change({ url: 'file:///etc/passwd' })).toMatchObject({ refusal: { code: 'CHANNEL.FIELD_INVALID' } });
  expect(await change({ url: 'http://x', port: '1' })).toMatchObject({ refusal: { code: 'CHANNEL.FIELD_UNKNOWN' } });
  expect(
    await acting.do(head(), (act) =>
      writeChannel(act, { channelId: null, kind: 'webhook', name: 'x', fields: {}, active: true }),
    ),
  ).toMatchObject({ refusal: { code: 'CHANNEL.OFFICE_ONLY' } });
});

test('everybody writes the own address, nobody another’s but the office, and none that would break a header', async () => {
  const fields = { host: '127.0.0.1', port: String(mail.port), security: 'none', from: 'duban@example.invalid' };
  const channelId = await channel('email', fields, {});
  const write = (by: string, personId: string, address: string) =>
    acting.do(by, (act) => writeChannelAddress(act, { channelId, personId, address }));
  expect(await write(head(), head(), 'fuze1@example.invalid')).toEqual({ ok: true, value: null });
  expect(await write(head(), liaison(), 'x@example.invalid')).toMatchObject({ refusal: { code: 'CHANNEL.UNKNOWN' } });
  expect(await write(head(), head(), 'a@b\r\nBcc: c@d')).toMatchObject({ refusal: { code: 'CHANNEL.ADDRESS_INVALID' } });
  expect(await write(head(), head(), '')).toEqual({ ok: true, value: null });
  expect(await deps.database.query('select 1 from channel_address')).toEqual([]);
});
