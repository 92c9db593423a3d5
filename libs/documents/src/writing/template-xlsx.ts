import { Workbook } from 'exceljs';
import { documentWording } from '@duban/wording';
import { addChoices, addTextLimit, CELL_BORDER, pageSetup, writeHeading } from './ledger-xlsx';
import { PAGE_NUMBER_FONT } from './official-fonts';
import { columnLetters, packWorkbook } from './sheet-package';

/** The rows prepared for filling in. */
const PREPARED_ROWS = 300;
const TEXT_LIMIT = 4000;

export interface TemplateOptions {
  /** What 类别 offers; free text where absent. */
  readonly categories?: readonly string[];
  /** What 报送周期 offers; the standard ones where absent. */
  readonly cycles?: readonly string[];
}

/**
 * The sheet that an office fills in to import work points: headings in the first row and nothing else, so that what is read
 * back is what was filled in. Cells are text: Excel would make 6月30日 a day of the year in which it is typed.
 */
export async function writeTemplateXlsx(options: TemplateOptions = {}): Promise<Uint8Array> {
  const columns = documentWording.templateColumns;
  const workbook = new Workbook();
  workbook.creator = documentWording.creator;
  workbook.lastModifiedBy = documentWording.creator;
  const sheet = workbook.addWorksheet(documentWording.templateSheet, {
    views: [{ state: 'frozen', ySplit: 1, activeCell: 'A2' }],
    pageSetup: pageSetup('A4', 1),
    headerFooter: { oddFooter: documentWording.sheetFooter },
  });
  columns.forEach((column, index) => {
    const each = sheet.getColumn(index + 1);
    each.width = column.width;
    each.numFmt = '@';
    each.font = { name: PAGE_NUMBER_FONT, size: 11 };
    each.alignment = { vertical: 'middle', wrapText: true, horizontal: column.align };
    writeHeading(sheet.getCell(1, index + 1), column.heading, column.required);
    for (let row = 2; row <= PREPARED_ROWS + 1; row++) sheet.getCell(row, index + 1).border = CELL_BORDER;
    const letters = columnLetters(index + 1);
    const range = `${letters}2:${letters}${PREPARED_ROWS + 1}`;
    if (column.key === 'cycle') addChoices(sheet, range, options.cycles ?? documentWording.cycleChoices, column.prompt);
    else if (column.key === 'category' && options.categories) addChoices(sheet, range, options.categories, column.prompt);
    else addTextLimit(sheet, range, TEXT_LIMIT, column.prompt);
  });
  sheet.getRow(1).height = 28;
  return packWorkbook(workbook, undefined, []);
}
