import * as fc from 'fast-check';
import type { FoundCandidate } from './due-rungs';
import { shareLanes } from './share-lanes';

const candidate = (n: number, taskId: string | null, fireAtMs = 0): FoundCandidate => ({
  obligationId: `o${n}`,
  dueVersion: 1,
  rungKey: 'r',
  taskId,
  instrumentId: null,
  signOffId: null,
  fireAtMs,
});

test('no storm is one chunk of what comes first', () => {
  const found = [1, 2, 3, 4].map((n) => candidate(n, 'a', n));
  expect(shareLanes(found, 2, 10)).toEqual([found.slice(0, 2)]);
  expect(shareLanes(found.slice(0, 2), 2, 10)).toEqual([found.slice(0, 2)]);
  expect(shareLanes([], 2, 10)).toEqual([]);
});

test('what may be late keeps its order: one chunk', () => {
  const found = [1, 2, 3, 4].map((n) => candidate(n, `t${n}`));
  expect(shareLanes(found, 2, 3_600_000)).toEqual([found.slice(0, 2)]);
  expect(shareLanes(found, 2, 3_599_999)).toHaveLength(2);
});

test('a storm is shared whole, each rung in one lane and all of a task in the same', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', null), { minLength: 3, maxLength: 60 }), (tasks) => {
      const found = tasks.map((task, n) => candidate(n, task));
      const lanes = shareLanes(found, 2, 0);
      expect(
        lanes
          .flat()
          .map((each) => each.obligationId)
          .sort(),
      ).toEqual(found.map((each) => each.obligationId).sort());
      const subjects = lanes.map((lane) => new Set(lane.map((each) => each.taskId ?? each.obligationId)));
      const distinct = new Set(found.map((each) => each.taskId ?? each.obligationId)).size;
      expect(subjects.reduce((sum, each) => sum + each.size, 0)).toBe(distinct);
    }),
  );
});
