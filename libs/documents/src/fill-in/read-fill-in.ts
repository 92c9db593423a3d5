import { accept, refuse, type Decision } from '@duban/domain';
import { fillInWording } from '@duban/wording';
import { cellAddress, type SourceDocument, type SourceTable, type TableCell, type TableRow } from '../reading/source';
import {
  FIGURE_COLUMNS,
  FILL_IN_COLUMNS,
  HEADING_ROW,
  KEPT_COLUMNS,
  rowMark,
  TEXT_LIMIT,
  type KeptColumn,
} from './fill-in-sheet';

/** A cell that cannot be taken as it is: where, why, and what to do. */
export interface CellFault {
  readonly sheet: string;
  readonly cell: string;
  readonly reason: string;
  readonly mend: string;
}

export interface FilledFigure {
  readonly name: string;
  /** Decimal digits: the value, or of a ratio the numerator. */
  readonly value: string;
  readonly denominator: string | null;
  readonly cell: string;
}

/** A row in which something was filled in. */
export interface FilledRow {
  readonly row: number;
  /** Empty where the hidden cell is gone. */
  readonly shareId: string;
  /** What the row said when it was written; another mark now is a task that has changed since. */
  readonly mark: string;
  readonly kept: Readonly<Record<KeptColumn, string>>;
  /** Locked columns in which something else stands than was written. */
  readonly isAltered: boolean;
  readonly period: string;
  readonly text: string;
  readonly problems: string;
  readonly nextSteps: string;
  readonly figures: readonly FilledFigure[];
  readonly faults: readonly CellFault[];
}

export interface FillInRead {
  readonly planId: string;
  readonly rows: readonly FilledRow[];
}

/**
 * Reads a filled-in sheet: the rows in which something was filled in, each with the cells that cannot be taken. Whether the
 * tasks are the unit's and the periods are owed is for whoever knows them. Refuses what is no such sheet.
 */
export function readFillIn(source: SourceDocument): Decision<FillInRead> {
  const table = (name: string): SourceTable | undefined => source.tables.find((each) => each.name === name);
  const [mark] = table(fillInWording.markSheet)?.rows ?? [];
  const progress = table(fillInWording.sheet);
  if (!mark || !progress || textAt(mark, 0) !== fillInWording.format) return refuse('FILL_IN.NOT_A_SHEET');
  const figures = readFigures(table(fillInWording.figureSheet));
  const rows = progress.rows
    .filter((row) => row.row > HEADING_ROW)
    .map((row) => readRow(row, figures.get(textAt(row, FILL_IN_COLUMNS.length)) ?? { figures: [], faults: [] }))
    .filter(isFilled);
  return accept({ planId: textAt(mark, 1), rows });
}

const cellAt = (row: TableRow, column: number): TableCell | undefined => row.cells.find((cell) => cell.column === column);
const textAt = (row: TableRow, column: number): string => cellAt(row, column)?.text ?? '';
const columnOf = (key: string): number => FILL_IN_COLUMNS.findIndex((column) => column.key === key);

/** The period is proposed by the sheet: alone it says nothing. */
const isFilled = (row: FilledRow): boolean =>
  row.text !== '' || row.problems !== '' || row.nextSteps !== '' || row.figures.length > 0 || row.faults.length > 0;

function readRow(row: TableRow, own: { figures: readonly FilledFigure[]; faults: readonly CellFault[] }): FilledRow {
  const faults: CellFault[] = [];
  const fault = (column: number, what: { reason: string; mend: string }): void => {
    faults.push({ sheet: fillInWording.sheet, cell: cellAddress(column, row.row), ...what });
  };
  const filled = (key: 'period' | 'text' | 'problems' | 'nextSteps'): string => {
    const column = columnOf(key);
    const cell = cellAt(row, column);
    if (!cell) return '';
    if (cell.flags.includes('formula')) fault(column, fillInWording.faults.formula);
    else if (cell.flags.includes('error')) fault(column, fillInWording.faults.error);
    else if (cell.text.length > TEXT_LIMIT) fault(column, fillInWording.faults.tooLong(TEXT_LIMIT));
    return cell.text;
  };
  const [period, text, problems, nextSteps] = [filled('period'), filled('text'), filled('problems'), filled('nextSteps')];
  const isSaid = problems !== '' || nextSteps !== '' || own.figures.length > 0;
  if (text === '' && isSaid) fault(columnOf('text'), fillInWording.faults.noText);
  if (text !== '' && period === '') fault(columnOf('period'), fillInWording.faults.noPeriod);
  const kept = Object.fromEntries(
    KEPT_COLUMNS.map((key) => {
      const cell = cellAt(row, columnOf(key));
      return [key, cell?.date ?? cell?.text ?? ''];
    }),
  ) as Record<KeptColumn, string>;
  const mark = textAt(row, FILL_IN_COLUMNS.length + 1);
  return {
    row: row.row,
    shareId: textAt(row, FILL_IN_COLUMNS.length),
    mark,
    kept,
    isAltered: rowMark(kept) !== mark,
    period,
    text,
    problems,
    nextSteps,
    figures: own.figures,
    faults: [...faults, ...own.faults],
  };
}

interface Figures {
  readonly figures: FilledFigure[];
  readonly faults: CellFault[];
}

/** The figures that were filled in, by share. */
function readFigures(table: SourceTable | undefined): Map<string, Figures> {
  const found = new Map<string, Figures>();
  for (const row of table?.rows ?? []) {
    if (row.row <= HEADING_ROW) continue;
    const shareId = textAt(row, FIGURE_COLUMNS.length);
    const own = found.get(shareId) ?? { figures: [], faults: [] };
    found.set(shareId, own);
    const fault = (column: number, what: { reason: string; mend: string }): void => {
      own.faults.push({ sheet: fillInWording.figureSheet, cell: cellAddress(column, row.row), ...what });
    };
    const digits = (column: number): string | null => {
      const cell = cellAt(row, column);
      if (!cell || cell.text === '') return null;
      if (cell.flags.includes('formula')) fault(column, fillInWording.faults.formula);
      else if (cell.flags.includes('error')) fault(column, fillInWording.faults.error);
      else {
        const read = digitsOf(cell);
        if (read !== null) return read;
        fault(column, fillInWording.faults.number(cell.text));
      }
      return null;
    };
    const [value, denominator] = [digits(VALUE), digits(DENOMINATOR)];
    const isRatio = textAt(row, WAY) === fillInWording.ways.ratio;
    if (isRatio && (value === null) !== (denominator === null)) {
      if (own.faults.length === 0) fault(value === null ? VALUE : DENOMINATOR, fillInWording.faults.pair);
    } else if (isRatio && denominator !== null && Number(denominator) <= 0) {
      fault(DENOMINATOR, fillInWording.faults.denominator);
    } else if (value !== null) {
      const cell = cellAddress(VALUE, row.row);
      own.figures.push({ name: textAt(row, INDICATOR), value, denominator: isRatio ? denominator : null, cell });
    }
  }
  return found;
}

const figureColumn = (key: string): number => FIGURE_COLUMNS.findIndex((column) => column.key === key);
const INDICATOR = figureColumn('indicator');
const WAY = figureColumn('way');
const VALUE = figureColumn('value');
const DENOMINATOR = figureColumn('denominator');

/** A number as decimal digits: of a number cell its value, of a text what can only be a number, in full width or with separators. */
function digitsOf(cell: TableCell): string | null {
  const text = cell.number === undefined ? cell.text.normalize('NFKC').replace(/\s/g, '') : String(cell.number);
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? plain : null;
}
