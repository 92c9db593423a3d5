import { withTransaction } from '@duban/database';
import type { YearContext } from '../year-context';

const kept = new WeakMap<YearContext, Map<string, number>>();

/** For each lead's share: which of the unit's own it is, from 1, in the plan's order. The plan does not change in a demo. */
export async function leadNumbers(year: YearContext): Promise<ReadonlyMap<string, number>> {
  const found = kept.get(year);
  if (found) return found;
  const rows = await withTransaction(year.deps.database, (tx) =>
    tx.query<{ id: string; n: number }>(
      `select a.id, (row_number() over (partition by a.unit_id order by t.position))::int as n
       from assignment a join task t on t.id = a.task_id where a.plan_id = $1 and a.role = 'lead'`,
      [year.planId],
    ),
  );
  const numbers = new Map(rows.map((row) => [row.id, row.n]));
  kept.set(year, numbers);
  return numbers;
}
