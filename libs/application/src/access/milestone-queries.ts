import {
  allowedMilestoneActions,
  type AssignmentState,
  type MilestoneAction,
  type ObligationState,
  type PlanState,
} from '@duban/domain';
import type { Tx } from '@duban/database';
import { isOffice, postInUnit } from '../kernel/actor';
import { evidenceOfSubjects, type EvidenceView } from './evidence-queries';
import { groupBy } from './group-by';
import type { Scope } from './scope';

export interface MilestoneFilingView {
  readonly id: string;
  readonly text: string;
  readonly filedAt: Date;
  readonly filedBy: string;
  readonly returnedAt: Date | null;
  readonly returnReason: string | null;
  readonly evidence: readonly EvidenceView[];
}

/** One milestone that one share owes, with what was filed for it where the caller may read that share. */
export interface MilestoneView {
  /** The obligation's id. */
  readonly id: string;
  readonly assignmentId: string;
  readonly unitName: string;
  readonly name: string;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly state: ObligationState;
  readonly isOverdue: boolean;
  /** Filed after the day in force, or a day in force passed with nothing filed: it stays. */
  readonly wasLate: boolean;
  readonly filings: readonly MilestoneFilingView[];
  readonly actions: readonly MilestoneAction[];
}

interface Row extends Omit<MilestoneView, 'filings' | 'actions' | 'isOverdue' | 'wasLate'> {
  unitId: string;
  jurisdictionId: string;
  assignmentState: AssignmentState;
  planState: PlanState;
  filedOn: string | null;
  breached: boolean;
}

/** The milestones of a task, by day. The caller has read the task in scope; `open` are the shares whose content may be read. */
export async function milestonesOfTask(
  tx: Tx,
  scope: Scope,
  taskId: string,
  open: readonly string[],
  today: string,
): Promise<MilestoneView[]> {
  const rows = await tx.query<Row>(
    `select o.id, o.assignment_id as "assignmentId", coalesce(n.name, a.printed_unit) as "unitName", coalesce(o.name, '') as name,
       o.due_on as "dueOn", o.original_due_on as "originalDueOn", o.state, a.unit_id as "unitId",
       a.jurisdiction_id as "jurisdictionId", a.state as "assignmentState", p.state as "planState",
       (o.filed_at at time zone 'Asia/Shanghai')::date as "filedOn",
       exists (select 1 from due_change c where c.obligation_id = o.id and c.breached) as breached
     from obligation o join assignment a on a.id = o.assignment_id join plan p on p.id = o.owner_id
       left join lateral (select name from unit_name where unit_id = a.unit_id order by from_on desc limit 1) n on true
     where o.task_id = $1 and o.kind = 'milestone' order by o.due_on, o.id`,
    [taskId],
  );
  const filings = await tx.query<Omit<MilestoneFilingView, 'evidence'> & { obligationId: string }>(
    `select f.id, f.obligation_id as "obligationId", f.text, f.filed_at as "filedAt", p.name as "filedBy",
       f.returned_at as "returnedAt", f.return_reason as "returnReason"
     from milestone_filing f join person p on p.id = f.filed_by where f.assignment_id = any($1::uuid[]) order by f.filed_at, f.id`,
    [[...open]],
  );
  const evidence = await evidenceOfSubjects(
    tx,
    'milestone',
    filings.map((filing) => filing.id),
  );
  const byObligation = groupBy(
    filings.map((filing) => ({ ...filing, evidence: evidence.get(filing.id) ?? [] })),
    (filing) => filing.obligationId,
  );
  return rows.map(({ unitId, jurisdictionId, assignmentState, planState, filedOn, breached, ...row }) => {
    const isMine = postInUnit(scope.actor, unitId, 'liaison', 'unitHead') !== null;
    const isRunning = row.state === 'open' && assignmentState !== 'suspended';
    const allowed = jurisdictionId === scope.jurisdictionId ? allowedMilestoneActions({ planState, assignmentState, state: row.state }) : []; // prettier-ignore
    return {
      ...row,
      isOverdue: isRunning && row.dueOn !== null && today > row.dueOn,
      wasLate: breached || (filedOn !== null && row.dueOn !== null && filedOn > row.dueOn),
      filings: byObligation.get(row.id) ?? [],
      actions: allowed.filter((action) => (action === 'file' ? isMine : isOffice(scope.actor))),
    };
  });
}
