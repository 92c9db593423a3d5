import type { Client } from '@temporalio/client';
import { clockRunTypes } from '@duban/workflows/contract';

/** The workflow ids of all open runs of ours; only where the server can list. */
export async function runningWorkflowIds(client: Client): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const type of clockRunTypes) {
    for await (const run of client.workflow.list({ query: `WorkflowType = '${type}' AND ExecutionStatus = 'Running'` })) {
      ids.add(run.workflowId);
    }
  }
  return ids;
}
