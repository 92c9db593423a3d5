import { Workbook, type Worksheet } from 'exceljs';
import { documentWording, rosterWording } from '@duban/wording';
import { addChoices, addTextLimit, CELL_BORDER, pageSetup, writeHeading } from '../writing/ledger-xlsx';
import { LEVEL_ONE_FONT, PAGE_NUMBER_FONT } from '../writing/official-fonts';
import { textPoints } from '../writing/row-heights';
import { columnLetters, packWorkbook } from '../writing/sheet-package';
import { ROSTER_COLUMNS, ROSTER_HEADING_ROW, type RosterContent, type RosterTable } from './roster-sheet';

/** Empty rows below what is there. */
const PREPARED_ROWS = 200;

/** exceljs keeps rules by range; its types leave the collection out. */
type WithRules = { dataValidations: { add(range: string, rule: object): void } };

/** Writes the roster as it stands, with room below it, choices in its cells and a page of instructions. */
export async function writeRoster(content: RosterContent): Promise<Uint8Array> {
  const workbook = new Workbook();
  workbook.creator = documentWording.creator;
  workbook.lastModifiedBy = documentWording.creator;
  for (const table of ['units', 'posts', 'people'] as const) writeTable(workbook, table, content);
  writeHelp(workbook);
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
  else if (key === 'unit' || key === 'superiorUnit') propose(sheet, range, listOf('units', 'A'), prompt);
  else if (key === 'superior' || (key === 'title' && table === 'people')) propose(sheet, range, listOf('posts', 'B'), prompt);
  else if (key === 'order') addWhole(sheet, range, prompt);
  else addTextLimit(sheet, range, limit, key === 'title' ? undefined : prompt);
}

/** Proposes what another sheet lists; another name of a unit may be written too. */
function propose(sheet: Worksheet, range: string, list: string, prompt: string | undefined): void {
  (sheet as unknown as WithRules).dataValidations.add(range, {
    type: 'list',
    allowBlank: true,
    formulae: [list],
    showErrorMessage: false,
    ...(prompt ? { showInputMessage: true, prompt } : {}),
  });
}

function addWhole(sheet: Worksheet, range: string, prompt: string | undefined): void {
  const { reason, mend } = rosterWording.faults.order('');
  (sheet as unknown as WithRules).dataValidations.add(range, {
    type: 'whole',
    operator: 'between',
    allowBlank: true,
    formulae: [1, 100_000],
    showErrorMessage: true,
    errorTitle: reason.replace('“”', ''),
    error: mend,
    ...(prompt ? { showInputMessage: true, prompt } : {}),
  });
}

function writeHelp(workbook: Workbook): void {
  const sheet = workbook.addWorksheet(rosterWording.helpSheet, { pageSetup: pageSetup('A4', 1) });
  sheet.getColumn(1).width = 100;
  const title = sheet.getCell(1, 1);
  title.value = rosterWording.helpSheet;
  title.font = { name: LEVEL_ONE_FONT, size: 14 };
  rosterWording.help.forEach((line, index) => {
    const cell = sheet.getCell(index + 2, 1);
    cell.value = line;
    cell.font = { name: PAGE_NUMBER_FONT, size: 12 };
    cell.alignment = { wrapText: true, vertical: 'middle' };
    sheet.getRow(index + 2).height = 36;
  });
}
