import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Scope, Session } from '@duban/application';

/** Where the guard leaves whom it has found. */
export interface CallerRequest extends FastifyRequest {
  session?: Session;
  sessionToken?: string;
}

export function sessionOf(request: CallerRequest): Session {
  if (!request.session) throw new Error(`no session on ${request.url}: its policy lets anyone in`);
  return request.session;
}

/** The rows that the caller may read. */
export const InScope = createParamDecorator(
  (_: unknown, context: ExecutionContext): Scope => sessionOf(context.switchToHttp().getRequest<CallerRequest>()).scope,
);
