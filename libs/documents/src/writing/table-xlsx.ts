import { Workbook } from 'exceljs';
import { documentWording } from '@duban/wording';
import { headJoins, pageSetup, writeHead, writeValue } from './ledger-xlsx';
import { rowHeights, textPoints } from './row-heights';
import { columnLetters, packWorkbook } from './sheet-package';

/** A plain list as a sheet: the 整改问题清单 and the like. */
export interface TableDocument {
  readonly title: string;
  readonly subtitle?: string;
  /** The name of the sheet. */
  readonly sheet: string;
  /** The day of writing: it alone dates the file, so that the same content gives the same bytes. */
  readonly day: string;
  readonly columns: readonly { readonly heading: string; readonly width: number; readonly align: 'left' | 'center' }[];
  /** A day as `2026-06-30` becomes a real date; text never becomes a formula. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Writes a list as .xlsx with its headings frozen and repeated on each printed page, and a filter. */
export async function writeTableXlsx(table: TableDocument): Promise<Uint8Array> {
  const workbook = new Workbook();
  workbook.creator = documentWording.creator;
  workbook.lastModifiedBy = documentWording.creator;
  const headingRow = table.subtitle === undefined ? 2 : 3;
  const sheet = workbook.addWorksheet(table.sheet, {
    views: [{ state: 'frozen', ySplit: headingRow, activeCell: `A${headingRow + 1}` }],
    pageSetup: pageSetup('A3', headingRow),
    headerFooter: { oddFooter: documentWording.sheetFooter },
  });
  table.columns.forEach((column, index) => (sheet.getColumn(index + 1).width = column.width));
  writeHead(sheet, table, table.columns, headingRow);
  table.rows.forEach((row, rowIndex) =>
    table.columns.forEach((column, columnIndex) =>
      writeValue(sheet.getCell(headingRow + 1 + rowIndex, columnIndex + 1), row[columnIndex] ?? '', column.align),
    ),
  );
  const own = table.rows.map((row) =>
    Math.max(0, ...table.columns.map((column, index) => textPoints(String(row[index] ?? ''), column.width))),
  );
  rowHeights(own, []).forEach((points, index) => (sheet.getRow(headingRow + 1 + index).height = points));
  sheet.autoFilter = `A${headingRow}:${columnLetters(table.columns.length)}${headingRow + table.rows.length}`;
  return packWorkbook(workbook, table.day, headJoins(table.columns.length, headingRow));
}
