/** An exact decimal: `digits / 10^scale`. A printed figure keeps its printed decimals, so 99.20 has scale 2. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Reads `-12.50` exactly; the text must be an optional sign, digits and an optional fraction, else it is a bug. */
export function decimalOf(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new Error(`not a decimal: ${text}`);
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2] ?? ''}${fraction}`);
  return { digits: match[1] === '-' ? -digits : digits, scale: fraction.length };
}

export const decimalOfInteger = (value: number | bigint): Decimal => ({ digits: BigInt(value), scale: 0 });

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * power(scale - a.scale), b.digits * power(scale - b.scale), scale];
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return { digits: left + right, scale };
}

export function minus(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return { digits: left - right, scale };
}

export const times = (a: Decimal, b: Decimal): Decimal => ({ digits: a.digits * b.digits, scale: a.scale + b.scale });

/** Multiplies by 10 to the `exponent` (which may be negative) without loss. */
export function shift(a: Decimal, exponent: number): Decimal {
  if (exponent <= a.scale) return { digits: a.digits, scale: a.scale - exponent };
  return { digits: a.digits * power(exponent - a.scale), scale: 0 };
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
export function compare(a: Decimal, b: Decimal): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export const equal = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0;

export const sum = (values: readonly Decimal[]): Decimal => values.reduce(plus, decimalOfInteger(0));

export const absolute = (a: Decimal): Decimal => ({ digits: a.digits < 0n ? -a.digits : a.digits, scale: a.scale });

/** The decimal as it is written, without zeros at the end of the fraction. */
export function showDecimal(a: Decimal): string {
  const sign = a.digits < 0n ? '-' : '';
  const digits = absolute(a)
    .digits.toString()
    .padStart(a.scale + 1, '0');
  if (a.scale === 0) return sign + digits;
  const whole = digits.slice(0, digits.length - a.scale);
  const fraction = digits.slice(digits.length - a.scale).replace(/0+$/, '');
  return sign + whole + (fraction === '' ? '' : `.${fraction}`);
}

/** The nearest JavaScript number, for JSON only; arithmetic stays with `Decimal`. */
export const toNumber = (a: Decimal): number => Number(showDecimal(a));

export type Rounding = 'halfUp' | 'down';

/** `numerator / denominator` to `decimals` places, as a decimal of exactly that scale; the denominator may not be zero. */
export function quotient(numerator: Decimal, denominator: Decimal, decimals: number, rounding: Rounding): Decimal {
  const [top, bottom] = aligned(numerator, denominator);
  if (bottom === 0n) throw new Error('division by zero');
  const negative = top < 0n !== bottom < 0n;
  const scaled = (top < 0n ? -top : top) * power(decimals);
  const divisor = bottom < 0n ? -bottom : bottom;
  const digits = rounding === 'down' ? scaled / divisor : (2n * scaled + divisor) / (2n * divisor);
  return { digits: negative ? -digits : digits, scale: decimals };
}
