import { PlanRow, type Tx } from '@duban/database';
import { groupBy } from './group-by';
import { planInScope, taskInScope, type Scope } from './scope';
import { sharesOfTasks, type Share } from './shares';

export interface PlanName {
  readonly id: string;
  readonly title: string;
}

/** A share that a 收官 has carried over (结转): where from, where to, and how it stands now. */
export interface CarriedShare {
  readonly share: Share;
  readonly taskTitle: string;
  readonly from: PlanName;
  readonly into: PlanName;
  readonly carriedAt: Date;
  /** Due days that passed with nothing filed, the one in force included. */
  readonly breaches: number;
  /** The plan that keeps its clock now; null where nothing more is owed. */
  readonly clockPlan: PlanName | null;
}

export interface CarriedOver {
  readonly came: readonly CarriedShare[];
  readonly went: readonly CarriedShare[];
}

interface Carrying {
  readonly taskId: string;
  readonly taskTitle: string;
  readonly carriedAt: Date;
  readonly fromId: string;
  readonly fromTitle: string;
  readonly intoId: string;
  readonly intoTitle: string;
}

/** What came to a plan by 结转 and what went from it, as its 收官 says; the tasks that the caller may read. Null: no such plan. */
export async function readCarriedOver(tx: Tx, scope: Scope, planId: string, nowMs: number): Promise<CarriedOver | null> {
  const planValues: unknown[] = [planId];
  const [plan] = await tx.find(PlanRow, `r.id = $1 and ${planInScope(scope, 'r', planValues)}`, planValues);
  if (!plan) return null;
  const values: unknown[] = [planId, plan.jurisdictionId];
  const carryings = await tx.query<Carrying>(
    `select t.id as "taskId", t.title as "taskTitle", e.at as "carriedAt", f.id as "fromId", f.title as "fromTitle",
       i.id as "intoId", i.title as "intoTitle"
     from event e cross join lateral jsonb_array_elements_text(e.data -> 'tasks') x join task t on t.id = x::uuid
       join plan f on f.id = e.subject_id join plan i on i.id = (e.data ->> 'intoPlanId')::uuid
     where e.jurisdiction_id = $2 and e.type = 'plan.wrappedUp' and (f.id = $1 or i.id = $1)
       and ${taskInScope(scope, 't', values)}
     order by e.at, t.position, t.id`,
    values,
  );
  const ids = [...new Set(carryings.map((each) => each.taskId))];
  const shares = groupBy(await sharesOfTasks(tx, scope, ids, nowMs), (share) => share.taskId);
  const standings = await standingsOf(tx, ids);
  const carried = carryings.flatMap((each): CarriedShare[] =>
    (shares.get(each.taskId) ?? [])
      // A share that had ended before the 收官 was not carried.
      .filter((share) => share.state !== 'cancelled' && (share.struckOffAt === null || share.struckOffAt >= each.carriedAt))
      .filter((share) => standings.has(share.id))
      .map((share) => ({
        share,
        taskTitle: each.taskTitle,
        from: { id: each.fromId, title: each.fromTitle },
        into: { id: each.intoId, title: each.intoTitle },
        carriedAt: each.carriedAt,
        breaches: (standings.get(share.id)?.breaches ?? 0) + (share.standing === 'overdue' ? 1 : 0),
        clockPlan: standings.get(share.id)?.clockPlan ?? null,
      })),
  );
  return {
    came: carried.filter((each) => each.into.id === planId),
    went: carried.filter((each) => each.from.id === planId),
  };
}

/** By share that owes its completion: the days it has missed, and the plan that keeps its clock. */
async function standingsOf(
  tx: Tx,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly breaches: number; readonly clockPlan: PlanName | null }>> {
  const rows = await tx.query<{ assignmentId: string; breaches: number; state: string; id: string; title: string }>(
    `select o.assignment_id as "assignmentId", o.state, p.id, p.title,
       (select count(*)::int from due_change c where c.obligation_id = o.id and c.breached) as breaches
     from obligation o join plan p on p.id = o.owner_id
     where o.task_id = any($1::uuid[]) and o.kind = 'completion' and o.owner_kind = 'plan'`,
    [[...taskIds]],
  );
  return new Map(
    rows.map(({ assignmentId, breaches, state, id, title }) => [
      assignmentId,
      { breaches, clockPlan: state === 'open' ? { id, title } : null },
    ]),
  );
}
