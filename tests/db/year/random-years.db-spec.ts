import * as fc from 'fast-check';
import { publishedCalendar } from '@duban/calendar';
import { Model } from '../../model/model';
import { inOrder, rules } from '../../model/year';
import { openTestDeps, type TestDeps } from '../../support/database';
import { arbitraryYear, yearsToLive } from '../../support/year/arbitrary-year';
import { DatabaseYear } from '../../support/year/database-year';
import { noticesOf } from '../../support/year/notices';

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps(Date.UTC(2025, 0, 1));
});
afterAll(() => deps?.close());

test('random years on PostgreSQL are lived as the model of design section 5 says', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryYear(2025), async (year) => {
      const expected = new Model(year, rules, noticesOf(publishedCalendar())).live();
      const world = await DatabaseYear.prepare(deps, year, rules);
      expect(inOrder(await world.live(world.byHand()))).toEqual(inOrder(expected));
    }),
    { ...yearsToLive('DUBAN_YEARS_POSTGRES', 50), endOnFailure: false },
  );
}, 1_800_000);
