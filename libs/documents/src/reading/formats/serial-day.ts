const DAY_MS = 86_400_000;

/**
 * The day (`2026-06-30`) of a spreadsheet's serial number, by arithmetic in UTC and never through a local date. The 1900
 * system counts a 29 February 1900 that never was; serial 60 is that day and null. Null outside 1900–2999.
 */
export function dayOfSerial(serial: number, is1904: boolean): string | null {
  const whole = Math.floor(serial);
  if (whole < (is1904 ? 0 : 1)) return null;
  if (!is1904 && whole === 60) return null;
  const days = is1904 ? whole : whole > 60 ? whole - 1 : whole;
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 31);
  const date = new Date(start + days * DAY_MS);
  const year = date.getUTCFullYear();
  if (year > 2999) return null;
  return date.toISOString().slice(0, 10);
}
