import * as fc from 'fast-check';
import { publishedCalendar } from '@duban/calendar';
import { Model } from '../../model/model';
import { issuedAtMs } from '../../model/moments';
import { inOrder, rules, type Lived, type RandomYear } from '../../model/year';
import { WorkedTime } from '../../support/clock/worked-time';
import { openTestDeps } from '../../support/database';
import { arbitraryYear, yearsToLive } from '../../support/year/arbitrary-year';
import { DatabaseYear } from '../../support/year/database-year';
import { noticesOf } from '../../support/year/notices';

/** A year passes in some hundred steps of less than a second; on a busy machine it lasts long, but it never stands still. */
const LONGEST_STEP_MS = 90_000;
const LONGEST_YEAR_MS = 300_000;

/** One year with a database, a time-skipping server and a worker of its own, which goes down and comes back as the year says. */
async function liveWithWorker(year: RandomYear): Promise<Lived> {
  const deps = await openTestDeps(issuedAtMs(year));
  const world = await DatabaseYear.prepare(deps, year, rules);
  const time = await WorkedTime.start(world.deps);
  let timer: NodeJS.Timeout | undefined;
  try {
    const stuck = new Promise<never>((_, reject) => {
      let [seen, sinceMs] = [time.now, Date.now()];
      timer = setInterval(() => {
        if (time.now !== seen) [seen, sinceMs] = [time.now, Date.now()];
        if (Date.now() - sinceMs < LONGEST_STEP_MS) return;
        reject(new Error(`the year stands still at ${seen}, the worker ${time.isUp ? 'up' : 'down'}: ${time.failures.join()}`));
      }, 1_000);
    });
    await time.up();
    const living = world.live({
      settle: () => time.settle(),
      goTo: (endMs) => time.goTo(endMs),
      down: () => time.down(),
      up: () => time.up(),
    });
    const lived = await Promise.race([living, stuck]);
    expect(time.failures).toEqual([]);
    return lived;
  } finally {
    clearInterval(timer);
    await time.stop();
    await deps.close();
  }
}

/**
 * By `npm run test:nightly` only: now and then the server still answers no more, after an outage late in the year (seen: seed
 * 1735545583, the third year; the cause is not found), and a check that fails by itself says nothing.
 */
const years = Number(process.env['DUBAN_YEARS_TIME_SERVER'] ?? 0);

(years > 0 ? test : test.skip)(
  'random years with a worker on the time-skipping server are lived as the model of design section 5 says',
  async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryYear(2025), async (year) => {
        const expected = new Model(year, rules, noticesOf(publishedCalendar())).live();
        expect(inOrder(await liveWithWorker(year))).toEqual(inOrder(expected));
      }),
      // A year takes many seconds: a failure is told as it was found, to be run again by its seed.
      { ...yearsToLive('DUBAN_YEARS_TIME_SERVER', years), endOnFailure: true },
    );
  },
  LONGEST_YEAR_MS * years,
);
