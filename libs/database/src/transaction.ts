import { createHash } from 'node:crypto';
import type { PoolClient, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import { insertStatement, insertText, insertValues, tableOf, type RowClass } from './rows';

/** One PostgreSQL transaction. Statements are prepared once for each connection. */
export interface Tx {
  /** PostgreSQL's own time of this transaction: `transaction_timestamp()`. */
  readonly startedAt: Date;
  query<Result extends object>(text: string, values?: readonly unknown[]): Promise<Result[]>;
  /** Runs a statement and says how many rows it changed. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
  /** Rows of a table as its row class; `where` is SQL on the alias `r`, with an order or a lock after it where wanted. */
  find<Row extends object>(row: RowClass<Row>, where: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Inserts rows before the transaction's next statement of another kind, or its commit: inserts that follow one another go in one
   * statement, for a command is a score of short ones and the trips are what they cost. What a constraint refuses is thrown there.
   */
  insert<Row extends object>(row: RowClass<Row>, rows: readonly Row[]): Promise<void>;
  /** Inserts what is not there yet by any unique rule; says how many came in. */
  insertMissing<Row extends object>(row: RowClass<Row>, rows: readonly Row[]): Promise<number>;
  /** Sets columns of one row; with `version`, only where the row still has it (and raises it). False: somebody was faster. */
  update<Row extends object>(row: RowClass<Row>, id: string, set: Partial<Row>, version?: number): Promise<boolean>;
}

export interface TransactionOptions {
  /** All reads see one moment, and nothing may be written: for walking something large that others go on writing. */
  readonly snapshot?: boolean;
}

const MOST_TRIES = 4;
/** Deadlock and serialisation failure: the whole transaction is done again (style.md section 9). */
const RETRY_CODES: ReadonlySet<string> = new Set(['40P01', '40001']);

/**
 * Runs `work` in one transaction; what it throws rolls everything back. A deadlock or serialisation failure runs the whole
 * of `work` again, at most three more times, so `work` must hold no state from an earlier run.
 */
export async function withTransaction<Result>(
  database: DataSource,
  work: (tx: Tx) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const runner = database.createQueryRunner();
    let begun: PoolClient | null = null;
    try {
      const client = (await runner.connect()) as PoolClient;
      const startedAt = await begin(client, options);
      begun = client;
      const { tx, writeInserts } = transactionOn(client, startedAt);
      const result = await work(tx);
      await writeInserts();
      const { command } = await client.query('commit');
      // A statement had failed and `work` went on: PostgreSQL answers a commit of that with a rollback, and with no error.
      if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
      return result;
    } catch (error) {
      await begun?.query('rollback').catch(() => undefined); // the connection may be gone; the cause is thrown below
      const code = (error as { code?: string }).code ?? '';
      if (!RETRY_CODES.has(code) || attempt >= MOST_TRIES) throw error;
    } finally {
      await runner.release();
    }
  }
}

/** One reading statement outside any transaction of ours: one trip where a transaction takes three. */
export async function readAlone<Result extends object>(
  database: DataSource,
  text: string,
  values: readonly unknown[] = [],
): Promise<Result[]> {
  const runner = database.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    return (await client.query({ name: statementName(text), text, values: values as unknown[] })).rows as never;
  } finally {
    await runner.release();
  }
}

/** The transaction and its time in one round trip: a command is a score of short statements, and the trips are what they cost. */
async function begin(client: PoolClient, options: TransactionOptions): Promise<Date> {
  const level = options.snapshot === true ? 'repeatable read, read only' : 'read committed';
  const answers = (await client.query(
    `start transaction isolation level ${level}; select transaction_timestamp() as now`,
  )) as unknown as readonly QueryResult<{ now: Date }>[];
  const now = answers[1]?.rows[0]?.now;
  if (now === undefined) throw new Error('PostgreSQL told no time');
  return now;
}

const statementNames = new Map<string, string>();

function statementName(text: string): string {
  const found = statementNames.get(text);
  if (found !== undefined) return found;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 24);
  statementNames.set(text, name);
  return name;
}

interface OpenTransaction {
  readonly tx: Tx;
  /** Sends the inserts that still wait. */
  writeInserts(): Promise<void>;
}

function transactionOn(client: PoolClient, startedAt: Date): OpenTransaction {
  let waiting: WaitingInsert[] = [];
  const sendAlone = (text: string, values: readonly unknown[] = []) =>
    client.query({ name: statementName(text), text, values: values as unknown[] });
  const writeInserts = async () => {
    if (waiting.length === 0) return;
    const inserts = waiting;
    waiting = [];
    const { text, values } = insertsInOne(inserts);
    await sendAlone(text, values);
  };
  const send = async (text: string, values: readonly unknown[] = []) => {
    await writeInserts();
    return sendAlone(text, values);
  };
  const tx: Tx = {
    startedAt,
    query: async (text, values) => (await send(text, values)).rows as never,
    run: async (text, values) => (await send(text, values)).rowCount ?? 0,
    find: async (row, where, values) => {
      const facts = tableOf(row);
      return (await send(`select ${facts.select('r')} from ${facts.table} r where ${where}`, values)).rows as never;
    },
    insert: (row, rows) => {
      if (rows.length > 0) waiting.push({ row, values: insertValues(row, rows) });
      return Promise.resolve();
    },
    insertMissing: async (row, rows) => {
      if (rows.length === 0) return 0;
      const { text, values } = insertStatement(row, rows, 'on conflict do nothing');
      return (await send(text, values)).rowCount ?? 0;
    },
    update: async (row, id, set, version) => {
      const { text, values } = updateStatement(row, id, set, version);
      const result = await send(text, values);
      return (result.rowCount ?? 0) === 1;
    },
  };
  return { tx, writeInserts };
}

interface WaitingInsert {
  readonly row: RowClass<object>;
  /** As they were when the insert was asked for, whatever becomes of the row objects. */
  readonly values: readonly string[];
}

/** Inserts of several tables as one statement. References between them hold: they are checked when the statement ends. */
function insertsInOne(inserts: readonly WaitingInsert[]): { text: string; values: string[] } {
  const texts: string[] = [];
  const values: string[] = [];
  for (const insert of inserts) {
    texts.push(insertText(insert.row, values.length));
    values.push(...insert.values);
  }
  const last = texts.pop() ?? '';
  const before = texts.map((text, index) => `i${index} as (${text})`).join(', ');
  return { text: before === '' ? last : `with ${before} ${last}`, values };
}

function updateStatement<Row extends object>(
  row: RowClass<Row>,
  id: string,
  set: Partial<Row>,
  version: number | undefined,
): { text: string; values: unknown[] } {
  const facts = tableOf(row);
  const columns = facts.columns.filter((column) => column.property in set);
  const values: unknown[] = columns.map((column) => {
    const value = (set as Record<string, unknown>)[column.property];
    return column.type === 'jsonb' && value !== null && value !== undefined ? JSON.stringify(value) : value;
  });
  const assignments = columns.map((column, index) => `${column.name} = $${index + 1}`);
  values.push(id);
  let where = `id = $${values.length}`;
  if (version !== undefined) {
    values.push(version);
    where += ` and version = $${values.length}`;
    assignments.push('version = version + 1');
  }
  return { text: `update ${facts.table} set ${assignments.join(', ')} where ${where}`, values };
}
