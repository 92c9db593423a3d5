import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RefusalProblem } from './problem';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id from the path. One that cannot be an id is simply not there. */
export const Id = createParamDecorator((name: string | undefined, context: ExecutionContext): string => {
  const params = context.switchToHttp().getRequest<FastifyRequest>().params as Record<string, string>;
  const value = params[name ?? 'id'] ?? '';
  if (!UUID.test(value)) throw new RefusalProblem({ code: 'ACCESS.UNKNOWN', params: {} });
  return value.toLowerCase();
});

/** Says in the OpenAPI document that the path holds an id. */
export const TakesId = (name = 'id'): MethodDecorator => ApiParam({ name, type: String, format: 'uuid', description: '编号' });
