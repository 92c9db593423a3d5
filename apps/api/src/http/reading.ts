import { dayOfInstant } from '@duban/domain';
import { withTransaction, type Tx } from '@duban/database';
import type { ApiContext } from '../api-context';
import { RefusalProblem } from './problem';

export interface ReadingMoment {
  readonly nowMs: number;
  readonly today: string;
}

/** One consistent reading at the business time of its transaction. */
export const reading = <Result>(api: ApiContext, work: (tx: Tx, moment: ReadingMoment) => Promise<Result>): Promise<Result> =>
  withTransaction(api.deps.database, async (tx) => {
    const nowMs = await api.deps.clock.nowMs(tx);
    return work(tx, { nowMs, today: dayOfInstant(nowMs) });
  });

/** What was asked for, or 404: what one may not see is not there. */
export function found<Value>(value: Value | null, code: string): Value {
  if (value === null) throw new RefusalProblem({ code, params: {} }, [], 404);
  return value;
}
