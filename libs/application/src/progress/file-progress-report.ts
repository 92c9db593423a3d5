import { createHash } from 'node:crypto';
import { accept, decideAssignmentAction, periodOf, refuse, type Decision } from '@duban/domain';
import { IndicatorRow, ObligationRow, ProgressReportRow, ReportFigureRow } from '@duban/database';
import { reportReturnedNotice, reportSignOffTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { fileUnderReview, meetObligation, unfreeze } from '../kernel/obligations';
import { startSignOff } from '../sign-offs/start-sign-off';
import { lockCase, unitPost } from '../tasks/assignment-case';
import { attachEvidence, type NewEvidence } from '../tasks/evidence';
import { tellAssignedUnit } from '../tasks/tell-unit';

/** One indicator's figure: a value, or a numerator and a denominator; ratios are never averaged (design section 9). */
export interface NewFigure {
  readonly name: string;
  readonly kind: 'count' | 'amount' | 'ratio';
  readonly unit: string;
  readonly value?: string | null;
  readonly numerator?: string | null;
  readonly denominator?: string | null;
}

export interface NewProgressReport {
  readonly assignmentId: string;
  /** Null: a free report that answers no period. */
  readonly period: string | null;
  readonly text: string;
  readonly problems?: string;
  readonly nextSteps?: string;
  readonly figures: readonly NewFigure[];
  readonly evidence: readonly NewEvidence[];
}

/** 进展填报: text, figures and evidence, signed by the unit's chain. What is filed by the due day is on time once signed. */
export async function fileProgressReport(
  act: Act,
  input: NewProgressReport,
): Promise<Decision<{ progressReportId: string; signOffId: string }>> {
  // The indicators behind the locks of the case.
  const [found, indicators] = await Promise.all([lockCase(act, input.assignmentId), findIndicators(act, input)]);
  const post = found && unitPost(act, found.assignment.unitId);
  if (!found || !post) return refuse('ASSIGNMENT.UNKNOWN');
  const allowed = decideAssignmentAction('reportProgress', found.facts);
  if (!allowed.ok) return allowed;
  if (input.text.trim() === '') return refuse('PROGRESS.EMPTY');
  const bad = input.figures.find((figure) => !isWhole(figure));
  if (bad) return refuse('PROGRESS.FIGURE_SHAPE', { name: bad.name });
  const { plan, task, assignment, policy } = found;
  const owed =
    input.period === null ? null : found.obligations.find((each) => each.kind === 'periodReport' && each.period === input.period);
  if (owed === undefined || (input.period !== null && periodOf(input.period).startOn > act.today))
    return refuse('PROGRESS.PERIOD_NOT_OPEN', { period: input.period });
  if (owed !== null && owed.filedAt !== null) return refuse('PROGRESS.UNDER_REVIEW', { period: input.period });
  const chain = policy.chains.progressReport;
  if (!chain) return refuse('POLICY.NO_CHAIN', { chain: 'progressReport' });

  const progressReportId = newId();
  const row: ProgressReportRow = {
    id: progressReportId,
    jurisdictionId: act.jurisdictionId,
    planId: plan.id,
    taskId: task.id,
    assignmentId: assignment.id,
    obligationId: owed?.id ?? null,
    period: input.period,
    state: 'filed',
    text: input.text,
    problems: input.problems ?? '',
    nextSteps: input.nextSteps ?? '',
    filedAt: act.now,
    filedBy: act.person,
    signedAt: null,
    signedBy: null,
    version: 1,
  };
  await act.tx.insert(ProgressReportRow, [row]);
  await writeFigures(act, row, indicators, input.figures);
  const attached = await attachEvidence(
    act,
    { kind: 'progressReport', id: progressReportId },
    { taskId: task.id, assignmentId: assignment.id },
    input.evidence,
  );
  if (!attached.ok) return attached;
  const eventId = act.emit({
    type: 'progressReport.filed',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'progressReport',
    subjectId: progressReportId,
    postId: post.postId,
    onBehalfOf: post.onBehalfOf,
    data: {
      assignmentId: assignment.id,
      period: input.period,
      figures: input.figures,
      evidence: input.evidence.map((file) => file.sha256),
    },
  });
  if (owed !== null) fileUnderReview(act, owed.id, eventId);
  const signOff = await startSignOff(act, {
    subjectKind: 'progressReport',
    subjectId: progressReportId,
    title: reportSignOffTitle(task.title, assignment.printedUnit, input.period),
    chain,
    planId: plan.id,
    taskId: task.id,
    filedUnitId: assignment.unitId,
    holderUnitId: assignment.unitId,
    coUnitIds: [],
    contentHash: createHash('sha256')
      .update(JSON.stringify([input.text, input.problems ?? '', input.nextSteps ?? '', input.figures, input.evidence]))
      .digest('hex'),
    policyVersionId: found.clockPlan.policyVersionId,
    calendarId: found.clockPlan.calendarId,
    round: 1,
  });
  return accept({ progressReportId, signOffId: signOff.id });
}

const isNumber = (text: string | null | undefined): text is string => typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text);

function isWhole(figure: NewFigure): boolean {
  if (figure.kind === 'ratio')
    return isNumber(figure.numerator) && isNumber(figure.denominator) && Number(figure.denominator) > 0;
  return isNumber(figure.value);
}

/** The task's indicators by name, as they are once the lock of the task is held. */
async function findIndicators(
  act: Act,
  { assignmentId, figures }: NewProgressReport,
): Promise<ReadonlyMap<string, IndicatorRow>> {
  if (figures.length === 0) return new Map();
  const rows = await act.tx.find(IndicatorRow, 'r.task_id = (select task_id from assignment where id = $1)', [assignmentId]);
  return new Map(rows.map((row) => [row.name, row]));
}

async function writeFigures(
  act: Act,
  report: ProgressReportRow,
  known: ReadonlyMap<string, IndicatorRow>,
  figures: readonly NewFigure[],
): Promise<void> {
  const indicators = new Map(known);
  const added: IndicatorRow[] = [];
  for (const { name, kind, unit } of figures) {
    if (indicators.has(name)) continue;
    const { jurisdictionId, planId, taskId } = report;
    const row: IndicatorRow = { id: newId(), jurisdictionId, planId, taskId, name, kind, unit, target: null };
    indicators.set(name, row);
    added.push(row);
  }
  await act.tx.insert(IndicatorRow, added);
  await act.tx.insert(
    ReportFigureRow,
    figures.map((figure) => {
      const indicator = indicators.get(figure.name);
      if (!indicator) throw new Error(`no indicator ${figure.name}`);
      const ratio = figure.kind === 'ratio';
      return {
        id: newId(),
        jurisdictionId: act.jurisdictionId,
        progressReportId: report.id,
        indicatorId: indicator.id,
        value: ratio ? null : (figure.value ?? null),
        numerator: ratio ? (figure.numerator ?? null) : null,
        denominator: ratio ? (figure.denominator ?? null) : null,
      };
    }),
  );
}

/** Signed: it counts from now on. Returned or withdrawn: the period is owed again, by the same day. */
export async function afterProgressSignOff(
  act: Act,
  progressReportId: string,
  outcome: 'approved' | 'refused' | 'withdrawn',
  opinion: string,
): Promise<void> {
  const [report] = await act.tx.find(ProgressReportRow, 'r.id = $1', [progressReportId]);
  const found = report && (await lockCase(act, report.assignmentId));
  if (!report || !found) return;
  const approved = outcome === 'approved';
  await act.tx.update(ProgressReportRow, report.id, {
    state: approved ? 'signed' : outcome === 'refused' ? 'returned' : 'withdrawn',
    signedAt: approved ? act.now : null,
    signedBy: approved ? (act.actor?.personId ?? null) : null,
  });
  const eventId = act.emit({
    type: approved ? 'progressReport.signed' : outcome === 'refused' ? 'progressReport.returned' : 'progressReport.withdrawn',
    planId: report.planId,
    taskId: report.taskId,
    subjectKind: 'progressReport',
    subjectId: report.id,
    data: { opinion, period: report.period },
  });
  const owed = found.obligations.find((each) => each.id === report.obligationId);
  if (owed && approved) meetObligation(act, owed);
  else if (owed) {
    await act.tx.update(ObligationRow, owed.id, { filedAt: null });
    await unfreeze(act, { ...owed, filedAt: null }, 'underReview');
  }
  if (outcome === 'refused')
    await tellAssignedUnit(act, found, eventId, reportReturnedNotice(found.task.title, report.period, opinion));
}
