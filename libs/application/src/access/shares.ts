import {
  allowedAssignmentActions,
  isPastDue,
  standingOf,
  type AssignmentAction,
  type AssignmentFacts,
  type AssignmentState,
  type Obligation,
  type Outcome,
  type PlanState,
  type Role,
  type Standing,
} from '@duban/domain';
import type { Tx } from '@duban/database';
import { isOffice, postInUnit } from '../kernel/actor';
import { readPolicy } from '../kernel/rulebook';
import type { Scope } from './scope';

/** Days before a due day from which a share counts as due soon (临期). */
const SOON_DAYS = 7;

export interface Share {
  readonly id: string;
  readonly taskId: string;
  readonly planId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly role: Role;
  readonly printedRole: string;
  readonly state: AssignmentState;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly receivedAt: Date | null;
  readonly completionFiledAt: Date | null;
  readonly completionText: string | null;
  readonly struckOffAt: Date | null;
  /** How it came out, where it has ended. */
  readonly outcome: Outcome | null;
  readonly standing: Standing | null;
  /** The policy's word and colour for the standing; null where nothing is owed by a day. */
  readonly lamp: { readonly word: string; readonly colour: string } | null;
  readonly isMine: boolean;
  /** Reports, evidence and extensions of this share may be read. */
  readonly isOpen: boolean;
  readonly version: number;
  readonly actions: readonly AssignmentAction[];
}

interface ShareRow {
  id: string;
  taskId: string;
  planId: string;
  jurisdictionId: string;
  unitId: string;
  unitName: string | null;
  role: Role;
  printedRole: string;
  printedUnit: string;
  state: AssignmentState;
  dueOn: string | null;
  originalDueOn: string | null;
  receivedAt: Date | null;
  completionFiledAt: Date | null;
  completionText: string | null;
  struckOffAt: Date | null;
  outcome: Outcome | null;
  version: number;
  planState: PlanState;
  policyVersionId: string;
  owedState: Obligation['state'] | null;
  owedDueOn: string | null;
  owedDueAt: Date | null;
  owedOriginalDueOn: string | null;
  owedDueVersion: number | null;
  filedAt: Date | null;
  metAt: Date | null;
  breached: boolean;
  extensionAsked: boolean;
  extensionsGranted: number;
}

const SELECT = `select a.id, a.task_id as "taskId", a.plan_id as "planId", a.jurisdiction_id as "jurisdictionId",
    a.unit_id as "unitId", n.name as "unitName", a.role, a.printed_role as "printedRole", a.printed_unit as "printedUnit",
    a.state, a.due_on as "dueOn", a.original_due_on as "originalDueOn", a.received_at as "receivedAt",
    a.completion_filed_at as "completionFiledAt", a.completion_text as "completionText", a.struck_off_at as "struckOffAt", a.outcome,
    a.version, coalesce(k.state, p.state) as "planState", coalesce(k.policy_version_id, p.policy_version_id) as "policyVersionId",
    o.state as "owedState", o.due_on as "owedDueOn", o.due_at as "owedDueAt", o.original_due_on as "owedOriginalDueOn",
    o.due_version as "owedDueVersion", o.filed_at as "filedAt", o.met_at as "metAt",
    coalesce((select bool_or(c.breached) from due_change c where c.obligation_id = o.id), false) as breached,
    exists (select 1 from extension x where x.assignment_id = a.id and x.state = 'asked') as "extensionAsked",
    (select count(*)::int from extension x where x.assignment_id = a.id and x.state = 'granted') as "extensionsGranted"
  from assignment a join plan p on p.id = a.plan_id
    left join lateral (select name from unit_name where unit_id = a.unit_id order by from_on desc limit 1) n on true
    left join lateral (select kp.state, kp.policy_version_id from obligation ko join plan kp on kp.id = ko.owner_id
      where ko.assignment_id = a.id and ko.state = 'open' and ko.owner_kind = 'plan' limit 1) k on true
    left join obligation o on o.assignment_id = a.id and o.kind = 'completion' and o.state <> 'void'`;

/** The shares of tasks that the caller may read, in the order of their roles. The caller has read the tasks in scope. */
export async function sharesOfTasks(tx: Tx, scope: Scope, taskIds: readonly string[], nowMs: number): Promise<Share[]> {
  const rows = await tx.query<ShareRow>(
    `${SELECT} join unit u on u.id = a.unit_id where a.task_id = any($1::uuid[])
     order by array_position(array['lead','collating','responsible','cooperating'], a.role), u.official_order, a.id`,
    [[...taskIds]],
  );
  const leading = new Set(
    rows
      .filter((row) => scope.unitIds.includes(row.unitId) && (row.role === 'lead' || row.role === 'collating'))
      .map((row) => row.taskId),
  );
  const shares: Share[] = [];
  for (const row of rows) shares.push(await toShare(tx, scope, row, leading.has(row.taskId), nowMs));
  return shares;
}

async function toShare(tx: Tx, scope: Scope, row: ShareRow, leads: boolean, nowMs: number): Promise<Share> {
  const policy = await readPolicy(tx, row.policyVersionId);
  const owed =
    row.owedState === null
      ? null
      : {
          state: row.owedState,
          dueOn: row.owedDueOn,
          dueAtMs: row.owedDueAt?.getTime() ?? null,
          originalDueOn: row.owedOriginalDueOn,
          dueVersion: row.owedDueVersion ?? 1,
          filedAtMs: row.filedAt?.getTime() ?? null,
          metAtMs: row.metAt?.getTime() ?? null,
        };
  const standing = owed && standingOf({ obligation: owed, assignmentState: row.state, breached: row.breached }, nowMs, SOON_DAYS);
  const lamp = policy.lamps.find((each) => each.fact === standing);
  const isMine = scope.unitIds.includes(row.unitId);
  const facts: AssignmentFacts = {
    state: row.state,
    planState: row.planState,
    owesCompletion: policy.owes[row.role].completion,
    hasDueDay: owed?.state === 'open' && owed.dueOn !== null,
    pastDue: owed?.state === 'open' && isPastDue(owed, nowMs),
    extensionAsked: row.extensionAsked,
    extensionsGranted: row.extensionsGranted,
    maxExtensions: policy.extension.maxTimes,
  };
  return {
    id: row.id,
    taskId: row.taskId,
    planId: row.planId,
    unitId: row.unitId,
    unitName: row.unitName ?? row.printedUnit,
    role: row.role,
    printedRole: row.printedRole,
    state: row.state,
    dueOn: owed?.dueOn ?? row.dueOn,
    originalDueOn: owed?.originalDueOn ?? row.originalDueOn,
    receivedAt: row.receivedAt,
    completionFiledAt: row.completionFiledAt,
    completionText: leads || isMine || isWholeOf(scope, row) ? row.completionText : null,
    struckOffAt: row.struckOffAt,
    outcome: row.outcome,
    standing,
    lamp: lamp ? { word: lamp.word, colour: lamp.colour } : null,
    isMine,
    isOpen: leads || isMine || isWholeOf(scope, row),
    version: row.version,
    actions: allowedAssignmentActions(facts).filter((action) => isActor(scope, row, action)),
  };
}

const isWholeOf = (scope: Scope, row: ShareRow): boolean => scope.isWhole && row.jurisdictionId === scope.jurisdictionId;

/** Whose act it is: the unit's own five, the office's the rest (decisions of libs/domain/src/task/assignment-actions.ts). */
function isActor(scope: Scope, row: ShareRow, action: AssignmentAction): boolean {
  if (row.jurisdictionId !== scope.jurisdictionId) return false;
  switch (action) {
    case 'receive':
    case 'reportProgress':
    case 'fileCompletion':
    case 'askExtension':
    case 'explainLate':
      return postInUnit(scope.actor, row.unitId, 'liaison', 'unitHead') !== null;
    case 'suspend':
    case 'resume':
    case 'cancel':
    case 'reassign':
      return isOffice(scope.actor);
  }
}
