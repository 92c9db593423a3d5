import { printable } from './printable';

/** The most characters that an Excel cell holds. */
const CELL_LIMIT = 32_767;

/** Text that a spreadsheet would take for a formula, in half and full width, or after a leading tab or line end. */
const FORMULA_START = /^[\t\r\n ]*[=+\-@＝＋－＠]/u;
const CONTROL_START = /^[\t\r\n]/;

export const startsLikeFormula = (text: string): boolean => FORMULA_START.test(text) || CONTROL_START.test(text);

/**
 * Text as a cell can hold it: without characters that no Office file can hold, and cut with a visible mark at Excel's limit,
 * because Excel calls a longer cell a damaged file.
 */
export function cellText(text: string, cutMark: string): string {
  const clean = printable(text).replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_');
  return clean.length <= CELL_LIMIT ? clean : clean.slice(0, CELL_LIMIT - cutMark.length) + cutMark;
}

/** A day as Excel counts days (1900 system), or undefined where the text is no calendar day from 1 March 1900 on. */
export function daySerial(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const instant = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (new Date(instant).toISOString().slice(0, 10) !== text) return undefined;
  const serial = instant / 86_400_000 + 25_569;
  return serial >= 61 ? serial : undefined;
}
