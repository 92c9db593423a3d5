import { Workbook, type Worksheet } from 'exceljs';
import { documentWording, rosterWording } from '@duban/wording';
import { addChoices, addNumberRule, addTextLimit, proposeList, type NumberRule } from '../writing/cell-rules';
import { writeHelpSheet } from '../writing/help-sheet';
import { CELL_BORDER, pageSetup, writeHeading } from '../writing/ledger-xlsx';
import { PAGE_NUMBER_FONT } from '../writing/official-fonts';
import { textPoints } from '../writing/row-heights';
import { columnLetters, packWorkbook } from '../writing/sheet-package';
import { ROSTER_COLUMNS, ROSTER_HEADING_ROW, type RosterContent, type RosterTable } from './roster-sheet';

/** Empty rows below what is there. */
const PREPARED_ROWS = 200;

/** Writes the roster as it stands, with room below it, choices in its cells and a page of instructions. */
export async function writeRoster(content: RosterContent): Promise<Uint8Array> {
  const workbook = new Workbook();
  workbook.creator = documentWording.creator;
  workbook.lastModifiedBy = documentWording.creator;
  for (const table of ['units', 'posts', 'people'] as const) writeTable(workbook, table, content);
  writeHelpSheet(workbook, rosterWording.helpSheet, rosterWording.help, pageSetup('A4', 1));
  return packWorkbook(workbook, undefined, []);
}

const lastRowOf = (content: RosterContent, table: RosterTable): number =>
  ROSTER_HEADING_ROW + content[table].length + PREPARED_ROWS;

function writeTable(workbook: Workbook, table: RosterTable, content: RosterContent): void {
  const sheet = workbook.addWorksheet(rosterWording.sheets[table], {
    views: [{ state: 'frozen', ySplit: ROSTER_HEADING_ROW, activeCell: `A${ROSTER_HEADING_ROW + 1}` }],
    pageSetup: pageSetup('A4', ROSTER_HEADING_ROW),
    headerFooter: { oddFooter: documentWording.sheetFooter },
  });
  const hint = sheet.getCell(1, 1);
  hint.value = rosterWording.hint;
  hint.font = { name: PAGE_NUMBER_FONT, size: 10, color: { argb: 'FF595959' } };
  hint.alignment = { vertical: 'middle' };
  sheet.getRow(1).height = 24;
  const headings: Readonly<Record<string, string>> = rosterWording.headings[table];
  const last = lastRowOf(content, table);
  ROSTER_COLUMNS[table].forEach((column, index) => {
    const at = index + 1;
    sheet.getColumn(at).width = column.width;
    const heading = (headings[column.key] ?? '') + (column.required ? '*' : '');
    writeHeading(sheet.getCell(ROSTER_HEADING_ROW, at), heading, column.required);
    for (let row = ROSTER_HEADING_ROW + 1; row <= last; row++) {
      const cell = sheet.getCell(row, at);
      const value = content[table][row - ROSTER_HEADING_ROW - 1]?.[index];
      if (value !== undefined && value !== '') cell.value = value;
      cell.border = CELL_BORDER;
      cell.font = { name: PAGE_NUMBER_FONT, size: 11 };
      cell.alignment = { vertical: 'middle', wrapText: true, horizontal: column.width < 20 ? 'center' : 'left' };
      // Text stays what is typed: no name becomes a formula and no day a number.
      if (column.key !== 'order') cell.numFmt = '@';
    }
    const letters = columnLetters(at);
    addRule(sheet, `${letters}${ROSTER_HEADING_ROW + 1}:${letters}${last}`, table, column, content);
  });
  sheet.getRow(ROSTER_HEADING_ROW).height = 28;
  for (let row = ROSTER_HEADING_ROW + 1; row <= last; row++) {
    const values = content[table][row - ROSTER_HEADING_ROW - 1] ?? [];
    const points = values.map((value, index) => textPoints(String(value), ROSTER_COLUMNS[table][index]?.width ?? 10));
    sheet.getRow(row).height = Math.max(20, ...points);
  }
  sheet.autoFilter = `A${ROSTER_HEADING_ROW}:${columnLetters(ROSTER_COLUMNS[table].length)}${last}`;
}

type Column = (typeof ROSTER_COLUMNS)[RosterTable][number];

function addRule(sheet: Worksheet, range: string, table: RosterTable, { key, limit }: Column, content: RosterContent): void {
  const prompt = (rosterWording.prompts as Readonly<Record<string, string | undefined>>)[key];
  const listOf = (of: RosterTable, letters: string): string =>
    `'${rosterWording.sheets[of]}'!$${letters}$${ROSTER_HEADING_ROW + 1}:$${letters}$${lastRowOf(content, of)}`;
  if (key === 'role') addChoices(sheet, range, Object.values(rosterWording.roles), prompt);
  else if (key === 'isOffice') addChoices(sheet, range, [rosterWording.yes, rosterWording.no], prompt);
  else if (key === 'unit' || key === 'superiorUnit') proposeList(sheet, range, listOf('units', 'A'), prompt);
  else if (key === 'superior' || (key === 'title' && table === 'people')) proposeList(sheet, range, listOf('posts', 'B'), prompt);
  else if (key === 'order') addNumberRule(sheet, range, orderRule(), prompt);
  else addTextLimit(sheet, range, limit, key === 'title' ? undefined : prompt);
}

function orderRule(): NumberRule {
  const { reason, mend } = rosterWording.faults.order('');
  return { type: 'whole', least: 1, most: 100_000, errorTitle: reason.replace('“”', ''), error: mend };
}
