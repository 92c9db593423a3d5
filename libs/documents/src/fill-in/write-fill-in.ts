import { Workbook, type Worksheet } from 'exceljs';
import { documentWording, fillInWording } from '@duban/wording';
import { addChoices, addNumberRule, addTextLimit } from '../writing/cell-rules';
import { writeHelpSheet } from '../writing/help-sheet';
import { joinedRuns } from '../writing/ledger-columns';
import { CELL_BORDER, pageSetup, solid, writeHeading, writeValue } from '../writing/ledger-xlsx';
import { TITLE_FONT } from '../writing/official-fonts';
import { textPoints } from '../writing/row-heights';
import { columnLetters, packWorkbook, type JoinedCells } from '../writing/sheet-package';
import {
  FIGURE_COLUMNS,
  FILL_IN_COLUMNS,
  HEADING_ROW,
  rowMark,
  TEXT_LIMIT,
  type FillInRow,
  type FillInSheet,
} from './fill-in-sheet';

const LOCKED_FILL = 'FFF2F2F2';
const FILLED_FILL = 'FFFFFDF0';
/** As many as a row may have before its period and text are written below one another on paper. */
const ROW_POINTS = { least: 30, most: 300 };

/**
 * Writes the workbook that a unit fills in: what the system knows is locked and grey, what is asked for is open and yellow, with
 * choices for the period and numbers only for figures. Hidden columns tell each row apart when it comes back.
 */
export async function writeFillIn(fillIn: FillInSheet): Promise<Uint8Array> {
  const workbook = new Workbook();
  workbook.creator = documentWording.creator;
  workbook.lastModifiedBy = documentWording.creator;
  const joined = await writeProgress(workbook, fillIn);
  await writeFigures(workbook, fillIn.rows);
  writeHelpSheet(workbook, fillInWording.helpSheet, fillInWording.help);
  const marks = workbook.addWorksheet(fillInWording.markSheet, { state: 'veryHidden' });
  marks.addRow([fillInWording.format, fillIn.planId]);
  return packWorkbook(workbook, undefined, joined);
}

type Columns = typeof FILL_IN_COLUMNS | typeof FIGURE_COLUMNS;

function sheetOf(workbook: Workbook, name: string, title: string, columns: Columns, headings: Readonly<Record<string, string>>, frozen: number): Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: HEADING_ROW, xSplit: frozen, activeCell: `A${HEADING_ROW + 1}` }],
    pageSetup: pageSetup('A3', HEADING_ROW),
    headerFooter: { oddFooter: documentWording.sheetFooter },
  });
  const head = sheet.getCell(1, 1);
  head.value = title;
  head.font = { name: TITLE_FONT, size: 16 };
  head.alignment = { vertical: 'middle' };
  sheet.getRow(1).height = 30;
  columns.forEach((column, index) => {
    sheet.getColumn(index + 1).width = column.width;
    writeHeading(sheet.getCell(HEADING_ROW, index + 1), headings[column.key] ?? '', column.isFilled);
  });
  sheet.getRow(HEADING_ROW).height = 28;
  return sheet;
} // prettier-ignore

/** A cell that the system wrote, or one that is open to the unit and stays text whatever is typed. */
function writeCell(sheet: Worksheet, row: number, column: number, value: string | number, each: Columns[number]): void {
  const cell = sheet.getCell(row, column);
  writeValue(cell, value, each.align);
  cell.border = CELL_BORDER;
  cell.fill = solid(each.isFilled ? FILLED_FILL : LOCKED_FILL);
  cell.protection = { locked: !each.isFilled };
}

/** Locked but for the open cells; the rows may still be filtered and made taller. */
const lock = (sheet: Worksheet): Promise<void> =>
  sheet.protect('', {
    autoFilter: true,
    formatRows: true,
    formatColumns: true,
    selectLockedCells: true,
    selectUnlockedCells: true,
  });

async function writeProgress(workbook: Workbook, fillIn: FillInSheet): Promise<JoinedCells[]> {
  const columns = FILL_IN_COLUMNS;
  const sheet = sheetOf(workbook, fillInWording.sheet, fillIn.title, columns, fillInWording.headings, 4);
  fillIn.rows.forEach((row, index) => {
    const at = HEADING_ROW + 1 + index;
    const periods = [...row.periods, fillInWording.freePeriod];
    const values: Record<(typeof columns)[number]['key'], string | number> = {
      ...row,
      number: index + 1,
      period: periods[0] ?? '',
      text: '',
      problems: '',
      nextSteps: '',
    };
    columns.forEach((column, c) => writeCell(sheet, at, c + 1, values[column.key], column));
    for (const [c, column] of columns.entries()) {
      const cell = `${columnLetters(c + 1)}${at}`;
      if (column.key === 'period') addChoices(sheet, `${cell}:${cell}`, periods, fillInWording.periodPrompt);
      if (column.key !== 'period' && column.isFilled) sheet.getCell(at, c + 1).numFmt = '@';
    }
    const points = Math.max(...columns.map((column) => textPoints(String(values[column.key]), column.width)));
    sheet.getRow(at).height = Math.min(ROW_POINTS.most, Math.max(ROW_POINTS.least, points));
    sheet.getCell(at, columns.length + 1).value = row.shareId;
    sheet.getCell(at, columns.length + 2).value = rowMark(row);
  });
  const last = HEADING_ROW + fillIn.rows.length;
  for (const [c, column] of columns.entries()) {
    if (!column.isFilled || column.key === 'period') continue;
    const letters = columnLetters(c + 1);
    addTextLimit(sheet, `${letters}${HEADING_ROW + 1}:${letters}${last}`, TEXT_LIMIT);
  }
  for (const hidden of [1, 2]) sheet.getColumn(columns.length + hidden).hidden = true;
  sheet.autoFilter = `A${HEADING_ROW}:${columnLetters(columns.length)}${last}`;
  await lock(sheet);
  return joinedPlaces(fillIn.rows);
}

const FIRST_JOINED_COLUMN = 2;

/** Chapter and clause cells of rows that follow one another, a clause inside its chapter only. */
function joinedPlaces(rows: readonly FillInRow[]): JoinedCells[] {
  const places = rows.map((row) => [row.chapter, row.clause]);
  const columns = [{ joined: true }, { joined: true }];
  const top = HEADING_ROW + 1;
  return columns.flatMap((_, index) =>
    joinedRuns(places, columns, index)
      .filter((run) => run.to > run.from)
      .map(({ from, to }) => {
        const column = FIRST_JOINED_COLUMN + index;
        return { fromRow: top + from, toRow: top + to, fromColumn: column, toColumn: column };
      }),
  );
}

async function writeFigures(workbook: Workbook, rows: readonly FillInRow[]): Promise<void> {
  const columns = FIGURE_COLUMNS;
  const sheet = sheetOf(workbook, fillInWording.figureSheet, fillInWording.figureSheet, columns, fillInWording.figureHeadings, 3);
  let at = HEADING_ROW;
  rows.forEach((row, index) => {
    for (const indicator of row.indicators) {
      at += 1;
      const isRatio = indicator.kind === 'ratio';
      const values: Record<(typeof columns)[number]['key'], string | number> = {
        number: index + 1,
        task: row.task,
        indicator: indicator.name,
        unit: indicator.unit,
        way: isRatio ? fillInWording.ways.ratio : fillInWording.ways.value,
        value: '',
        denominator: '',
      };
      columns.forEach((column, c) => {
        const isOpen = column.isFilled && (isRatio || column.key === 'value');
        writeCell(sheet, at, c + 1, values[column.key], { ...column, isFilled: isOpen } as Columns[number]);
      });
      sheet.getRow(at).height = Math.max(20, textPoints(row.task, 40));
      sheet.getCell(at, columns.length + 1).value = row.shareId;
    }
  });
  sheet.getColumn(columns.length + 1).hidden = true;
  if (at > HEADING_ROW) {
    addNumberRule(sheet, `F${HEADING_ROW + 1}:G${at}`, {
      type: 'decimal',
      least: -1e15,
      most: 1e15,
      errorTitle: fillInWording.numberErrorTitle,
      error: fillInWording.numberError,
    });
    sheet.autoFilter = `A${HEADING_ROW}:${columnLetters(columns.length)}${at}`;
  }
  await lock(sheet);
}
