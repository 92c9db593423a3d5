import { type Decimal, compare, decimalOf, decimalOfInteger, equal, shift, showDecimal } from '../figure/decimal';
import { readChineseNumber } from '../text/chinese-number';

/** How a figure stands in a text: 1.2万余条 prints 12000 as `1.2` between nothing and `万余条`. */
export interface FigurePrint {
  readonly before: string;
  /** The number as it was printed. */
  readonly number: string;
  readonly after: string;
  /** The amount that was printed, in the figure's unit. */
  readonly printed: Decimal;
}

const ARABIC = /^[-−]?[\d０-９][\d０-９,，.．]*/;
/** 6亿3000万元: the number goes on after the larger unit. */
const ARABIC_IN_TWO = /^[\d０-９.．]+[亿万][\d０-９.．]+/;
const CHINESE = /^[零〇一二两三四五六七八九十百千万亿廿卅]+/;
const PERCENT_IN_WORDS = '百分之';

/**
 * Takes a printed figure apart so that another amount can be put in its place.
 *
 * @param text the figure as printed, with its unit
 * @param value the amount that it states, in its unit
 */
export function figurePrintOf(text: string, value: Decimal): FigurePrint {
  const before = text.startsWith(PERCENT_IN_WORDS) ? PERCENT_IN_WORDS : '';
  const rest = text.slice(before.length);
  const number = (ARABIC_IN_TWO.exec(rest) ?? ARABIC.exec(rest) ?? CHINESE.exec(rest))?.[0].replace(/[,，.．]+$/, '') ?? '';
  return { before, number, after: rest.slice(number.length), printed: value };
}

/**
 * The figure with another amount, in the manner of the print: the same unit, decimals, grouping and numerals. The printed
 * amount itself gives the printed text, character for character.
 */
export function printFigure(print: FigurePrint, value: Decimal): string {
  const number = equal(value, print.printed) ? print.number : numberLike(print, value);
  return print.before + number + print.after;
}

function numberLike(print: FigurePrint, value: Decimal): string {
  const own = ownNumber(print.number);
  const exponent = own && exponentBetween(own, print.printed);
  // 6亿3000万元 and the like: what follows the number holds the rest of the unit.
  if (!own || exponent === null) return showDecimal(value);
  const scaled = shift(value, -(exponent ?? 0));
  if (CHINESE.test(print.number)) return chineseNumber(scaled) ?? showDecimal(scaled);
  const shown = withScale(scaled, own.scale);
  const grouped = /[,，]/.test(print.number) ? groupThousands(shown) : shown;
  return /[０-９]/.test(print.number) ? fullWidth(grouped) : grouped;
}

/** The number without regard to 万 and the unit behind it: 1.2 of 1.2万条. */
function ownNumber(number: string): Decimal | null {
  if (CHINESE.test(number)) {
    const read = readChineseNumber(number);
    return read === null ? null : decimalOfInteger(read);
  }
  const plain = number
    .replace(/[０-９．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[,，]/g, '')
    .replace('−', '-');
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? decimalOf(plain) : null;
}

const LARGEST_EXPONENT = 8;

/** The power of ten between the number and the amount: 4 for 1.2万条, -4 for 三百万元 in 万元; null where there is none. */
function exponentBetween(number: Decimal, amount: Decimal): number | null {
  if (compare(amount, decimalOfInteger(0)) === 0) return 0;
  for (let exponent = -LARGEST_EXPONENT; exponent <= LARGEST_EXPONENT; exponent += 1) {
    if (equal(shift(number, exponent), amount)) return exponent;
  }
  return null;
}

/** At least as many decimals as were printed, more where the amount needs them. */
function withScale(value: Decimal, scale: number): string {
  const shown = showDecimal(value);
  const [whole = '', fraction = ''] = shown.split('.');
  return fraction.length >= scale ? shown : `${whole}.${fraction.padEnd(scale, '0')}`;
}

const groupThousands = (shown: string): string => shown.replace(/^(-?)(\d+)/, (_all, sign: string, whole: string) =>
  sign + whole.replace(/\B(?=(?:\d{3})+(?!\d))/g, ','),
); // prettier-ignore

const fullWidth = (shown: string): string => shown.replace(/[\d.]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const SMALL = ['', '十', '百', '千'] as const;
const LARGE = ['', '万', '亿'] as const;
const LARGEST_CHINESE = 10n ** 12n;

/** A whole number below 10 to the 12th in Chinese numerals (12 is 十二); null for anything else. */
export function chineseNumber(value: Decimal): string | null {
  const text = showDecimal(value);
  if (!/^\d+$/.test(text) || BigInt(text) >= LARGEST_CHINESE) return null;
  if (text === '0') return DIGITS[0];
  const sections: string[] = [];
  for (let end = text.length; end > 0; end -= 4) sections.unshift(text.slice(Math.max(0, end - 4), end));
  let written = '';
  let gap = false;
  sections.forEach((section, index) => {
    const large = LARGE[sections.length - 1 - index] ?? '';
    const digits = [...section].map(Number);
    if (digits.every((digit) => digit === 0)) {
      gap = written !== '';
      return;
    }
    let part = '';
    digits.forEach((digit, at) => {
      if (digit === 0) gap = gap || written + part !== '';
      else {
        if (gap) part += DIGITS[0];
        gap = false;
        part += `${DIGITS[digit] ?? ''}${SMALL[digits.length - 1 - at] ?? ''}`;
      }
    });
    written += part + large;
    gap = digits.at(-1) === 0 && index < sections.length - 1;
  });
  return written.replace(/^一十/, '十');
}
