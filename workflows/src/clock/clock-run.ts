import { instrumentCaseWorkflowId, instrumentCaseWorkflowName } from '../instrument-case/instrument-case.contract';
import { planYearWorkflowId, planYearWorkflowName } from '../plan-year/plan-year.contract';
import { signOffChainWorkflowId, signOffChainWorkflowName } from '../sign-off-chain/sign-off-chain.contract';
import type { OwnerKind } from './owner-clock.contract';

export interface ClockRun {
  readonly workflowType: string;
  readonly workflowId: string;
}

/** The one place that knows which run keeps an owner's clock. */
export function clockRunOf(owner: { readonly kind: OwnerKind; readonly id: string }): ClockRun {
  switch (owner.kind) {
    case 'plan':
      return { workflowType: planYearWorkflowName, workflowId: planYearWorkflowId(owner.id) };
    case 'instrument':
      return { workflowType: instrumentCaseWorkflowName, workflowId: instrumentCaseWorkflowId(owner.id) };
    case 'signOff':
      return { workflowType: signOffChainWorkflowName, workflowId: signOffChainWorkflowId(owner.id) };
  }
}

/** The types of all runs that keep a clock. */
export const clockRunTypes = [planYearWorkflowName, instrumentCaseWorkflowName, signOffChainWorkflowName] as const;

/** The owner whose clock a run keeps, by its id; null for a run that is none of ours. */
export function ownerOfRun(workflowId: string): { readonly kind: OwnerKind; readonly id: string } | null {
  const match = /^(plan|instrument|sign-off):([0-9a-f-]{36})$/.exec(workflowId);
  if (match?.[2] === undefined) return null;
  return { kind: match[1] === 'sign-off' ? 'signOff' : (match[1] as 'plan' | 'instrument'), id: match[2] };
}
