import { getMetadataArgsStorage } from 'typeorm';
import { arrayLiteral } from './array-literal';

/** A row class of `entities/`. */
export type RowClass<Row> = new () => Row;

interface ColumnFacts {
  readonly property: string;
  readonly name: string;
  readonly type: string;
}

export interface TableFacts {
  readonly table: string;
  readonly columns: readonly ColumnFacts[];
  /** `a.id as "id", a.due_on as "dueOn", …` for the alias `a`; with a name, `as "name.id"`: see `rowNamed`. */
  readonly select: (alias: string, name?: string) => string;
}

const known = new Map<RowClass<unknown>, TableFacts>();

/** Table and columns of a row class, from its decorators. */
export function tableOf<Row>(row: RowClass<Row>): TableFacts {
  const found = known.get(row);
  if (found) return found;
  const storage = getMetadataArgsStorage();
  const table = storage.tables.find((entry) => entry.target === row)?.name;
  if (table === undefined) throw new Error(`${row.name} is not an entity`);
  const columns = storage.columns
    .filter((entry) => entry.target === row)
    .map((entry) => ({
      property: entry.propertyName,
      name: entry.options.name ?? entry.propertyName,
      type: String(entry.options.type),
    }));
  const facts: TableFacts = {
    table,
    columns,
    select: (alias, name) =>
      columns
        .map(({ name: column, property }) => `${alias}.${column} as "${name === undefined ? '' : `${name}.`}${property}"`)
        .join(', '),
  };
  known.set(row, facts);
  return facts;
}

/** The row that a statement over several tables gives under a name. */
export function rowNamed<Row extends object>(row: RowClass<Row>, name: string, joined: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(tableOf(row).columns.map(({ property }) => [property, joined[`${name}.${property}`]])) as Row;
}

/** `insert … select from unnest(…)`: one statement and one plan for any number of rows. */
export function insertStatement<Row extends object>(
  row: RowClass<Row>,
  rows: readonly Row[],
  more = '',
): { text: string; values: string[] } {
  return { text: `${insertText(row)} ${more}`.trimEnd(), values: insertValues(row, rows) };
}

/** The text of an insert whose values take the places after `placesBefore`. */
export function insertText<Row>(row: RowClass<Row>, placesBefore = 0): string {
  const { table, columns } = tableOf(row);
  const names = columns.map((column) => column.name).join(', ');
  const arrays = columns.map((column, index) => `$${placesBefore + index + 1}::${column.type}[]`).join(', ');
  return `insert into ${table} (${names}) select * from unnest(${arrays})`;
}

/** The values of an insert, a column each. */
export function insertValues<Row extends object>(row: RowClass<Row>, rows: readonly Row[]): string[] {
  return tableOf(row).columns.map((column) =>
    arrayLiteral(
      column.type,
      rows.map((each) => (each as Record<string, unknown>)[column.property]),
    ),
  );
}
