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
  /** Reported by one of these. */
  readonly unitIds?: readonly string[];
  readonly jurisdictionId?: string;
  /** Null: free reports only. */
  readonly period?: string | null;
}

/** The conditions of a part on the aliases p (progress_report), a (assignment), u (unit), t (task) and w (work_point). */
export function partConditions(query: RollUpQuery, values: unknown[]): string {
  const conditions: string[] = [];
  const is = (column: string, value: unknown) => {
    values.push(value);
    conditions.push(`and ${column} = $${values.length}`);
  };
  if (query.chapter !== undefined) is('w.chapter', query.chapter);
  if (query.clauseId !== undefined) is('w.id', query.clauseId);
  if (query.taskId !== undefined) is('p.task_id', query.taskId);
  if (query.unitIds !== undefined) {
    values.push([...query.unitIds]);
    conditions.push(`and a.unit_id = any($${values.length}::uuid[])`);
  }
  if (query.jurisdictionId !== undefined) is(WHOSE, query.jurisdictionId);
  if (query.period === null) conditions.push('and p.period is null');
  else if (query.period !== undefined) is('p.period', query.period);
  // What a lower task answers an upper assignment with counts there, as offered, and so once (design section 1).
  if (query.planIds.length > 1) {
    conditions.push(`and not exists (select 1 from task lt join assignment ua on ua.id = lt.answers_assignment_id
      where lt.id = p.task_id and ua.plan_id = any($1::uuid[]))`);
  }
  return conditions.join(' ');
}

/** Whose work a report tells: of the lower jurisdiction that the unit stands for, else of the plan's own. */
export const WHOSE = 'coalesce(u.stands_for_id, p.jurisdiction_id)';

export const needsUnit = (query: RollUpQuery): boolean => query.by.includes('jurisdiction') || query.jurisdictionId !== undefined;

/** Filed after the due day that its obligation has, to the end of that day in Asia/Shanghai. */
export const LATE = `coalesce(p.filed_at >= ((o.due_on + 1)::timestamp at time zone 'Asia/Shanghai'), false)`;
