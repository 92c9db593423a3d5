import { Workbook, type Borders, type Cell, type Worksheet } from 'exceljs';
import { documentWording } from '@duban/wording';
import { addChoices, addTextLimit } from './cell-rules';
import { joinedRuns, ledgerColumns, type LedgerColumn } from './ledger-columns';
import type { LedgerDocument, LedgerLamp } from './ledger-document';
import { PAGE_NUMBER_FONT, LEVEL_ONE_FONT, TITLE_FONT } from './official-fonts';
import { rowHeights, textPoints, type TallCell } from './row-heights';
import { columnLetters, packWorkbook, type JoinedCells } from './sheet-package';
import { cellText, daySerial, startsLikeFormula } from './sheet-values';

const PAPER = { A3: 8, A4: 9 } as const;
const PROGRESS_LIMIT = 2000;

const LAMP_FILL: Record<LedgerLamp['colour'], string> = {
  green: 'FFC6E7C8',
  yellow: 'FFFFF2A8',
  orange: 'FFFFD3A1',
  red: 'FFF7B4AE',
  blue: 'FFBBD7F5',
  grey: 'FFE3E3E3',
};
export const HEADING_FILL = 'FFE9EEF5';
/** Headings of the columns that units fill in. */
export const FILL_IN_FILL = 'FFFFF7D6';

const line = { style: 'thin', color: { argb: 'FF808080' } } as const;
export const CELL_BORDER: Partial<Borders> = { top: line, bottom: line, left: line, right: line };

/**
 * Writes a ledger as .xlsx: headings frozen and repeated on each printed page, a filter, joined chapter and clause cells, real
 * dates where the term is a day (text where it is words), choices and limits in the columns that units fill in. Text never
 * becomes a formula. The same content gives the same bytes.
 *
 * @throws {RangeError} when the choices for 办理状态 hold a comma or quote or are too long for a list
 */
export async function writeLedgerXlsx(ledger: LedgerDocument): Promise<Uint8Array> {
  const columns = ledgerColumns(ledger);
  const workbook = new Workbook();
  workbook.creator = documentWording.creator;
  workbook.lastModifiedBy = documentWording.creator;
  const headingRow = ledger.subtitle === undefined ? 2 : 3;
  const sheet = workbook.addWorksheet(documentWording.ledgerSheet, {
    views: [{ state: 'frozen', ySplit: headingRow, xSplit: frozenColumns(columns), activeCell: `A${headingRow + 1}` }],
    pageSetup: pageSetup(ledger.paper ?? 'A3', headingRow),
    headerFooter: { oddFooter: documentWording.sheetFooter },
  });
  columns.forEach((column, index) => (sheet.getColumn(index + 1).width = column.width));
  writeHead(sheet, ledger, columns, headingRow);

  const values = ledger.rows.map((row) => columns.map((column) => column.value(row)));
  const joined: JoinedCells[] = [...headJoins(columns.length, headingRow)];
  ledger.rows.forEach((row, rowIndex) => {
    columns.forEach((column, columnIndex) => {
      const cell = sheet.getCell(headingRow + 1 + rowIndex, columnIndex + 1);
      writeValue(cell, values[rowIndex]?.[columnIndex] ?? '', column.align);
      if (column.key === 'lamp' && row.lamp) cell.fill = solid(LAMP_FILL[row.lamp.colour]);
      if (column.key === 'overdue' && row.overdue) cell.font = { ...cell.font, color: { argb: 'FFC00000' }, bold: true };
    });
  });
  const tall: TallCell[] = [];
  columns.forEach((column, index) => {
    if (!column.joined) return;
    for (const run of joinedRuns(values, columns, index)) {
      tall.push({ ...run, points: textPoints(String(values[run.from]?.[index]), column.width) });
      if (run.from === run.to) continue;
      const top = headingRow + 1;
      joined.push({ fromRow: top + run.from, toRow: top + run.to, fromColumn: index + 1, toColumn: index + 1 });
    }
  });
  const own = values.map((row) =>
    Math.max(0, ...columns.map((column, index) => (column.joined ? 0 : textPoints(String(row[index]), column.width)))),
  );
  rowHeights(own, tall).forEach((points, index) => (sheet.getRow(headingRow + 1 + index).height = points));

  const lastRow = headingRow + ledger.rows.length;
  sheet.autoFilter = `A${headingRow}:${columnLetters(columns.length)}${Math.max(lastRow, headingRow)}`;
  if (ledger.rows.length > 0) addFillInRules(sheet, columns, ledger, headingRow + 1, lastRow);
  return packWorkbook(workbook, ledger.day, joined);
}

/** Up to the task's own column, so that a row is known by its name while one scrolls to the right. */
function frozenColumns(columns: readonly LedgerColumn[]): number {
  const task = columns.findIndex((column) => column.key === 'task');
  return task > 3 ? 0 : task;
}

export const pageSetup = (paper: 'A3' | 'A4', headingRow: number): Partial<Worksheet['pageSetup']> => ({
  paperSize: PAPER[paper] as never,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  printTitlesRow: `${headingRow}:${headingRow}`,
  margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
});

export const solid = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;

function writeHead(
  sheet: Worksheet,
  ledger: { readonly title: string; readonly subtitle?: string },
  columns: readonly { readonly heading: string; readonly filledByUnits?: boolean }[],
  headingRow: number,
): void {
  const title = sheet.getCell(1, 1);
  title.value = cellText(ledger.title, documentWording.cellCut);
  title.font = { name: TITLE_FONT, size: 18 };
  title.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  sheet.getRow(1).height = 32;
  if (ledger.subtitle !== undefined) {
    const subtitle = sheet.getCell(2, 1);
    subtitle.value = cellText(ledger.subtitle, documentWording.cellCut);
    subtitle.font = { name: PAGE_NUMBER_FONT, size: 11 };
    subtitle.alignment = { horizontal: 'right', vertical: 'middle' };
    sheet.getRow(2).height = 20;
  }
  columns.forEach((column, index) =>
    writeHeading(sheet.getCell(headingRow, index + 1), column.heading, column.filledByUnits === true),
  );
  sheet.getRow(headingRow).height = 28;
}

export function writeHeading(cell: Cell, heading: string, filledIn: boolean): void {
  cell.value = heading;
  cell.font = { name: LEVEL_ONE_FONT, size: 11 };
  cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  cell.border = CELL_BORDER;
  cell.fill = solid(filledIn ? FILL_IN_FILL : HEADING_FILL);
}

function headJoins(columnCount: number, headingRow: number): JoinedCells[] {
  if (columnCount < 2) return [];
  return Array.from({ length: headingRow - 1 }, (_, index) => ({
    fromRow: index + 1,
    toRow: index + 1,
    fromColumn: 1,
    toColumn: columnCount,
  }));
}

export function writeValue(cell: Cell, value: string | number, align: 'left' | 'center'): void {
  cell.font = { name: PAGE_NUMBER_FONT, size: 11 };
  cell.border = CELL_BORDER;
  cell.alignment = { horizontal: align, vertical: 'middle', wrapText: true };
  if (typeof value === 'number') {
    cell.value = value;
    return;
  }
  const serial = daySerial(value);
  if (serial !== undefined) {
    cell.value = serial;
    cell.numFmt = 'yyyy-mm-dd';
    return;
  }
  if (value === '') return;
  cell.value = cellText(value, documentWording.cellCut);
  // Text format: a person who edits the cell in Excel does not turn it into a formula by pressing Enter.
  if (startsLikeFormula(value)) cell.numFmt = '@';
}

function addFillInRules(
  sheet: Worksheet,
  columns: readonly LedgerColumn[],
  ledger: LedgerDocument,
  from: number,
  to: number,
): void {
  columns.forEach((column, index) => {
    const letters = columnLetters(index + 1);
    const range = `${letters}${from}:${letters}${to}`;
    if (column.key === 'state') addChoices(sheet, range, ledger.stateChoices ?? documentWording.stateChoices);
    if (column.key === 'progress') addTextLimit(sheet, range, PROGRESS_LIMIT);
  });
}
