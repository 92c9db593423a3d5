import { applyDecorators, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiResponse } from '@nestjs/swagger';
import { map, type Observable } from 'rxjs';
import type { View } from './views';

const ANSWERS = 'duban:answers';

/** What a route answers. The method must give what the view reads, or it does not compile. */
export function Answers<Out, In>(view: View<Out, In>, status = 200) {
  return <Method extends (...args: never[]) => Promise<In>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const schema = view.schema;
    applyDecorators(
      SetMetadata(ANSWERS, view),
      ApiResponse({ status, description: '成功', schema }),
      ApiResponse({
        status: 'default',
        description: '出错',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    )(target, key, descriptor);
  };
}

/** Builds every answer by its view; a route without one answers nothing but what it sends itself. */
export class AnswersInterceptor implements NestInterceptor {
  private readonly reflector = new Reflector();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const view = this.reflector.get<View<unknown, unknown> | undefined>(ANSWERS, context.getHandler());
    return view ? next.handle().pipe(map((value) => view.read(value))) : next.handle();
  }
}
