import { withTransaction, type Tx } from '@duban/database';
import type { Deps } from './deps';

class Undone extends Error {
  constructor(readonly result: unknown) {
    super('undone');
  }
}

/** Runs `work` in a transaction of which nothing stays: what would come of it, by the rules that would do it. */
export async function undone<Result>(deps: Deps, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  try {
    return await withTransaction(deps.database, async (tx): Promise<Result> => {
      throw new Undone(await work(tx));
    });
  } catch (error) {
    if (error instanceof Undone) return error.result as Result;
    throw error;
  }
}
