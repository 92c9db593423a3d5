import { freePort, ServerUnavailable, startKeptProcess } from '@duban/database';
import { connect } from 'node:net';
import { prepareTimeServer } from './time-server-program';

export interface TimeSkippingServerOptions {
  /** The instant at which the server's clock starts, in milliseconds since 1970. */
  startMs: number;
  onProgress: (sentence: string) => void;
}

export interface TimeSkippingServer {
  readonly address: string;
  readonly pid: number;
  readonly exited: Promise<number>;
  /** May be called any number of times. */
  stop(): Promise<void>;
}

/** The server lives for one rehearsal or one test file, so it starts fast rather than runs fastest. */
const javaFlags = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx1g', '-Duser.timezone=UTC'];

/**
 * Starts Temporal's time-skipping server at the instant. All it knows is in memory and ends with it, and it ends with this process.
 * @throws ServerUnavailable with one Chinese sentence on what to do.
 */
export async function startTimeSkippingServer(options: TimeSkippingServerOptions): Promise<TimeSkippingServer> {
  if (!Number.isSafeInteger(options.startMs)) throw new RangeError('startMs must be whole milliseconds');
  const { java, classPath } = await prepareTimeServer(options.onProgress);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = await startKeptProcess({
      command: java,
      args: [...javaFlags, '-cp', classPath, 'TimeServer', String(port), String(options.startMs)],
      stopSignal: 'TERM',
    });
    if (await listens(port, () => server.hasExited(), 60_000)) {
      return { address: `127.0.0.1:${port}`, pid: server.pid, exited: server.exited, stop: () => server.stop(5_000) };
    }
    await server.stop(2_000);
    if (attempt >= 3) {
      throw new ServerUnavailable(
        'START_FAILED',
        '推演用的时间服务器没有启动成功：请执行 java -version，确认是 17 或更新版本后重试。',
      );
    }
  }
}

async function listens(port: number, hasEnded: () => boolean, limitMs: number): Promise<boolean> {
  const giveUpAt = Date.now() + limitMs;
  while (!hasEnded() && Date.now() < giveUpAt) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      const answer = (open: boolean): void => {
        socket.destroy();
        resolve(open);
      };
      socket.once('connect', () => answer(true));
      socket.once('error', () => answer(false));
    });
    if (isOpen) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}
