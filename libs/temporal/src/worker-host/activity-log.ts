import type { Context } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';

/** One finished try of an activity, for logs and metrics. */
export interface ActivityTry {
  readonly activity: string;
  readonly workflowId: string | undefined;
  readonly runId: string | undefined;
  readonly attempt: number;
  readonly tookMs: number;
  readonly error: unknown;
}

/** Tells of each try of an activity, with what an operator needs to find its run. */
export function activityLog(ctx: Context, tell: (tried: ActivityTry) => void): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      const startMs = Date.now();
      let error: unknown;
      try {
        return await next(input);
      } catch (caught) {
        error = caught;
        throw caught;
      } finally {
        const { activityType, workflowExecution, attempt } = ctx.info;
        tell({
          activity: activityType,
          workflowId: workflowExecution?.workflowId,
          runId: workflowExecution?.runId,
          attempt,
          tookMs: Date.now() - startMs,
          error,
        });
      }
    },
  };
}
