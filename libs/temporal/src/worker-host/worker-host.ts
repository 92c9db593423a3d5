import { closeMoments, isQuiet, sendInbox, type Deps } from '@duban/application';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { ownerClockActivities } from '../activities/owner-clock-activities';
import { relayOutbox } from '../relay/outbox-relay';
import type { ClockRunSettings } from '../relay/start-or-signal';
import { activityLog, type ActivityTry } from './activity-log';
import { startLoop, type LoopReport, type LoopSettings, type RepeatingLoop } from './repeating-loop';

/** A server to connect to, or connections that the caller keeps and closes (a demo's, a test's). */
export type TemporalAccess =
  | { readonly address: string; readonly namespace?: string }
  | { readonly client: Client; readonly nativeConnection: NativeConnection };

export interface WorkerHostSettings {
  readonly temporal: TemporalAccess;
  readonly taskQueue: string;
  readonly workflowBundle: WorkflowBundleOption;
  /** False on the time-skipping server, which has no list; then nothing that needs one is done. */
  readonly canList: boolean;
  /** Off where the server has not registered them. */
  readonly searchAttributes: boolean;
  /** The floor of every loop over PostgreSQL. Default 200. */
  readonly pollMs?: number;
  readonly onActivity?: (tried: ActivityTry) => void;
  /** A pass of a loop that failed; it is done again after a growing pause. */
  readonly onError: (loop: string, error: unknown, failuresInARow: number) => void;
}

export interface HostReport {
  /** The Temporal worker's own word: RUNNING, DRAINING, STOPPED, FAILED … */
  readonly worker: string;
  readonly loops: readonly LoopReport[];
}

export interface WorkerHost {
  report(): HostReport;
  /** By the rows: nothing is left to do up to this instant of `BusinessClock`. */
  isQuiet(nowMs: number): Promise<boolean>;
  /** Has every loop pass at once. */
  wake(): void;
  /** Rejects when the Temporal worker ends by an error; the process should end too. Resolves after `stop`. */
  readonly ended: Promise<void>;
  /** Takes no new work, lets what runs end, then closes what this host opened. The database is the caller's, and closes later. */
  stop(): Promise<void>;
}

// Three numbers that belong together: activities get 30 s to end, 40 s after the order everything is cut, and the container's
// stop period (docker/) is 60 s.
const SHUTDOWN_GRACE = '30 seconds';
const SHUTDOWN_FORCE = '40 seconds';
const POLL_MS = 200;
/** 0.34 MB a cached run. */
const MOST_CACHED_RUNS = 1_000;

/** Hosts the Temporal worker and the loops over PostgreSQL in this process. */
export async function startWorkerHost(deps: Deps, settings: WorkerHostSettings): Promise<WorkerHost> {
  const { client, nativeConnection, close } = await openTemporal(settings.temporal);
  try {
    const worker = await Worker.create({
      connection: nativeConnection,
      namespace: client.options.namespace,
      taskQueue: settings.taskQueue,
      workflowBundle: settings.workflowBundle,
      activities: ownerClockActivities(deps),
      maxCachedWorkflows: MOST_CACHED_RUNS,
      shutdownGraceTime: SHUTDOWN_GRACE,
      shutdownForceTime: SHUTDOWN_FORCE,
      interceptors: {
        activity: [(ctx) => ({ inbound: activityLog(ctx, settings.onActivity ?? (() => undefined)) })],
      },
    });
    const run = worker.run();
    const runs: ClockRunSettings = { client, taskQueue: settings.taskQueue, searchAttributes: settings.searchAttributes };
    const loops = rowLoops(deps, runs, settings).map((loop) => startLoop(loop));
    return hostOf(deps, worker, run, loops, close);
  } catch (error) {
    await close();
    throw error;
  }
}

function rowLoops(deps: Deps, runs: ClockRunSettings, settings: WorkerHostSettings): LoopSettings[] {
  const pauseMs = settings.pollMs ?? POLL_MS;
  const { onError } = settings;
  return [
    { name: 'relay', pauseMs, onError, pass: async () => (await relayOutbox(deps, runs)).rows > 0 },
    { name: 'moments', pauseMs, onError, pass: async () => (await closeMoments(deps)).closed > 0 },
    {
      name: 'inbox',
      pauseMs,
      onError,
      pass: async () => {
        const { delivered, skipped } = await sendInbox(deps);
        return delivered + skipped > 0;
      },
    },
  ];
}

function hostOf(
  deps: Deps,
  worker: Worker,
  run: Promise<void>,
  loops: readonly RepeatingLoop[],
  close: () => Promise<void>,
): WorkerHost {
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.all(loops.map((loop) => loop.stop()));
    try {
      await run;
    } finally {
      await close();
    }
  };
  return {
    report: () => ({ worker: worker.getState(), loops: loops.map((loop) => loop.report()) }),
    isQuiet: (nowMs) => isQuiet(deps, nowMs),
    wake: () => loops.forEach((loop) => loop.wake()),
    ended: run,
    stop: () => (stopping ??= stop()),
  };
}

interface OpenedTemporal {
  readonly client: Client;
  readonly nativeConnection: NativeConnection;
  readonly close: () => Promise<void>;
}

async function openTemporal(access: TemporalAccess): Promise<OpenedTemporal> {
  if ('client' in access) return { ...access, close: () => Promise.resolve() };
  const nativeConnection = await NativeConnection.connect({ address: access.address });
  const connection = await Connection.connect({ address: access.address }).catch(async (error: unknown) => {
    await nativeConnection.close();
    throw error;
  });
  return {
    client: new Client({ connection, namespace: access.namespace ?? 'default' }),
    nativeConnection,
    close: async () => {
      await connection.close();
      await nativeConnection.close();
    },
  };
}
