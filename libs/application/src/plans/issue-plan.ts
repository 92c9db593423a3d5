import {
  accept,
  decidePlanAction,
  owedAtIssue,
  receiversOf,
  reportDutiesOwed,
  refuse,
  type Cycle,
  type Decision,
  type Role,
} from '@duban/domain';
import { AssignmentRow, PlanRow, TaskRow } from '@duban/database';
import { planIssuedNotice } from '@duban/wording';
import { bulletinDuties } from '../instruments/draft-bulletin';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { openObligations, type NewObligation } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';
import { groupBy } from '../access/group-by';
import { milestonesByTask, milestoneShare, milestonesOfShare } from './milestone-shares';
import { planFacts } from './plan-facts';

/**
 * 印发: the text is frozen, and everything that the plan owes begins to run: each share's receipt, its completion, and the
 * reports of the period that runs and of the next. One notice for each unit lists all its tasks (case S42).
 */
export async function issuePlan(
  act: Act,
  input: { readonly planId: string; readonly docNumber?: string | null },
): Promise<Decision<{ planId: string; obligations: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'exclusive');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  const allowed = decidePlanAction('issue', await planFacts(act.tx, plan));
  if (!allowed.ok) return allowed;
  await act.tx.update(
    PlanRow,
    plan.id,
    { state: 'issued', issuedAt: act.now, issuedBy: act.person, docNumber: input.docNumber ?? plan.docNumber },
    plan.version,
  );
  const eventId = act.emit({
    type: 'plan.issued',
    planId: plan.id,
    subjectKind: 'plan',
    subjectId: plan.id,
    data: { title: plan.title },
  });
  const tasks = await act.tx.find(TaskRow, 'r.plan_id = $1 order by r.position', [plan.id]);
  const assignments = await act.tx.find(AssignmentRow, `r.plan_id = $1 and r.state <> 'cancelled' order by r.id`, [plan.id]);
  const wanted = await obligationsOf(act, plan, tasks, assignments);
  await openObligations(act, [...wanted, ...(await reportDutiesOf(act, plan)), ...(await bulletinDuties(act, plan))]);
  await tellUnits(act, plan, assignments, eventId);
  return accept({ planId: plan.id, obligations: wanted.length });
}

/** The report on the plan is itself owed: each version by its day, by the office, with the plan's clock (design section 9). */
async function reportDutiesOf(act: Act, plan: PlanRow): Promise<NewObligation[]> {
  const policy = await readPolicy(act.tx, plan.policyVersionId);
  const office = (await act.roster()).units.find((unit) => unit.isOffice);
  return reportDutiesOwed(policy, plan.year).map(({ kind, stageKey, due, dueReason }) => ({
    kind,
    owner: { kind: 'plan' as const, id: plan.id },
    policyVersionId: plan.policyVersionId,
    calendarId: plan.calendarId,
    stageKey: stageKey ?? null,
    holderUnitId: office?.id ?? null,
    due,
    dueReason,
  }));
}

/** What the shares of a plan owe from today on. */
export async function obligationsOf(
  act: Act,
  plan: PlanRow,
  tasks: readonly TaskRow[],
  assignments: readonly AssignmentRow[],
  /** All shares of these tasks, where only some of them begin now: whose a milestone is depends on the others. */
  among: readonly AssignmentRow[] = assignments,
): Promise<NewObligation[]> {
  const policy = await readPolicy(act.tx, plan.policyVersionId);
  const calendar = await readCalendar(act.tx, plan.calendarId);
  const taskById = new Map(tasks.map((task) => [task.id, task]));
  const milestones = await milestonesByTask(
    act.tx,
    tasks.map((task) => task.id),
  );
  const sharesOf = groupBy(among.map(milestoneShare), (share) => share.taskId);
  const wanted: NewObligation[] = [];
  for (const assignment of assignments) {
    const task = taskById.get(assignment.taskId);
    if (!task) continue;
    const base = {
      owner: { kind: 'plan' as const, id: plan.id },
      policyVersionId: plan.policyVersionId,
      calendarId: plan.calendarId,
      taskId: task.id,
      assignmentId: assignment.id,
      holderUnitId: assignment.unitId,
    };
    const share = {
      role: assignment.role as Role,
      dueOn: assignment.dueOn,
      cycle: task.cycle as Cycle | null,
      deadlinePhrase: task.deadlinePhrase,
      milestones: milestonesOfShare(assignment.id, sharesOf.get(task.id) ?? [], milestones.get(task.id) ?? [], policy),
    };
    for (const thing of owedAtIssue(share, policy, calendar, plan, act.today)) wanted.push({ ...base, ...thing });
  }
  return wanted;
}

async function tellUnits(act: Act, plan: PlanRow, assignments: readonly AssignmentRow[], eventId: string): Promise<void> {
  const roster = await act.roster();
  const shares = new Map<string, number>();
  for (const assignment of assignments) shares.set(assignment.unitId, (shares.get(assignment.unitId) ?? 0) + 1);
  for (const [unitId, count] of shares) {
    const obliged = { unitId, postId: null, coUnitIds: [] };
    act.tell({
      ...planIssuedNotice(plan.title, count),
      subjectKind: 'plan',
      subjectId: plan.id,
      causeId: eventId,
      receivers: [
        ...receiversOf(roster, { of: 'holderUnit', role: 'liaison' }, obliged, act.today),
        ...receiversOf(roster, { of: 'holderUnit', role: 'unitHead' }, obliged, act.today),
      ],
    });
  }
}
