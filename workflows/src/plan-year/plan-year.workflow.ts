import { continueAsNew } from '@temporalio/workflow';
import { keepClock } from '../clock/owner-clock';
import type { PlanYearInput } from './plan-year.contract';

/** The clock of one plan: what its tasks and periods owe, all on one clock, since a moment belongs together. */
export async function planYearWorkflow(input: PlanYearInput): Promise<void> {
  const end = await keepClock({ kind: 'plan', id: input.id }, input);
  if (end === 'again') await continueAsNew<typeof planYearWorkflow>(input);
}
