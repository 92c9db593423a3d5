const DIGITS: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, '○': 0, '０': 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
  壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9,
}; // prettier-ignore
const SMALL_UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const LARGE_UNITS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

/**
 * Reads a number written in Chinese numerals (一百零二), in a row of digits (二〇二六), or in Arabic digits of either width.
 * `一百二` is read as 120, as it is spoken (decision on case S28); `廿` and `卅` are 20 and 30. Anything else is null, never a guess.
 */
export function readChineseNumber(text: string): number | null {
  const input = text
    .replace(/廿/g, '二十')
    .replace(/卅/g, '三十')
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
  if (/^\d+$/.test(input)) return Number(input);
  if (input === '') return null;
  const characters = [...input];
  if (characters.every((c) => c in DIGITS)) {
    // A row of digits is a year or a serial number; a single digit is itself. `两三` (two or three) is no number.
    if (characters.length > 1 && characters.includes('两')) return null;
    if (characters.length === 2 || characters.length === 3) return null;
    return Number(characters.map((c) => DIGITS[c]).join(''));
  }
  return readWithUnits(characters);
}

function readWithUnits(characters: readonly string[]): number | null {
  let total = 0; // sections closed by 万 or 亿
  let section = 0; // what stands before the next 万 or 亿
  let digit: number | null = null;
  let lastUnit = Infinity; // small units must fall within a section
  let lastLarge = Infinity; // large units must fall too
  let zero = false;
  for (const c of characters) {
    const asDigit = DIGITS[c];
    const small = SMALL_UNITS[c];
    const large = LARGE_UNITS[c];
    if (asDigit !== undefined) {
      if (digit !== null) return null;
      if (asDigit === 0) zero = true;
      else digit = asDigit;
    } else if (small !== undefined) {
      if (small >= lastUnit) return null;
      if (digit === null && !(small === 10 && section === 0)) return null;
      section += (digit ?? 1) * small;
      digit = null;
      lastUnit = small;
      zero = false;
    } else if (large !== undefined) {
      const value = section + (digit ?? 0);
      if (value === 0 || large >= lastLarge) return null;
      total += value * large;
      section = 0;
      digit = null;
      lastUnit = Infinity;
      lastLarge = large;
      zero = false;
    } else {
      return null;
    }
  }
  if (digit !== null) {
    const spoken =
      !zero && lastUnit !== Infinity && lastUnit >= 100
        ? lastUnit / 10
        : !zero && lastUnit === Infinity && lastLarge !== Infinity
          ? lastLarge / 10
          : 1;
    section += digit * spoken;
  }
  return total + section;
}
