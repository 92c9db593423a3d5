import { accept, refuse, showDecimal, type Decision, type Role, type TemplateFigure } from '@duban/domain';
import { AssignmentRow, IndicatorRow, PlanRow, ProgressReportRow, ReportFigureRow, TaskRow, WorkPointRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { draftPlan } from '../plans/draft-plan';

export interface HistoryShare {
  readonly unitId: string;
  readonly unitName: string;
  readonly role: Role;
  readonly printedRole: string;
}

/** One clause of a report that was written without this system, as a clause of the plan that it answers. */
export interface HistoryClause {
  readonly chapter: string;
  readonly label: string;
  readonly path: string;
  readonly heading: string;
  /** As printed. */
  readonly text: string;
  /** Where it stands in the file and how it is set. */
  readonly source: unknown;
  readonly title: string;
  readonly shares: readonly HistoryShare[];
  /** What the leading unit reports on it: a text whose figures are places (`figureTemplates`); null for a bare heading. */
  readonly report: {
    readonly text: string;
    readonly figures: readonly TemplateFigure[];
    readonly filedBy: string;
    readonly signedBy: string;
  } | null;
}

export interface HistoryReport {
  readonly year: number;
  readonly title: string;
  readonly policyVersionId: string;
  readonly calendarId: string;
  readonly source: unknown;
  /** The instant that the report's own date gives to its figures. */
  readonly signedAtMs: number;
  readonly clauses: readonly HistoryClause[];
}

/**
 * Takes a finished year in as history: its clauses as an archived plan, its texts and figures as the units' signed reports of
 * the year, in one transaction. It opens no obligation and wakes no clock. Only the supervision office may.
 */
export async function importReportHistory(
  act: Act,
  history: HistoryReport,
): Promise<Decision<{ planId: string; reports: number; figures: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const drafted = await draftPlan(act, {
    year: history.year,
    title: history.title,
    policyVersionId: history.policyVersionId,
    calendarId: history.calendarId,
    source: history.source,
    points: history.clauses.map((clause) => ({
      chapter: clause.chapter,
      label: clause.label,
      path: clause.path,
      heading: clause.heading,
      text: clause.text,
      source: clause.source,
      tasks: clause.report === null ? [] : [taskOf(clause, history.year)],
    })),
  });
  if (!drafted.ok) return drafted;
  const { planId } = drafted.value;
  await act.tx.update(PlanRow, planId, { state: 'archived', wrappedUpAt: new Date(history.signedAtMs), archivedAt: act.now });
  await act.tx.run(`update assignment set state = 'archived' where plan_id = $1`, [planId]);
  const written = await writeReports(act, planId, history);
  act.emit({
    type: 'plan.importedAsHistory',
    planId,
    subjectKind: 'plan',
    subjectId: planId,
    data: { title: history.title, year: history.year, ...written },
  });
  return accept({ planId, ...written });
}

const taskOf = (clause: HistoryClause, year: number) => ({
  title: clause.title,
  deadlineKind: 'date' as const,
  dueOn: `${year}-12-31`,
  assignments: clause.shares.map(({ unitId, unitName, role, printedRole }) => ({
    unitId,
    printedUnit: unitName,
    role,
    printedRole,
  })),
});

async function writeReports(act: Act, planId: string, history: HistoryReport) {
  const points = await act.tx.find(WorkPointRow, 'r.plan_id = $1 order by r.position', [planId]);
  const tasks = await act.tx.find(TaskRow, 'r.plan_id = $1', [planId]);
  const shares = await act.tx.find(AssignmentRow, `r.plan_id = $1 and r.role = 'lead'`, [planId]);
  const signedAt = new Date(history.signedAtMs);
  const own = { jurisdictionId: act.jurisdictionId };
  const reports: ProgressReportRow[] = [];
  const indicators: IndicatorRow[] = [];
  const figures: ReportFigureRow[] = [];
  history.clauses.forEach(({ report }, index) => {
    const task = tasks.find((each) => each.workPointId === points[index]?.id);
    const share = shares.find((each) => each.taskId === task?.id);
    if (!report || !task || !share) return;
    const { text, filedBy, signedBy } = report;
    const id = newId();
    reports.push({
      ...{ id, ...own, planId, taskId: task.id, assignmentId: share.id, obligationId: null, period: String(history.year) },
      ...{ state: 'signed', text, problems: '', nextSteps: '', filedAt: signedAt, filedBy, signedAt, signedBy, version: 1 },
    });
    for (const { name, unit, value } of report.figures) {
      const indicatorId = newId();
      const kind = /元$/.test(unit) ? 'amount' : 'count';
      indicators.push({ id: indicatorId, ...own, planId, taskId: task.id, name, kind, unit, target: null });
      figures.push({
        ...{ id: newId(), ...own, progressReportId: id, indicatorId },
        ...{ value: showDecimal(value), numerator: null, denominator: null },
      });
    }
  });
  await act.tx.insert(ProgressReportRow, reports);
  await act.tx.insert(IndicatorRow, indicators);
  await act.tx.insert(ReportFigureRow, figures);
  return { reports: reports.length, figures: figures.length };
}
