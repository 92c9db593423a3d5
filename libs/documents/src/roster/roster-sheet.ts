import type { PostRole } from '@duban/domain';
import type { CellFault } from '../fill-in/read-fill-in';

export type RosterTable = 'units' | 'posts' | 'people';

/** What a column asks for; widths in characters, limits as the forms of the pages have them. */
export interface RosterColumn<Key extends string> {
  readonly key: Key;
  readonly width: number;
  readonly limit: number;
  readonly required: boolean;
}

const column = <Key extends string>(key: Key, width: number, limit: number, required = false): RosterColumn<Key> => ({
  key,
  width,
  limit,
  required,
});

export const ROSTER_COLUMNS = {
  units: [column('name', 36, 200, true), column('aliases', 44, 2000), column('order', 12, 10), column('isOffice', 12, 10)],
  posts: [
    column('unit', 36, 200, true),
    column('title', 26, 100, true),
    column('role', 18, 20, true),
    column('superiorUnit', 36, 200),
    column('superior', 26, 100),
  ],
  people: [
    column('name', 16, 50, true),
    column('login', 20, 32, true),
    column('unit', 36, 200),
    column('title', 26, 100),
    column('fromOn', 18, 20),
  ],
} as const;

/** Where a row stands, and whether it can be taken as it is. */
export interface RosterRow<Key extends string> {
  readonly sheet: string;
  readonly row: number;
  /** The address of each of its cells, the empty ones too. */
  readonly cells: Readonly<Record<Key, string>>;
  readonly faults: readonly CellFault[];
}

export interface RosterUnit extends RosterRow<(typeof ROSTER_COLUMNS.units)[number]['key']> {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Null where nothing is said. */
  readonly order: number | null;
  readonly isOffice: boolean | null;
}

export interface RosterPost extends RosterRow<(typeof ROSTER_COLUMNS.posts)[number]['key']> {
  readonly unit: string;
  readonly title: string;
  /** Null in a faulty row only. */
  readonly role: PostRole | null;
  readonly superiorUnit: string;
  readonly superior: string;
}

export interface RosterPerson extends RosterRow<(typeof ROSTER_COLUMNS.people)[number]['key']> {
  readonly name: string;
  readonly login: string;
  readonly unit: string;
  readonly title: string;
  readonly fromOn: string | null;
}

export interface RosterRead {
  readonly units: readonly RosterUnit[];
  readonly posts: readonly RosterPost[];
  readonly people: readonly RosterPerson[];
}

/** What the workbook is written with: texts in the order of the columns. */
export type RosterContent = Readonly<Record<RosterTable, readonly (readonly (string | number)[])[]>>;

/** 1-based: a hint stands above. */
export const ROSTER_HEADING_ROW = 2;
/** As many as one import takes of a table. */
export const ROSTER_ROWS = 1000;
/** Between the other names in one cell. */
export const ALIAS_BREAK = /[、；;\n]/;
