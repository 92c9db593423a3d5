import {
  addDays,
  dayOfInstant,
  instantOf,
  rehearse,
  type Cycle,
  type DayString,
  type Policy,
  type Rehearsal,
  type RehearsedPlan,
  type Role,
  type Roster,
  type WorkCalendar,
} from '@duban/domain';
import { AssignmentRow, PlanRow, PolicyVersionRow, TaskRow, type Tx } from '@duban/database';
import type { Scope } from '../access/scope';
import { readRoster } from '../kernel/roster';
import { readCalendar } from '../kernel/rulebook';
import { milestonesByTask, milestoneShare, milestonesOfShare } from './milestone-shares';

export interface RehearsalRequest {
  readonly planId: string;
  /** Another version than the plan's own: to see what it would do before the plan takes it. */
  readonly policyVersionId?: string | null;
  /** The day of 印发; left out: today, or the first day of a plan's year that has not begun. */
  readonly issueOn?: DayString | null;
  /** 0 is nobody doing anything. */
  readonly donePercent: number;
}

export interface PlanRehearsal {
  readonly plan: RehearsedPlan & { readonly title: string };
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
  readonly roster: Roster;
  readonly issuedOn: DayString;
  readonly throughOn: DayString;
  readonly donePercent: number;
  readonly rehearsal: Rehearsal;
}

/** The working hour at which a rehearsal issues its plan. */
const ISSUE_HOUR = 10;
/** What is due at the year's end is followed so far into the next year: past the last day of the report on it, 31 March. */
const DAYS_AFTER_YEAR = 120;

/** Rehearses anything that has the form of a plan, by the rules of the running clock. */
export function rehearseYear(
  plan: RehearsedPlan & { readonly title: string },
  rules: { readonly policy: Policy; readonly calendar: WorkCalendar; readonly roster: Roster },
  options: { readonly issueOn: DayString; readonly donePercent: number },
): PlanRehearsal {
  const { policy, calendar, roster } = rules;
  const throughOn = addDays(`${plan.year}-12-31`, DAYS_AFTER_YEAR);
  const issuedAtMs = instantOf(options.issueOn, ISSUE_HOUR);
  const { donePercent } = options;
  const rehearsal = rehearse(plan, policy, calendar, roster, { issuedAtMs, donePercent, throughOn });
  return { plan, policy, calendar, roster, issuedOn: options.issueOn, throughOn, donePercent, rehearsal };
}

/** Rehearses a plan of the database, issued or not; nothing is written. Null: not there for the caller. */
export async function rehearsePlan(
  tx: Tx,
  scope: Scope,
  request: RehearsalRequest,
  nowMs: number,
): Promise<PlanRehearsal | null> {
  if (!scope.isWhole) return null;
  const [plan] = await tx.find(PlanRow, 'r.id = $1 and r.jurisdiction_id = $2', [request.planId, scope.jurisdictionId]);
  if (!plan || (!scope.seesDrafts && (plan.state === 'draft' || plan.state === 'approved'))) return null;
  const [version] = await tx.find(PolicyVersionRow, 'r.id = $1 and r.jurisdiction_id = $2', [
    request.policyVersionId ?? plan.policyVersionId,
    scope.jurisdictionId,
  ]);
  if (!version) return null;
  const tasks = await tx.find(TaskRow, 'r.plan_id = $1 order by r.position', [plan.id]);
  const shares = await tx.find(AssignmentRow, `r.plan_id = $1 and r.state <> 'cancelled' order by r.id`, [plan.id]);
  const byTask = new Map<string, AssignmentRow[]>();
  for (const share of shares) byTask.set(share.taskId, [...(byTask.get(share.taskId) ?? []), share]);
  const milestones = await milestonesByTask(
    tx,
    tasks.map((task) => task.id),
  );
  const policy = version.body as Policy;
  const rehearsed = {
    year: plan.year,
    kind: plan.kind,
    title: plan.title,
    tasks: tasks.map((task) => ({
      id: task.id,
      title: task.title,
      shares: (byTask.get(task.id) ?? []).map((share) => ({
        unitId: share.unitId,
        role: share.role as Role,
        dueOn: share.dueOn,
        cycle: task.cycle as Cycle | null,
        deadlinePhrase: task.deadlinePhrase,
        milestones: milestonesOfShare(
          share.id,
          (byTask.get(task.id) ?? []).map(milestoneShare),
          milestones.get(task.id) ?? [],
          policy,
        ),
      })),
    })),
  };
  const rules = {
    policy,
    calendar: await readCalendar(tx, plan.calendarId),
    roster: await readRoster(tx, scope.jurisdictionId),
  };
  const today = dayOfInstant(nowMs);
  const first = `${plan.year}-01-01`;
  const issuedOn = plan.issuedAt === null ? null : dayOfInstant(plan.issuedAt.getTime());
  const issueOn = request.issueOn ?? issuedOn ?? (today < first ? first : today);
  return rehearseYear(rehearsed, rules, { issueOn, donePercent: request.donePercent });
}
