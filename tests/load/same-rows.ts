import { connectBare, rowsOf, type BareConnection } from './bare';

/** In the order of their references. `event.tx` names the transaction that wrote it and is not copied. */
const TABLES = [
  'obligation',
  'armed_rung',
  'rung_record',
  'instrument',
  'instrument_target',
  'instrument_item',
  'instrument_number',
  'moment',
  'notice',
  'notice_item',
  'delivery',
  'event',
  'outbox',
] as const;
type Table = (typeof TABLES)[number];

const ROWS_A_STATEMENT = 500;

interface Batch {
  readonly text: string;
  readonly values: readonly (readonly (string | null)[])[];
}

/** What an act has written, ready to be written again by bare SQL. */
export interface WrittenRows {
  /** Rows by table. */
  readonly counts: Readonly<Partial<Record<Table, number>>>;
  readonly batches: readonly Batch[];
}

/** The keys of the rows that are there before an act. */
export async function rowsBefore(url: string): Promise<ReadonlyMap<Table, ReadonlySet<string>>> {
  const client = await connectBare(url);
  try {
    const before = new Map<Table, ReadonlySet<string>>();
    for (const table of TABLES) {
      const rows = await rowsOf<{ key: string }>(client, `select ${keyOf(table)} as key from ${table}`);
      before.set(table, new Set(rows.map((row) => row.key)));
    }
    return before;
  } finally {
    await client.end();
  }
}

const keyOf = (table: Table): string => {
  if (table === 'armed_rung') return `obligation_id || ':' || due_version || ':' || rung_key`;
  return table === 'instrument_number' ? `jurisdiction_id || ':' || kind || ':' || year` : 'id::text';
};

/** Reads the rows that an act has added, as they are in the end, into statements of 500 rows. */
export async function rowsWritten(url: string, before: ReadonlyMap<Table, ReadonlySet<string>>): Promise<WrittenRows> {
  const client = await connectBare(url);
  try {
    const counts: Partial<Record<Table, number>> = {};
    const batches: Batch[] = [];
    for (const table of TABLES) {
      const columns = await columnsOf(client, table);
      const { rows } = await client.query({
        text: `select ${keyOf(table)}, ${columns.map(({ name }) => `${name}::text`).join(', ')} from ${table}`,
        rowMode: 'array',
      });
      const added = (rows as readonly (string | null)[][])
        .filter((row) => !before.get(table)?.has(row[0] ?? ''))
        .map((row) => row.slice(1));
      if (added.length === 0) continue;
      counts[table] = added.length;
      const text = `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) select * from unnest(${columns
        .map(({ type }, index) => `$${index + 1}::${type}[]`)
        .join(', ')})`;
      for (let from = 0; from < added.length; from += ROWS_A_STATEMENT) {
        const part = added.slice(from, from + ROWS_A_STATEMENT);
        batches.push({ text, values: columns.map((_, index) => part.map((row) => row[index] ?? null)) });
      }
    }
    return { counts, batches };
  } finally {
    await client.end();
  }
}

async function columnsOf(client: BareConnection, table: Table): Promise<readonly { name: string; type: string }[]> {
  return rowsOf<{ name: string; type: string }>(
    client,
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'tx' order by attnum`,
    [table],
  );
}

/** One connection, one transaction a statement, prepared once: the bare SQL. The rows lie ready in memory. */
export async function writeBare(client: BareConnection, written: WrittenRows): Promise<void> {
  const names = new Map<string, string>();
  for (const { text, values } of written.batches) {
    const name = names.get(text) ?? `bare_${names.size}`;
    names.set(text, name);
    await client.query({ name, text, values });
  }
}
