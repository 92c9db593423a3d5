import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';

/** Wakes every thirty days, as a plan's clock does at the least, and keeps the instants; for the tests of the servers. */
export async function monthLoopWorkflow(rounds: number, wokenAtMs: number[] = []): Promise<number[]> {
  await condition(() => false, '30 days');
  const woken = [...wokenAtMs, Date.now()];
  if (woken.length >= rounds) return woken;
  return continueAsNew<typeof monthLoopWorkflow>(rounds, woken);
}

export async function readSearchAttributesWorkflow(): Promise<Record<string, unknown>> {
  return Promise.resolve({ ...workflowInfo().searchAttributes });
}
