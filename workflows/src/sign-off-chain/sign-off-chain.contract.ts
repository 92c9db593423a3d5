import type { OwnerClockInput } from '../clock/owner-clock.contract';

/** Registered under this name; runs of it are found by it. */
export const signOffChainWorkflowName = 'signOffChainWorkflow';

export const signOffChainWorkflowId = (id: string): string => `sign-off:${id}`;

export type SignOffChainInput = OwnerClockInput;
