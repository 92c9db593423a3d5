import type { PlanFacts, PlanState } from '@duban/domain';
import type { PlanRow, Tx } from '@duban/database';

/** What decides whether something may be done with a plan. */
export async function planFacts(tx: Tx, plan: PlanRow): Promise<PlanFacts> {
  const [row] = await tx.query<{ tasks: number; bare: number; dayless: number; open: number; review: boolean }>(
    `select
       (select count(*)::int from task t where t.plan_id = $1) as tasks,
       (select count(*)::int from task t where t.plan_id = $1 and not exists (
          select 1 from assignment a where a.task_id = t.id and a.role <> 'cooperating' and a.state <> 'cancelled')) as bare,
       (select count(*)::int from task t where t.plan_id = $1 and t.deadline_kind = 'date' and t.due_on is null) as dayless,
       (select count(*)::int from obligation o where o.owner_kind = 'plan' and o.owner_id = $1 and o.state = 'open') as open,
       exists (select 1 from sign_off s where s.subject_kind = 'plan' and s.subject_id = $1 and s.state = 'running') as review`,
    [plan.id],
  );
  return {
    state: plan.state as PlanState,
    isStanding: plan.kind === 'standing',
    underReview: row?.review ?? false,
    tasks: row?.tasks ?? 0,
    tasksWithoutUnit: row?.bare ?? 0,
    tasksWithoutDay: row?.dayless ?? 0,
    openObligations: row?.open ?? 0,
  };
}
