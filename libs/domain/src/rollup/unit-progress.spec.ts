import * as fc from 'fast-check';
import type { Standing } from '../clock/standing';
import { twoBases } from './bases';
import { unitProgress, type CountedShare } from './unit-progress';

const STANDINGS: readonly Standing[] = [
  'done',
  'doneLate',
  'suspended',
  'cancelled',
  'overdue',
  'dueSoon',
  'onTrack',
  'longTerm',
];

test('each task of a unit is in one part, the worst of its roles, and long-term or cancelled work in none', () => {
  const share = (taskId: string, standing: Standing, unitId = 'a'): CountedShare => ({ taskId, unitId, standing });
  expect(
    unitProgress([
      share('1', 'done'),
      share('2', 'doneLate'),
      share('3', 'done'),
      share('3', 'overdue'),
      share('4', 'done'),
      share('4', 'onTrack'),
      share('5', 'longTerm'),
      share('6', 'cancelled'),
      share('7', 'suspended', 'b'),
    ]),
  ).toEqual([
    { unitId: 'a', total: 4, onTime: 1, late: 1, overdue: 1, open: 1, rate: '50.0%' },
    { unitId: 'b', total: 1, onTime: 0, late: 0, overdue: 0, open: 1, rate: '0.0%' },
  ]);
});

test('the parts sum to the total, and total and done are those of the two bases', () => {
  const shares = fc.array(
    fc.record({
      taskId: fc.constantFrom('1', '2', '3', '4'),
      unitId: fc.constantFrom('a', 'b', 'c'),
      standing: fc.constantFrom(...STANDINGS),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(shares, (all) => {
      const units = unitProgress(all);
      for (const unit of units) expect(unit.onTime + unit.late + unit.overdue + unit.open).toBe(unit.total);
      const bases = twoBases(
        all.map(({ taskId, unitId, standing }) => ({
          taskId,
          unitId,
          counts: standing !== 'cancelled' && standing !== 'longTerm',
          isDone: standing === 'done' || standing === 'doneLate',
        })),
      );
      const sorted = [...units].sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
      expect(sorted.map(({ unitId, total, onTime, late, rate }) => ({ unitId, total, done: onTime + late, rate }))).toEqual(
        bases.units,
      );
    }),
  );
});
