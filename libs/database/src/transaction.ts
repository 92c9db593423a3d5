import { createHash } from 'node:crypto';
import type { PoolClient, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import { insertStatement, insertText, insertValues, tableOf, type RowClass } from './rows';

/**
 * One PostgreSQL transaction. Statements are prepared once for each connection and sent as soon as they are given, one behind the
 * other, in this order; PostgreSQL answers in the same order. So reads given together cost one trip, and what only writes is not
 * waited for: what it refuses is thrown at the next answer that is waited for, or at the commit, as the first error of all.
 */
export interface Tx {
  /** PostgreSQL's own time of this transaction: `transaction_timestamp()`. */
  readonly startedAt: Date;
  query<Result extends object>(text: string, values?: readonly unknown[]): Promise<Result[]>;
  /** Runs a statement and says how many rows it changed. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
  /** Runs a statement whose answer nobody needs. */
  send(text: string, values?: readonly unknown[]): void;
  /** Rows of a table as its row class; `where` is SQL on the alias `r`, with an order or a lock after it where wanted. */
  find<Row extends object>(row: RowClass<Row>, where: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Inserts rows before the transaction's next statement of another kind, or its commit: inserts that follow one another go in one
   * statement, for a command is a score of short ones and the trips are what they cost. What a constraint refuses is thrown there.
   */
  insert<Row extends object>(row: RowClass<Row>, rows: readonly Row[]): Promise<void>;
  /** Inserts what is not there yet by any unique rule; says how many came in. */
  insertMissing<Row extends object>(row: RowClass<Row>, rows: readonly Row[]): Promise<number>;
  /**
   * Sets columns of one row. With `version` the row must still have it, which the locks see to, and it is raised; where it has
   * another, nothing of the transaction is kept.
   */
  update<Row extends object>(row: RowClass<Row>, id: string, set: Partial<Row>, version?: number): Promise<void>;
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
    let begun: OpenTransaction | null = null;
    try {
      begun = await begin((await runner.connect()) as PoolClient, options);
      const result = await work(begun.tx);
      await begun.commit();
      return result;
    } catch (error) {
      const cause = (await begun?.rollBack()) ?? error;
      const code = (cause as { code?: string }).code ?? '';
      if (!RETRY_CODES.has(code) || attempt >= MOST_TRIES) throw cause;
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
async function begin(client: PoolClient, options: TransactionOptions): Promise<OpenTransaction> {
  const level = options.snapshot === true ? 'repeatable read, read only' : 'read committed';
  const answers = (await client.query(
    `start transaction isolation level ${level}; select transaction_timestamp() as now`,
  )) as unknown as readonly QueryResult<{ now: Date }>[];
  const now = answers[1]?.rows[0]?.now;
  if (now === undefined) throw new Error('PostgreSQL told no time');
  return transactionOn(client, now);
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
  /** Sends the inserts that still wait and the commit behind them. @throws what refused any of the statements. */
  commit(): Promise<void>;
  /** Undoes everything; gives the first error that PostgreSQL answered, where there was one. */
  rollBack(): Promise<Error | null>;
}

function transactionOn(client: PoolClient, startedAt: Date): OpenTransaction {
  let waiting: WaitingInsert[] = [];
  // The first error is the cause: every later statement of the transaction is refused because of it.
  let refused: Error | null = null;
  const noted = (answer: Promise<QueryResult>) => {
    answer.catch((error: Error) => (refused ??= error));
    return answer;
  };
  const sendAlone = (text: string, values: readonly unknown[] = []) =>
    noted(client.query({ name: statementName(text), text, values: values as unknown[] }));
  const sendInserts = () => {
    if (waiting.length === 0) return;
    const { text, values } = insertsInOne(waiting);
    waiting = [];
    void sendAlone(text, values);
  };
  const send = (text: string, values: readonly unknown[] = []) => {
    sendInserts();
    return sendAlone(text, values);
  };
  const tx: Tx = {
    startedAt,
    query: async (text, values) => (await send(text, values)).rows as never,
    run: async (text, values) => (await send(text, values)).rowCount ?? 0,
    send: (text, values) => void send(text, values),
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
    update: (row, id, set, version) => {
      const { text, values } = updateStatement(row, id, set, version);
      void send(text, values);
      return Promise.resolve();
    },
  };
  return {
    tx,
    commit: async () => {
      sendInserts();
      const { command } = await noted(client.query('commit'));
      if (refused !== null) throw refused;
      // A statement had failed and `work` went on: PostgreSQL answers a commit of that with a rollback, and with no error.
      if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
    },
    rollBack: async () => {
      await client.query('rollback').catch(() => undefined); // the connection may be gone; the cause is thrown by the caller
      return refused;
    },
  };
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
  const text = `update ${facts.table} set ${assignments.join(', ')} where ${where}`;
  // Nobody waits for its answer, so PostgreSQL itself must refuse where the version was another: by a division by no row.
  return {
    text: version === undefined ? text : `with changed as (${text} returning 1) select 1 / count(*) from changed`,
    values,
  };
}
