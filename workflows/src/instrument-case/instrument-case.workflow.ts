import { continueAsNew } from '@temporalio/workflow';
import { keepClock } from '../clock/owner-clock';
import type { InstrumentCaseInput } from './instrument-case.contract';

/** The clock of one instrument: its stages and those of each target. */
export async function instrumentCaseWorkflow(input: InstrumentCaseInput): Promise<void> {
  const end = await keepClock({ kind: 'instrument', id: input.id }, input);
  if (end === 'again') await continueAsNew<typeof instrumentCaseWorkflow>(input);
}
