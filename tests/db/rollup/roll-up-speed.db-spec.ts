import { instantOf } from '@duban/domain';
import { readRollUp, type RollUpQuery } from '@duban/application';
import { withTransaction } from '@duban/database';
import { writeSampleJurisdiction } from '@duban/sample';
import { openTestDeps } from '../../support/database';
import { fillPlan } from './fill-plan';

/** The largest number of assignments to measure, e.g. 100000; a run of the whole suite measures nothing. */
const largest = Number(process.env['DUBAN_MEASURE_ROLL_UP'] ?? '0');
const SIZES = [1_000, 10_000, 100_000].filter((size) => size <= largest);
const MOST_MS = 2_000;

(largest > 0 ? test : test.skip)(
  'a million figures roll up in under two seconds, and a part in its own share of it',
  async () => {
    let slowest = 0;
    for (const assignments of SIZES) {
      const deps = await openTestDeps(instantOf('2026-07-01', 9));
      try {
        const sample = await writeSampleJurisdiction(
          deps,
          {
            name: '示例区',
            officeName: '示例区司法局',
            unitNames: Array.from({ length: 40 }, (_, n) => `第${n + 1}局`),
            fromOn: '2020-01-01',
          },
          'x',
        );
        const planId = await fillPlan(deps, sample, {
          assignments,
          unitsPerTask: 4,
          figuresPerReport: 10,
          tasksPerClause: 5,
          clausesPerChapter: 10,
        });
        const all = { planIds: [planId], asOfMs: instantOf('2026-06-30', 18) };
        const ms = async (query: RollUpQuery) => {
          let best = Number.POSITIVE_INFINITY;
          for (let run = 0; run < 3; run += 1) {
            const began = performance.now();
            await withTransaction(deps.database, (tx) => readRollUp(tx, query));
            best = Math.min(best, performance.now() - began);
          }
          return Math.round(best);
        };
        const row = {
          assignments,
          figures: assignments * 10,
          total: await ms({ ...all, by: [] }),
          chapter: await ms({ ...all, by: ['chapter'] }),
          unit: await ms({ ...all, by: ['unit'] }),
          period: await ms({ ...all, by: ['period'] }),
          clause: await ms({ ...all, by: ['clause'] }),
          oneChapter: await ms({ ...all, by: ['clause'], chapter: '第3章' }),
          oneUnit: await ms({ ...all, by: [], unitIds: [sample.units[0]?.unitId ?? ''] }),
        };
        console.log(JSON.stringify(row));
        slowest = Math.max(row.total, row.chapter, row.unit, row.period, row.clause);
      } finally {
        await deps.close();
      }
    }
    // The last and largest size is the one that has a bound.
    expect(slowest).toBeLessThan(MOST_MS);
  },
  600_000,
);
