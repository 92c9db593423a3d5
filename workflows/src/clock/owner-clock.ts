import type { ClockOwner } from '@duban/domain';
import { attributesOfWait } from './run-attributes';
import { handlingDetails, waitingDetails } from './run-details';
import { condition, defineSignal, proxyActivities, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { OwnerClockActivities } from './owner-clock.activities';
import { CHANGED_SIGNAL, type ChangedSignal, type OwnerClockInput } from './owner-clock.contract';

const DAY_MS = 86_400_000;
const LONGEST_WAIT_MS = 30 * DAY_MS;
const LONGEST_RUN_MS = 30 * DAY_MS;
const PASSES_PER_RUN = 200;

// Repeating a read costs nothing, and PostgreSQL will come back: no limit on the attempts.
const { nextFireAt } = proxyActivities<Pick<OwnerClockActivities, 'nextFireAt'>>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

// Each chunk is one transaction under a unique key, so a repetition finds what is recorded; a call ends by itself after 10 s.
const { handleDue } = proxyActivities<Pick<OwnerClockActivities, 'handleDue'>>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

const changedSignal = defineSignal<[ChangedSignal]>(CHANGED_SIGNAL);

/**
 * The clock over one row (design section 3.4). It owns no facts:
 *
 * 1. "Changed" is cleared before the read, so a commit during the read causes one more read and none is lost.
 * 2. Every pass reads what is next; a recorded rung is never a candidate again, so a pass at which nothing fires is one pass.
 * 3. No wait is longer than 30 days and no run outlives a month.
 *
 * @returns `closed` when the row needs no clock any more, `again` when the run is to continue as new.
 */
export async function keepClock(owner: ClockOwner, input: OwnerClockInput): Promise<'closed' | 'again'> {
  let changed = false;
  setHandler(changedSignal, () => {
    changed = true;
  });
  const showWait = attributesOfWait();
  for (let pass = 1; ; pass++) {
    changed = false;
    const next = await nextFireAt({ owner });
    if (next.kind === 'closed') return 'closed';
    if (isRunLongEnough(pass, input)) return 'again';
    const nowMs = Date.now();
    if (next.atMs !== null && next.atMs <= nowMs) {
      setCurrentDetails(handlingDetails(next.rungKey, next.atMs, nowMs));
      await handleDue({ owner, nowMs });
      continue;
    }
    const untilMs = next.atMs === null ? nowMs + LONGEST_WAIT_MS : Math.min(next.atMs, nowMs + LONGEST_WAIT_MS);
    setCurrentDetails(waitingDetails(next.rungKey, next.atMs, nowMs));
    showWait(next.rungKey, next.atMs);
    await condition(() => changed, untilMs - nowMs);
  }
}

function isRunLongEnough(pass: number, input: OwnerClockInput): boolean {
  const { startTime, continueAsNewSuggested } = workflowInfo();
  return (
    continueAsNewSuggested || pass > (input.passesPerRun ?? PASSES_PER_RUN) || Date.now() - startTime.getTime() >= LONGEST_RUN_MS
  );
}
