import { createServer, type Server, type ServerResponse } from 'node:http';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { HostReport } from '@duban/temporal';
import type { Logger } from 'pino';
import type { WorkerMetrics } from './worker-metrics';

export interface HealthFacts {
  /** Null while the worker has not started. */
  report(): HostReport | null;
}

/** A loop that has had no good pass for so long is not ready. */
const LONGEST_SILENCE_MS = 2 * 60_000;

/** Ready: the Temporal worker runs and the relay has told what there was to tell. Opens no connection of its own. */
export function isReady(report: HostReport | null, nowMs: number): boolean {
  if (report?.worker !== 'RUNNING') return false;
  const relay = report.loops.find((loop) => loop.name === 'relay');
  return relay?.lastGoodAtMs !== null && relay !== undefined && nowMs - relay.lastGoodAtMs < LONGEST_SILENCE_MS;
}

/** `/health/live`, `/health/ready` and `/metrics`, for whatever starts and watches this process. */
export class HealthServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: Server | null = null;

  constructor(
    private readonly facts: HealthFacts,
    private readonly metrics: WorkerMetrics,
    private readonly at: { readonly port: number | undefined; readonly host: string },
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { port, host } = this.at;
    if (port === undefined) return;
    const server = createServer((request, response) => {
      this.answer(request.url ?? '/', response).catch((error: unknown) => {
        this.log.error({ err: error }, 'the health page failed');
        response.destroy();
      });
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  }

  /** The address in use; null without a server. */
  port(): number | null {
    const address = this.server?.address();
    return address !== null && typeof address === 'object' ? address.port : null;
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  private async answer(url: string, response: ServerResponse): Promise<void> {
    const path = url.split('?')[0];
    if (path === '/metrics') {
      response.setHeader('content-type', this.metrics.registry.contentType);
      response.end(await this.metrics.registry.metrics());
      return;
    }
    const report = this.facts.report();
    const ready = isReady(report, Date.now());
    const known = path === '/health/live' || path === '/health/ready';
    response.statusCode = !known ? 404 : path === '/health/ready' && !ready ? 503 : 200;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(known ? { ready, ...report } : { error: 'not found' }));
  }
}
