import { documentWording } from '@duban/wording';
import { readLabel } from '../outline/labels';
import { cellAddress, type Doubt, type SourceDocument, type SourceTable, type TableCell, type TableRow } from '../source';
import type { ColumnMeaning, ImportedDeadline, ImportRow, LedgerMapping, UnitRole } from './batch';
import { doubt } from './doubts';
import { findHeader, isUnitMeaning, meaningOfHeading } from './ledger-columns';
import { proseDeadline } from './prose-deadline';
import { nothing, readUnitCell, type Responsibility, setDeadline } from './responsibility';
import { peopleIn } from './unit-list';

export interface LedgerReading {
  readonly rows: ImportRow[];
  readonly doubts: Doubt[];
  readonly mappings: LedgerMapping[];
}

/** Reads every table of a source that has a ledger's header; `given` are mappings that a person has changed. */
export function readLedgers(source: SourceDocument, year: number, given: readonly LedgerMapping[] = []): LedgerReading {
  const reading: LedgerReading = { rows: [], doubts: [], mappings: [] };
  const headless: SourceTable[] = [];
  for (const table of source.tables) {
    // The template's own list of units: no ledger, and nothing to ask about.
    if (table.name === documentWording.registerSheet) continue;
    const mapping = given.find((m) => m.sheet === table.name) ?? findHeader(table);
    if (!mapping) {
      headless.push(table);
      continue;
    }
    reading.mappings.push(mapping);
    new LedgerTable(table, mapping, source.format !== 'docx' && source.format !== 'csv', year, reading).read();
  }
  if (reading.mappings.length > 0) {
    for (const table of headless) {
      reading.doubts.push(doubt({ sheet: table.name, row: table.rows[0]?.row ?? 1 }, 'IMPORT.NO_HEADER', { sheet: table.name }));
    }
  }
  return reading;
}

const EMPTY = /^(?:[\/\\—–-]+|无|空)?$/;
const NOTE =
  /^(?:注|备注|说明|填表|填报|审核|制表|合计|总计|小计|联系人|填写)[^。]{0,2}[:：]|^(?:合计|总计|小计)$|^(?:填表人|填报单位|审核人|注[:：])/;

class LedgerTable {
  private readonly byMeaning = new Map<ColumnMeaning, { column: number; heading: string }[]>();
  private category: string | null = null;
  private chapterLabel = '';
  private current: { row: ImportRow; read: Responsibility; at: TableRow } | null = null;

  constructor(
    private readonly table: SourceTable,
    private readonly mapping: LedgerMapping,
    private readonly isSheet: boolean,
    private readonly year: number,
    private readonly out: LedgerReading,
  ) {
    for (const { column, heading, meaning } of mapping.columns) {
      if (meaning !== null && meaning !== 'ignored')
        this.byMeaning.set(meaning, [...(this.byMeaning.get(meaning) ?? []), { column, heading }]);
    }
  }

  read(): void {
    const lastHeader = Math.max(...this.mapping.headerRows);
    for (const { heading, meaning } of this.mapping.columns) {
      if (meaning !== null) continue;
      const code = meaningOfHeading(heading) === null ? 'IMPORT.COLUMN_UNKNOWN' : 'IMPORT.COLUMN_TWICE';
      this.out.doubts.push(doubt(this.place(lastHeader), code, { heading }));
    }
    for (const row of this.table.rows) {
      if (row.row <= lastHeader) continue;
      if (this.isHeaderAgain(row)) continue;
      this.readRow(row);
    }
    this.finishRow();
  }

  private place(row: number, cell?: string): Doubt['place'] {
    return { sheet: this.table.name, row, ...(cell === undefined ? {} : { cell }) };
  }

  private cell(row: TableRow, meaning: ColumnMeaning): TableCell | null {
    return this.cells(row, meaning)[0] ?? null;
  }

  private cells(row: TableRow, meaning: ColumnMeaning): TableCell[] {
    return (this.byMeaning.get(meaning) ?? []).flatMap(({ column }) => row.cells.find((c) => c.column === column) ?? []);
  }

  /** The words under a meaning; several columns of one meaning are joined, a block merged over them counts once. */
  private text(row: TableRow, meaning: ColumnMeaning): string {
    const texts = this.cells(row, meaning).map((c) => c.text).filter((text) => !EMPTY.test(text)); // prettier-ignore
    return [...new Set(texts)].join('\n');
  }

  private address(row: TableRow, meaning: ColumnMeaning): string {
    const column = this.byMeaning.get(meaning)?.[0]?.column ?? 0;
    return this.cell(row, meaning)?.address ?? cellAddress(column, row.row);
  }

  private isHeaderAgain(row: TableRow): boolean {
    const named = this.mapping.columns.filter((c) => c.meaning !== null);
    return (
      named.length >= 2 && named.every(({ column, heading }) => row.cells.find((c) => c.column === column)?.text === heading)
    );
  }

  private readRow(row: TableRow): void {
    const own = [...new Set(row.cells.filter((c) => c.text !== '').map((c) => c.mergedFrom ?? c.address))];
    if (own.length === 0) return;
    const first = row.cells.find((c) => c.text !== '') as TableCell;
    if (own.length === 1 && this.readLoneText(row, first)) return;
    if (own.length === 2 && this.readNumberedChapter(row)) return;
    if (NOTE.test(first.text) && own.length <= 3) return this.leaveOut(row, first.text);
    const broken = row.cells.find(
      (c) =>
        c.flags.includes('error') &&
        this.mapping.columns.some((m) => m.column === c.column && m.meaning !== null && m.meaning !== 'ignored'),
    );
    if (broken) {
      this.finishRow();
      this.out.doubts.push(
        doubt(this.place(row.row, broken.address), 'IMPORT.ROW_REJECTED', { cell: broken.address, text: broken.text }),
      );
      return;
    }
    if (this.continuesRow(row)) return this.readUnits(row, (this.current as NonNullable<typeof this.current>).read);
    this.finishRow();
    this.openRow(row);
  }

  private isIn(cell: TableCell, meaning: ColumnMeaning): boolean {
    return this.byMeaning.get(meaning)?.some(({ column }) => column === cell.column) ?? false;
  }

  // One text over the whole row: a chapter of the ledger, or a note under it.
  private readLoneText(row: TableRow, cell: TableCell): boolean {
    const isWide = row.cells.filter((c) => c.text !== '').length * 2 >= this.mapping.columns.length;
    const label = readLabel(cell.text);
    const isTaskCell = this.isIn(cell, 'task');
    if (NOTE.test(cell.text)) this.leaveOut(row, cell.text);
    else if (isWide || (label && label.rank <= 2 && !isTaskCell)) {
      this.finishRow();
      this.category = label ? cell.text.slice(label.textStart).trim() : cell.text;
      this.chapterLabel = label?.label ?? '';
    } else if (isTaskCell || this.isIn(cell, 'measures')) return false;
    else this.leaveOut(row, cell.text);
    return true;
  }

  // 一 | 完善制度 | (nothing else): a chapter whose number stands in the column of the serial numbers.
  private readNumberedChapter(row: TableRow): boolean {
    const number = this.text(row, 'number');
    const title = this.text(row, 'task') || this.text(row, 'category');
    if (title === '' || !/^[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?$/.test(number)) return false;
    this.finishRow();
    this.category = title;
    this.chapterLabel = number.replace(/[、.．]$/, '');
    return true;
  }

  private leaveOut(row: TableRow, text: string): void {
    this.out.doubts.push(doubt(this.place(row.row), 'IMPORT.ROW_LEFT_OUT', { text: text.slice(0, 20) }));
  }

  // The same task over several rows by a real merged block: more units of one task. Other measures make it another row.
  private continuesRow(row: TableRow): boolean {
    const task = this.cell(row, 'task') ?? this.cell(row, 'measures');
    if (!this.current || task?.mergedFrom === undefined) return false;
    // A serial number or a deadline of its own makes it a row of its own.
    return (['measures', 'number', 'deadline'] as const).every((meaning) => {
      const cell = this.cell(row, meaning);
      return cell === null || EMPTY.test(cell.text) || cell.mergedFrom !== undefined;
    });
  }

  private openRow(row: TableRow): void {
    const doubts: Doubt[] = [];
    const task = this.text(row, 'task');
    const measures = this.text(row, 'measures');
    if (task === '' && measures === '') {
      const cell = this.address(row, this.byMeaning.has('task') ? 'task' : 'measures');
      this.out.doubts.push(doubt(this.place(row.row, cell), 'IMPORT.TITLE_EMPTY', { cell }));
      return;
    }
    if (row.hidden) doubts.push(doubt(this.place(row.row), 'IMPORT.HIDDEN_ROW'));
    const number = this.text(row, 'number');
    const title = task === '' ? measures : task;
    const typed = number === '' ? readLabel(title) : null;
    const label = number === '' ? (typed?.label ?? '') : number.replace(/[、.．]$/, '');
    const category = this.text(row, 'category') || this.category;
    const read = nothing();
    read.doubts.push(...doubts);
    const optional = (key: 'deliverable' | 'reportCycle' | 'remark'): Record<string, string> =>
      this.text(row, key) === '' ? {} : { [key]: this.text(row, key) };
    const made: ImportRow = {
      label,
      path: this.text(row, 'clause') || `${this.chapterLabel}${label}`,
      title: typed ? title.slice(typed.textStart).trim() : title,
      text: [task, measures].filter((t) => t !== '').join('\n'),
      ...(category ? { category } : {}),
      ...(measures !== '' && task !== '' ? { measures } : {}),
      ...optional('deliverable'),
      ...optional('reportCycle'),
      ...optional('remark'),
      units: read.units,
      people: read.people,
      deadline: { kind: 'none', phrase: '' },
      place: { ...this.place(row.row), ...(this.isSheet ? {} : { line: row.line }) },
      doubts: read.doubts,
    };
    this.current = { row: made, read, at: row };
    this.readUnits(row, read);
    this.readDeadline(row, read);
  }

  private readUnits(row: TableRow, read: Responsibility): void {
    for (const { column, heading, meaning } of this.mapping.columns) {
      const cell = row.cells.find((c) => c.column === column);
      if (!cell || EMPTY.test(cell.text)) continue;
      const at = { place: this.place(row.row, cell.address), year: this.year };
      if (cell.flags.includes('formula'))
        read.doubts.push(doubt(at.place, 'IMPORT.FORMULA_VALUE', { cell: cell.address, text: cell.text }));
      const printed = heading.replace(/[\s*]+/g, '');
      if (meaning === 'leader' || meaning === 'person') {
        for (const name of peopleIn(cell.text)) {
          if (!read.people.some((p) => p.name === name && p.printed === printed)) read.people.push({ name, printed });
        }
      } else if (meaning === 'supervising') read.doubts.push(doubt(at.place, 'IMPORT.SUPERVISING_UNIT', { printed: cell.text }));
      else if (isUnitMeaning(meaning)) {
        readUnitCell(cell.text, { role: meaning === 'division' ? 'responsible' : (meaning as UnitRole), printed }, at, read);
      }
    }
  }

  private readDeadline(row: TableRow, read: Responsibility): void {
    const cell = this.cell(row, 'deadline');
    const address = this.address(row, 'deadline');
    const at = { place: this.place(row.row, address), year: this.year };
    if (cell?.date !== undefined) {
      read.deadline = { kind: 'date', date: cell.date, phrase: cell.text, cell: cell.address };
      if (Number(cell.date.slice(0, 4)) !== this.year)
        read.doubts.push(doubt(at.place, 'IMPORT.DEADLINE_OTHER_YEAR', { phrase: cell.text, year: this.year }));
    } else if (this.text(row, 'deadline') !== '') setDeadline(this.text(row, 'deadline'), at, read);
    else if (this.byMeaning.has('deadline')) read.doubts.push(doubt(at.place, 'IMPORT.DEADLINE_EMPTY', { cell: address }));
    else if (!read.deadline) {
      const text = [this.text(row, 'task'), this.text(row, 'measures')].join('\n');
      const found = proseDeadline(text, { place: this.place(row.row, this.address(row, 'task')), year: this.year });
      read.deadline = found.deadline;
      read.doubts.push(...found.doubts);
    }
  }

  private finishRow(): void {
    if (!this.current) return;
    const { row, read, at } = this.current;
    this.current = null;
    const unitColumn = [...this.byMeaning.keys()].find(isUnitMeaning);
    if (read.units.length === 0 && unitColumn) {
      const cell = this.address(at, unitColumn);
      read.doubts.push(doubt(this.place(at.row, cell), 'IMPORT.UNIT_EMPTY', { cell }));
    }
    const none: ImportedDeadline = { kind: 'none', phrase: '' };
    this.out.rows.push({
      ...row,
      ...(read.deliverable && !row.deliverable ? { deliverable: read.deliverable } : {}),
      deadline: read.deadline ?? none,
    });
  }
}
