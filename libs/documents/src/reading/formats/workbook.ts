import { accept, type Decision, refuse } from '@duban/domain';
import { readingRemark } from '@duban/wording';
import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx';
import {
  type CellFlag,
  cellAddress,
  type Doubt,
  type SourceDocument,
  type SourceLine,
  type SourceTable,
  type TableCell,
  type TableRow,
} from '../source';
import { dayOfSerial } from './serial-day';
import type { ZipArchive } from './zip';

const MOST_ROWS = 100_000;
const MOST_COLUMNS = 512;

/** Reads an .xlsx or an old .xls; every sheet is a table, every filled row a line (its cells joined by tabs). */
export function readWorkbookSource(bytes: Uint8Array, fileName: string, zip: ZipArchive | null): Decision<SourceDocument> {
  if (zip) {
    // The library unpacks on its own; unpacking once with a cap first makes sure that no header lies about a size.
    for (const entry of zip.entries) {
      const part = zip.read(entry.name);
      if (!part.ok) return part;
      if (part.value && /\.(xml|rels)$/.test(entry.name) && hasDoctype(part.value)) return refuse('DOCUMENT.FORBIDDEN_XML');
    }
  }
  const workbook = openWorkbook(bytes);
  if (!workbook) return refuse('DOCUMENT.DAMAGED', { detail: '' });
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const lines: SourceLine[] = [];
  const tables: SourceTable[] = [];
  const doubts: Doubt[] = [];
  for (const [i, name] of workbook.SheetNames.entries()) {
    const sheet = workbook.Sheets[name];
    if (!sheet) continue;
    const hidden = (workbook.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
    const table = tableOf(sheet, name, hidden, is1904, lines.length);
    if (table === 'tooManyRows') return refuse('DOCUMENT.TOO_MANY_ROWS', { limit: MOST_ROWS });
    if (table.rows.length === 0) continue;
    tables.push(table);
    if (hidden)
      doubts.push({
        place: { sheet: name },
        code: 'DOCUMENT.SHEET_HIDDEN',
        message: readingRemark('DOCUMENT.SHEET_HIDDEN', { sheet: name }),
      });
    for (const row of table.rows) {
      const text = row.cells.filter((c) => c.mergedFrom === undefined).map((c) => c.text.replace(/\s*\n\s*/g, ' ')); // prettier-ignore
      lines.push({ line: row.line, text: text.join('\t'), origin: 'table', automatic: 0 });
    }
  }
  if (tables.length === 0) return refuse('DOCUMENT.EMPTY');
  return accept({ format: zip ? 'xlsx' : 'xls', fileName, encoding: null, lines, tables, doubts });
}

function openWorkbook(bytes: Uint8Array): WorkBook | null {
  try {
    return read(bytes, {
      type: 'buffer',
      cellDates: false,
      cellNF: true,
      cellText: true,
      cellHTML: false,
      cellStyles: true,
      dense: true,
    });
  } catch (error) {
    // The library throws plain errors for files that it cannot make sense of; memory and stack failures are not the file's.
    if ((error as Error).name === 'Error' || (error as Error).name === 'TypeError') return null;
    throw error;
  }
}

function hasDoctype(xml: Uint8Array): boolean {
  return Buffer.from(xml.buffer, xml.byteOffset, Math.min(xml.byteLength, 4096)).includes('<!DOCTYPE');
}

interface Merged {
  readonly from: string;
  readonly row: number;
  readonly column: number;
}

function tableOf(
  sheet: WorkSheet,
  name: string,
  hidden: boolean,
  is1904: boolean,
  linesBefore: number,
): SourceTable | 'tooManyRows' {
  const grid = (sheet as unknown as { '!data'?: (CellObject | undefined)[][] })['!data'] ?? [];
  const filledRows = Object.keys(grid).map(Number); // sparse: a sheet may declare a million rows and fill ten
  if (filledRows.length > MOST_ROWS) return 'tooManyRows';
  const merged = mergedCells(sheet, grid);
  const rows: TableRow[] = [];
  const numbers = new Set([...filledRows, ...merged.keys()]);
  for (const r of [...numbers].sort((a, b) => a - b)) {
    const cells: TableCell[] = [];
    const row = grid[r] ?? [];
    const columns = new Set([...Object.keys(row).map(Number), ...(merged.get(r)?.keys() ?? [])]);
    for (const c of [...columns].sort((a, b) => a - b)) {
      if (c >= MOST_COLUMNS) break;
      const block = merged.get(r)?.get(c);
      const held = block ? grid[block.row]?.[block.column] : row[c];
      if (!held || (held.t === 'z' && !block)) continue;
      const cell = cellOf(held, cellAddress(c, r + 1), c, is1904);
      cells.push(block ? { ...cell, mergedFrom: block.from } : cell);
    }
    if (cells.every((cell) => cell.text === '')) continue;
    rows.push({ row: r + 1, line: linesBefore + rows.length + 1, hidden: sheet['!rows']?.[r]?.hidden === true, cells });
  }
  return { name, hidden, rows };
}

// Only real merged blocks are filled, never a blank under a value. A block over whole columns is cut to the filled rows.
function mergedCells(sheet: WorkSheet, grid: readonly unknown[]): Map<number, Map<number, Merged>> {
  const merged = new Map<number, Map<number, Merged>>();
  for (const { s, e } of sheet['!merges'] ?? []) {
    const from = cellAddress(s.c, s.r + 1);
    for (let r = s.r; r <= Math.min(e.r, grid.length - 1, s.r + MOST_ROWS); r++) {
      const row = merged.get(r) ?? new Map<number, Merged>();
      merged.set(r, row);
      for (let c = s.c; c <= Math.min(e.c, MOST_COLUMNS - 1); c++) {
        if (r !== s.r || c !== s.c) row.set(c, { from, row: s.r, column: s.c });
      }
    }
  }
  return merged;
}

function cellOf(cell: CellObject, address: string, column: number, is1904: boolean): TableCell {
  const flags: CellFlag[] = [];
  if (cell.f !== undefined) flags.push('formula');
  if (cell.r !== undefined && /<r[ >]/.test(String(cell.r))) flags.push('richText');
  if (cell.t === 'e') return { address, column, text: cell.w ?? '#ERROR!', flags: [...flags, 'error'] };
  if (cell.t === 'n' && typeof cell.v === 'number') {
    if (isDateFormat(cell.z)) {
      const date = dayOfSerial(cell.v, is1904);
      if (date) return { address, column, text: cell.w?.trim() || date, date, flags: [...flags, 'date'] };
    }
    return { address, column, text: (cell.w ?? String(cell.v)).trim(), number: cell.v, flags: [...flags, 'number'] };
  }
  if (cell.t === 'b') return { address, column, text: cell.v ? '是' : '否', flags };
  return { address, column, text: plainText(cell), flags };
}

// Formats such as [h]:mm or General never mean a day, however they are spelled.
function isDateFormat(format: CellObject['z']): boolean {
  if (format === undefined) return false;
  const code = String(format);
  return (
    /[yYdD年日]|m[月/.-]|[/.-]m/.test(code.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '')) &&
    (SSF as { is_date(f: string): boolean }).is_date(code)
  );
}

const plainText = (cell: CellObject): string =>
  (typeof cell.v === 'string' ? cell.v : (cell.w ?? String(cell.v ?? ''))).replace(/\r\n?/g, '\n').trim();
