import { continueAsNew } from '@temporalio/workflow';
import { keepClock } from '../clock/owner-clock';
import type { SignOffChainInput } from './sign-off-chain.contract';

/** The clock of one sign-off: the limits of its steps and what silence answers. */
export async function signOffChainWorkflow(input: SignOffChainInput): Promise<void> {
  const end = await keepClock({ kind: 'signOff', id: input.id }, input);
  if (end === 'again') await continueAsNew<typeof signOffChainWorkflow>(input);
}
