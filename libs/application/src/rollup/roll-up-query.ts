import type { RollUpBy } from '@duban/domain';

/** What is rolled up: a page asks only for its part. Access is the caller's: it passes plans that may be read. */
export interface RollUpQuery {
  readonly planIds: readonly string[];
  /** Reports signed after this instant do not count. */
  readonly asOfMs: number;
  readonly by: readonly RollUpBy[];
  readonly chapter?: string;
  readonly clauseId?: string;
  readonly taskId?: string;
  readonly unitId?: string;
  /** Null: free reports only. */
  readonly period?: string | null;
}

/** The conditions of a part on the aliases p (progress_report), a (assignment), t (task) and w (work_point). */
export function partConditions(query: RollUpQuery, values: unknown[]): string {
  const conditions: string[] = [];
  const is = (column: string, value: unknown) => {
    values.push(value);
    conditions.push(`and ${column} = $${values.length}`);
  };
  if (query.chapter !== undefined) is('w.chapter', query.chapter);
  if (query.clauseId !== undefined) is('w.id', query.clauseId);
  if (query.taskId !== undefined) is('p.task_id', query.taskId);
  if (query.unitId !== undefined) is('a.unit_id', query.unitId);
  if (query.period === null) conditions.push('and p.period is null');
  else if (query.period !== undefined) is('p.period', query.period);
  return conditions.join(' ');
}

/** Filed after the due day that its obligation has, to the end of that day in Asia/Shanghai. */
export const LATE = `coalesce(p.filed_at >= ((o.due_on + 1)::timestamp at time zone 'Asia/Shanghai'), false)`;
