import type { Api } from '@duban/api';
import { delegatePost, actorOn, readRoster, runCommand } from '@duban/application';
import { withTransaction } from '@duban/database';
import { instantOf } from '@duban/domain';
import type { SampleJurisdiction } from '@duban/sample';
import { sampleWithLogins, startTestApi, TEST_PASSWORD } from '../support/api';
import { openTestDeps, type TestDeps } from '../support/database';

/*
 * The stream as a browser has it: over a socket, with the session's cookie.
 */
let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let base: string;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-07-01', 9));
  sample = await sampleWithLogins(deps);
  api = await startTestApi(deps);
  base = `http://127.0.0.1:${await api.listen(0)}`;
});
afterAll(async () => {
  await api?.close();
  await deps?.close();
});

const login = async (name: string): Promise<string> => {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: name, password: TEST_PASSWORD }),
  });
  return String(answer.headers.get('set-cookie')).split(';')[0] ?? '';
};

interface Stream {
  /** Reads until an event of this name has come; gives its data. */
  until(event: string): Promise<string>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

async function open(cookie: string): Promise<Stream> {
  const stop = new AbortController();
  const response = await fetch(`${base}/api/inbox/stream`, { headers: { cookie }, signal: stop.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('no body');
  let text = '';
  let wake: () => void = () => undefined;
  let over = false;
  const ended = (async () => {
    for (;;) {
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
      if (value !== undefined) text += value;
      over ||= done;
      wake();
      if (done) return;
    }
  })();
  return {
    ended,
    close: () => stop.abort(),
    async until(event) {
      for (;;) {
        const found = new RegExp(`event: ${event}\\ndata: (.*)\\n\\n`).exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return found[1] ?? '';
        }
        if (over) throw new Error(`the stream ended before ${event}: ${text}`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

/** Something that tells 甲局's head: a delegation to them. */
async function tellHead(days: string): Promise<void> {
  const principal = sample.leaders.deputies[0];
  const receiver = sample.units[0]?.head;
  if (!principal || !receiver) throw new Error('no people');
  const roster = await withTransaction(deps.database, (tx) => readRoster(tx, sample.jurisdictionId));
  const actor = actorOn(roster, sample.jurisdictionId, principal.personId, '2026-07-01');
  const { postId } = principal;
  const decision = await runCommand(deps, { actor, route: 'test', key: null, body: null }, (act) =>
    delegatePost(act, { postId, personId: receiver.personId, fromOn: days, toOn: days, reason: '' }),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
}

test('a stream says at once how things stand, and a notice reaches its receiver’s stream and nobody else’s', async () => {
  const mine = await open(await login('fuze1'));
  const other = await open(await login('fuze2'));
  expect(JSON.parse(await mine.until('notices'))).toEqual({ unread: 0, latest: null });
  expect(JSON.parse(await other.until('notices'))).toEqual({ unread: 0, latest: null });
  await tellHead('2026-07-02');
  expect(JSON.parse(await mine.until('notices'))).toMatchObject({ unread: 1, latest: expect.any(String) });
  let told = false;
  void other.until('notices').then(
    () => (told = true),
    () => undefined, // closed below with nothing told
  );
  await tellHead('2026-07-03');
  expect(JSON.parse(await mine.until('notices'))).toMatchObject({ unread: 2 });
  expect(told).toBe(false);
  mine.close();
  other.close();
}, 30_000);

test('a stream that was cut is told on its return what it has missed', async () => {
  const cookie = await login('fuze1');
  const first = await open(cookie);
  await first.until('notices');
  first.close();
  await first.ended;
  await tellHead('2026-07-04');
  const again = await open(cookie);
  expect(JSON.parse(await again.until('notices'))).toMatchObject({ unread: 3 });
  again.close();
}, 30_000);

test('without a session there is no stream, and of too many for one session the oldest gives way', async () => {
  const stranger = await fetch(`${base}/api/inbox/stream`);
  expect(stranger.status).toBe(401);
  await stranger.body?.cancel();
  const cookie = await login('fuze2');
  const streams: Stream[] = [];
  for (let n = 0; n < 5; n++) streams.push(await open(cookie));
  const [oldest, ...rest] = streams;
  expect(await oldest?.until('replaced')).toBe('{}');
  await oldest?.ended;
  for (const stream of rest) stream.close();
}, 30_000);

test('closing the service ends every stream', async () => {
  const stream = await open(await login('zhuyao'));
  await stream.until('notices');
  await api.close();
  await stream.ended;
  api = await startTestApi(deps);
}, 30_000);
