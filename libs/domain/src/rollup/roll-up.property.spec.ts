import fc from 'fast-check';
import { decimalOf, equal, minus, showDecimal, sum } from '../figure/decimal';
import {
  countOnce,
  figuresOfCell,
  regroup,
  rollUp,
  showCell,
  type ReportedFigure,
  type RollUpBy,
  type RollUpCell,
} from './roll-up';

const AS_OF_MS = 1_000;
const CUTS: readonly (readonly RollUpBy[])[] = [
  [],
  ['task'],
  ['clause'],
  ['chapter'],
  ['unit'],
  ['jurisdiction'],
  ['period'],
  ['chapter', 'unit'],
  ['task', 'unit', 'period'],
];

const amount = fc.oneof(
  fc.integer({ min: -999, max: 99_999 }).map((n) => ({ kind: 'count' as const, value: decimalOf(String(n)) })),
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => ({
    kind: 'amount' as const,
    value: { digits: BigInt(n), scale: 2 },
  })),
  fc.tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 })).map(([a, b]) => ({
    kind: 'ratio' as const,
    numerator: decimalOf(String(Math.min(a, b))),
    denominator: decimalOf(String(Math.max(a, b))),
  })),
);
const UNITS = { count: '件', amount: '万元', ratio: '%' } as const;

const figures: fc.Arbitrary<ReportedFigure[]> = fc
  .array(
    fc.record({
      amount,
      task: fc.nat({ max: 4 }),
      unitId: fc.constantFrom('甲局', '乙局', '丙局'),
      period: fc.constantFrom('2026-Q1', '2026-Q2', null),
      state: fc.constantFrom('signed' as const, 'signed' as const, 'filed' as const, 'returned' as const),
      filedAtMs: fc.nat({ max: 500 }),
      signedAtMs: fc.integer({ min: 501, max: 1_500 }),
      late: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all.map((each, index) => ({
      id: `f${String(index).padStart(2, '0')}`,
      reportId: `r${index}`,
      indicatorId: `${each.amount.kind}-${each.task}`,
      name: each.amount.kind,
      unit: UNITS[each.amount.kind],
      amount: each.amount,
      taskId: `t${each.task}`,
      clauseId: `c${Math.floor(each.task / 2)}`,
      chapter: each.task < 3 ? '一、' : '二、',
      unitId: each.unitId,
      jurisdictionId: each.unitId === '丙局' ? '下级' : '本级',
      period: each.period,
      state: each.state,
      filedAtMs: each.filedAtMs,
      signedAtMs: each.state === 'signed' ? each.signedAtMs : null,
      late: each.late,
    })),
  );

const plain = (cells: readonly RollUpCell[]) =>
  cells.map((cell) => ({
    ...cell,
    value: cell.value && showDecimal(cell.value),
    numerator: cell.numerator && showDecimal(cell.numerator),
    denominator: cell.denominator && showDecimal(cell.denominator),
  }));

test('totals equal their parts, whichever way they are cut', () => {
  fc.assert(
    fc.property(figures, (all) => {
      const { counted } = countOnce(all, AS_OF_MS);
      const totals = rollUp(counted, []);
      for (const by of CUTS) {
        const cells = rollUp(counted, by);
        for (const total of totals) {
          const parts = cells.filter((cell) => cell.name === total.name && cell.unit === total.unit);
          const add = (pick: (cell: RollUpCell) => RollUpCell['value']) => sum(parts.map((cell) => pick(cell) ?? decimalOf('0')));
          if (total.kind === 'ratio') {
            expect(
              equal(
                add((cell) => cell.numerator),
                total.numerator ?? decimalOf('-1'),
              ),
            ).toBe(true);
            expect(
              equal(
                add((cell) => cell.denominator),
                total.denominator ?? decimalOf('-1'),
              ),
            ).toBe(true);
          } else
            expect(
              equal(
                add((cell) => cell.value),
                total.value ?? decimalOf('-1'),
              ),
            ).toBe(true);
          expect(parts.reduce((n, cell) => n + cell.figures, 0)).toBe(total.figures);
        }
      }
    }),
  );
});

test('the rows behind a cell add up to it, and every counted row is behind exactly one', () => {
  fc.assert(
    fc.property(figures, fc.constantFrom(...CUTS), (all, by) => {
      const { counted } = countOnce(all, AS_OF_MS);
      const cells = rollUp(counted, by);
      const behind = cells.map((cell) => figuresOfCell(counted, cell, by));
      cells.forEach((cell, at) => expect(plain(rollUp(behind[at] ?? [], by))).toEqual(plain([cell])));
      expect(
        behind
          .flat()
          .map((figure) => figure.id)
          .sort(),
      ).toEqual(counted.map((figure) => figure.id).sort());
    }),
  );
});

test('the order in which figures come does not matter', () => {
  fc.assert(
    fc.property(
      figures.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
      ),
      fc.constantFrom(...CUTS),
      ([all, shuffled], by) => {
        expect(plain(rollUp(countOnce(shuffled, AS_OF_MS).counted, by))).toEqual(
          plain(rollUp(countOnce(all, AS_OF_MS).counted, by)),
        );
      },
    ),
  );
});

test('every figure either counts or is left out with its reason, and one source counts once', () => {
  fc.assert(
    fc.property(figures, (all) => {
      const { counted, leftOut } = countOnce(all, AS_OF_MS);
      expect(counted.length + leftOut.length).toBe(all.length);
      const keys = counted.map((figure) => [figure.indicatorId, figure.taskId, figure.period, figure.unitId].join('|'));
      expect(new Set(keys).size).toBe(keys.length);
      for (const figure of counted) expect(figure.signedAtMs).toBeLessThanOrEqual(AS_OF_MS);
      for (const { figure, why } of leftOut) expect(why === 'notSigned').toBe(figure.state !== 'signed');
    }),
  );
});

test('a further report moves only the cells that it is in', () => {
  fc.assert(
    fc.property(
      figures.filter((all) => all.length > 0),
      (all) => {
        const [added, ...before] = all as [ReportedFigure, ...ReportedFigure[]];
        const cellsBefore = rollUp(countOnce(before, AS_OF_MS).counted, ['task', 'unit', 'period']);
        const cellsAfter = rollUp(countOnce(all, AS_OF_MS).counted, ['task', 'unit', 'period']);
        const isOther = (cell: RollUpCell) =>
          cell.taskId !== added.taskId ||
          cell.unitId !== added.unitId ||
          cell.period !== added.period ||
          cell.name !== added.name;
        expect(plain(cellsAfter.filter(isOther))).toEqual(plain(cellsBefore.filter(isOther)));
      },
    ),
  );
});

test('units read by their successor total the same as by the names they had', () => {
  fc.assert(
    fc.property(figures, (all) => {
      const { counted } = countOnce(all, AS_OF_MS);
      const became = (unitId: string | null) => (unitId === '乙局' ? '丙局' : unitId);
      const merged = regroup(rollUp(counted, ['unit', 'period']), (cell) => ({ ...cell, unitId: became(cell.unitId) }));
      const direct = rollUp(
        counted.map((each) => ({ ...each, unitId: became(each.unitId) ?? '' })),
        ['unit', 'period'],
      );
      expect(plain(merged)).toEqual(plain(direct));
      expect(plain(regroup(merged, (cell) => ({ ...cell, unitId: null, period: null })))).toEqual(plain(rollUp(counted, [])));
    }),
  );
});

const figure = (more: Partial<ReportedFigure>): ReportedFigure => ({
  ...{ id: 'a', reportId: 'r', indicatorId: 'i', name: '案件', unit: '件', taskId: 't', clauseId: 'c', chapter: '一、' },
  ...{
    amount: { kind: 'count', value: decimalOf('5') },
    unitId: '甲局',
    jurisdictionId: '本级',
    period: '2026-Q1',
    state: 'signed',
  },
  ...{ filedAtMs: 1, signedAtMs: 2, late: false },
  ...more,
});

test('a late report counts from its signature and shows as late; a returned one counts when it is signed again', () => {
  const late = figure({ late: true, signedAtMs: 50 });
  expect(countOnce([late], 49)).toEqual({ counted: [], leftOut: [{ figure: late, why: 'signedLater' }] });
  expect(rollUp(countOnce([late], 50).counted, [])[0]?.late).toBe(1);
  const returned = figure({ id: 'b', state: 'returned', signedAtMs: null, amount: { kind: 'count', value: decimalOf('9') } });
  const again = figure({ id: 'c', signedAtMs: 60, amount: { kind: 'count', value: decimalOf('8') } });
  expect(rollUp(countOnce([late, returned, again], 60).counted, []).map((cell) => showCell(cell))).toEqual(['8件']);
  expect(countOnce([late, returned, again], 60).leftOut.map(({ figure: f, why }) => [f.id, why])).toEqual([
    ['b', 'notSigned'],
    ['a', 'replaced'],
  ]);
});

test('a ratio is never averaged: 1/2 and 98/99 are 99/101', () => {
  const ratio = (id: string, unitId: string, numerator: string, denominator: string) =>
    figure({
      id,
      unitId,
      unit: '%',
      amount: { kind: 'ratio', numerator: decimalOf(numerator), denominator: decimalOf(denominator) },
    });
  const [cell] = rollUp([ratio('a', '甲局', '1', '2'), ratio('b', '乙局', '98', '99')], []);
  expect(cell && showCell(cell)).toBe('98.02%（99/101）');
  const [nothing] = rollUp([ratio('a', '甲局', '0', '0')], []);
  expect(nothing && showCell(nothing)).toBe('—');
  const [nearly] = rollUp([ratio('a', '甲局', '1999', '2000')], []);
  expect(nearly && showCell(nearly, 1)).toBe('99.9%（1999/2000）');
});

test('relative amounts have no sum', () => {
  const density = (id: string, unitId: string) =>
    figure({ id, unitId, unit: 'mg/m³', amount: { kind: 'count', value: decimalOf('50') } });
  expect(rollUp([density('a', '甲局')], []).map((cell) => showCell(cell))).toEqual(['50mg/m³']);
  expect(rollUp([density('a', '甲局'), density('b', '乙局')], []).map((cell) => showCell(cell))).toEqual(['—']);
});

test('decimal amounts add without drift', () => {
  const tenth = (id: string, unitId: string, value: string) =>
    figure({ id, unitId, unit: '万元', amount: { kind: 'amount', value: decimalOf(value) } });
  const [cell] = rollUp([tenth('a', '甲局', '0.1'), tenth('b', '乙局', '0.2')], []);
  expect(cell?.value && minus(cell.value, decimalOf('0.3')).digits).toBe(0n);
});
