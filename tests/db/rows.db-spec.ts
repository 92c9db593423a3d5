import * as fc from 'fast-check';
import { instantOf } from '@duban/domain';
import { newId } from '@duban/application';
import { JobRow, withTransaction } from '@duban/database';
import { sampleOf } from '../support/clock/issued-plan';
import { openTestDeps, type TestDeps } from '../support/database';

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
});
afterAll(() => deps.close());

test('a bulk insert gives every row back as it was, whatever stands in its texts, JSON and instants', async () => {
  const { jurisdictionId } = await sampleOf(deps, 1);
  // PostgreSQL stores no NUL, and JSON knows neither undefined nor -0.
  const text = fc
    .string({ unit: 'binary', maxLength: 30 })
    .map((each) => Buffer.from(each.replaceAll('\u0000', ''), 'utf8').toString('utf8'));
  const row = fc.record({
    kind: fc.oneof(text, fc.constantFrom('', 'NULL', '{a,"b"}', '\\', '督办，"单"')),
    payload: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text))),
    leasedUntil: fc.option(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (wishes) => {
      const rows: JobRow[] = wishes.map((wish) => ({
        ...wish,
        id: newId(),
        jurisdictionId,
        state: 'waiting',
        progress: [],
        madeAt: new Date(0),
      }));
      const found = await withTransaction(deps.database, async (tx) => {
        await tx.insert(JobRow, rows);
        return tx.find(JobRow, 'r.id = any($1::uuid[]) order by r.id', [rows.map((each) => each.id)]);
      });
      expect(found).toEqual(rows.sort((a, b) => (a.id < b.id ? -1 : 1)));
    }),
    { numRuns: 60 },
  );
});
