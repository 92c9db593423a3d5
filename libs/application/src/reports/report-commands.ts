import { accept, dayOfInstant, refuse, type Decision } from '@duban/domain';
import { writeReportDocx, type ReportContent } from '@duban/documents';
import { ReportRow, StoredFileRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice, officePost } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { RELEASE } from '../kernel/release';
import { readPolicy } from '../kernel/rulebook';
import { startSignOff } from '../sign-offs/start-sign-off';
import { reportContentHash } from './compose/compose-report';
import { addressed, inputsOf, reportNow } from './report-content';
import { readReportSetup, type EditionSetting, type ReportEdition } from './report-setup';

/**
 * Drafts one addressed version of the annual report from what has happened until now. May be asked for at any time of the
 * year, again and again: an earlier draft of the same version that was not sent for signature is superseded.
 */
export async function draftAnnualReport(
  act: Act,
  input: { readonly planId: string; readonly edition: ReportEdition },
): Promise<Decision<{ reportId: string; contentHash: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  if (plan.state === 'draft' || plan.state === 'approved') return refuse('REPORT.PLAN_NOT_ISSUED');
  const setup = await readReportSetup(act.tx, plan);
  const setting = setup.editions.find((each) => each.edition === input.edition) as EditionSetting;
  const now = await reportNow(act.tx, plan, setup, act.nowMs);
  const unsettled = now.applied.filter((each) => each.standing === 'changed').length;
  if (unsettled > 0) return refuse('REPORT.EDITS_UNSETTLED', { count: unsettled });
  const inputs = inputsOf(setup, setting, now);
  const content = addressed(now, inputs);
  await act.tx.run(
    `update report set state = 'superseded', version = version + 1 where plan_id = $1 and edition = $2 and state = 'draft'`,
    [plan.id, input.edition],
  );
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
    inputs,
    release: RELEASE,
    sentOn: null,
    sentAt: null,
    sentBy: null,
    sentNote: null,
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

/** 送签: the draft goes to its chain. What is signed is its content hash; approved, it is frozen with its file. */
export async function submitReport(act: Act, input: { readonly reportId: string }): Promise<Decision<{ signOffId: string }>> {
  const post = officePost(act.actor);
  if (!post) return refuse('PLAN.NOT_YOURS');
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

/**
 * Approved: the paper's day is the day of the last signature; the file is written once, stored under its hash, and frozen. The
 * same content gives the same bytes.
 */
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
  const content: ReportContent = { ...(report.content as ReportContent), date: dayOfInstant(act.nowMs) };
  const stored = await act.deps.files.put(await writeFrozenReport(content, report.inputs));
  await act.tx.insertMissing(StoredFileRow, [{ ...stored, mediaType: DOCX, storedAt: act.now }]);
  await act.tx.update(
    ReportRow,
    report.id,
    { state: 'frozen', content, sha256: stored.sha256, frozenAt: act.now, release: RELEASE },
    report.version,
  );
  act.emit({
    type: 'report.frozen',
    planId: report.planId,
    subjectKind: 'report',
    subjectId: report.id,
    data: { sha256: stored.sha256, contentHash: report.contentHash },
  });
}

/** The file of a version: with a table of contents where its setting wants one. */
export function writeFrozenReport(content: ReportContent, inputs: unknown): Promise<Uint8Array> {
  const withContents = (inputs as { setting?: EditionSetting } | null)?.setting?.withContents === true;
  return writeReportDocx(content, withContents ? { contentsToLevel: 2 } : {});
}

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
