import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { databaseClock, folderFileStore, machineClock, type Deps } from '@duban/application';
import { connectDatabase, type DataSource } from '@duban/database';
import type { Logger } from 'pino';
import type { WorkerConfig } from './config';
import { HealthServer } from './host/health-server';
import { WorkerHostService } from './host/worker-host.service';
import { WorkerMetrics } from './host/worker-metrics';

/** Closes the pool after everything that uses it: Nest runs `onApplicationShutdown` after `beforeApplicationShutdown`. */
export class DatabasePool implements OnApplicationShutdown {
  constructor(readonly database: DataSource) {}

  onApplicationShutdown(): Promise<void> {
    return this.database.destroy();
  }
}

@Module({})
export class WorkerModule {
  /** `onFatal`: the process cannot go on and should end by itself. */
  static forWorker(config: WorkerConfig, log: Logger, onFatal: () => void): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        WorkerMetrics,
        {
          provide: DatabasePool,
          useFactory: async () => new DatabasePool(await connectDatabase({ url: config.databaseUrl, poolSize: config.poolSize })),
        },
        {
          provide: WorkerHostService,
          inject: [DatabasePool, WorkerMetrics],
          useFactory: (pool: DatabasePool, metrics: WorkerMetrics) => {
            const deps: Deps = {
              database: pool.database,
              clock: databaseClock,
              machine: machineClock,
              files: folderFileStore(config.filesFolder),
            };
            return new WorkerHostService(deps, config, log, metrics, onFatal);
          },
        },
        {
          provide: HealthServer,
          inject: [WorkerHostService, WorkerMetrics],
          useFactory: (host: WorkerHostService, metrics: WorkerMetrics) =>
            new HealthServer(host, metrics, { port: config.healthPort, host: config.healthHost }, log),
        },
      ],
    };
  }
}
