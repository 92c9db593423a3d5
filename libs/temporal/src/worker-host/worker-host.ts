import { isQuiet, type Deps } from '@duban/application';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { ownerClockActivities } from '../activities/owner-clock-activities';
import { registerSearchAttributes } from '../servers/search-attributes';
import type { ClockRunSettings } from '../relay/start-or-signal';
import { activityLog } from './activity-log';
import type { TemporalAccess, WorkerHostSettings } from './host-settings';
import { startLoop, type LoopReport, type RepeatingLoop } from './repeating-loop';
import { replayOpenRuns } from './replay-gate';
import { rowLoops } from './row-loops';

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
/** 0.34 MB a cached run. */
const MOST_CACHED_RUNS = 1_000;

/** Hosts the Temporal worker and the loops over PostgreSQL in this process. */
export async function startWorkerHost(deps: Deps, settings: WorkerHostSettings): Promise<WorkerHost> {
  const { client, nativeConnection, connection, close } = await openTemporal(settings.temporal);
  try {
    // A start that names an attribute which the server does not have yet would fail (case S51).
    if (settings.searchAttributes && connection) await registerSearchAttributes(connection, client.options.namespace);
    if (settings.canList && (settings.replayGate ?? true)) await replayOpenRuns(client, settings.workflowBundle);
    const worker = await Worker.create({
      connection: nativeConnection,
      namespace: client.options.namespace,
      taskQueue: settings.taskQueue,
      workflowBundle: settings.workflowBundle,
      activities: ownerClockActivities(deps),
      maxCachedWorkflows: settings.cachedRuns ?? MOST_CACHED_RUNS,
      ...(settings.buildId === undefined ? {} : { identity: `duban-${settings.buildId}-${process.pid}` }),
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
  /** Set where this host made it. */
  readonly connection: Connection | null;
  readonly close: () => Promise<void>;
}

async function openTemporal(access: TemporalAccess): Promise<OpenedTemporal> {
  if ('client' in access) return { ...access, connection: null, close: () => Promise.resolve() };
  const { address, tls, apiKey } = access;
  const options = { address, ...(tls === undefined ? {} : { tls }), ...(apiKey === undefined ? {} : { apiKey }) };
  const nativeConnection = await NativeConnection.connect(options);
  const connection = await Connection.connect(options).catch(async (error: unknown) => {
    await nativeConnection.close();
    throw error;
  });
  return {
    client: new Client({ connection, namespace: access.namespace ?? 'default' }),
    nativeConnection,
    connection,
    close: async () => {
      await connection.close();
      await nativeConnection.close();
    },
  };
}
