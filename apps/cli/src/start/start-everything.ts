import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseClock, folderFileStore, machineClock } from '@duban/application';
import {
  canListen,
  connectDatabase,
  ensureApplicationLogin,
  migrate,
  startEmbeddedPostgres,
  startKeptProcess,
  type KeptProcess,
} from '@duban/database';
import { openTemporalServer } from '@duban/temporal';
import { BadInput } from '../bad-input';
import { noteRunning } from '../running-system';
import { loadSample, SAMPLE_LOGINS, SAMPLE_PASSWORD } from './sample-data';

export interface StartSettings {
  readonly dataFolder: string;
  readonly port: number;
  readonly say: (sentence: string) => void;
}

interface Running {
  readonly name: string;
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * PostgreSQL, Temporal, the migrations, the sample, the worker and the API with its pages, in this order; on Ctrl-C or
 * SIGTERM, or when one of them ends by itself, all of them are stopped in the reverse order.
 * @returns the exit code: 0 after an asked stop, 1 when a part ended by itself
 */
export async function startEverything(settings: StartSettings): Promise<number> {
  const { dataFolder, port, say } = settings;
  if (!(await canListen(port))) throw new BadInput(`端口${port}已被占用：请关闭占用它的程序，或用 --port 另选一个端口。`);
  const running: Running[] = [];
  // The servers are processes of their own that nothing here waits for: without this, Node would think there is nothing to do.
  const alive = setInterval(() => undefined, 60_000);
  const asked = new Promise<'asked'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve('asked'));
  });
  try {
    await mkdir(dataFolder, { recursive: true });
    const secrets = await readSecrets(join(dataFolder, 'secrets.json'));
    const postgres = await startEmbeddedPostgres({ dataFolder: join(dataFolder, 'postgres'), onProgress: say });
    running.push({ name: '数据库', exited: postgres.exited, stop: () => postgres.stop() });
    const temporal = await openTemporalServer({ dbFile: join(dataFolder, 'temporal.db'), onProgress: say });
    running.push({ name: 'Temporal', exited: temporal.exited, stop: () => temporal.stop() });
    const files = join(dataFolder, 'files');
    const serviceUrl = await prepareDatabase(postgres.url, secrets.databasePassword, files, say);

    const env = {
      ...process.env,
      TZ: 'UTC',
      DUBAN_DATABASE_URL: serviceUrl,
      DUBAN_FILES: files,
      DUBAN_SECRET: secrets.signing,
      DUBAN_PORT: String(port),
      DUBAN_WEB: join(APPS, 'web', 'dist'),
      DUBAN_TEMPORAL_ADDRESS: temporal.address,
      DUBAN_ANCHORS: join(dataFolder, 'anchors'),
    };
    for (const [name, app] of [
      ['工作进程', 'worker'],
      ['接口服务', 'api'],
    ] as const) {
      say(`正在启动${name}……`);
      const part = await startApp(app, env, join(dataFolder, `${app}.log`));
      running.push({ name, exited: part.exited, stop: () => part.stop(STOP_GRACE_MS) });
    }
    const forget = await noteRunning(dataFolder, {
      databaseUrl: serviceUrl,
      temporalAddress: temporal.address,
      files,
      anchors: env.DUBAN_ANCHORS,
    });
    running.push({ name: '', exited: new Promise(() => undefined), stop: forget });
    await answers(`http://127.0.0.1:${port}/api/health`, running);
    welcome(say, port, dataFolder);
    const end = await Promise.race([asked, ...running.map((part) => part.exited.then(() => part.name))]);
    if (end === 'asked') say('正在停止……');
    else say(`${end}自己停止了，正在停止其余部分。日志在 ${dataFolder}。`);
    return end === 'asked' ? 0 : 1;
  } finally {
    for (const part of running.reverse()) await part.stop();
    clearInterval(alive);
    say('已停止。再次执行 npm start 会从停止的地方继续。');
  }
}

/** This file is apps/cli/dist/start/…: the other apps lie beside cli. */
const APPS = join(__dirname, '..', '..', '..');

/** Above the worker's own grace (30 s) and force (40 s) times. */
const STOP_GRACE_MS = 45_000;

const startApp = (app: 'worker' | 'api', env: NodeJS.ProcessEnv, logFile: string): Promise<KeptProcess> =>
  startKeptProcess({
    command: process.execPath,
    args: [join(APPS, app, 'dist', 'main.js')],
    env,
    logFile,
    stopSignal: 'TERM',
  });

async function prepareDatabase(
  ownerUrl: string,
  password: string,
  files: string,
  say: (sentence: string) => void,
): Promise<string> {
  const database = await connectDatabase({ url: ownerUrl, poolSize: 4 });
  try {
    const applied = await migrate(database);
    if (applied.length > 0) say(`已更新数据库结构（${applied.length}步）。`);
    const deps = { database, clock: databaseClock, machine: machineClock, files: folderFileStore(files) };
    if ((await loadSample(deps)) === 'loaded') say('已装入示例辖区。');
    return await ensureApplicationLogin(database, ownerUrl, password);
  } finally {
    await database.destroy();
  }
}

interface Secrets {
  readonly databasePassword: string;
  readonly signing: string;
}

/** Made once for each data folder; only its owner may read them. */
async function readSecrets(path: string): Promise<Secrets> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const fresh: Secrets = { databasePassword: randomBytes(24).toString('base64url'), signing: randomBytes(32).toString('hex') };
  await writeFile(path, JSON.stringify(fresh), { mode: 0o600 });
  return fresh;
}

const LONGEST_START_MS = 60_000;
const LOOK_AGAIN_MS = 100;

async function answers(address: string, running: readonly Running[]): Promise<void> {
  let ended: string | null = null;
  for (const part of running) void part.exited.then(() => (ended ??= part.name));
  for (const began = Date.now(); Date.now() - began < LONGEST_START_MS;) {
    if (ended !== null) throw new BadInput(`${String(ended)}没有启动起来，请查看数据文件夹中的日志。`);
    const up = await fetch(address).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  throw new BadInput('接口服务在一分钟内没有应答，请查看数据文件夹中的日志。');
}

function welcome(say: (sentence: string) => void, port: number, dataFolder: string): void {
  say('');
  say(`督办已启动：http://127.0.0.1:${port}`);
  say(`示例账号（密码都是 ${SAMPLE_PASSWORD}）：`);
  for (const { login, who } of SAMPLE_LOGINS) say(`  ${login.padEnd(12)}${who}`);
  say(`数据文件夹：${dataFolder}`);
  say('按 Ctrl-C 停止。');
}
