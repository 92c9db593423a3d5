import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { passwordFileName, readDataFolder, releaseDataFolder } from './data-folder';
import type { KeptProcess } from './kept-process';
import { startKeptProcess } from './kept-process';
import type { PostgresBinaries } from './postgres-binaries';
import { findPostgresBinaries } from './postgres-binaries';
import { ServerUnavailable } from './server-unavailable';
import type { RunAs, UnixAccount } from './unix-account';
import { accountForCluster, runAs } from './unix-account';

const run = promisify(execFile);

export interface EmbeddedPostgresOptions {
  /** The cluster's own folder; made when it is missing, and started again as it is when it is there. */
  dataFolder: string;
  /** A free one is chosen when none is named. */
  port?: number;
  /** False only for tests: nothing is forced to the disk, so a power cut loses the cluster. */
  durable?: boolean;
  /** Told one Chinese sentence for each step that takes time. */
  onProgress: (sentence: string) => void;
}

export interface EmbeddedPostgres {
  /** Superuser's address of the database `duban`, on 127.0.0.1 with the cluster's own password. */
  readonly url: string;
  readonly port: number;
  /** Process id of the PostgreSQL server itself. */
  readonly pid: number;
  /** Resolves with the exit code when the server has ended, asked or not. */
  readonly exited: Promise<number>;
  /** Disconnects everyone, writes everything and ends. May be called any number of times. */
  stop(): Promise<void>;
}

const superuser = 'postgres';
const databaseName = 'duban';
const logFileName = 'duban-server.log';

/**
 * Starts a real PostgreSQL of its own for this process; it ends when this process ends. Encoding UTF-8, sorted by code point
 * (PostgreSQL's own C.UTF-8, so the order never changes with the operating system), zone UTC, reachable from 127.0.0.1 alone.
 * @throws ServerUnavailable with one Chinese sentence on what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.dataFolder);
  const durable = options.durable ?? true;
  const binaries = await findPostgresBinaries();
  const found = await readDataFolder(folder, binaries.major);
  const account = await accountForCluster(found.kind === 'cluster' ? found.owner : undefined);
  let password: string;
  if (found.kind === 'fresh') {
    options.onProgress('正在建立数据库文件……');
    password = await makeCluster(folder, binaries, account, durable);
  } else {
    password = found.password;
    await releaseDataFolder(folder);
  }
  const how = await runAs(account, [folder, dirname(binaries.postgres)]);
  options.onProgress('正在启动数据库……');
  const { server, port } = await startServer(folder, binaries, how, { ...options, durable, password });
  const address = (database: string): string => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  await createDatabaseOnce(address('postgres'));
  return { url: address(databaseName), port, pid: server.pid, exited: server.exited, stop: () => server.stop() };
}

/** Built beside its place and moved there when complete, so a start that is cut short leaves no half cluster. */
async function makeCluster(
  folder: string,
  binaries: PostgresBinaries,
  account: UnixAccount | undefined,
  durable: boolean,
): Promise<string> {
  await mkdir(dirname(folder), { recursive: true });
  const staging = `${folder}.new-${randomBytes(4).toString('hex')}`;
  const cluster = join(staging, 'cluster');
  const passwordFile = join(staging, passwordFileName);
  const password = randomBytes(18).toString('base64url');
  try {
    await mkdir(cluster, { recursive: true, mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account) {
      for (const path of [staging, cluster, passwordFile]) await chown(path, account.uid, account.gid);
    }
    await initialise(cluster, passwordFile, binaries, await runAs(account, [cluster, dirname(binaries.initdb)]), durable);
    await rename(passwordFile, join(cluster, passwordFileName));
    await chmod(cluster, 0o700);
    await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(cluster, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return password;
}

async function initialise(
  cluster: string,
  passwordFile: string,
  binaries: PostgresBinaries,
  how: RunAs,
  durable: boolean,
): Promise<void> {
  const [command = '', ...args] = [
    ...how.prefix,
    binaries.initdb,
    `--pgdata=${cluster}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--text-search-config=simple',
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await run(command, args, { cwd: '/', env: serverEnvironment(), ...(how.account ?? {}) });
  } catch (cause) {
    const detail = lastLines((cause as { stderr?: string }).stderr ?? String(cause), 3);
    throw new ServerUnavailable('START_FAILED', `数据库文件建立失败，请查看原因后重试：${detail}`, { cause });
  }
}

interface ServerWish {
  port?: number;
  durable: boolean;
  password: string;
  onProgress: (sentence: string) => void;
}

async function startServer(
  folder: string,
  binaries: PostgresBinaries,
  how: RunAs,
  wish: ServerWish,
): Promise<{ server: KeptProcess; port: number }> {
  const logFile = join(folder, logFileName);
  await keepLogSmall(logFile);
  for (let attempt = 1; ; attempt += 1) {
    const port = wish.port ?? (await freePort());
    if (wish.port !== undefined) await refusePortInUse(wish.port);
    const logStart = await sizeOf(logFile);
    const [command = '', ...args] = [...how.prefix, binaries.postgres, ...serverArguments(folder, port, wish.durable)];
    const server = await startKeptProcess({
      command,
      args,
      env: serverEnvironment(),
      account: how.account,
      logFile,
      stopSignal: 'INT',
    });
    if (await answers(server, port, wish)) return { server, port };
    await server.stop(5_000);
    const log = (await readFile(logFile)).subarray(logStart).toString('utf8');
    const portWasTaken = log.includes('could not bind IPv4 address');
    // Between asking for a free port and binding it another program may have taken it.
    if (portWasTaken && wish.port === undefined && attempt < 5) continue;
    if (portWasTaken) throw portInUse(port);
    throw new ServerUnavailable('START_FAILED', `数据库没有启动成功，请查看 ${logFile}：${lastLines(log, 2)}`);
  }
}

function serverArguments(folder: string, port: number, durable: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // No socket file: its folder would have to exist and be writable on every machine.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    // Compiling a plan costs more than these short statements gain.
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Messages stay in English: the start reads the server's log. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  if (process.env['TMPDIR'] !== undefined) env['TMPDIR'] = process.env['TMPDIR'];
  return env;
}

/** Waits until the server takes connections: as long as it lives, for recovery after a crash may take its time. */
async function answers(server: KeptProcess, port: number, wish: ServerWish): Promise<boolean> {
  let told = false;
  const startedAt = Date.now();
  while (!server.hasExited()) {
    const client = new Client({ host: '127.0.0.1', port, user: superuser, password: wish.password, database: 'postgres' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      await client.end();
      return true;
    } catch (error) {
      await client.end().catch(() => undefined);
      const code = (error as { code?: string }).code;
      // 57P03: starting up. Anything else than "not yet" is the answer of somebody else's server on this port.
      if (code !== 'ECONNREFUSED' && code !== 'ECONNRESET' && code !== '57P03') return false;
    }
    if (!told && Date.now() - startedAt > 3_000) {
      told = true;
      wish.onProgress('数据库正在恢复上次未写完的数据……');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

async function createDatabaseOnce(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

async function refusePortInUse(port: number): Promise<void> {
  if (!(await canListen(port))) throw portInUse(port);
}

function portInUse(port: number): ServerUnavailable {
  return new ServerUnavailable('PORT_IN_USE', `端口 ${port} 已被其他程序占用，数据库无法启动：请停止占用它的程序，或另选端口。`);
}

/** Whether a port of 127.0.0.1 is free at this moment. */
export function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** A port of 127.0.0.1 that the operating system says is free. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

async function keepLogSmall(file: string): Promise<void> {
  if ((await sizeOf(file)) > 8 * 1024 * 1024) await rename(file, `${file}.old`);
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

function lastLines(text: string, count: number): string {
  return text.trim().split('\n').slice(-count).join(' ');
}
