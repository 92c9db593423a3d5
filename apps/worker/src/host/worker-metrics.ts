import type { ActivityTry } from '@duban/temporal';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Numbers of this process for Prometheus. */
export class WorkerMetrics {
  readonly registry = new Registry();
  private readonly seconds = new Histogram({
    name: 'duban_activity_seconds',
    help: 'How long each try of an activity took.',
    labelNames: ['activity', 'outcome'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
    registers: [this.registry],
  });
  private readonly loopErrors = new Counter({
    name: 'duban_loop_errors_total',
    help: 'Passes over PostgreSQL that failed and were done again.',
    labelNames: ['loop'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  activity({ activity, tookMs, error }: ActivityTry): void {
    this.seconds.observe({ activity, outcome: error === undefined ? 'done' : 'failed' }, tookMs / 1_000);
  }

  loopError(loop: string): void {
    this.loopErrors.inc({ loop });
  }
}
