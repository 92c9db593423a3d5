import { dayOfInstant } from '@duban/domain';
import type { Tx } from '@duban/database';
import { eventWord } from '@duban/wording';
import { readAmendmentsOfTasks, type AmendmentOfTask } from './amendment-queries';
import { evidenceOfSubjects, type EvidenceView } from './evidence-queries';
import { groupBy } from './group-by';
import { milestonesOfTask, type MilestoneView } from './milestone-queries';
import { pieceInScope, splittingOfTask, type PieceView, type Splittable } from './piece-queries';
import { assignmentInScope, place, taskInScope, type Scope } from './scope';
import { sharesOfTasks, type Share } from './shares';

export interface TaskHead {
  readonly id: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly title: string;
  readonly deliverable: string | null;
  readonly deadlineKind: string;
  readonly deadlinePhrase: string | null;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly cycle: string | null;
  readonly version: number;
  readonly chapter: string;
  readonly clause: string;
  readonly heading: string;
  readonly text: string;
}

export interface FigureView {
  readonly name: string;
  readonly kind: string;
  readonly unit: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

export interface ProgressView {
  readonly id: string;
  readonly assignmentId: string;
  readonly unitName: string;
  readonly period: string | null;
  readonly state: string;
  readonly text: string;
  readonly problems: string;
  readonly nextSteps: string;
  readonly filedAt: Date;
  readonly filedBy: string;
  readonly signedAt: Date | null;
  readonly figures: readonly FigureView[];
  readonly evidence: readonly EvidenceView[];
}

export interface ExtensionView {
  readonly id: string;
  readonly assignmentId: string;
  readonly askedUntilOn: string;
  readonly reason: string;
  readonly state: string;
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
}

export interface IndicatorView {
  readonly name: string;
  readonly kind: string;
  readonly unit: string;
  readonly target: string | null;
}

export interface TaskDetail extends TaskHead {
  readonly shares: readonly Share[];
  /** What amendments (调整) did to its text, in their order. */
  readonly amendments: readonly AmendmentOfTask[];
  readonly indicators: readonly IndicatorView[];
  readonly reports: readonly ProgressView[];
  readonly extensions: readonly ExtensionView[];
  readonly milestones: readonly MilestoneView[];
  readonly pieces: readonly PieceView[];
  /** Shares that the caller may split now. */
  readonly splittable: readonly Splittable[];
  readonly completionEvidence: readonly (EvidenceView & { readonly assignmentId: string })[];
  /** Periods that each of my shares owes a report for now. */
  readonly owedPeriods: readonly { readonly assignmentId: string; readonly period: string; readonly dueOn: string | null }[];
}

/** A task in scope, or null. */
export async function readTaskHead(tx: Tx, scope: Scope, taskId: string): Promise<TaskHead | null> {
  const values: unknown[] = [taskId];
  const [row] = await tx.query<TaskHead>(
    `select t.id, t.plan_id as "planId", p.title as "planTitle", t.title, t.deliverable, t.deadline_kind as "deadlineKind",
       t.deadline_phrase as "deadlinePhrase", t.due_on as "dueOn", t.original_due_on as "originalDueOn", t.cycle, t.version,
       w.chapter, w.label as clause, w.heading, w.text
     from task t join plan p on p.id = t.plan_id join work_point w on w.id = t.work_point_id
     where t.id = $1 and ${taskInScope(scope, 't', values)}`,
    values,
  );
  return row ?? null;
}

/** The task with every share, and of the shares whose content the caller may read also reports, evidence and extensions. */
export async function readTask(tx: Tx, scope: Scope, taskId: string, nowMs: number): Promise<TaskDetail | null> {
  const head = await readTaskHead(tx, scope, taskId);
  if (!head) return null;
  const shares = await sharesOfTasks(tx, scope, [taskId], nowMs);
  const open = shares.filter((share) => share.isOpen).map((share) => share.id);
  const completion = await evidenceOfSubjects(tx, 'completion', open);
  return {
    ...head,
    shares,
    amendments: (await readAmendmentsOfTasks(tx, head.planId, nowMs))(taskId),
    indicators: await tx.query<IndicatorView>(
      'select name, kind, unit, target::text as target from indicator where task_id = $1 order by name',
      [taskId],
    ),
    reports: await progressOf(tx, open),
    extensions: await tx.query<ExtensionView>(
      `select id, assignment_id as "assignmentId", asked_until_on as "askedUntilOn", reason, state, asked_at as "askedAt",
         decided_at as "decidedAt" from extension where assignment_id = any($1::uuid[]) order by asked_at desc, id`,
      [open],
    ),
    milestones: await milestonesOfTask(tx, scope, taskId, open, dayOfInstant(nowMs)),
    ...(await splittingOfTask(tx, scope, taskId, dayOfInstant(nowMs))),
    completionEvidence: open.flatMap((assignmentId) =>
      (completion.get(assignmentId) ?? []).map((file) => ({ ...file, assignmentId })),
    ),
    owedPeriods: await tx.query(
      `select assignment_id as "assignmentId", period, due_on as "dueOn" from obligation
       where assignment_id = any($1::uuid[]) and kind = 'periodReport' and state = 'open' and filed_at is null
       order by due_on, period`,
      [shares.filter((share) => share.isMine).map((share) => share.id)],
    ),
  };
}

/** Reports of shares, the latest first. The caller may read these shares' content. */
export async function progressOf(
  tx: Tx,
  assignmentIds: readonly string[],
  reportId: string | null = null,
): Promise<ProgressView[]> {
  const reports = await tx.query<Omit<ProgressView, 'figures' | 'evidence'>>(
    `select r.id, r.assignment_id as "assignmentId", coalesce(n.name, a.printed_unit) as "unitName", r.period, r.state, r.text,
       r.problems, r.next_steps as "nextSteps", r.filed_at as "filedAt", p.name as "filedBy", r.signed_at as "signedAt"
     from progress_report r join assignment a on a.id = r.assignment_id join person p on p.id = r.filed_by
       left join lateral (select name from unit_name where unit_id = a.unit_id order by from_on desc limit 1) n on true
     where r.assignment_id = any($1::uuid[]) and ($2::uuid is null or r.id = $2) order by r.filed_at desc, r.id`,
    [[...assignmentIds], reportId],
  );
  const ids = reports.map((report) => report.id);
  const figures = await tx.query<FigureView & { reportId: string }>(
    `select f.progress_report_id as "reportId", i.name, i.kind, i.unit, f.value::text as value, f.numerator::text as numerator,
       f.denominator::text as denominator
     from report_figure f join indicator i on i.id = f.indicator_id where f.progress_report_id = any($1::uuid[]) order by i.name`,
    [ids],
  );
  const byReport = groupBy(figures, (figure) => figure.reportId);
  const evidence = await evidenceOfSubjects(tx, 'progressReport', ids);
  return reports.map((report) => ({
    ...report,
    figures: byReport.get(report.id) ?? [],
    evidence: evidence.get(report.id) ?? [],
  }));
}

export interface EventView {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly at: Date;
  readonly person: string | null;
  readonly onBehalfOf: string | null;
  readonly unitName: string | null;
  /** The reason, opinion or new day that the event carries, where it has one. */
  readonly note: string | null;
}

/**
 * What happened to a task, the latest first. Events of a share that is another unit's are told without their words to whoever
 * may not read that share's content; those of a unit's own pieces are not there for others.
 */
export async function readTaskEvents(tx: Tx, scope: Scope, taskId: string): Promise<EventView[] | null> {
  if (!(await readTaskHead(tx, scope, taskId))) return null;
  const values: unknown[] = [taskId];
  const readable = `(e.subject_kind not in ('assignment', 'progressReport') or exists (select 1 from assignment a
      where a.task_id = e.task_id and (a.id = e.subject_id or a.id::text = e.data ->> 'assignmentId')
        and ${assignmentInScope(scope, 'a', values)}))`;
  const seen = `(e.subject_kind <> 'piece' or exists (select 1 from obligation po where po.id = e.subject_id
      and ${pieceInScope(scope, 'po', values)}))`;
  const kinds = place(values, ['assignment', 'progressReport', 'plan', 'instrument', 'piece']);
  const rows = await tx.query<Omit<EventView, 'text' | 'note'> & { data: Record<string, unknown> }>(
    `select e.id, e.type, e.at, p.name as person, b.name as "onBehalfOf", n.name as "unitName",
       case when ${readable} then e.data else '{}'::jsonb end as data
     from event e left join person p on p.id = e.person_id left join person b on b.id = e.on_behalf_of
       left join post o on o.id = e.post_id
       left join lateral (select name from unit_name where unit_id = o.unit_id order by from_on desc limit 1) n on true
     where e.task_id = $1 and e.subject_kind = any(${kinds}) and ${seen} order by e.at desc, e.id desc limit 500`,
    values,
  );
  return rows.map(({ data, ...row }) => ({ ...row, text: eventWord(row.type), note: noteOf(data) }));
}

function noteOf(data: Record<string, unknown>): string | null {
  for (const key of ['reason', 'grounds', 'opinion', 'untilOn', 'period', 'newDueOn']) {
    const value = data[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
