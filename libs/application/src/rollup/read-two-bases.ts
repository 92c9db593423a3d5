import { twoBases, type Role, type ShareStanding, type TwoBases } from '@duban/domain';
import { PlanRow, type Tx } from '@duban/database';
import { readPolicy } from '../kernel/rulebook';

/** 按任务 and 按单位 for one plan as of a moment, with the bridge; the units or chapters named alone, where some are. */
export async function readTwoBases(
  tx: Tx,
  planId: string,
  asOfMs: number,
  part: { readonly unitIds: readonly string[]; readonly chapters: readonly string[] } = { unitIds: [], chapters: [] },
): Promise<TwoBases | null> {
  const [plan] = await tx.find(PlanRow, 'r.id = $1', [planId]);
  if (!plan) return null;
  const policy = await readPolicy(tx, plan.policyVersionId);
  const owing = (Object.keys(policy.owes) as Role[]).filter((role) => policy.owes[role].completion);
  const rows = await tx.query<ShareStanding>(
    `select a.task_id as "taskId", a.unit_id as "unitId", (a.role = any($2::text[]) and t.deadline_kind = 'date') as counts,
       coalesce(a.struck_off_at <= $3, false) as "isDone"
     from assignment a join task t on t.id = a.task_id join work_point w on w.id = t.work_point_id
     where a.plan_id = $1 and a.state <> 'cancelled' and ($4::text[] = '{}' or w.chapter = any($4::text[]))
       and ($5::uuid[] = '{}' or a.unit_id = any($5::uuid[]))`,
    [planId, owing, new Date(asOfMs), [...part.chapters], [...part.unitIds]],
  );
  return twoBases(rows);
}
