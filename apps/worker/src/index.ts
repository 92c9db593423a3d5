export { readConfig, WorkerConfig } from './config';
export { WorkerModule } from './worker.module';
export { isReady } from './host/health-server';
