import { setTimeout as pause } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Deps } from '@duban/application';
import {
  builtWorkflowBundle,
  ReplayMismatch,
  startWorkerHost,
  type ActivityTry,
  type HostReport,
  type WorkerHost,
} from '@duban/temporal';
import type { Logger } from 'pino';
import type { WorkerConfig } from '../config';
import type { WorkerMetrics } from './worker-metrics';

const AGAIN_MS = 2_000;
/** An activity that is tried this often has a cause that somebody should see. */
const WORTH_A_WARNING: readonly number[] = [10, 50];

/**
 * Starts the host when the application has started, also when Temporal comes up later, and drains it before anything else
 * closes: activities end while the database is still open.
 */
export class WorkerHostService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private host: WorkerHost | null = null;
  private starting: Promise<void> = Promise.resolve();
  private readonly stopped = new AbortController();

  constructor(
    private readonly deps: Deps,
    private readonly config: WorkerConfig,
    private readonly log: Logger,
    private readonly metrics: WorkerMetrics,
    /** The process cannot go on: the worker ended by itself, or its code does not fit the open runs. */
    private readonly onFatal: () => void,
  ) {}

  onApplicationBootstrap(): void {
    this.starting = this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.starting;
    await this.host?.stop();
  }

  /** Null while Temporal has not been reached yet. */
  report(): HostReport | null {
    return this.host?.report() ?? null;
  }

  private async start(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      try {
        this.host = await this.startOnce();
        this.log.info({ taskQueue: this.config.taskQueue }, 'worker is running');
        this.host.ended.catch((error: unknown) => {
          this.log.fatal({ err: error }, 'the Temporal worker ended by itself');
          this.onFatal();
        });
        return;
      } catch (error) {
        if (error instanceof ReplayMismatch) {
          this.log.fatal({ workflowIds: error.workflowIds }, error.message);
          this.onFatal();
          return;
        }
        this.log.warn({ err: error }, 'Temporal cannot be used yet');
        await pause(AGAIN_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined); // stopped meanwhile: the loop ends
      }
    }
  }

  private startOnce(): Promise<WorkerHost> {
    const { config } = this;
    return startWorkerHost(this.deps, {
      temporal: {
        address: config.temporalAddress,
        namespace: config.temporalNamespace,
        ...(config.temporalTls ? { tls: true } : {}),
        ...(config.temporalApiKey === undefined ? {} : { apiKey: config.temporalApiKey }),
      },
      taskQueue: config.taskQueue,
      workflowBundle: builtWorkflowBundle(),
      canList: true,
      searchAttributes: true,
      anchorsFolder: config.anchorsFolder,
      buildId: config.buildId,
      onActivity: (tried) => this.onActivity(tried),
      onError: (loop, error, failuresInARow) => {
        this.metrics.loopError(loop);
        this.log.warn({ loop, err: error, failuresInARow }, 'a pass failed and will be done again');
      },
    });
  }

  private onActivity(tried: ActivityTry): void {
    this.metrics.activity(tried);
    const { error, ...facts } = tried;
    if (error !== undefined) this.log.warn({ ...facts, err: error }, 'an activity failed and will be tried again');
    else if (WORTH_A_WARNING.includes(tried.attempt)) this.log.warn(facts, 'an activity took many tries');
    else this.log.debug(facts, 'activity');
  }
}
