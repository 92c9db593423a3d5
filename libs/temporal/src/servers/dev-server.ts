import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { canListen, freePort, ServerUnavailable, startKeptProcess } from '@duban/database';
import { Connection } from '@temporalio/client';
import { findTemporalProgram, findTemporalServer } from './find-temporal';
import { registerSearchAttributes } from './search-attributes';

export interface TemporalDevServerOptions {
  /** The file with everything Temporal keeps; without it all is in memory and gone at the end. */
  dbFile?: string;
  /** A free one is chosen when none is named. */
  port?: number;
  /** Port of Temporal's own pages; without it there are none. */
  uiPort?: number;
  /** The program, where it has been found already. */
  program?: string;
  onProgress: (sentence: string) => void;
}

export interface TemporalHandle {
  /** Host and port for clients and workers; the namespace is `default`. */
  readonly address: string;
  /** Process id of the server itself; undefined for one that runs elsewhere. */
  readonly pid: number | undefined;
  /** Resolves with the exit code when the server has ended; never for one that runs elsewhere. */
  readonly exited: Promise<number>;
  /** May be called any number of times; leaves a server that runs elsewhere alone. */
  stop(): Promise<void>;
}

/**
 * The server that TEMPORAL_ADDRESS names, or a development server of our own: what `duban start` calls.
 * @throws ServerUnavailable with one Chinese sentence on what to do.
 */
export async function openTemporalServer(options: TemporalDevServerOptions): Promise<TemporalHandle> {
  const found = await findTemporalServer(options.onProgress);
  if (found.kind === 'program') return startTemporalDevServer({ ...options, program: found.path });
  options.onProgress(`正在连接 Temporal 服务器 ${found.address}……`);
  try {
    await untilReady(found.address, () => false, 20_000);
  } catch (cause) {
    throw new ServerUnavailable(
      'NO_TEMPORAL',
      `环境变量 TEMPORAL_ADDRESS 指明的服务器 ${found.address} 没有应答：请检查地址，或去掉该变量。`,
      {
        cause,
      },
    );
  }
  return { address: found.address, pid: undefined, exited: new Promise(() => undefined), stop: () => Promise.resolve() };
}

/**
 * Starts the official development server for this process and returns when it answers, its namespace exists and the search
 * attributes can be used. It ends when this process ends; started again on its file it goes on where it was.
 * @throws ServerUnavailable with one Chinese sentence on what to do.
 */
export async function startTemporalDevServer(options: TemporalDevServerOptions): Promise<TemporalHandle> {
  const program = options.program ?? (await findTemporalProgram(options.onProgress)).path;
  for (const wanted of [options.port, options.uiPort]) {
    if (wanted !== undefined && !(await canListen(wanted))) throw portInUse(wanted);
  }
  const dbFile = options.dbFile === undefined ? undefined : resolve(options.dbFile);
  if (dbFile !== undefined) await mkdir(dirname(dbFile), { recursive: true });
  options.onProgress('正在启动 Temporal 服务器……');
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const server = await startKeptProcess({
      command: program,
      args: serverArguments({ port, uiPort: options.uiPort, dbFile }),
      logFile: dbFile === undefined ? undefined : `${dbFile}.log`,
      stopSignal: 'TERM',
    });
    const address = `127.0.0.1:${port}`;
    try {
      await untilReady(address, () => server.hasExited(), 120_000);
      return { address, pid: server.pid, exited: server.exited, stop: () => server.stop(15_000) };
    } catch (cause) {
      await server.stop(5_000);
      // Between asking for a free port and binding it another program may have taken it.
      if (options.port === undefined && attempt < 3) continue;
      const where = dbFile === undefined ? '' : `请查看 ${dbFile}.log；`;
      throw new ServerUnavailable(
        'START_FAILED',
        `Temporal 服务器没有启动成功：${where}如文件损坏，可移走 ${dbFile ?? '数据文件'} 后重试。`,
        {
          cause,
        },
      );
    }
  }
}

function serverArguments(wish: { port: number; uiPort?: number; dbFile?: string }): string[] {
  return [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(wish.port),
    ...(wish.uiPort === undefined ? ['--headless'] : ['--ui-port', String(wish.uiPort)]),
    '--log-level',
    'warn',
    // Without write-ahead logging a timer fires seven times slower.
    ...(wish.dbFile === undefined
      ? []
      : ['--db-filename', wish.dbFile, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL']),
  ];
}

function portInUse(port: number): ServerUnavailable {
  return new ServerUnavailable(
    'PORT_IN_USE',
    `端口 ${port} 已被其他程序占用，Temporal 服务器无法启动：请停止占用它的程序，或另选端口。`,
  );
}

/** Returns when the namespace `default` can be used with our search attributes. */
async function untilReady(address: string, hasEnded: () => boolean, limitMs: number): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  for (;;) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: 2_000 });
      try {
        await connection.workflowService.describeNamespace({ namespace: 'default' });
        await registerSearchAttributes(connection);
        return;
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (hasEnded() || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
