import type { Deps } from '@duban/application';
import { CHANGED_SIGNAL, clockRunOf, ownerOfRun } from '@duban/workflows/contract';
import { WorkflowNotFoundError } from '@temporalio/common';
import { inParallel } from '../relay/in-parallel';
import { startOrSignal, type ClockRunSettings } from '../relay/start-or-signal';
import { openOwners } from './open-owners';
import { runningWorkflowIds } from './running-runs';

export interface ReconcileOptions {
  /** Says what would be done and does nothing. */
  readonly dryRun: boolean;
  /** False on a server without a list: then every open owner is signalled and nothing is known of what was missing. */
  readonly canList: boolean;
}

export interface ReconcileReport {
  readonly dryRun: boolean;
  readonly openOwners: number;
  /** Signalled, and started where there was no run. */
  readonly signalled: number;
  /** Workflow ids of open owners that had no run; null where the server cannot list. */
  readonly missing: readonly string[] | null;
  /** Workflow ids of runs whose row is not open; signalled, they read it and end. Null where the server cannot list. */
  readonly strays: readonly string[] | null;
  readonly failed: readonly { readonly workflowId: string; readonly error: string }[];
}

const AT_ONCE = 20;

/**
 * Makes Temporal fit the rows (design section 3.9): signals every open owner, starts what is missing, and signals the runs
 * without an open row, which then end by themselves. Safe at any time and by several at once.
 */
export async function reconcile(deps: Deps, runs: ClockRunSettings, options: ReconcileOptions): Promise<ReconcileReport> {
  // The rows are read after the runs: an owner that opens in between looks like a missing run, which does no harm; the other
  // way round its run would look like a stray.
  const running = options.canList ? await runningWorkflowIds(runs.client) : null;
  const owners = await openOwners(deps);
  const wanted = new Set(owners.map((owner) => clockRunOf(owner).workflowId));
  const missing = running ? [...wanted].filter((id) => !running.has(id)).sort() : null;
  const strays = running ? [...running].filter((id) => !wanted.has(id) && ownerOfRun(id) !== null).sort() : null;
  const failed: { workflowId: string; error: string }[] = [];
  let signalled = 0;
  if (!options.dryRun) {
    await inParallel(owners, AT_ONCE, async (owner) => {
      try {
        await startOrSignal(runs, { kind: owner.kind, id: owner.id }, owner.jurisdictionId, { eventId: null });
        signalled += 1;
      } catch (error) {
        failed.push({ workflowId: clockRunOf(owner).workflowId, error: String(error) });
      }
    });
    await inParallel(strays ?? [], AT_ONCE, async (workflowId) => {
      try {
        await runs.client.workflow.getHandle(workflowId).signal(CHANGED_SIGNAL, { eventId: null });
      } catch (error) {
        // It ended by itself meanwhile.
        if (!(error instanceof WorkflowNotFoundError)) failed.push({ workflowId, error: String(error) });
      }
    });
  }
  return { dryRun: options.dryRun, openOwners: owners.length, signalled, missing, strays, failed };
}
