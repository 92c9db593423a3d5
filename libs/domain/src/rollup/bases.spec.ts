import fc from 'fast-check';
import { twoBases, type ShareStanding } from './bases';

const share = (taskId: string, unitId: string, isDone: boolean, counts = true): ShareStanding => ({
  taskId,
  unitId,
  isDone,
  counts,
});

test('three tasks with three, two and one unit are six unit-tasks', () => {
  const bases = twoBases([
    share('a', '甲', true),
    share('a', '乙', true),
    share('a', '丙', true),
    share('b', '甲', true),
    share('b', '乙', false),
    share('c', '甲', false),
  ]);
  expect(bases.byTask).toEqual({ total: 3, done: 1, rate: '33.3%' });
  expect(bases.byUnit).toEqual({ total: 6, done: 4, rate: '66.7%' });
  expect(bases.units).toEqual([
    { unitId: '丙', total: 1, done: 1, rate: '100.0%' },
    { unitId: '乙', total: 2, done: 1, rate: '50.0%' },
    { unitId: '甲', total: 3, done: 2, rate: '66.7%' },
  ]);
  expect(bases.bridge).toEqual({
    bySize: [
      { units: 1, tasks: 1, shares: 1 },
      { units: 2, tasks: 1, shares: 2 },
      { units: 3, tasks: 1, shares: 3 },
    ],
    further: 3,
    sharesOfDoneTasks: 3,
    doneSharesOfOpenTasks: 1,
  });
});

test('a unit in two roles has one part of the task, done when both are', () => {
  expect(twoBases([share('a', '甲', true), share('a', '甲', false)]).byUnit).toEqual({ total: 1, done: 0, rate: '0.0%' });
});

test('what owes no completion by a day is outside the rate, and nothing at all prints a dash', () => {
  expect(twoBases([share('a', '甲', false, false)]).byTask).toEqual({ total: 0, done: 0, rate: '—' });
});

test('1,999 of 2,000 are never a hundred per cent', () => {
  const shares = Array.from({ length: 2_000 }, (_, n) => share(`t${n}`, '甲', n > 0));
  expect(twoBases(shares).byTask.rate).toBe('99.9%');
});

test('the bridge balances for any roster', () => {
  const shares = fc.array(
    fc.record({
      taskId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      unitId: fc.constantFrom('甲', '乙', '丙', '丁'),
      isDone: fc.boolean(),
      counts: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(shares, (all) => {
      const { byTask, byUnit, units, bridge } = twoBases(all);
      const add = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
      expect(add(bridge.bySize.map((size) => size.tasks))).toBe(byTask.total);
      expect(add(bridge.bySize.map((size) => size.shares))).toBe(byUnit.total);
      expect(byTask.total + bridge.further).toBe(byUnit.total);
      expect(bridge.sharesOfDoneTasks + bridge.doneSharesOfOpenTasks).toBe(byUnit.done);
      expect(add(units.map((unit) => unit.total))).toBe(byUnit.total);
      expect(add(units.map((unit) => unit.done))).toBe(byUnit.done);
    }),
  );
});
