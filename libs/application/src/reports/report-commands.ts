import { accept, dayOfInstant, refuse, type Decision } from '@duban/domain';
import { writeReportDocx, type ReportContent } from '@duban/documents';
import { ReportRow, StoredFileRow, type PlanRow, type Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { readPolicy } from '../kernel/rulebook';
import { startSignOff } from '../sign-offs/start-sign-off';
import { composeAnnualReport, reportContentHash } from './annual-report';
import { readPlanYear } from './plan-year-facts';

export interface DraftReport {
  readonly planId: string;
  /** 上级、同级党委、人大、公开: one content, several addressed versions. */
  readonly edition: 'superior' | 'committee' | 'congress' | 'public';
  readonly issuers: readonly string[];
  readonly receiver: string | null;
}

/** Drafts the annual report from what has happened until now. May be asked for at any time of the year, again and again. */
export async function draftAnnualReport(
  act: Act,
  input: DraftReport,
): Promise<Decision<{ reportId: string; contentHash: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  const content = await annualReportContent(act.tx, plan, input, act.nowMs);
  const row: ReportRow = {
    id: newId(),
    jurisdictionId: act.jurisdictionId,
    planId: plan.id,
    kind: 'annual',
    edition: input.edition,
    state: 'draft',
    asOf: act.now,
    content,
    contentHash: reportContentHash(content),
    sha256: null,
    draftedAt: act.now,
    draftedBy: act.person,
    frozenAt: null,
    version: 1,
  };
  await act.tx.insert(ReportRow, [row]);
  act.emit({
    type: 'report.drafted',
    planId: plan.id,
    subjectKind: 'report',
    subjectId: row.id,
    data: { edition: input.edition, contentHash: row.contentHash },
  });
  return accept({ reportId: row.id, contentHash: row.contentHash });
}

/** The content as of a moment, from the rows; nothing is written. */
export async function annualReportContent(
  tx: Tx,
  plan: PlanRow,
  address: { readonly issuers: readonly string[]; readonly receiver: string | null },
  asOfMs: number,
): Promise<ReportContent> {
  const facts = await readPlanYear(tx, plan.id, asOfMs);
  if (!facts) throw new Error(`no plan ${plan.id}`);
  const [granted] = await tx.query<{ n: number }>(
    `select count(*)::int as n from extension e join assignment a on a.id = e.assignment_id
     where a.plan_id = $1 and e.state = 'granted' and e.decided_at <= $2`,
    [plan.id, new Date(asOfMs)],
  );
  return composeAnnualReport(facts, { ...address, date: dayOfInstant(asOfMs), extensionsGranted: granted?.n ?? 0 }, asOfMs);
}

/** 送签: the draft goes to its chain. What is signed is its content hash; approved, it is frozen with its file. */
export async function submitReport(act: Act, input: { readonly reportId: string }): Promise<Decision<{ signOffId: string }>> {
  const post = act.actor?.posts.find((each) => each.role === 'officeClerk' || each.role === 'officeHead');
  if (!act.actor || !isOffice(act.actor) || !post) return refuse('PLAN.NOT_YOURS');
  const [known] = await act.tx.find(ReportRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.reportId, act.jurisdictionId]);
  const plan = known && (await lockPlan(act.tx, known.planId, 'shared'));
  const [report] = await act.tx.find(ReportRow, 'r.id = $1 for update', [input.reportId]);
  if (!plan || !report) return refuse('REPORT.UNKNOWN');
  if (report.state !== 'draft') return refuse('REPORT.WRONG_STATE', { state: report.state });
  const policy = await readPolicy(act.tx, plan.policyVersionId);
  const chain = policy.chains.annualReport;
  if (!chain) return refuse('POLICY.NO_CHAIN', { chain: 'annualReport' });
  await act.tx.update(ReportRow, report.id, { state: 'underReview' }, report.version);
  const signOff = await startSignOff(act, {
    subjectKind: 'report',
    subjectId: report.id,
    title: (report.content as ReportContent).title,
    chain,
    planId: plan.id,
    taskId: null,
    filedUnitId: post.unitId,
    holderUnitId: post.unitId,
    coUnitIds: [],
    contentHash: report.contentHash,
    policyVersionId: plan.policyVersionId,
    calendarId: plan.calendarId,
  });
  act.emit({ type: 'report.submitted', planId: plan.id, subjectKind: 'report', subjectId: report.id });
  return accept({ signOffId: signOff.id });
}

/** Approved: the file is written once, stored under its hash, and frozen. The same content gives the same bytes. */
export async function afterReportSignOff(
  act: Act,
  reportId: string,
  outcome: 'approved' | 'refused' | 'withdrawn',
): Promise<void> {
  const [report] = await act.tx.find(ReportRow, 'r.id = $1 for update', [reportId]);
  if (!report) return;
  if (outcome !== 'approved') {
    await act.tx.update(ReportRow, report.id, { state: 'draft' }, report.version);
    act.emit({ type: 'report.returned', planId: report.planId, subjectKind: 'report', subjectId: report.id, data: { outcome } });
    return;
  }
  const stored = await act.deps.files.put(await writeReportDocx(report.content as ReportContent));
  await act.tx.insertMissing(StoredFileRow, [{ ...stored, mediaType: DOCX, storedAt: act.now }]);
  await act.tx.update(ReportRow, report.id, { state: 'frozen', sha256: stored.sha256, frozenAt: act.now }, report.version);
  act.emit({
    type: 'report.frozen',
    planId: report.planId,
    subjectKind: 'report',
    subjectId: report.id,
    data: { sha256: stored.sha256, contentHash: report.contentHash },
  });
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
