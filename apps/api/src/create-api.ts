import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import pino, { type Logger } from 'pino';
import { LoginThrottle, type Deps, type LoginLimits } from '@duban/application';
import { PolicyGuard } from './access/policy.guard';
import { ApiContext } from './api-context';
import { AppModule } from './app.module';
import { MAX_FILE_BYTES } from './files/file-limits';
import { AnswersInterceptor } from './http/answers';
import { openApiDocument } from './http/openapi';
import { ApiDocument } from './http/openapi.controller';
import { ProblemFilter } from './http/problem.filter';
import { serveWebPages } from './http/web-pages';
import { requestPipe } from './http/validation';

export interface ApiOptions {
  readonly deps: Deps;
  /** The built pages (`apps/web/dist`); without them only `/api` answers. */
  readonly webFolder?: string;
  /** Signs upload tickets; the same for all processes of one installation. */
  readonly secret: string;
  /** Where the worker keeps the heads of the record's chain; case files lead to them. */
  readonly anchorsFolder?: string;
  /** Behind TLS: the session's cookie is sent over TLS only. */
  readonly secureCookie?: boolean;
  /** Proxies in front of the API whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: number;
  readonly loginLimits?: LoginLimits;
  readonly log?: Logger;
}

export interface Api {
  readonly app: NestFastifyApplication;
  /** Listens and gives the port, which the system chooses where 0 is asked for. */
  listen(port: number, host?: string): Promise<number>;
  close(): Promise<void>;
}

/** The HTTP service, ready for `listen` or for requests put in by hand. It knows PostgreSQL and files, and no Temporal. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const log = options.log ?? pino({ level: 'warn' });
  const throttle = new LoginThrottle(options.deps.machine, options.loginLimits);
  const context = new ApiContext(
    options.deps,
    log,
    throttle,
    options.secureCookie ?? false,
    options.secret,
    options.anchorsFolder ?? null,
  );
  const trustedProxies = options.trustedProxies ?? 0;
  const document = new ApiDocument();
  const adapter = new FastifyAdapter({
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: (_address, hop) => hop < trustedProxies,
    genReqId: () => randomUUID(),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(context, document), adapter, {
    logger: nestLog(log),
    abortOnError: false,
  });
  await app.register(cookie as never);
  await app.register(helmet, { contentSecurityPolicy: { directives: CONTENT_POLICY } });
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 5, headerPairs: 50 } });
  app.useGlobalPipes(requestPipe());
  app.useGlobalFilters(new ProblemFilter(log));
  app.useGlobalGuards(new PolicyGuard(options.deps, log));
  app.useGlobalInterceptors(new AnswersInterceptor());
  if (options.webFolder !== undefined) await serveWebPages(app, options.webFolder);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  document.json = JSON.stringify(openApiDocument(app));
  return {
    app,
    async listen(port, host = '127.0.0.1') {
      await app.listen(port, host);
      const address = app.getHttpServer().address() as { port: number };
      return address.port;
    },
    close: () => app.close(),
  };
}

/** antd writes its styles into the page; everything else comes from the same place as the page. */
const CONTENT_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  // TLS is ended in front of the API; a first look runs without it.
  upgradeInsecureRequests: null,
};

function nestLog(log: Logger): LoggerService {
  return {
    log: (message: unknown) => log.debug(String(message)),
    debug: (message: unknown) => log.debug(String(message)),
    verbose: (message: unknown) => log.trace(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown, ...more: unknown[]) => log.error({ more }, String(message)),
  };
}
