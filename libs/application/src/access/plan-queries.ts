import { allowedPlanActions, type PlanAction } from '@duban/domain';
import { PlanRow, type Tx } from '@duban/database';
import { isOffice } from '../kernel/actor';
import { readRegister } from '../imports/register';
import { milestonesByTask } from '../plans/milestone-shares';
import { planFacts } from '../plans/plan-facts';
import { readAmendmentsOfTasks, type AmendmentOfTask } from './amendment-queries';
import { groupBy } from './group-by';
import { planInScope, taskInScope, type Scope } from './scope';
import { sharesOfTasks, type Share } from './shares';

export interface PlanSummary {
  readonly id: string;
  readonly year: number;
  readonly kind: string;
  readonly title: string;
  readonly docNumber: string | null;
  readonly state: string;
  readonly issuedAt: Date | null;
  readonly tasks: number;
  readonly done: number;
  readonly overdue: number;
}

/** 阶段节点 as the plan names it; `unitId` null: whoever leads. */
export interface PlanMilestone {
  readonly name: string;
  readonly dueOn: string;
  readonly unitId: string | null;
}

export interface PlanTask {
  readonly id: string;
  readonly title: string;
  readonly deliverable: string | null;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly deadlinePhrase: string | null;
  readonly deadlineKind: 'date' | 'longTerm';
  readonly cycle: string | null;
  readonly milestones: readonly PlanMilestone[];
  readonly shares: readonly Share[];
  readonly amendments: readonly AmendmentOfTask[];
}

export interface PlanPoint {
  readonly id: string;
  readonly chapter: string;
  readonly label: string;
  readonly path: string;
  readonly heading: string;
  readonly text: string;
  readonly tasks: readonly PlanTask[];
}

/** What a task of a draft lacks: a unit that owes it, or a day. */
export interface PlanLack {
  readonly taskId: string;
  readonly title: string;
  readonly what: 'unit' | 'day';
}

export interface PlanDetail extends PlanSummary {
  readonly policyVersionId: string;
  readonly policyName: string;
  readonly lacks: readonly PlanLack[];
  readonly version: number;
  readonly underReview: boolean;
  readonly points: readonly PlanPoint[];
  readonly actions: readonly PlanAction[];
}

/** The plans that the caller may read, the latest year first. The counts are of the tasks that the caller may read. */
export async function listPlans(tx: Tx, scope: Scope, nowMs: number): Promise<PlanSummary[]> {
  const values: unknown[] = [];
  const rows = await tx.find(PlanRow, `${planInScope(scope, 'r', values)} order by r.year desc, r.kind, r.id`, values);
  const summaries: PlanSummary[] = [];
  for (const row of rows) summaries.push(await summaryOf(tx, scope, row, nowMs));
  return summaries;
}

/** One plan with its text; a unit gets the whole text and the tasks that it has a share in. Null: not there for the caller. */
export async function readPlan(tx: Tx, scope: Scope, planId: string, nowMs: number): Promise<PlanDetail | null> {
  const values: unknown[] = [planId];
  const [row] = await tx.find(PlanRow, `r.id = $1 and ${planInScope(scope, 'r', values)}`, values);
  if (!row) return null;
  const facts = await planFacts(tx, row);
  const points = await tx.query<Omit<PlanPoint, 'tasks'>>(
    'select id, chapter, label, path, heading, text from work_point where plan_id = $1 order by position',
    [planId],
  );
  const taskValues: unknown[] = [planId];
  const tasks = await tx.query<Omit<PlanTask, 'shares' | 'amendments' | 'milestones'> & { workPointId: string }>(
    `select t.id, t.work_point_id as "workPointId", t.title, t.deliverable, t.due_on as "dueOn",
       t.original_due_on as "originalDueOn", t.deadline_phrase as "deadlinePhrase", t.deadline_kind as "deadlineKind", t.cycle
     from task t where t.plan_id = $1 and ${taskInScope(scope, 't', taskValues)} order by t.position`,
    taskValues,
  );
  const shares = await sharesOfTasks(tx, scope, tasks.map((task) => task.id), nowMs); // prettier-ignore
  const amendmentsOf = await readAmendmentsOfTasks(tx, planId, nowMs);
  const byTask = groupBy(shares, (share) => share.taskId);
  const milestones = await milestonesByTask(tx, tasks.map((task) => task.id)); // prettier-ignore
  const byPoint = groupBy(tasks, (task) => task.workPointId);
  const full = points.map((point) => ({
    ...point,
    tasks: (byPoint.get(point.id) ?? []).map((task) => ({
      ...task,
      milestones: (milestones.get(task.id) ?? []).map(({ name, dueOn, unitId }) => ({ name, dueOn, unitId })),
      shares: byTask.get(task.id) ?? [],
      amendments: amendmentsOf(task.id),
    })),
  }));
  const policy = (await listPolicyVersions(tx, row.jurisdictionId)).find((each) => each.id === row.policyVersionId);
  return {
    ...(await summaryOf(tx, scope, row, nowMs)),
    version: row.version,
    underReview: facts.underReview,
    policyVersionId: row.policyVersionId,
    policyName: policy?.name ?? '',
    lacks: row.state === 'draft' || row.state === 'approved' ? lacksOf(full.flatMap((point) => point.tasks)) : [],
    points: full,
    actions: isOffice(scope.actor) && row.jurisdictionId === scope.jurisdictionId ? allowedPlanActions(facts) : [],
  };
}

/** Why a draft cannot be submitted yet, task by task, by the facts that would refuse it. */
function lacksOf(tasks: readonly PlanTask[]): PlanLack[] {
  return tasks.flatMap(({ id, title, dueOn, deadlineKind, shares }) => [
    ...(shares.some((share) => share.role !== 'cooperating' && share.state !== 'cancelled')
      ? []
      : [{ taskId: id, title, what: 'unit' as const }]),
    ...(deadlineKind === 'date' && dueOn === null ? [{ taskId: id, title, what: 'day' as const }] : []),
  ]);
}

async function summaryOf(tx: Tx, scope: Scope, row: PlanRow, nowMs: number): Promise<PlanSummary> {
  const values: unknown[] = [row.id, new Date(nowMs)];
  const [counts] = await tx.query<{ tasks: number; done: number; overdue: number }>(
    `select count(*)::int as tasks,
       count(*) filter (where s.owing > 0 and s.owing = s.done)::int as done,
       count(*) filter (where s.late > 0)::int as overdue
     from task t left join lateral (
       select count(*) filter (where o.state <> 'void') as owing, count(*) filter (where o.state = 'met') as done,
         count(*) filter (where o.state = 'open' and a.state not in ('suspended', 'cancelled')
           and o.due_on < ($2::timestamptz at time zone 'Asia/Shanghai')::date
           and (o.filed_at is null or (o.filed_at at time zone 'Asia/Shanghai')::date > o.due_on)) as late
       from obligation o join assignment a on a.id = o.assignment_id where o.task_id = t.id and o.kind = 'completion') s on true
     where t.plan_id = $1 and ${taskInScope(scope, 't', values)}`,
    values,
  );
  const { id, year, kind, title, docNumber, state, issuedAt } = row;
  return { id, year, kind, title, docNumber, state, issuedAt, tasks: 0, done: 0, overdue: 0, ...counts };
}

export interface PolicyVersionChoice {
  readonly id: string;
  /** 标准督办制度（第2版） */
  readonly name: string;
}

/** The policy versions that a plan may pin, the newest of each policy first. */
export const listPolicyVersions = (tx: Tx, jurisdictionId: string): Promise<PolicyVersionChoice[]> =>
  tx.query<PolicyVersionChoice>(
    `select v.id, p.name || '（第' || v.version || '版）' as name from policy_version v join policy p on p.id = v.policy_id
     where v.jurisdiction_id = $1 order by p.key = 'standard' desc, p.key, v.version desc`,
    [jurisdictionId],
  );

/** What a draft is made of: the units of today and the policy versions. Only the office drafts. */
export async function readDraftChoices(
  tx: Tx,
  scope: Scope,
): Promise<{ units: { id: string; name: string }[]; policies: PolicyVersionChoice[] } | null> {
  if (!isOffice(scope.actor)) return null;
  const units = await readRegister(tx, scope.jurisdictionId);
  return {
    units: units.map(({ id, name }) => ({ id, name })),
    policies: await listPolicyVersions(tx, scope.jurisdictionId),
  };
}
