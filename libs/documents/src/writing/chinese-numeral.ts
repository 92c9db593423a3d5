const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 1–99 as it stands in a heading's label: 一 … 十 · 十一 · 二十 · 二十一. */
export function chineseNumeral(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`no label for ${n}`);
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return (tens === 0 ? '' : (tens === 1 ? '' : DIGITS[tens]) + '十') + (ones === 0 ? '' : DIGITS[ones]);
}
