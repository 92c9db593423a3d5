import { connectDatabase } from '@duban/database';

interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly rowMode?: 'array';
}

export interface BareAnswer {
  readonly rows: readonly never[];
  readonly rowCount: number | null;
  readonly command: string;
}

/** What `pg` calls a client: no library between the statement and the connection. */
export interface BareConnection {
  query(statement: Statement | string, values?: readonly unknown[]): Promise<BareAnswer>;
}

/** One connection of its own, with nothing between. */
export async function connectBare(url: string): Promise<BareConnection & { end(): Promise<void> }> {
  const database = await connectDatabase({ url, poolSize: 1 });
  const runner = database.createQueryRunner();
  const client = (await runner.connect()) as BareConnection;
  return {
    query: (statement, values) => client.query(statement, values),
    async end() {
      await runner.release();
      await database.destroy();
    },
  };
}

export async function rowsOf<Row>(
  client: BareConnection,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return (await client.query({ text, values })).rows;
}
