/**
 * The layout of a supervision paper as plain data, so that an office can keep its own: blocks in order, their words with
 * places such as {matter} for the paper's values. Nothing in it is code; it can be stored and edited as JSON.
 */
export type InstrumentPaper = 'urging' | 'supervisionOrder' | 'summons' | 'summonsMinutes' | 'listing' | 'delisting' | 'bulletin';

export interface InstrumentLayout {
  readonly paper: InstrumentPaper;
  readonly blocks: readonly LayoutBlock[];
}

/** Left out of the paper where the value or list that `when` names is empty. */
interface Conditional {
  readonly when?: string;
}

export type LayoutBlock =
  | { readonly block: 'masthead' | 'receivers' | 'attachments' | 'signature' | 'imprint' }
  | { readonly block: 'title'; readonly text: string }
  | { readonly block: 'number'; readonly align: 'left' | 'center' | 'right' }
  | ({ readonly block: 'paragraph'; readonly text: string; readonly flush?: boolean } & Conditional)
  | ({ readonly block: 'heading'; readonly level: 1 | 2 | 3; readonly text: string } & Conditional)
  /** Each entry of a list as a paragraph; `label` with {n} is put before each, 一是 or 1. in its place. */
  | ({ readonly block: 'list'; readonly of: string; readonly label?: LabelStyle } & Conditional)
  /** Labelled cells; a row's cells share its width, and `list` fills a cell with a list's entries, one a line. */
  | ({ readonly block: 'fieldTable'; readonly rows: readonly (readonly LayoutField[])[] } & Conditional)
  | ({ readonly block: 'itemTable'; readonly caption?: string; readonly columns: readonly LayoutColumn[] } & Conditional)
  /** A table or a chart drawn from the facts of the paper, by its name; left out where the paper has none. */
  | ({ readonly block: 'factTable' | 'chart'; readonly of: string; readonly caption?: string } & Conditional)
  /** Lines for signing by hand, e.g. of both sides of a talk. */
  | ({ readonly block: 'signLines'; readonly lines: readonly string[] } & Conditional)
  | ({ readonly block: 'pageBreak' } & Conditional);

export type LabelStyle = 'arabic' | 'chinese' | 'bracketed';

export interface LayoutField {
  readonly label: string;
  readonly value?: string;
  readonly list?: string;
  /** The least height in lines, for cells that are written in by hand. */
  readonly lines?: number;
}

export interface LayoutColumn {
  readonly heading: string;
  readonly value: string;
  readonly share: number;
  readonly align?: 'left' | 'center' | 'right';
}
