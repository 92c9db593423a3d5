import { type Decimal, compare, decimalOf, decimalOfInteger, quotient, shift } from './decimal';

/** What is printed where there is nothing to divide by. */
export const NO_RATE = '—';

/**
 * The percentage as it is printed, without the sign: half up with exact arithmetic, at most the largest value below 100 while
 * something is left (1999 of 2000 is 99.9), at least the smallest above 0 once something is done; null for no denominator
 * (design section 9, cases S35 and D2). Neither amount may be negative.
 */
export function percentOf(numerator: Decimal, denominator: Decimal, decimals: number): string | null {
  const zero = decimalOfInteger(0);
  if (compare(numerator, zero) < 0 || compare(denominator, zero) < 0) throw new Error('a rate of negative amounts');
  if (compare(denominator, zero) === 0) return null;
  const hundred = decimalOfInteger(100);
  let percent = quotient(shift(numerator, 2), denominator, decimals, 'halfUp');
  const smallest: Decimal = { digits: 1n, scale: decimals };
  if (compare(numerator, denominator) < 0 && compare(percent, hundred) >= 0) {
    percent = { digits: 10n ** BigInt(decimals + 2) - 1n, scale: decimals };
  }
  if (compare(numerator, zero) > 0 && compare(percent, zero) === 0) percent = smallest;
  return withDecimals(percent);
}

/** `formatRate(124, 125, 2)` is `99.20%`; `—` for no denominator. Amounts are finite, not negative, and may have decimals. */
export function formatRate(numerator: number, denominator: number, decimals: number): string {
  const percent = percentOf(decimalOfNumber(numerator), decimalOfNumber(denominator), decimals);
  return percent === null ? NO_RATE : `${percent}%`;
}

/** The decimal that a JavaScript number prints as; sums of such decimals do not drift. */
export function decimalOfNumber(value: number): Decimal {
  if (!Number.isFinite(value)) throw new Error(`not an amount: ${value}`);
  const match = /^(-?[\d.]+)(?:e([+-]\d+))?$/.exec(String(value));
  const plain = decimalOf(match?.[1] ?? '');
  return match?.[2] === undefined ? plain : shift(plain, Number(match[2]));
}

/** All decimals are printed, zeros at the end included. */
function withDecimals(percent: Decimal): string {
  const digits = percent.digits.toString().padStart(percent.scale + 1, '0');
  if (percent.scale === 0) return digits;
  return `${digits.slice(0, digits.length - percent.scale)}.${digits.slice(digits.length - percent.scale)}`;
}
