import { Workbook, type Cell } from 'exceljs';
import { documentWording } from '@duban/wording';
import { addChoices, addTextLimit, proposeList } from './cell-rules';
import { CELL_BORDER, pageSetup, writeHeading } from './ledger-xlsx';
import { PAGE_NUMBER_FONT } from './official-fonts';
import { columnLetters, packWorkbook } from './sheet-package';

/** The rows prepared for filling in. */
const PREPARED_ROWS = 300;
const TEXT_LIMIT = 4000;

export interface TemplateOptions {
  /** Names of the office's units, proposed where units are asked for. */
  readonly units?: readonly string[];
  /** What 类别 offers; free text where absent. */
  readonly categories?: readonly string[];
  /** What 报送周期 offers; the standard ones where absent. */
  readonly cycles?: readonly string[];
}

/**
 * The workbook that an office fills in to import work points. A row of hints, then the headings and nothing else, so that what
 * is read back is what was filled in; the hints stand above the header, where nothing is read. Cells are text: Excel would
 * make 6月30日 a day of the year in which it is typed. Units are proposed from the office's own register and others may be
 * written too, several in one cell.
 */
export async function writeTemplateXlsx(options: TemplateOptions = {}): Promise<Uint8Array> {
  const columns = documentWording.templateColumns;
  const workbook = new Workbook();
  workbook.creator = documentWording.creator;
  workbook.lastModifiedBy = documentWording.creator;
  const sheet = workbook.addWorksheet(documentWording.templateSheet, {
    views: [{ state: 'frozen', ySplit: HEADING_ROW, activeCell: `A${HEADING_ROW + 1}` }],
    pageSetup: pageSetup('A4', HEADING_ROW),
    headerFooter: { oddFooter: documentWording.sheetFooter },
  });
  writeHints(sheet.getCell(1, 1));
  sheet.getRow(1).height = 34;
  const units = options.units ?? [];
  const last = HEADING_ROW + PREPARED_ROWS;
  columns.forEach((column, index) => {
    const each = sheet.getColumn(index + 1);
    each.width = column.width;
    for (let row = HEADING_ROW + 1; row <= last; row++) {
      const cell = sheet.getCell(row, index + 1);
      cell.border = CELL_BORDER;
      cell.numFmt = '@';
      cell.font = { name: PAGE_NUMBER_FONT, size: 11 };
      cell.alignment = { vertical: 'middle', wrapText: true, horizontal: column.align };
    }
    writeHeading(sheet.getCell(HEADING_ROW, index + 1), column.heading + (column.required ? '*' : ''), column.required);
    const letters = columnLetters(index + 1);
    const range = `${letters}${HEADING_ROW + 1}:${letters}${last}`;
    if (column.key === 'cycle') addChoices(sheet, range, options.cycles ?? documentWording.cycleChoices, column.prompt);
    else if (column.key === 'category' && options.categories) addChoices(sheet, range, options.categories, column.prompt);
    else if (UNIT_COLUMNS.includes(column.key) && units.length > 0)
      proposeList(sheet, range, registerCells(units.length), column.prompt);
    else addTextLimit(sheet, range, TEXT_LIMIT, column.prompt);
  });
  sheet.getRow(HEADING_ROW).height = 28;
  if (units.length > 0) writeRegister(workbook, units);
  return packWorkbook(workbook, undefined, [{ fromRow: 1, toRow: 1, fromColumn: 1, toColumn: columns.length }]);
}

const HEADING_ROW = 2;
const UNIT_COLUMNS: readonly string[] = ['leads', 'responsible', 'cooperating'];

function writeHints(cell: Cell): void {
  cell.value = documentWording.templateHints;
  cell.font = { name: PAGE_NUMBER_FONT, size: 10, color: { argb: 'FF595959' } };
  cell.alignment = { vertical: 'middle', horizontal: 'left', wrapText: true };
}

function writeRegister(workbook: Workbook, units: readonly string[]): void {
  const sheet = workbook.addWorksheet(documentWording.registerSheet);
  sheet.getColumn(1).width = 60;
  sheet.getCell(1, 1).value = documentWording.registerHeading;
  units.forEach((name, index) => (sheet.getCell(index + 2, 1).value = name));
}

/** The names of the register sheet. One cell of the template may name several, which is why they are only proposed. */
const registerCells = (count: number): string => `'${documentWording.registerSheet}'!$A$2:$A$${count + 1}`;
