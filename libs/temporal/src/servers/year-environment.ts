import { Client, Connection } from '@temporalio/client';
import type { InternalConnectionOptions } from '@temporalio/client/lib/connection';
import { InternalConnectionOptionsSymbol } from '@temporalio/client/lib/connection';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';
import { NativeConnection } from '@temporalio/worker';
import { addSearchAttributes } from './search-attributes';
import { startTimeSkippingServer } from './time-skipping-server';

export interface YearEnvironmentOptions {
  /** The instant at which time starts, in milliseconds since 1970. */
  startMs: number;
  onProgress?: (sentence: string) => void;
}

/**
 * A Temporal whose time stands still (it runs like a real clock) except inside `sleepUntil`, which skips to the next thing that is
 * due, again and again, up to its instant. Only a workflow's clock moves; an activity's does not, so instants are given to it.
 */
export interface YearEnvironment {
  readonly address: string;
  readonly namespace: 'default';
  readonly connection: Connection;
  /** A plain client: awaiting a result does not move time, so await one only when no time need pass any more. */
  readonly client: Client;
  /** For a Worker. `Runtime.install`, where it is wanted, comes before the environment is made. */
  readonly nativeConnection: NativeConnection;
  /** Lets time run on to the instant and returns when it is reached; at once when it is past. */
  sleepUntil(ms: number): Promise<void>;
  /** What the server's clock says, in milliseconds since 1970. */
  nowMs(): Promise<number>;
  /** End the workers first. May be called any number of times. */
  stop(): Promise<void>;
}

/**
 * Starts a time-skipping server at the instant and connects to it. `list`, `count`, `reset` and Schedules do not exist on it.
 * @throws ServerUnavailable with one Chinese sentence on what to do.
 */
export async function createYearEnvironment(options: YearEnvironmentOptions): Promise<YearEnvironment> {
  const server = await startTimeSkippingServer({ startMs: options.startMs, onProgress: options.onProgress ?? (() => undefined) });
  const opened: { close(): Promise<void> }[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      for (const connection of opened) await connection.close().catch(() => undefined);
      await server.stop();
    })());
  try {
    const connectionOptions: InternalConnectionOptions = {
      address: server.address,
      [InternalConnectionOptionsSymbol]: { supportsTestService: true },
    };
    const connection = await Connection.connect(connectionOptions);
    opened.push(connection);
    const nativeConnection = await NativeConnection.connect({ address: server.address });
    opened.push(nativeConnection);
    await addSearchAttributes(connection);
    const { testService } = connection;
    if (!testService) throw new Error('the connection has no test service');

    const nowMs = async (): Promise<number> => tsToMs((await testService.getCurrentTime({})).time);
    const sleepUntil = async (ms: number): Promise<void> => {
      for (let left = ms - (await nowMs()); left > 0; left = ms - (await nowMs())) {
        const duration = msToTs(left);
        // The call lasts as long as the workflows' work on the way: the usual limit of ten seconds would cut it.
        await connection.withDeadline(Date.now() + 30 * 60_000, () => testService.unlockTimeSkippingWithSleep({ duration }));
      }
    };
    const client = new Client({ connection, namespace: 'default' });
    return { address: server.address, namespace: 'default', connection, client, nativeConnection, sleepUntil, nowMs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
