import { type Decimal, compare, decimalOfInteger, shift, times } from '../figure/decimal';
import { NO_RATE, percentOf } from '../figure/rate';
import type { RollUpCell } from './roll-up';

/** What an indicator should come to. A ratio's target is a percentage. */
export interface IndicatorTarget {
  readonly value: Decimal;
}

export type IndicatorTargetState = 'reached' | 'notReached' | 'noFigure' | 'noTarget';

export interface TargetStanding {
  readonly state: IndicatorTargetState;
  /** How much of the target is there, by the one rounding rule; "—" where nothing can be said. */
  readonly rate: string;
}

/** How an indicator stands to its target as of the roll-up: reached at or above it. */
export function targetStanding(cell: RollUpCell | null, target: IndicatorTarget | null): TargetStanding {
  if (target === null) return { state: 'noTarget', rate: NO_RATE };
  const reached = cell && amountToCompare(cell);
  if (!reached) return { state: 'noFigure', rate: NO_RATE };
  const wanted = times(target.value, reached.per);
  const state = compare(reached.amount, wanted) >= 0 ? 'reached' : 'notReached';
  return { state, rate: rateOf(reached.amount, wanted) };
}

/** A ratio reaches its target when a hundred times its numerator reaches the target times its denominator: no division. */
function amountToCompare(cell: RollUpCell): { amount: Decimal; per: Decimal } | null {
  if (cell.kind !== 'ratio') return cell.value === null ? null : { amount: cell.value, per: decimalOfInteger(1) };
  if (cell.numerator === null || cell.denominator === null) return null;
  if (compare(cell.denominator, decimalOfInteger(0)) === 0) return null;
  return { amount: shift(cell.numerator, 2), per: cell.denominator };
}

function rateOf(amount: Decimal, wanted: Decimal): string {
  const zero = decimalOfInteger(0);
  if (compare(amount, zero) < 0 || compare(wanted, zero) <= 0) return NO_RATE;
  return `${percentOf(amount, wanted, 1) ?? ''}%`;
}
