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

/** One year with a database, a time-skipping server and a worker of its own, which goes down and comes back as the year says. */
async function liveWithWorker(year: RandomYear): Promise<Lived> {
  const deps = await openTestDeps(issuedAtMs(year));
  const failures: unknown[] = [];
  const environment: YearEnvironment = await createYearEnvironment({ startMs: issuedAtMs(year) });
  let host: WorkerHost | null = null;
  try {
    const world = await DatabaseYear.prepare(deps, year, rules);
    const { clock } = world.deps;
    const up = async () => {
      host = await startWorkerHost(world.deps, {
        temporal: environment,
        taskQueue: 'year',
        workflowBundle: await sourceBundle(),
        canList: false,
        searchAttributes: false,
        pollMs: 20,
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
    const lived = await world.live({
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
    expect(failures).toEqual([]);
    return lived;
  } finally {
    await (host as WorkerHost | null)?.stop();
    await environment.stop();
    await deps.close();
  }
}

/**
 * Only where the number of years is given (`npm run test:nightly`): with an outage in a year the time-skipping server now and then
 * answers a sleep no more, and a run of every change must not wait for it. The same years are lived on PostgreSQL in every run.
 */
const isAsked = process.env['DUBAN_YEARS_TIME_SERVER'] !== undefined;

(isAsked ? test : test.skip)(
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
  3_600_000,
);
