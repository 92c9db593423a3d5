import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { problemOf, RefusalProblem, type Problem } from './problem';

/** Every error leaves as a problem document in Chinese; what is a bug is logged whole and told without its inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.describe(error, request);
    if (problem.status >= 500) this.log.error({ err: error, url: request.url, requestId: request.id }, 'request failed');
    const wait = error instanceof RefusalProblem ? error.refusal.params['waitSeconds'] : undefined;
    if (typeof wait === 'number') void reply.header('Retry-After', String(wait));
    void reply
      .status(problem.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }

  private describe(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof RefusalProblem) return problemOf(error.refusal, error.status, request.url, error.faults);
    const status = statusOfException(error);
    const code = CODES[status] ?? (status >= 500 ? 'SERVER.FAILED' : 'REQUEST.WRONG');
    return problemOf({ code, params: status >= 500 ? { requestId: String(request.id) } : {} }, status, request.url);
  }
}

const CODES: Readonly<Record<number, string>> = {
  400: 'REQUEST.WRONG',
  404: 'ROUTE.UNKNOWN',
  413: 'REQUEST.TOO_LARGE',
  415: 'REQUEST.WRONG_TYPE',
  503: 'SERVER.UNAVAILABLE',
};

/** PostgreSQL being away is not our bug: the client should come again. */
const DATABASE_AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '08001', '53300']);

function statusOfException(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (code !== undefined && DATABASE_AWAY.has(code)) return 503;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}
