import { readLabel } from '../outline/labels';
import { cellAddress, type SourceTable, type TableCell, type TableRow } from '../source';

interface OpenCell {
  readonly column: number;
  span: number;
  merge: 'restart' | 'continue' | null;
  readonly paragraphs: string[];
  /** The numbers of its paragraphs' first lines. */
  readonly lines: number[];
}

const chaptersIn = (cell: OpenCell): number => cell.paragraphs.filter((text) => (readLabel(text)?.rank ?? 9) <= 1).length;

/** A table while it is being read; cells are placed on the grid by `gridSpan` and `vMerge`. */
export class WordTable {
  private readonly rows: { line: number; cells: OpenCell[]; isDeleted: boolean }[] = [];
  private column = 0;

  openRow(line: number): void {
    this.rows.push({ line, cells: [], isDeleted: false });
    this.column = 0;
  }

  /** Empty grid columns before the first cell. */
  skip(columns: number): void {
    this.column += columns;
  }

  /** The row was deleted in a tracked change. */
  deleteRow(): void {
    const row = this.rows[this.rows.length - 1];
    if (row) row.isDeleted = true;
  }

  /** True inside a row that was deleted: its words are not part of the accepted text. */
  get isRowDeleted(): boolean {
    return this.rows[this.rows.length - 1]?.isDeleted ?? false;
  }

  openCell(): void {
    this.rows[this.rows.length - 1]?.cells.push({ column: this.column, span: 1, merge: null, paragraphs: [], lines: [] });
  }

  closeCell(): void {
    this.column += this.cell?.span ?? 0;
  }

  set span(columns: number) {
    if (this.cell && columns >= 1 && columns <= 200) this.cell.span = columns;
  }

  set merge(kind: 'restart' | 'continue') {
    if (this.cell) this.cell.merge = kind;
  }

  paragraph(text: string, line?: number): void {
    this.cell?.paragraphs.push(text);
    if (line !== undefined) for (let i = 0; i < text.split('\n').length; i++) this.cell?.lines.push(line + i);
  }

  /** The lines of cells that only frame running text: a table of one column, and cells with several chapters in them. */
  framedLines(): number[] {
    const rows = this.rows.filter((row) => !row.isDeleted);
    const isFrame = rows.every((row) => row.cells.length === 1);
    const cells = rows.flatMap((row) => row.cells);
    return cells.filter((cell) => isFrame || chaptersIn(cell) >= 2).flatMap((cell) => cell.lines);
  }

  private get cell(): OpenCell | undefined {
    const row = this.rows[this.rows.length - 1];
    return row?.cells[row.cells.length - 1];
  }

  finish(name: string): SourceTable {
    const above = new Map<number, { address: string; text: string }>();
    const rows: TableRow[] = [];
    for (const row of this.rows) {
      if (row.isDeleted) continue;
      const number = rows.length + 1;
      const cells: TableCell[] = [];
      for (const cell of row.cells) {
        const own = cellAddress(cell.column, number);
        const held = cell.merge === 'continue' ? above.get(cell.column) : undefined;
        const text = held ? held.text : cell.paragraphs.join('\n').trim();
        const from = held ? held.address : own;
        for (let i = 0; i < cell.span; i++) {
          const address = cellAddress(cell.column + i, number);
          cells.push({ address, column: cell.column + i, text, flags: [], ...(address === from ? {} : { mergedFrom: from }) });
        }
        if (cell.merge === null) above.delete(cell.column);
        else if (!held) above.set(cell.column, { address: own, text });
      }
      rows.push({ row: number, line: row.line, hidden: false, cells });
    }
    return { name, hidden: false, rows };
  }
}
