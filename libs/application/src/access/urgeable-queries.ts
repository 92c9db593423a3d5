import type { Tx } from '@duban/database';
import { place, type Scope } from './scope';

/** An owed thing that a hand-made instrument may take up. */
export interface Urgeable {
  readonly obligationId: string;
  readonly kind: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly taskTitle: string;
  readonly period: string | null;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  /** The running instrument of the kind asked about that holds it already. */
  readonly heldBy: string | null;
}

const MOST = 500;

/** What these units owe on tasks and what is open, the oldest day first; for whoever reads the whole jurisdiction. */
export async function listUrgeable(
  tx: Tx,
  scope: Scope,
  filter: { readonly kind: string; readonly unitIds: readonly string[]; readonly planId?: string },
  today: string,
): Promise<Urgeable[]> {
  if (!scope.isWhole || filter.unitIds.length === 0) return [];
  const values: unknown[] = [scope.jurisdictionId, [...filter.unitIds], today, filter.kind];
  const ofPlan = filter.planId === undefined ? '' : `and t.plan_id = ${place(values, filter.planId)}::uuid`;
  return tx.query<Urgeable>(
    `select o.id as "obligationId", o.kind, o.holder_unit_id as "unitId", n.name as "unitName", t.title || coalesce('：' || o.name, '') as "taskTitle", o.period,
       o.due_on as "dueOn", coalesce(o.due_on < $3::date and (o.filed_at is null), false) as "isOverdue",
       (select coalesce(i.number, i.title) from instrument_item x join instrument i on i.id = x.instrument_id
         where x.obligation_id = o.id and x.state = 'running' and i.kind = $4
           and i.state in ('collecting', 'draft', 'submitted', 'running') limit 1) as "heldBy"
     from obligation o join task t on t.id = o.task_id
       left join lateral (select name from unit_name where unit_id = o.holder_unit_id order by from_on desc limit 1) n on true
     where o.jurisdiction_id = $1 and o.holder_unit_id = any($2::uuid[]) and o.state = 'open'
       and o.kind in ('receipt', 'completion', 'periodReport', 'milestone') ${ofPlan}
     order by o.due_on nulls last, o.id limit ${MOST}`,
    values,
  );
}
