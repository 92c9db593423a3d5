import { accept, type Decision } from '@duban/domain';
import { readingRemark } from '@duban/wording';
import { cellAddress, type Doubt, type SourceDocument, type SourceLine, type SourceTable } from '../source';
import { asCsv, type CsvText, parseCsv } from './csv';
import { decodeText, splitLines } from './text';

/** Reads a text file, plain or delimited. The name only tips the balance where the content would do for both. */
export function readTextSource(bytes: Uint8Array, fileName: string): Decision<SourceDocument> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding, unsure } = decoded.value;
  const doubts: Doubt[] = unsure
    ? [{ place: { line: 1 }, code: 'TEXT.ENCODING_UNSURE', message: readingRemark('TEXT.ENCODING_UNSURE', { encoding }) }]
    : [];
  const lines: SourceLine[] = splitLines(text).map((line, i) => ({ line: i + 1, text: line, origin: 'body', automatic: 0 }));
  const csv = asCsv(text) ?? (/\.csv$/i.test(fileName) ? parseCsv(text, ',') : null);
  if (!csv) return accept({ format: 'txt', fileName, encoding, lines, tables: [], doubts });
  if (csv.quoteOpen) {
    doubts.push({
      place: { line: csv.records[csv.records.length - 1]?.line ?? 1 },
      code: 'DOCUMENT.QUOTE_OPEN',
      message: readingRemark('DOCUMENT.QUOTE_OPEN'),
    });
  }
  const inTable = lines.map((line): SourceLine => ({ ...line, origin: 'table' }));
  return accept({ format: 'csv', fileName, encoding, lines: inTable, tables: [tableOf(csv)], doubts });
}

function tableOf(csv: CsvText): SourceTable {
  return {
    name: '表1',
    hidden: false,
    rows: csv.records.map(({ line, cells }, i) => ({
      row: i + 1,
      line,
      hidden: false,
      cells: cells.map((cell, column) => ({ address: cellAddress(column, i + 1), column, text: cell.trim(), flags: [] })),
    })),
  };
}
