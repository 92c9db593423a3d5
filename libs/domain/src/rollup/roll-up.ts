import { type Decimal, decimalOfInteger, plus, showDecimal } from '../figure/decimal';
import { NO_RATE, percentOf } from '../figure/rate';

/** A count or an amount adds; a ratio is its numerator over its denominator, and only those add (design section 9). */
export type IndicatorKind = 'count' | 'amount' | 'ratio';

export type FigureAmount =
  | { readonly kind: 'count' | 'amount'; readonly value: Decimal }
  | { readonly kind: 'ratio'; readonly numerator: Decimal; readonly denominator: Decimal };

/** One figure of one report, with all that it can be grouped by. */
export interface ReportedFigure {
  readonly id: string;
  readonly reportId: string;
  readonly indicatorId: string;
  readonly name: string;
  readonly unit: string;
  readonly amount: FigureAmount;
  readonly taskId: string;
  /** The work point of the task. */
  readonly clauseId: string;
  readonly chapter: string;
  readonly unitId: string;
  /** Whose work it is: the lower jurisdiction that the unit stands for, else the plan's own. */
  readonly jurisdictionId: string;
  /** Null: a free report, which is a period of its own. */
  readonly period: string | null;
  readonly state: 'filed' | 'signed' | 'returned' | 'withdrawn';
  readonly filedAtMs: number;
  readonly signedAtMs: number | null;
  /** Filed after its due day. It counts from its signature like any other, and the count of late ones is shown beside. */
  readonly late: boolean;
}

/** Why a figure is not in the totals. */
export type LeftOut = 'notSigned' | 'signedLater' | 'replaced';

export interface CountedFigures {
  readonly counted: readonly ReportedFigure[];
  readonly leftOut: readonly { readonly figure: ReportedFigure; readonly why: LeftOut }[];
}

/**
 * What counts as of a moment. Only signed reports count; a returned one does not until it is filed and signed again; a late
 * one does. One fact counts once: of the figures with the same indicator, task, period and source (the unit that reports)
 * the one signed last stands and replaces the others, however many assignments or reports carry it.
 */
export function countOnce(figures: readonly ReportedFigure[], asOfMs: number): CountedFigures {
  const standing = new Map<string, ReportedFigure>();
  const leftOut: { figure: ReportedFigure; why: LeftOut }[] = [];
  for (const figure of figures) {
    if (figure.state !== 'signed' || figure.signedAtMs === null) {
      leftOut.push({ figure, why: 'notSigned' });
      continue;
    }
    if (figure.signedAtMs > asOfMs) {
      leftOut.push({ figure, why: 'signedLater' });
      continue;
    }
    const key = [figure.indicatorId, figure.taskId, figure.period ?? '', figure.unitId].join('|');
    const other = standing.get(key);
    if (!other) standing.set(key, figure);
    else {
      const newer = isNewer(figure, other) ? figure : other;
      leftOut.push({ figure: newer === figure ? other : figure, why: 'replaced' });
      standing.set(key, newer);
    }
  }
  return { counted: [...standing.values()], leftOut };
}

function isNewer(a: ReportedFigure, b: ReportedFigure): boolean {
  if (a.signedAtMs !== b.signedAtMs) return (a.signedAtMs ?? 0) > (b.signedAtMs ?? 0);
  if (a.filedAtMs !== b.filedAtMs) return a.filedAtMs > b.filedAtMs;
  return a.id > b.id;
}

/** What a cell is for; what is not asked for is added over. */
export type RollUpBy = 'task' | 'clause' | 'chapter' | 'unit' | 'jurisdiction' | 'period';

export interface CellPlace {
  readonly taskId: string | null;
  readonly clauseId: string | null;
  readonly chapter: string | null;
  readonly unitId: string | null;
  readonly jurisdictionId: string | null;
  /** Null also for free reports where periods are asked for. */
  readonly period: string | null;
}

/** One indicator added up over the figures of one place. */
export interface RollUpCell extends CellPlace {
  readonly name: string;
  readonly unit: string;
  readonly kind: IndicatorKind;
  /** Of a count or an amount; null where a relative amount (%, 倍, mg/m³) stands more than once: it has no sum. */
  readonly value: Decimal | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
  readonly figures: number;
  readonly late: number;
}

/** Adds up what counts, by the places asked for. The order of the figures does not matter; cells come sorted by place and name. */
export function rollUp(counted: readonly ReportedFigure[], by: readonly RollUpBy[]): RollUpCell[] {
  const cells = new Map<string, RollUpCell>();
  for (const figure of counted) {
    const place = placeOf(figure, by);
    const key = cellKey(place, figure.name, figure.unit, figure.amount.kind);
    const cell = cells.get(key);
    cells.set(key, cell ? withFigure(cell, figure) : firstCell(place, figure));
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/**
 * Moves cells to other places and adds up those that meet there: units that have been merged, read by their successor, total
 * the same as by the names they had (case S38).
 */
export function regroup(cells: readonly RollUpCell[], placeFor: (cell: RollUpCell) => CellPlace): RollUpCell[] {
  const moved = new Map<string, RollUpCell>();
  for (const cell of cells) {
    const there = { ...cell, ...placeFor(cell) };
    const key = cellKey(there, cell.name, cell.unit, cell.kind);
    const other = moved.get(key);
    moved.set(key, other ? withCell(other, there) : there);
  }
  return [...moved].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function withCell(cell: RollUpCell, other: RollUpCell): RollUpCell {
  const add = (a: Decimal | null, b: Decimal | null) => (a === null || b === null ? null : plus(a, b));
  return {
    ...cell,
    value: addsUp(cell.unit) ? add(cell.value, other.value) : null,
    numerator: add(cell.numerator, other.numerator),
    denominator: add(cell.denominator, other.denominator),
    figures: cell.figures + other.figures,
    late: cell.late + other.late,
  };
}

/** The figures behind a cell: their sum is the cell (case C8). */
export function figuresOfCell(counted: readonly ReportedFigure[], cell: RollUpCell, by: readonly RollUpBy[]): ReportedFigure[] {
  const key = cellKey(cell, cell.name, cell.unit, cell.kind);
  return counted.filter((figure) => cellKey(placeOf(figure, by), figure.name, figure.unit, figure.amount.kind) === key);
}

export const placeOf = (figure: ReportedFigure, by: readonly RollUpBy[]): CellPlace => ({
  taskId: by.includes('task') ? figure.taskId : null,
  clauseId: by.includes('clause') ? figure.clauseId : null,
  chapter: by.includes('chapter') ? figure.chapter : null,
  unitId: by.includes('unit') ? figure.unitId : null,
  jurisdictionId: by.includes('jurisdiction') ? figure.jurisdictionId : null,
  period: by.includes('period') ? figure.period : null,
});

export const cellKey = (place: CellPlace, name: string, unit: string, kind: string): string =>
  JSON.stringify([
    place.chapter,
    place.clauseId,
    place.taskId,
    place.jurisdictionId,
    place.unitId,
    place.period,
    name,
    unit,
    kind,
  ]);

/** Amounts that say how much of something: two of them have no sum. */
const RELATIVE = /^(?:%|‰|个?百分点|倍|.+[/／].+)$/;

/** Whether amounts of this unit may be added: 件 and 万元 may, %, 倍 and mg/m³ may not. */
export const addsUp = (unit: string): boolean => !RELATIVE.test(unit);

function firstCell(place: CellPlace, figure: ReportedFigure): RollUpCell {
  const { amount } = figure;
  const own = { ...place, name: figure.name, unit: figure.unit, kind: amount.kind, figures: 1, late: figure.late ? 1 : 0 };
  return amount.kind === 'ratio'
    ? { ...own, value: null, numerator: amount.numerator, denominator: amount.denominator }
    : { ...own, value: amount.value, numerator: null, denominator: null };
}

function withFigure(cell: RollUpCell, figure: ReportedFigure): RollUpCell {
  const { amount } = figure;
  const counts = { figures: cell.figures + 1, late: cell.late + (figure.late ? 1 : 0) };
  const zero = decimalOfInteger(0);
  if (amount.kind === 'ratio') {
    return {
      ...cell,
      ...counts,
      numerator: plus(cell.numerator ?? zero, amount.numerator),
      denominator: plus(cell.denominator ?? zero, amount.denominator),
    };
  }
  return { ...cell, ...counts, value: cell.value !== null && addsUp(cell.unit) ? plus(cell.value, amount.value) : null };
}

/**
 * A cell as it is printed: 120件, 445.19万元; a ratio by the one rounding rule with its counts beside it, 99.20%（124/125）;
 * "—" where there is nothing to divide by or no sum.
 */
export function showCell(cell: RollUpCell, decimals = 2): string {
  if (cell.kind !== 'ratio') return cell.value === null ? NO_RATE : `${showDecimal(cell.value)}${cell.unit}`;
  if (cell.numerator === null || cell.denominator === null) return NO_RATE;
  const percent = percentOf(cell.numerator, cell.denominator, decimals);
  return percent === null ? NO_RATE : `${percent}%（${showDecimal(cell.numerator)}/${showDecimal(cell.denominator)}）`;
}
