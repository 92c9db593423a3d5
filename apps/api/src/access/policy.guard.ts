import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { hasRole, readSession, type Deps } from '@duban/application';
import { RefusalProblem } from '../http/problem';
import type { CallerRequest } from './caller';
import { policyOf } from './policies';
import { POLICY } from './policy.decorator';

export const SESSION_COOKIE = 'duban_session';

/**
 * Stands before every route. A route without a policy is refused, whoever asks; the route-table test fails on it before
 * that. Where a route names one thing by its id, a person without the posts gets 404: what one may not see is not there.
 */
export class PolicyGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(
    private readonly deps: Deps,
    private readonly log: Logger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<string | undefined>(POLICY, context.getHandler());
    const policy = name === undefined ? null : policyOf(name);
    if (!policy) throw new RefusalProblem({ code: 'ACCESS.NO_POLICY', params: {} }, [], 403);
    if (policy.who === 'anyone') return true;
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const token = cookieOf(request, SESSION_COOKIE);
    const session = token === null ? null : await readSession(this.deps, token);
    if (!session || token === null) throw new RefusalProblem({ code: 'ACCESS.NOT_LOGGED_IN', params: {} });
    request.session = session;
    request.sessionToken = token;
    if (policy.who === 'signedIn' || hasRole(session.actor, ...policy.who)) return true;
    this.log.warn({ personId: session.personId, policy: name, url: request.url, requestId: request.id }, 'refused by policy');
    const namesOne = Object.keys(request.params ?? {}).length > 0;
    throw new RefusalProblem({ code: namesOne ? 'ACCESS.UNKNOWN' : 'ACCESS.NOT_ALLOWED', params: {} });
  }
}

function cookieOf(request: FastifyRequest, name: string): string | null {
  return (request as FastifyRequest & { cookies: Record<string, string | undefined> }).cookies[name] ?? null;
}
