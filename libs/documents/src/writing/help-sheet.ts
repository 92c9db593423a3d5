import type { PageSetup, Workbook } from 'exceljs';
import { LEVEL_ONE_FONT, PAGE_NUMBER_FONT } from './official-fonts';

/** A last sheet that says in words how the others are filled in: its title, and a line a row. */
export function writeHelpSheet(workbook: Workbook, name: string, lines: readonly string[], page?: Partial<PageSetup>): void {
  const sheet = workbook.addWorksheet(name, page && { pageSetup: page });
  sheet.getColumn(1).width = 100;
  const title = sheet.getCell(1, 1);
  title.value = name;
  title.font = { name: LEVEL_ONE_FONT, size: 14 };
  lines.forEach((line, index) => {
    const cell = sheet.getCell(index + 2, 1);
    cell.value = line;
    cell.font = { name: PAGE_NUMBER_FONT, size: 12 };
    cell.alignment = { wrapText: true, vertical: 'middle' };
    sheet.getRow(index + 2).height = 36;
  });
}
