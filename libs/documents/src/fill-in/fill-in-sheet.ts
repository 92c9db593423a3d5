import { createHash } from 'node:crypto';
import { documentWording } from '@duban/wording';
import { cellText } from '../writing/sheet-values';

/** A unit's share of a task, as its row shows it. */
export interface FillInRow {
  readonly shareId: string;
  readonly chapter: string;
  readonly clause: string;
  readonly task: string;
  /** The role as printed. */
  readonly role: string;
  /** A day, or 长期坚持. */
  readonly due: string;
  /** What was reported last, for whoever fills in. */
  readonly latest: string;
  /** Names of the periods that are owed now, the earliest first; a free report is offered always. */
  readonly periods: readonly string[];
  readonly indicators: readonly { readonly name: string; readonly kind: 'count' | 'amount' | 'ratio'; readonly unit: string }[];
}

export interface FillInSheet {
  readonly planId: string;
  readonly title: string;
  readonly rows: readonly FillInRow[];
}

/** The locked columns by which a row is known; what was reported last may change without the task changing. */
export const KEPT_COLUMNS = ['chapter', 'clause', 'task', 'role', 'due'] as const;
export type KeptColumn = (typeof KEPT_COLUMNS)[number];

/** A text as a cell holds it and a reader gives it back. */
export const cellWords = (text: string): string =>
  cellText(text, documentWording.cellCut)
    .replace(/_x005F_(x[0-9A-Fa-f]{4}_)/g, '_$1')
    .replace(/\r\n?/g, '\n')
    .trim();

/** What a row said when it was written: another value is another task, day or role. */
export const rowMark = (row: Pick<FillInRow, KeptColumn>): string =>
  createHash('sha256')
    .update(JSON.stringify(KEPT_COLUMNS.map((column) => cellWords(row[column]))))
    .digest('hex')
    .slice(0, 16);

/** The columns of the sheet of progress, from A on. The hidden ones stand last. */
export const FILL_IN_COLUMNS = [
  { key: 'number', width: 6, align: 'center', isFilled: false },
  { key: 'chapter', width: 16, align: 'left', isFilled: false },
  { key: 'clause', width: 20, align: 'left', isFilled: false },
  { key: 'task', width: 36, align: 'left', isFilled: false },
  { key: 'role', width: 12, align: 'center', isFilled: false },
  { key: 'due', width: 13, align: 'center', isFilled: false },
  { key: 'latest', width: 30, align: 'left', isFilled: false },
  { key: 'period', width: 16, align: 'center', isFilled: true },
  { key: 'text', width: 50, align: 'left', isFilled: true },
  { key: 'problems', width: 26, align: 'left', isFilled: true },
  { key: 'nextSteps', width: 26, align: 'left', isFilled: true },
] as const;
export const FIGURE_COLUMNS = [
  { key: 'number', width: 6, align: 'center', isFilled: false },
  { key: 'task', width: 40, align: 'left', isFilled: false },
  { key: 'indicator', width: 26, align: 'left', isFilled: false },
  { key: 'unit', width: 10, align: 'center', isFilled: false },
  { key: 'way', width: 14, align: 'center', isFilled: false },
  { key: 'value', width: 18, align: 'center', isFilled: true },
  { key: 'denominator', width: 14, align: 'center', isFilled: true },
] as const;

/** 1-based: the title stands above. */
export const HEADING_ROW = 2;
/** As long as the form on the page lets it be. */
export const TEXT_LIMIT = 4000;
