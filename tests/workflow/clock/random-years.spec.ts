import * as fc from 'fast-check';
import { publishedCalendar } from '@duban/calendar';
import { isQuiet, nextClockMoment } from '@duban/application';
import { createYearEnvironment, startWorkerHost, type WorkerHost, type YearEnvironment } from '@duban/temporal';
import { Model } from '../../model/model';
import { issuedAtMs } from '../../model/moments';
import { inOrder, rules, type Lived, type RandomYear } from '../../model/year';
import { quietRuntime } from '../../support/clock/quiet-runtime';
import { sourceBundle } from '../../support/clock/workflow-bundle';
import { openTestDeps } from '../../support/database';
import { arbitraryYear, yearsToLive } from '../../support/year/arbitrary-year';
import { DatabaseYear } from '../../support/year/database-year';
import { noticesOf } from '../../support/year/notices';

/** Of a machine that does other things besides: a year takes about ten seconds. */
const LONGEST_YEAR_MS = 120_000;

/** One year with a database, a time-skipping server and a worker of its own, which goes down and comes back as the year says. */
async function liveWithWorker(year: RandomYear): Promise<Lived> {
  const deps = await openTestDeps(issuedAtMs(year));
  const failures: unknown[] = [];
  const environment: YearEnvironment = await createYearEnvironment({ startMs: issuedAtMs(year) });
  let host: WorkerHost | null = null;
  let timer: NodeJS.Timeout | undefined;
  try {
    const world = await DatabaseYear.prepare(deps, year, rules);
    const { clock } = world.deps;
    const stuck = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const at = new Date(clock.ms).toISOString();
        reject(
          new Error(
            `the year stands still at ${at}, the worker ${host === null ? 'down' : 'up'}: ${failures.map(String).join()}`,
          ),
        );
      }, LONGEST_YEAR_MS);
    });
    const up = async () => {
      host = await startWorkerHost(world.deps, {
        temporal: environment,
        taskQueue: 'year',
        workflowBundle: await sourceBundle(),
        canList: false,
        searchAttributes: false,
        pollMs: 20,
        cachedRuns: 0,
        onError: (_loop, error) => failures.push(error),
      });
      // What the outage has left undone comes now; a server that waits for a worker lets no time pass, so it stood still meanwhile.
      await environment.sleepUntil(clock.ms);
    };
    const settle = async () => {
      if (host === null) return;
      for (const endMs = Date.now() + 60_000; !(await isQuiet(world.deps, clock.ms));) {
        if (Date.now() > endMs)
          throw new Error(`not quiet at ${new Date(clock.ms).toISOString()}: ${failures.map(String).join()}`);
        await new Promise((done) => setTimeout(done, 10));
      }
    };
    await up();
    const living = world.live({
      settle,
      goTo: async (endMs) => {
        for (;;) {
          await settle();
          const next = host === null ? null : await nextClockMoment(world.deps);
          if (next === null || next > endMs) break;
          clock.moveTo(Math.max(next, clock.ms));
          await environment.sleepUntil(clock.ms);
        }
        clock.moveTo(endMs);
        if (host === null) return;
        await environment.sleepUntil(endMs);
        await settle();
      },
      down: async () => {
        await host?.stop();
        host = null;
      },
      up,
    });
    const lived = await Promise.race([living, stuck]);
    expect(failures).toEqual([]);
    return lived;
  } finally {
    clearTimeout(timer);
    await (host as WorkerHost | null)?.stop();
    await environment.stop();
    await deps.close();
  }
}

test(
  'random years with a worker on the time-skipping server are lived as the model of design section 5 says',
  async () => {
    quietRuntime();
    await fc.assert(
      fc.asyncProperty(arbitraryYear(2025), async (year) => {
        const expected = new Model(year, rules, noticesOf(publishedCalendar())).live();
        expect(inOrder(await liveWithWorker(year))).toEqual(inOrder(expected));
      }),
      // A year takes many seconds: a failure is told as it was found, to be run again by its seed.
      { ...yearsToLive('DUBAN_YEARS_TIME_SERVER', 5), endOnFailure: true },
    );
  },
  LONGEST_YEAR_MS * Number(process.env['DUBAN_YEARS_TIME_SERVER'] ?? 5),
);
