import { accept, dayOf, refuse, type Decision, type PostRole } from '@duban/domain';
import { rosterWording } from '@duban/wording';
import type { CellFault } from '../fill-in/read-fill-in';
import { cellAddress, type SourceDocument, type SourceTable, type TableRow } from '../reading/source';
import {
  ALIAS_BREAK,
  ROSTER_COLUMNS,
  ROSTER_ROWS,
  type RosterPerson,
  type RosterPost,
  type RosterRead,
  type RosterTable,
  type RosterUnit,
} from './roster-sheet';

/** The headings stand in one of the first rows. */
const HEADING_WITHIN = 10;

/**
 * Reads a filled-in roster: every row of the three tables, each with the cells that cannot be taken. A table is known by its
 * headings, so that a renamed sheet or a .csv is one too. Whether names are known is for whoever has the register.
 */
export function readRoster(source: SourceDocument): Decision<RosterRead> {
  const read = { units: [] as RosterUnit[], posts: [] as RosterPost[], people: [] as RosterPerson[] };
  let isRoster = false;
  for (const table of source.tables) {
    const found = headingsOf(table);
    if (!found) continue;
    isRoster = true;
    const rows = table.rows.filter((row) => row.row > found.row && row.cells.some((cell) => cell.text.trim() !== ''));
    if (rows.length > ROSTER_ROWS) return refuse('ROSTER.TOO_LONG', { limit: ROSTER_ROWS });
    const sheet = source.format === 'csv' ? rosterWording.sheets[found.table] : table.name;
    for (const row of rows) {
      const reader = new RowReader(sheet, row, found.table, found.columns);
      if (found.table === 'units') read.units.push(unitOf(reader));
      else if (found.table === 'posts') read.posts.push(postOf(reader));
      else read.people.push(personOf(reader));
    }
  }
  return isRoster ? accept(read) : refuse('ROSTER.NOT_A_ROSTER');
}

interface Headings {
  readonly table: RosterTable;
  readonly row: number;
  /** The 0-based column of each key that is there. */
  readonly columns: ReadonlyMap<string, number>;
}

function headingsOf(table: SourceTable): Headings | null {
  for (const row of table.rows.filter((each) => each.row <= HEADING_WITHIN)) {
    const columnOf = new Map(row.cells.map((cell) => [cell.text.replace(/[*＊\s]/g, ''), cell.column]));
    for (const kind of ['units', 'posts', 'people'] as const) {
      const headings: Readonly<Record<string, string>> = rosterWording.headings[kind];
      if (!ROSTER_COLUMNS[kind].every(({ key, required }) => !required || columnOf.has(headings[key] ?? ''))) continue;
      const columns = ROSTER_COLUMNS[kind].flatMap(({ key }) => {
        const at = columnOf.get(headings[key] ?? '');
        return at === undefined ? [] : [[key, at] as const];
      });
      return { table: kind, row: row.row, columns: new Map(columns) };
    }
  }
  return null;
}

class RowReader {
  readonly faults: CellFault[] = [];
  readonly texts = new Map<string, string>();
  readonly cells: Record<string, string> = {};
  constructor(
    readonly sheet: string,
    private readonly from: TableRow,
    table: RosterTable,
    columns: ReadonlyMap<string, number>,
  ) {
    const headings: Readonly<Record<string, string>> = rosterWording.headings[table];
    for (const { key, limit, required } of ROSTER_COLUMNS[table]) {
      const at = columns.get(key);
      const cell = from.cells.find((each) => each.column === at);
      const text = (cell?.date ?? cell?.text ?? '').trim();
      this.cells[key] = cellAddress(at ?? 0, from.row);
      this.texts.set(key, text);
      if (cell?.flags.includes('formula')) this.fault(key, rosterWording.faults.formula);
      else if (cell?.flags.includes('error')) this.fault(key, rosterWording.faults.error);
      else if (text === '' && required) this.fault(key, rosterWording.faults.missing(headings[key] ?? ''));
      else if (text.length > limit) this.fault(key, rosterWording.faults.tooLong(limit));
    }
  }
  text(key: string): string {
    return this.texts.get(key) ?? '';
  }
  fault(key: string, what: { readonly reason: string; readonly mend: string }): null {
    const cell = this.cells[key] ?? '';
    if (!this.faults.some((each) => each.cell === cell)) this.faults.push({ sheet: this.sheet, cell, ...what });
    return null;
  }
  get place() {
    return { sheet: this.sheet, row: this.from.row, cells: this.cells as never, faults: this.faults };
  }
}

function unitOf(row: RowReader): RosterUnit {
  const order = row.text('order').normalize('NFKC');
  const isOffice = row.text('isOffice');
  const isWhole = /^\d{1,6}$/.test(order) && Number(order) >= 1 && Number(order) <= 100_000;
  const aliases = row.text('aliases').split(ALIAS_BREAK).map((alias) => alias.trim()).filter((alias) => alias !== ''); // prettier-ignore
  if (aliases.some((alias) => alias.length > 200)) row.fault('aliases', rosterWording.faults.tooLong(200));
  return {
    name: row.text('name'),
    aliases: [...new Set(aliases)],
    order: order === '' ? null : isWhole ? Number(order) : row.fault('order', rosterWording.faults.order(order)),
    isOffice:
      isOffice === ''
        ? null
        : isOffice === rosterWording.yes || isOffice === rosterWording.no
          ? isOffice === rosterWording.yes
          : row.fault('isOffice', rosterWording.faults.yesNo(isOffice)),
    ...row.place,
  };
}

function postOf(row: RowReader): RosterPost {
  const printed = row.text('role');
  const roles = Object.entries(rosterWording.roles) as [PostRole, string][];
  const role = roles.find(([, word]) => word === printed)?.[0] ?? null;
  if (role === null) row.fault('role', rosterWording.faults.role(printed, Object.values(rosterWording.roles)));
  const [superiorUnit, superior] = [row.text('superiorUnit'), row.text('superior')];
  if (superiorUnit !== '' && superior === '') row.fault('superior', rosterWording.faults.superiorAlone);
  return { unit: row.text('unit'), title: row.text('title'), role, superiorUnit, superior, ...row.place };
}

function personOf(row: RowReader): RosterPerson {
  const [unit, title, printed] = [row.text('unit'), row.text('title'), row.text('fromOn')];
  const isHeld = unit !== '' || title !== '' || printed !== '';
  if (isHeld && unit === '') row.fault('unit', rosterWording.faults.postHalf);
  else if (isHeld && title === '') row.fault('title', rosterWording.faults.postHalf);
  const fromOn = printed === '' ? null : (dayIn(printed) ?? row.fault('fromOn', rosterWording.faults.day(printed)));
  return { name: row.text('name'), login: row.text('login'), unit, title, fromOn, ...row.place };
}

/** A day as people type it: 2026-3-1, 2026/3/1, 2026.3.1, 2026年3月1日. */
function dayIn(text: string): string | null {
  const found = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?$/.exec(text.normalize('NFKC'));
  return found ? dayOf(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}
