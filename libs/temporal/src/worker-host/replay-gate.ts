import { clockRunTypes, planYearWorkflowName } from '@duban/workflows/contract';
import type { Client } from '@temporalio/client';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';

/** Of the other types so many open runs are replayed: theirs are alike, and a plan's is the one that must not stop. */
const SAMPLE_OF_OTHERS = 20;

/** Open runs that this worker's code cannot go on with. */
export class ReplayMismatch extends Error {
  constructor(readonly workflowIds: readonly string[]) {
    super(`本版工作流代码与 ${workflowIds.length} 个运行中的流程不相容，工作进程不启动：${workflowIds.slice(0, 5).join('、')}`);
  }
}

/**
 * Replays the histories of all open plan runs and of some of the other types with this worker's code, before it takes work.
 * @returns how many were replayed
 * @throws ReplayMismatch when one does not fit
 */
export async function replayOpenRuns(client: Client, workflowBundle: WorkflowBundleOption): Promise<number> {
  const mismatches: string[] = [];
  let replayed = 0;
  for (const type of clockRunTypes) {
    const limit = type === planYearWorkflowName ? Number.POSITIVE_INFINITY : SAMPLE_OF_OTHERS;
    const results = Worker.runReplayHistories({ workflowBundle }, openHistories(client, type, limit));
    for await (const result of results) {
      replayed += 1;
      if (result.error) mismatches.push(result.workflowId);
    }
  }
  if (mismatches.length > 0) throw new ReplayMismatch(mismatches);
  return replayed;
}

async function* openHistories(client: Client, type: string, limit: number) {
  let taken = 0;
  for await (const run of client.workflow.list({ query: `WorkflowType = '${type}' AND ExecutionStatus = 'Running'` })) {
    if (taken >= limit) return;
    taken += 1;
    const handle = client.workflow.getHandle(run.workflowId, run.runId);
    yield { workflowId: run.workflowId, history: await handle.fetchHistory() };
  }
}
