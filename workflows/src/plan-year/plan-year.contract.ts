import type { OwnerClockInput } from '../clock/owner-clock.contract';

/** Registered under this name; runs of it are found by it. */
export const planYearWorkflowName = 'planYearWorkflow';

export const planYearWorkflowId = (id: string): string => `plan:${id}`;

export type PlanYearInput = OwnerClockInput;
