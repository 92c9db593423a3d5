import * as fc from 'fast-check';
import type { Deed, RandomYear, YearTask } from '../../model/year';

const UNITS = 4;
const TASKS = 6;

const task: fc.Arbitrary<YearTask> = fc.record({
  dueIn: fc.option(fc.integer({ min: -25, max: 280 }), { nil: null, freq: 8 }),
  cycle: fc.constantFrom('monthly', 'quarterly', null),
  unit: fc.nat(UNITS - 1),
});

const index = fc.nat(TASKS - 1);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('receive' as const, 'complete' as const), task: index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('suspend' as const, 'resume' as const), task: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), task: index }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('report' as const, 'decide' as const, 'decideExtension' as const),
      task: index,
      agreed: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('askExtension' as const), task: index, days: fc.integer({ min: 1, max: 90 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reassign' as const), task: index, toUnit: fc.nat(UNITS - 1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('merge' as const), fromUnit: fc.nat(UNITS - 1), toUnit: fc.nat(UNITS - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), agreed: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('calendar' as const),
      from: fc.integer({ min: 0, max: 330 }),
      days: fc.integer({ min: 1, max: 9 }),
      off: fc.boolean(),
    }),
  },
);

/** A year of at most six tasks with what people do in it, and when nothing works. */
export const arbitraryYear = (year: number): fc.Arbitrary<RandomYear> =>
  fc.record({
    year: fc.constant(year),
    issuedAfter: fc.integer({ min: 4, max: 200 }),
    units: fc.constant(UNITS),
    tasks: fc.array(task, { minLength: 1, maxLength: TASKS }),
    deeds: fc
      .array(fc.record({ day: fc.integer({ min: 0, max: 330 }), hour: fc.integer({ min: 8, max: 20 }), deed }), { maxLength: 40 })
      .map((deeds) => [...deeds].sort((a, b) => a.day - b.day || a.hour - b.hour)),
    outages: fc.array(fc.record({ day: fc.integer({ min: 0, max: 300 }), days: fc.integer({ min: 0, max: 40 }) }), {
      maxLength: 2,
    }),
  });

/** How many years a run lives through: the nightly run names more. The seed is printed and may be given again. */
export function yearsToLive(variable: string, usual: number): { readonly numRuns: number; readonly seed: number } {
  const numRuns = Number(process.env[variable] ?? usual);
  const seed = Number(process.env['DUBAN_YEAR_SEED'] ?? Math.trunc(Math.random() * 0x7fffffff));
  process.stderr.write(`${numRuns} random years (${variable}), DUBAN_YEAR_SEED=${seed}\n`);
  return { numRuns, seed };
}
