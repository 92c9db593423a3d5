import {
  anchorDaily,
  closeMoments,
  createSealer,
  runNextJob,
  sendInbox,
  sendOutgoing,
  takeTurn,
  type Deps,
} from '@duban/application';
import { reconcile } from '../reconcile/reconcile';
import { relayOutbox } from '../relay/outbox-relay';
import type { ClockRunSettings } from '../relay/start-or-signal';
import type { LoopSettings } from './repeating-loop';
import type { WorkerHostSettings } from './host-settings';

const POLL_MS = 200;
const OUTGOING_MS = 500;
/** Events are sealed within seconds. */
const SEAL_MS = 1_000;
/** A new policy or calendar: people wait for its list, but nothing fires by it before it is rewritten. */
const JOBS_MS = 1_000;
const ANCHOR_MS = 10 * 60_000;
const RECONCILE_LOOK_MS = 60_000;
/** Of all workers together one reconciles in this time, and each of them when it starts. */
const RECONCILE_EVERY_MS = 60 * 60_000;

/** The loops over PostgreSQL that a worker runs beside Temporal. Any number of workers may run each of them. */
export function rowLoops(deps: Deps, runs: ClockRunSettings, settings: WorkerHostSettings): LoopSettings[] {
  const { onError, anchorsFolder, canList } = settings;
  const pauseMs = settings.pollMs ?? POLL_MS;
  const sealer = createSealer(deps);
  const loops: LoopSettings[] = [
    { name: 'relay', pauseMs, onError, pass: async () => (await relayOutbox(deps, runs)).rows > 0 },
    { name: 'moments', pauseMs, onError, pass: async () => (await closeMoments(deps)).closed > 0 },
    {
      name: 'inbox',
      pauseMs,
      onError,
      pass: async () => {
        const { delivered, skipped } = await sendInbox(deps);
        return delivered + skipped > 0;
      },
    },
    // Its own loop, so that a slow platform holds up nothing else.
    {
      name: 'outgoing',
      pauseMs: Math.max(pauseMs, OUTGOING_MS),
      onError,
      pass: async () => (await sendOutgoing(deps)).tries > 0,
    },
    { name: 'jobs', pauseMs: Math.max(pauseMs, JOBS_MS), onError, pass: () => runNextJob(deps) },
    { name: 'sealer', pauseMs: Math.max(pauseMs, SEAL_MS), onError, pass: async () => (await sealer.seal()).more },
  ];
  if (anchorsFolder !== undefined) {
    const pass = async () => {
      await anchorDaily(deps, anchorsFolder);
      return false;
    };
    loops.push({ name: 'anchors', pauseMs: ANCHOR_MS, onError, pass });
  }
  if (settings.reconciles ?? true) {
    let atStart = true;
    const pass = async () => {
      const turn = await takeTurn(deps, 'reconcile', RECONCILE_EVERY_MS);
      if (turn || atStart) await reconcile(deps, runs, { dryRun: false, canList });
      atStart = false;
      return false;
    };
    loops.push({ name: 'reconcile', pauseMs: RECONCILE_LOOK_MS, onError, pass });
  }
  return loops;
}
