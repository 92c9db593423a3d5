import type { OwnerClockInput } from '../clock/owner-clock.contract';

/** Registered under this name; runs of it are found by it. */
export const instrumentCaseWorkflowName = 'instrumentCaseWorkflow';

export const instrumentCaseWorkflowId = (id: string): string => `instrument:${id}`;

export type InstrumentCaseInput = OwnerClockInput;
