import { createApi } from '@duban/api';
import { dayOfInstant } from '@duban/domain';
import { databaseClock, folderFileStore, machineClock } from '@duban/application';
import { connectDatabase } from '@duban/database';
import { connectBare, rowsOf, type BareConnection } from './bare';
import { atMostTimesSlower, percentile, timed, type Figure } from './figure';
import { HttpClient, inTurns } from './http-client';
import { approvedPlan, issue, PASSWORD, writeJurisdiction } from './issued-shares';
import { startApiProgram } from '../support/programs';
import { recordSql, replaySql, type CommandSql } from './recorded-sql';
import type { Stage } from './stage';

const UNITS = 10;
const TASKS = 1_000;
const SHARES = 3;
const WARM = 400;
const MEASURED = 2_000;
const BARE = 500;
const AT_ONCE = 16;

interface Share {
  readonly id: string;
  readonly login: string;
  readonly period: string;
}

interface Kind {
  readonly key: string;
  readonly name: string;
  readonly path: (share: Share) => string;
  readonly body: (share: Share) => object;
}

const KINDS: readonly Kind[] = [
  {
    key: 'receipts',
    name: '签收（经接口）',
    path: (share) => `/api/assignments/${share.id}/receipt`,
    body: () => ({}),
  },
  {
    key: 'progress',
    name: '填报进展并送审（经接口）',
    path: (share) => `/api/assignments/${share.id}/progress`,
    body: (share) => ({
      period: share.period,
      text: '本月组织案卷评查两次，评查案卷60宗，发现问题12个，已全部整改。',
      problems: '',
      nextSteps: '',
      figures: [{ name: '评查案卷数', kind: 'count', unit: '宗', value: '60' }],
    }),
  },
];

/**
 * (b) Accepted commands a second through HTTP, by keep-alive clients with sessions: receipts (key, locks, event, the receipt's
 * clock taken away) and progress reports that start a sign-off (and notices). Beside the same locks and writes in a bare loop.
 */
export async function measureCommands(stage: Stage): Promise<Figure[]> {
  const nowMs = Date.now();
  const seed = await stage.makeDatabase();
  const seeding = await stage.open(seed, nowMs);
  const sample = await writeJurisdiction(seeding, UNITS);
  const size = { units: UNITS, tasks: TASKS, sharesATask: SHARES, year: Number(dayOfInstant(nowMs).slice(0, 4)) };
  const plan = await approvedPlan(seeding, sample, { ...size, cycle: 'monthly' });
  await issue(seeding, plan);
  await seeding.database.query('analyze');
  await seeding.close();
  const figures: Figure[] = [];
  for (const kind of KINDS) {
    stage.tell(`${kind.name}：${MEASURED} 次`);
    figures.push(await measureKind(stage, seed, kind));
  }
  await stage.dropDatabase(seed);
  return figures;
}

async function measureKind(stage: Stage, seed: string, kind: Kind): Promise<Figure> {
  const bareRates = await measureBare(stage, seed, kind);
  const name = await stage.makeDatabase(seed);
  const shares = await sharesOf(stage.urlOf(name));
  await stage.settle();
  const { program, port } = await startApiProgram(stage.urlOf(name), stage.folder);
  const client = new HttpClient(port, AT_ONCE);
  const latencies: number[] = [];
  let wallMs = 0;
  try {
    const sessions = await logIn(shares, (login) => client.login(login, PASSWORD));
    const send = async (index: number) => {
      const share = shares[index];
      if (!share) throw new Error('too few shares');
      const took = await timed(async () => {
        const answer = await client.post(kind.path(share), kind.body(share), {
          cookie: sessions.get(share.login) ?? '',
          'idempotency-key': `bench-${share.id}`,
        });
        if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`);
      });
      if (index >= WARM) latencies.push(took);
    };
    await inTurns(WARM, AT_ONCE, send);
    wallMs = await timed(() => inTurns(MEASURED, AT_ONCE, (index) => send(WARM + index)));
  } finally {
    client.close();
    await program.stop();
    await stage.dropDatabase(name);
  }
  const rate = (MEASURED * 1000) / wallMs;
  return {
    key: kind.key,
    name: kind.name,
    value: rate,
    unit: '次/秒',
    bounds: [atMostTimesSlower('同样的锁和写入，裸循环，一个连接', rate, bareRates.one, 4)],
    more: {
      p50Ms: percentile(latencies, 0.5),
      p95Ms: percentile(latencies, 0.95),
      clients: AT_ONCE,
      barePerSecondOnSixteen: bareRates.sixteen,
      bareStatements: bareRates.statements,
    },
  };
}

/** Records the SQL of so many commands in one copy and sends it again to others: on one connection, and on as many as the clients. */
async function measureBare(
  stage: Stage,
  seed: string,
  kind: Kind,
): Promise<{ one: number; sixteen: number; statements: number }> {
  const commands = await recordCommands(stage, seed, kind);
  const rates: number[] = [];
  for (const connections of [1, AT_ONCE]) {
    const name = await stage.makeDatabase(seed);
    const clients = await Promise.all(Array.from({ length: connections }, () => connectBare(stage.urlOf(name))));
    await stage.settle();
    const warm = Math.floor(commands.length / 5);
    let next = 0;
    const run = async (until: number) =>
      Promise.all(
        clients.map(async (client) => {
          for (let command = commands[next++]; command && next <= until; command = commands[next++])
            await replaySql(client, command);
        }),
      );
    await run(warm);
    next = warm;
    const ms = await timed(() => run(commands.length));
    rates.push(((commands.length - warm) * 1000) / ms);
    for (const client of clients) await client.end();
    await stage.dropDatabase(name);
  }
  return { one: rates[0] ?? 0, sixteen: rates[1] ?? 0, statements: commands[0]?.length ?? 0 };
}

async function recordCommands(stage: Stage, seed: string, kind: Kind): Promise<CommandSql[]> {
  const name = await stage.makeDatabase(seed);
  const shares = await sharesOf(stage.urlOf(name));
  // A pool of one, so that everything passes through the connection that records.
  const database = await connectDatabase({ url: stage.urlOf(name), poolSize: 1 });
  const deps = { database, clock: databaseClock, machine: machineClock, files: folderFileStore(stage.folder) };
  const api = await createApi({ deps, secret: 'a secret that only measurements use, 32+' });
  const runner = database.createQueryRunner();
  const recorder = recordSql((await runner.connect()) as BareConnection);
  await runner.release();
  const commands: CommandSql[] = [];
  const sessions = await logIn(shares, async (login) => {
    const answer = await api.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: PASSWORD } });
    return String(answer.headers['set-cookie']).split(';')[0] ?? '';
  });
  recorder.take();
  for (const share of shares.slice(0, BARE)) {
    const answer = await api.app.inject({
      method: 'POST',
      url: kind.path(share),
      payload: kind.body(share),
      headers: { cookie: sessions.get(share.login) ?? '', 'idempotency-key': `bench-${share.id}` },
    });
    if (answer.statusCode !== 200) throw new Error(answer.payload);
    commands.push(recorder.take());
  }
  await api.close();
  await database.destroy();
  await stage.dropDatabase(name);
  return commands;
}

async function logIn(shares: readonly Share[], login: (name: string) => Promise<string>): Promise<Map<string, string>> {
  const sessions = new Map<string, string>();
  for (const name of new Set(shares.map((share) => share.login))) sessions.set(name, await login(name));
  return sessions;
}

/** Shares in turn by task, so that requests at once do not wait for one another's lock. */
async function sharesOf(url: string): Promise<readonly Share[]> {
  const client = await connectBare(url);
  try {
    return await rowsOf<Share>(
      client,
      `select a.id, p.login, (select min(o.period) from obligation o where o.assignment_id = a.id and o.kind = 'periodReport') as period
       from assignment a join post on post.unit_id = a.unit_id and post.role = 'liaison'
         join post_holding h on h.post_id = post.id join person p on p.id = h.person_id
       order by a.role, a.id limit $1`,
      [WARM + MEASURED],
    );
  } finally {
    await client.end();
  }
}
