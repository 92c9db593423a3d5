/**
 * 2026-02-08 → 2026年2月8日: Arabic digits, no zero padding (GB/T 9704-2012 clause 7.3.5.4).
 *
 * @throws {RangeError} for a text that is no calendar day
 */
export function chineseDay(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (!year || !month || !date) throw new RangeError(`not a day: ${day}`);
  const instant = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  if (instant.getUTCMonth() !== Number(month) - 1) throw new RangeError(`not a day: ${day}`);
  return `${year}年${Number(month)}月${Number(date)}日`;
}
