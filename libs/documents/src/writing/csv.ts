import { startsLikeFormula } from './sheet-values';

export type CsvValue = string | number | boolean | null | undefined;

const BOM = '\ufeff';

/**
 * Writes rows as CSV that Excel opens in Chinese with no question asked: UTF-8 with a byte order mark, CRLF, quotes doubled.
 * A text that a spreadsheet would run as a formula is guarded by an apostrophe; a number is never guarded, so that −5 stays a
 * number.
 */
export function writeCsv(rows: readonly (readonly CsvValue[])[]): Uint8Array {
  const lines = rows.map((row) => row.map(csvField).join(',') + '\r\n');
  return new TextEncoder().encode(BOM + lines.join(''));
}

function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = typeof value === 'boolean' ? String(value) : guardCsvText(value);
  return /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Puts an apostrophe before a text that would run as a formula, or that is guarded already and must come back as it is. */
export const guardCsvText = (text: string): string => (startsLikeFormula(text.replace(/^'+/, '')) ? `'${text}` : text);

/** Takes off what `guardCsvText` put on; for the importer of our own exports. */
export const unguardCsvText = (text: string): string =>
  text.startsWith("'") && startsLikeFormula(text.replace(/^'+/, '')) ? text.slice(1) : text;
