import { decimalOf } from '../figure/decimal';
import type { RollUpCell } from './roll-up';
import { targetStanding } from './targets';

const cell = (more: Partial<RollUpCell>): RollUpCell => ({
  ...{ taskId: null, clauseId: null, chapter: null, unitId: null, jurisdictionId: null, period: null },
  ...{ name: '培训', unit: '人次', kind: 'count' },
  ...{ value: null, numerator: null, denominator: null, figures: 1, late: 0 },
  ...more,
});
const target = (value: string) => ({ value: decimalOf(value) });
const count = (value: string) => cell({ value: decimalOf(value) });
const ratio = (numerator: string, denominator: string) =>
  cell({ kind: 'ratio', unit: '%', numerator: decimalOf(numerator), denominator: decimalOf(denominator) });

test.each([
  ['at the target', count('200'), target('200'), { state: 'reached', rate: '100.0%' }],
  ['above it', count('250'), target('200'), { state: 'reached', rate: '125.0%' }],
  ['just below it', count('1999'), target('2000'), { state: 'notReached', rate: '99.9%' }],
  ['no figure', null, target('200'), { state: 'noFigure', rate: '—' }],
  ['no target', count('200'), null, { state: 'noTarget', rate: '—' }],
  ['a ratio at its percentage', ratio('19', '20'), target('95'), { state: 'reached', rate: '100.0%' }],
  ['a ratio a hair below', ratio('9499', '10000'), target('95'), { state: 'notReached', rate: '99.9%' }],
  ['a ratio of nothing', ratio('0', '0'), target('95'), { state: 'noFigure', rate: '—' }],
])('%s', (_name, given, wanted, standing) => {
  expect(targetStanding(given, wanted)).toEqual(standing);
});
