import { Workbook, type Worksheet } from 'exceljs';
import { documentWording } from '@duban/wording';
import { pageSetup, writeHeading, writeValue } from './ledger-xlsx';
import { PAGE_NUMBER_FONT, TITLE_FONT } from './official-fonts';
import { rowHeights, textPoints } from './row-heights';
import { columnLetters, packWorkbook } from './sheet-package';
import { cellText } from './sheet-values';

/** One sheet of a workbook: a title, a line under it, headings and rows. */
export interface SheetTable {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  /** A4 where it is left out; a wide list wants A3. */
  readonly paper?: 'A3' | 'A4';
  readonly columns: readonly { readonly heading: string; readonly width: number; readonly align: 'left' | 'center' }[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const HEADING_ROW = 3;

/** Writes tables as .xlsx, a sheet each: headings frozen and repeated in print, a filter, text that never becomes a formula. */
export async function writeTablesXlsx(tables: readonly SheetTable[], day: string): Promise<Uint8Array> {
  const workbook = new Workbook();
  workbook.creator = documentWording.creator;
  workbook.lastModifiedBy = documentWording.creator;
  for (const table of tables) writeTable(workbook, table);
  return packWorkbook(workbook, day, []);
}

function writeTable(workbook: Workbook, table: SheetTable): void {
  const sheet = workbook.addWorksheet(table.name, {
    views: [{ state: 'frozen', ySplit: HEADING_ROW, activeCell: `A${HEADING_ROW + 1}` }],
    pageSetup: pageSetup(table.paper ?? 'A4', HEADING_ROW),
    headerFooter: { oddFooter: documentWording.sheetFooter },
  });
  table.columns.forEach((column, index) => (sheet.getColumn(index + 1).width = column.width));
  writeHeadLine(sheet, 1, table.title, { name: TITLE_FONT, size: 16 }, 30);
  writeHeadLine(sheet, 2, table.subtitle, { name: PAGE_NUMBER_FONT, size: 11 }, 20);
  table.columns.forEach((column, index) => writeHeading(sheet.getCell(HEADING_ROW, index + 1), column.heading, false));
  sheet.getRow(HEADING_ROW).height = 28;
  table.rows.forEach((row, rowIndex) => {
    row.forEach((value, index) => {
      writeValue(sheet.getCell(HEADING_ROW + 1 + rowIndex, index + 1), value, table.columns[index]?.align ?? 'left');
    });
  });
  const points = table.rows.map((row) =>
    Math.max(0, ...row.map((value, index) => textPoints(String(value), table.columns[index]?.width ?? 10))),
  );
  rowHeights(points, []).forEach((height, index) => (sheet.getRow(HEADING_ROW + 1 + index).height = height));
  sheet.autoFilter = `A${HEADING_ROW}:${columnLetters(table.columns.length)}${HEADING_ROW + table.rows.length}`;
}

function writeHeadLine(sheet: Worksheet, row: number, text: string, font: { name: string; size: number }, height: number): void {
  const cell = sheet.getCell(row, 1);
  cell.value = cellText(text, documentWording.cellCut);
  cell.font = font;
  cell.alignment = { horizontal: 'left', vertical: 'middle' };
  sheet.getRow(row).height = height;
}
