import { isQuiet, nextClockMoment } from '@duban/application';
import { createYearEnvironment, startWorkerHost, type WorkerHost, type YearEnvironment } from '@duban/temporal';
import type { TestDeps } from '../database';
import { quietRuntime } from './quiet-runtime';
import { sourceBundle } from './workflow-bundle';

/**
 * Time on a time-skipping server with a worker that may go down and come back. People act between the calls; both clocks move
 * together, and what is due on the way is done by the worker or waits for it.
 */
export class WorkedTime {
  /** Passes of loops that failed. */
  readonly failures: unknown[] = [];
  private host: WorkerHost | null = null;

  private constructor(
    readonly deps: TestDeps,
    readonly environment: YearEnvironment,
  ) {}

  /** A server whose clock stands where the business clock stands; the worker is still down. */
  static async start(deps: TestDeps): Promise<WorkedTime> {
    quietRuntime();
    return new WorkedTime(deps, await createYearEnvironment({ startMs: deps.clock.ms }));
  }

  get isUp(): boolean {
    return this.host !== null;
  }

  async up(): Promise<void> {
    this.host = await startWorkerHost(this.deps, {
      temporal: this.environment,
      taskQueue: 'year',
      workflowBundle: await sourceBundle(),
      canList: false,
      searchAttributes: false,
      pollMs: 20,
      // A worker that has kept runs and goes down takes them with it on this server.
      cachedRuns: 0,
      onError: (_loop, error) => this.failures.push(error),
    });
    // What the outage has left undone comes now; a server that waits for a worker lets no time pass, so it stood still meanwhile.
    await this.environment.sleepUntil(this.deps.clock.ms);
    await this.settle();
  }

  async down(): Promise<void> {
    await this.host?.stop();
    this.host = null;
  }

  /** Waits by rows until nothing is left to do now; the time to wait is the machine's, the clocks stand. */
  async settle(): Promise<void> {
    if (this.host === null) return;
    for (const endMs = Date.now() + 60_000; !(await isQuiet(this.deps, this.deps.clock.ms));) {
      if (Date.now() > endMs) throw new Error(`not quiet at ${this.now}: ${this.failures.map(String).join()}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  /** As the demo does: to the earliest next moment, both clocks, wait by rows, again. While the worker is down time only passes. */
  async goTo(endMs: number): Promise<void> {
    const { clock } = this.deps;
    for (;;) {
      await this.settle();
      const next = this.host === null ? null : await nextClockMoment(this.deps);
      if (next === null || next > endMs) break;
      clock.moveTo(Math.max(next, clock.ms));
      await this.environment.sleepUntil(clock.ms);
    }
    clock.moveTo(endMs);
    if (this.host === null) return;
    await this.environment.sleepUntil(endMs);
    await this.settle();
  }

  /** Ends the worker and the server; the database is the caller's. */
  async stop(): Promise<void> {
    await this.down();
    await this.environment.stop();
  }

  get now(): string {
    return new Date(this.deps.clock.ms).toISOString();
  }
}
