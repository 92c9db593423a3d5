/** What a file turned out to be; decided by its content, never by its name. */
export type SourceFormat = 'txt' | 'csv' | 'docx' | 'xlsx' | 'xls';

/**
 * Where in the source something stands: a line or paragraph (1-based), or a sheet with a row and a cell address, or in an
 * open-data file a JSON pointer with the same in words.
 */
export interface Place {
  readonly pointer?: string;
  readonly words?: string;
  readonly line?: number;
  readonly sheet?: string;
  readonly row?: number;
  readonly cell?: string;
}

/** Something that a person has to look at. The reader never guesses silently. */
export interface Doubt {
  readonly place: Place;
  readonly code: string;
  readonly message: string;
}

/**
 * Which part of a Word file a line comes from; text and workbooks have only `body` and `table`. A text box or a table that holds
 * numbered text, not remarks or rows, is `body`. `contents` is the table of contents.
 */
export type LineOrigin = 'body' | 'table' | 'textBox' | 'footnote' | 'contents';

export interface SourceLine {
  /** 1-based, in the order of the source. */
  readonly line: number;
  /** As written; an automatic number that Word would show stands in front. */
  readonly text: string;
  readonly origin: LineOrigin;
  /** The length of the automatic number in front of the text, 0 where the number (if any) was typed. */
  readonly automatic: number;
  /** Of a footnote or an endnote: the line that refers to it. */
  readonly noteOf?: number;
}

export type CellFlag = 'formula' | 'error' | 'date' | 'richText' | 'number';

export interface TableCell {
  /** `B7`, in the sheet's or the table's own columns and rows. */
  readonly address: string;
  readonly column: number;
  readonly text: string;
  /** The day of a date cell, from its serial number; never through a local `Date`. */
  readonly date?: string;
  /** The value of a number cell, which its format may show rounded. */
  readonly number?: number;
  readonly flags: readonly CellFlag[];
  /** The address of the cell that holds the value, if this one lies in a real merged block. */
  readonly mergedFrom?: string;
}

export interface TableRow {
  /** 1-based. */
  readonly row: number;
  readonly line: number;
  readonly hidden: boolean;
  readonly cells: readonly TableCell[];
}

export interface SourceTable {
  /** The sheet's name, or 表1, 表2 … for the tables of a Word file. */
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly TableRow[];
}

export interface SourceDocument {
  readonly format: SourceFormat;
  readonly fileName: string;
  /** The encoding that a text file was read in; null for the others. */
  readonly encoding: string | null;
  readonly lines: readonly SourceLine[];
  readonly tables: readonly SourceTable[];
  readonly doubts: readonly Doubt[];
}

/** `A`, `B` … `Z`, `AA` for the 0-based column. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** `B7` for the 0-based column 1 and the 1-based row 7. */
export const cellAddress = (column: number, row: number): string => `${columnName(column)}${row}`;
