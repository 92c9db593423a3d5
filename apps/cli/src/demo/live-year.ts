import { isQuiet, nextClockMoment } from '@duban/application';
import { instantOf } from '@duban/domain';
import type { WorkerHost, YearEnvironment } from '@duban/temporal';
import type { YearContext } from './year-context';

/** Looks at the rows for what somebody now has to do, and plans it. */
export type Reaction = (year: YearContext) => Promise<void>;

export interface YearRun {
  readonly environment: YearEnvironment;
  readonly host: WorkerHost;
  readonly reactions: readonly Reaction[];
  /** Told the day from time to time. */
  readonly onProgress: (ms: number) => void;
}

/**
 * Lives the year until `untilMs`: each step goes to the earliest of the next act, any owner's next rung and the next
 * delivery retry; sets the clock to it, lets Temporal's time run to it, waits by rows until all that the instant holds is
 * done, gives that instant's commands, and waits again (design section 4).
 */
export async function liveYear(year: YearContext, run: YearRun, untilMs: number): Promise<void> {
  const { clock } = year.deps;
  await settle(year, run);
  for (;;) {
    for (const react of run.reactions) await react(year);
    const next = await nextInstant(year);
    if (next === null || next > untilMs) break;
    if (next > clock.ms) {
      clock.moveTo(next);
      await run.environment.sleepUntil(next);
      await settle(year, run);
    }
    for (const act of year.queue.takeUntil(clock.ms)) await act.run();
    await settle(year, run);
    run.onProgress(clock.ms);
  }
  if (untilMs > clock.ms) {
    clock.moveTo(untilMs);
    await run.environment.sleepUntil(untilMs);
    await settle(year, run);
  }
}

async function nextInstant(year: YearContext): Promise<number | null> {
  const instants = [await nextClockMoment(year.deps), year.queue.nextAtMs()].filter((ms): ms is number => ms !== null);
  return instants.length === 0 ? null : Math.max(Math.min(...instants), year.deps.clock.ms);
}

const LONGEST_WAIT_MS = 60_000;
const LOOK_AGAIN_MS = 3;

/** Waits until the rows say that nothing is left to do at the clock's instant. Nothing here waits for a workflow's result. */
async function settle(year: YearContext, run: YearRun): Promise<void> {
  const began = year.deps.machine.nowMs();
  run.host.wake();
  while (!(await isQuiet(year.deps, year.deps.clock.ms))) {
    if (year.deps.machine.nowMs() - began > LONGEST_WAIT_MS) {
      throw new Error(`nothing has moved for a minute at ${new Date(year.deps.clock.ms).toISOString()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    run.host.wake();
  }
}

export const yearEndMs = (year: number): number => instantOf(`${year + 1}-04-01`, 10);
