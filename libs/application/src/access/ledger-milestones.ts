import type { Tx } from '@duban/database';
import { groupBy } from './group-by';

/** One milestone of a task as a ledger shows it: whoever owe it owe it together, and the one that lags behind is told. */
export interface LedgerMilestone {
  readonly name: string;
  readonly dueOn: string;
  readonly state: 'open' | 'met' | 'void' | 'overdue';
}

/** The milestones of tasks by their days. Whoever may read a task may read them; what was filed for them is not here. */
export async function ledgerMilestones(
  tx: Tx,
  taskIds: readonly string[],
  today: string,
): Promise<Map<string, LedgerMilestone[]>> {
  const rows = await tx.query<LedgerMilestone & { taskId: string }>(
    `select o.task_id as "taskId", o.name, max(o.due_on) as "dueOn",
       case when bool_or(o.state = 'open' and o.due_on < $2::date and a.state <> 'suspended') then 'overdue'
         when bool_or(o.state = 'open') then 'open' when bool_or(o.state = 'met') then 'met' else 'void' end as state
     from obligation o join assignment a on a.id = o.assignment_id
     where o.kind = 'milestone' and o.task_id = any($1::uuid[]) group by o.task_id, o.stage_key, o.name order by 3, 2`,
    [[...taskIds], today],
  );
  return groupBy(rows, (row) => row.taskId);
}
