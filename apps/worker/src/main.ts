import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import pino from 'pino';
import { readConfig } from './config';
import { nestLogger } from './host/nest-logger';
import { installRuntime } from './host/temporal-runtime';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: 'info' });
  installRuntime(log);
  const end = () => process.exit(1);
  const app = await NestFactory.createApplicationContext(
    WorkerModule.forWorker(config, log, () => {
      app.close().then(end, end);
    }),
    { logger: nestLogger(log), abortOnError: false },
  );
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exit(1);
});
