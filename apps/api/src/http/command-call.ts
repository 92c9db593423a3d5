import { applyDecorators, createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { accept, type Decision } from '@duban/domain';
import { checkVersion, runCommand, type Act, type Versioned } from '@duban/application';
import { sessionOf, type CallerRequest } from '../access/caller';
import { ApiContext } from '../api-context';
import { RefusalProblem } from './problem';

/** What a command needs from its request: who, under which key, and which version the person had before the eyes. */
export interface CommandCall {
  readonly request: CallerRequest;
  readonly key: string;
  readonly version: number | null;
}

const KEY_FORM = /^[\x21-\x7e]{8,200}$/;

/** Every write names its key, so that sending it again is harmless (design section 3.1). */
export const Call = createParamDecorator((_: unknown, context: ExecutionContext): CommandCall => {
  const request = context.switchToHttp().getRequest<CallerRequest>();
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY_FORM.test(key)) {
    throw new RefusalProblem({ code: 'COMMAND.KEY_MISSING', params: {} });
  }
  return { request, key, version: versionOf(request.headers['if-match']) };
});

/** Says in the OpenAPI document which headers a write takes. */
export const TakesCommand = (withVersion = false): MethodDecorator =>
  applyDecorators(
    ApiHeader({ name: 'Idempotency-Key', required: true, description: '本次提交的编号；同一编号重复提交只办理一次' }),
    ...(withVersion
      ? [ApiHeader({ name: 'If-Match', required: false, description: '所见内容的版本，如"3"；已有变化时返回409' })]
      : []),
  );

function versionOf(header: string | undefined): number | null {
  if (header === undefined || header === '*') return null;
  const found = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim());
  if (!found) throw new RefusalProblem({ code: 'COMMAND.WRONG_VERSION', params: {} }, [], 400);
  return Number(found[1]);
}

/** Runs commands of libs/application for a request, and turns a refusal into its problem. */
@Injectable()
export class Commands {
  constructor(private readonly api: ApiContext) {}

  /**
   * One request, one transaction. `subject` is what `If-Match` speaks of: where the person saw an older version, nothing is
   * done and the answer says who has changed it.
   */
  async run<Value>(
    call: CommandCall,
    work: (act: Act) => Promise<Decision<Value>>,
    subject: Versioned | null = null,
  ): Promise<Value> {
    const { request, key, version } = call;
    const decision = await runCommand(
      this.api.deps,
      {
        actor: sessionOf(request).actor,
        route: `${request.method} ${request.routeOptions.url ?? request.url}`,
        key,
        body: { params: request.params ?? null, body: request.body ?? null, version },
      },
      async (act) => {
        const current = subject !== null && version !== null ? await checkVersion(act, subject, version) : accept(null);
        return current.ok ? work(act) : current;
      },
    );
    return settled(decision);
  }
}

/** The value of a decision; a refusal is thrown as its problem. */
export function settled<Value>(decision: Decision<Value>): Value {
  if (!decision.ok) throw new RefusalProblem(decision.refusal);
  return decision.value;
}
