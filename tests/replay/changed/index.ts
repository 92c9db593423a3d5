import { sleep } from '@temporalio/workflow';
import { planYearWorkflow as today } from '@duban/workflows';

/** A change of the order of commands without a patch, for the test that the replay check finds one. */
export async function planYearWorkflow(input: Parameters<typeof today>[0]): Promise<void> {
  await sleep('1 minute');
  await today(input);
}
