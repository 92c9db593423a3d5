import {
  accept,
  decidePlanAction,
  periodDue,
  periodsCarried,
  refuse,
  type Cycle,
  type Decision,
  type Role,
  type YearEndClosing,
} from '@duban/domain';
import { AssignmentRow, ObligationRow, PlanRow, TaskRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan, lockTasks } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { moveObligation, openObligations, type NewObligation } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';
import { closeForYear } from './close-for-year';
import { planFacts } from './plan-facts';

/**
 * 收官: the year is closed. What is open is carried over (结转) to the named plan or to the standing plan: only the clock
 * owner of its obligations changes; task, work point, ids, original days, breaches, instruments and sign-offs stay
 * (design section 9). Long-term items may be closed for the year instead (年度销号), each with its outcome. The plan's own figures
 * are read as of this moment.
 */
export async function wrapUpPlan(
  act: Act,
  input: { readonly planId: string; readonly intoPlanId: string | null; readonly closings?: readonly YearEndClosing[] },
): Promise<Decision<{ carriedOver: number; closed: number; intoPlanId: string | null }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'exclusive');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  const allowed = decidePlanAction('wrapUp', await planFacts(act.tx, plan));
  if (!allowed.ok) return allowed;
  const closings = input.closings ?? [];
  const open = await openOf(act, plan);
  const into = open.length === 0 ? null : await planToCarryInto(act, plan, input.intoPlanId);
  if (open.length > 0 && into === null) return refuse('PLAN.UNKNOWN');
  await lockTasks(
    act.tx,
    open.flatMap((row) => row.taskId ?? []),
  );
  const closed = await closeForYear(act, plan, closings);
  return closed.ok ? carryOver(act, plan, into, closings.length) : closed;
}

/** What the plan keeps the clock of. Its own report is still to be written: its duties stay with it until 归档. */
const openOf = (act: Act, plan: PlanRow): Promise<ObligationRow[]> =>
  act.tx.find(
    ObligationRow,
    `r.owner_kind = 'plan' and r.owner_id = $1 and r.state = 'open' and r.kind <> 'reportDuty' order by r.id`,
    [plan.id],
  );

async function carryOver(
  act: Act,
  plan: PlanRow,
  keeper: PlanRow | null,
  closed: number,
): Promise<Decision<{ carriedOver: number; closed: number; intoPlanId: string | null }>> {
  const open = await openOf(act, plan);
  // A unit's pieces go with their shares and are not counted beside them.
  const carriedOver = open.filter((row) => row.kind !== 'piece').length;
  const into = open.length === 0 ? null : keeper;
  if (into) {
    for (const row of open) await moveObligation(act, row, { kind: 'plan', id: into.id }, into.policyVersionId);
    await carryPeriods(act, plan, into, open);
  }
  await act.tx.update(PlanRow, plan.id, { state: 'wrappedUp', wrappedUpAt: act.now }, plan.version);
  const eventId = act.emit({
    type: 'plan.wrappedUp',
    planId: plan.id,
    subjectKind: 'plan',
    subjectId: plan.id,
    data: {
      carriedOver,
      closed,
      intoPlanId: into?.id ?? null,
      tasks: [...new Set(open.flatMap((row) => row.taskId ?? []))],
    },
  });
  act.wake({ kind: 'plan', id: plan.id }, eventId);
  return accept({ carriedOver, closed, intoPlanId: into?.id ?? null });
}

/**
 * The chain of period reports goes on under the plan that carries a share: what an annual plan would have owed no more after its
 * year, the next plan owes from its own first period on, the standing plan from the period that runs. What is open or done stays.
 */
async function carryPeriods(act: Act, from: PlanRow, into: PlanRow, open: readonly ObligationRow[]): Promise<void> {
  // A report that is done opens the next one under the plan that keeps the clock from now on; the plan's own report stays with it.
  await act.tx.run(
    `with armed as (update armed_rung r set owner_id = $2 from obligation o
       where r.owner_kind = 'plan' and r.owner_id = $1 and o.id = r.obligation_id and o.kind <> 'reportDuty' returning r.obligation_id)
     update obligation set owner_id = $2, policy_version_id = $3 where id in (select obligation_id from armed)`,
    [from.id, into.id, into.policyVersionId],
  );
  const carried = [...new Set(open.filter((row) => row.kind === 'completion').flatMap((row) => row.assignmentId ?? []))];
  const assignments = await act.tx.find(AssignmentRow, 'r.id = any($1::uuid[]) order by r.id', [carried]);
  const tasks = await act.tx.find(TaskRow, 'r.id = any($1::uuid[])', [assignments.map((each) => each.taskId)]);
  const policy = await readPolicy(act.tx, into.policyVersionId);
  const calendar = await readCalendar(act.tx, into.calendarId);
  const there = await act.tx.query<{ key: string }>(
    `select assignment_id || ':' || period as key from obligation
     where assignment_id = any($1::uuid[]) and kind = 'periodReport' and state <> 'void'`,
    [carried],
  );
  const known = new Set(there.map((row) => row.key));
  const wanted: NewObligation[] = [];
  for (const assignment of assignments) {
    const task = tasks.find((each) => each.id === assignment.taskId);
    const cycle = (task?.cycle as Cycle | null | undefined) ?? policy.defaultCycle;
    if (!task || cycle === null || !policy.owes[assignment.role as Role].periodReports) continue;
    for (const period of periodsCarried(cycle, into, act.today)) {
      if (known.has(`${assignment.id}:${period}`)) continue;
      wanted.push({
        kind: 'periodReport',
        owner: { kind: 'plan', id: into.id },
        policyVersionId: into.policyVersionId,
        calendarId: into.calendarId,
        taskId: task.id,
        assignmentId: assignment.id,
        period,
        holderUnitId: assignment.unitId,
        due: periodDue(period, policy.periodReportTerm, calendar),
        dueReason: 'policy.periodReportTerm',
      });
    }
  }
  await openObligations(act, wanted);
}

async function planToCarryInto(act: Act, from: PlanRow, intoPlanId: string | null): Promise<PlanRow | null> {
  if (intoPlanId !== null) {
    const named = await lockPlan(act.tx, intoPlanId, 'shared');
    return named && named.jurisdictionId === from.jurisdictionId && named.state === 'issued' ? named : null;
  }
  return standingPlan(act, from);
}

/** 常设计划: one for each jurisdiction, made when it is first needed; it is issued from the start and never archived. */
export async function standingPlan(act: Act, like: Pick<PlanRow, 'policyVersionId' | 'calendarId'>): Promise<PlanRow> {
  const fresh: PlanRow = {
    id: newId(),
    jurisdictionId: act.jurisdictionId,
    year: Number(act.today.slice(0, 4)),
    kind: 'standing',
    title: STANDING_TITLE,
    docNumber: null,
    state: 'issued',
    version: 1,
    policyVersionId: like.policyVersionId,
    calendarId: like.calendarId,
    source: {},
    issuedAt: act.now,
    issuedBy: act.actor?.personId ?? null,
    wrappedUpAt: null,
    archivedAt: null,
  };
  await act.tx.insertMissing(PlanRow, [fresh]);
  const [standing] = await act.tx.find(PlanRow, `r.jurisdiction_id = $1 and r.kind = 'standing' for share`, [act.jurisdictionId]);
  if (!standing) throw new Error('the standing plan could not be made');
  return standing;
}

const STANDING_TITLE = '常设督办事项';
