export interface LoopReport {
  readonly name: string;
  readonly passes: number;
  /** `Date.now()` at the end of the last pass without an error; null: none yet. Machine time, for health pages. */
  readonly lastGoodAtMs: number | null;
  readonly lastError: string | null;
  readonly failuresInARow: number;
}

export interface RepeatingLoop {
  report(): LoopReport;
  /** Passes at once instead of after the pause. */
  wake(): void;
  /** Lets the running pass end and starts no other. */
  stop(): Promise<void>;
}

export interface LoopSettings {
  readonly name: string;
  readonly pauseMs: number;
  /** True: there is more to do, pass again at once. */
  readonly pass: () => Promise<boolean>;
  readonly onError: (name: string, error: unknown, failuresInARow: number) => void;
}

const LONGEST_PAUSE_MS = 60_000;

/** Passes again and again with a pause between; after an error the pause doubles, up to a minute. */
export function startLoop(settings: LoopSettings): RepeatingLoop {
  let passes = 0;
  let lastGoodAtMs: number | null = null;
  let lastError: string | null = null;
  let failuresInARow = 0;
  let stopped = false;
  let woken = false;
  let wakeUp: () => void = () => undefined;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!stopped) {
      let more = false;
      woken = false;
      try {
        more = await settings.pass();
        lastGoodAtMs = Date.now();
        lastError = null;
        failuresInARow = 0;
      } catch (error) {
        failuresInARow += 1;
        lastError = error instanceof Error ? error.message : String(error);
        settings.onError(settings.name, error, failuresInARow);
      }
      passes += 1;
      if (stopped) return;
      // Woken during the pass: what came may lie behind what the pass has read.
      if (!more && !woken)
        await pause(Math.min(settings.pauseMs * 2 ** Math.min(failuresInARow, 10), Math.max(LONGEST_PAUSE_MS, settings.pauseMs)));
    }
  };
  const running = run();
  return {
    report: () => ({ name: settings.name, passes, lastGoodAtMs, lastError, failuresInARow }),
    wake: () => {
      woken = true;
      wakeUp();
    },
    stop: async () => {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}
