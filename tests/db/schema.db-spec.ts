import { connectDatabase, migrate, migrations, tableOf, withTransaction, type DataSource } from '@duban/database';
import * as database from '@duban/database';
import { freshDatabase, type FreshDatabase } from '../support/database';

let fresh: FreshDatabase;
let source: DataSource;
beforeAll(async () => {
  fresh = await freshDatabase();
  source = await connectDatabase({ url: fresh.url, poolSize: 2 });
  await migrate(source);
});
afterAll(async () => {
  await source.destroy();
  await fresh.drop();
});

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly fallback: string | null;
}

const columns = (): Promise<Column[]> =>
  source.query(`select table_name as "table", column_name as name, udt_name as type, is_nullable = 'YES' as nullable,
    column_default as fallback from information_schema.columns where table_schema = 'public' and table_name <> 'migration'
    order by table_name, ordinal_position`);

/** What no jurisdiction owns: files by their content, keys and leases of the machine, the chain of seals, sessions. */
const OF_NO_JURISDICTION = ['jurisdiction', 'session', 'stored_file', 'instrument_number', 'event_seal', 'command_key', 'lease'];

test('no instant is stored without its zone, and no column reads a clock by itself (S06, design section 4)', async () => {
  const all = await columns();
  expect(all.filter((column) => column.type === 'timestamp')).toEqual([]);
  expect(all.filter((column) => column.fallback !== null).map((column) => `${column.table}.${column.name}`)).toEqual([
    'event.tx',
  ]);
});

test('a day is a date and an instant a timestamptz, as its name says', async () => {
  for (const column of await columns()) {
    if (column.name.endsWith('_on'))
      expect([column.table, column.name, column.type]).toEqual([column.table, column.name, 'date']);
    if (column.name.endsWith('_at'))
      expect([column.table, column.name, column.type]).toEqual([column.table, column.name, 'timestamptz']);
  }
});

test('every business table says whose it is', async () => {
  const all = await columns();
  const tables = [...new Set(all.map((column) => column.table))];
  const without = tables.filter((table) => !all.some((column) => column.table === table && column.name === 'jurisdiction_id'));
  expect(without.filter((table) => !OF_NO_JURISDICTION.includes(table))).toEqual([]);
});

test('the row classes are the tables: the same columns, types and nullability', async () => {
  const all = await columns();
  const rows = Object.values(database as Readonly<Record<string, unknown>>).filter(
    (each): each is new () => object => typeof each === 'function' && /Row$/.test(each.name),
  );
  const known = rows.map((row) => tableOf(row));
  expect([...new Set(all.map((column) => column.table))].sort()).toEqual(known.map((facts) => facts.table).sort());
  const TYPES: Readonly<Record<string, string>> = { int4: 'int', int8: 'bigint', bool: 'boolean' };
  for (const facts of known) {
    const stored = all.filter((column) => column.table === facts.table && column.name !== 'tx');
    expect({ table: facts.table, columns: facts.columns.map(({ name, type }) => ({ name, type })) }).toEqual({
      table: facts.table,
      columns: stored.map(({ name, type }) => ({ name, type: TYPES[type] ?? type })),
    });
  }
});

test('every migration goes back and forward again, and the schema is the same', async () => {
  const shape = async () => ({
    columns: await columns(),
    indexes: await source.query(`select indexname, indexdef from pg_indexes where schemaname = 'public' order by indexname`),
    constraints: await source.query(
      `select conname, pg_get_constraintdef(oid) as definition from pg_constraint
       where connamespace = 'public'::regnamespace order by conname, conrelid::regclass::text`,
    ),
  });
  const before = await shape();
  for (let left = migrations.length; left > 0; left--) await source.undoLastMigration({ transaction: 'each' });
  expect(await columns()).toEqual([]);
  await migrate(source);
  expect(await shape()).toEqual(before);
});

test('an instant and a day come back the same whatever zone the process is in (S01, S06)', async () => {
  const rows = await withTransaction(source, (tx) =>
    tx.query<{ at: Date; day: string }>(`select '2026-04-12T07:45:00Z'::timestamptz as at, '2026-06-30'::date as day`),
  );
  expect(rows[0]?.at.toISOString()).toBe('2026-04-12T07:45:00.000Z');
  expect(rows[0]?.day).toBe('2026-06-30');
});
