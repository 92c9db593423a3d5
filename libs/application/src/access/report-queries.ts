import { dutyOf, isPastDue, lastDayOf, textChanges, type EditStanding, type TextChange } from '@duban/domain';
import type { ReportBlock, ReportContent } from '@duban/documents';
import { ObligationRow, PlanRow, ReportRow, type Tx } from '@duban/database';
import { reportEditionNames } from '@duban/wording';
import { isOffice } from '../kernel/actor';
import { readPolicy } from '../kernel/rulebook';
import { checkDraft, type DraftFinding } from '../reports/check-draft';
import { readCompleteness, type Completeness } from '../reports/completeness';
import type { Commitment } from '../reports/commitments';
import { addressed, inputsOf, reportNow, type ReportNow } from '../reports/report-content';
import { writeFrozenReport } from '../reports/report-commands';
import { reportGaps, type ReportGap } from '../reports/report-gaps';
import { readReportSetup, type EditionSetting, type ReportEdition, type ReportSetup } from '../reports/report-setup';
import { verifyReport, type ReportVerification } from '../reports/verify-report';
import type { FileStore } from '../kernel/deps';
import { OPENING_KEY, textOfSection } from '../reports/section-edits';
import { writeReportDocx } from '@duban/documents';
import type { Scope } from './scope';

export interface BookPiece {
  readonly text: string;
  readonly label: string | null;
  readonly ref: string | null;
}

export interface BookEdit {
  readonly standing: EditStanding;
  readonly editedBy: string;
  readonly editedAt: Date;
  readonly baseText: string;
  readonly ownText: string;
  readonly newText: string;
  readonly changes: readonly TextChange[];
}

export interface BookSection {
  readonly key: string;
  readonly level: number;
  readonly label: string;
  readonly heading: string;
  readonly paragraphs: readonly { readonly pieces: readonly BookPiece[] }[];
  /** What a person edits, and what an edit is laid over. */
  readonly text: string;
  readonly edit: BookEdit | null;
}

export interface BookVersion {
  readonly id: string;
  readonly edition: string;
  readonly state: string;
  readonly receiver: string | null;
  readonly asOf: Date;
  readonly draftedAt: Date;
  readonly draftedBy: string | null;
  readonly frozenAt: Date | null;
  readonly sha256: string | null;
  readonly contentHash: string;
  readonly signOffId: string | null;
  readonly sentOn: string | null;
  readonly sentNote: string | null;
  readonly version: number;
  readonly actions: readonly ('submit' | 'send')[];
}

export interface BookDuty {
  readonly edition: string;
  readonly name: string;
  readonly dueOn: string | null;
  readonly state: string;
  readonly isOverdue: boolean;
  readonly rungs: readonly { readonly name: string; readonly at: Date; readonly state: string }[];
}

export interface ReportBook {
  readonly planId: string;
  readonly planTitle: string;
  readonly planState: string;
  readonly title: string;
  readonly edition: ReportEdition;
  readonly asOf: Date;
  readonly setup: ReportSetup;
  readonly setting: EditionSetting;
  readonly sections: readonly BookSection[];
  readonly closing: string;
  readonly gaps: readonly ReportGap[];
  readonly findings: readonly DraftFinding[];
  readonly commitments: readonly Commitment[];
  readonly completeness: Completeness;
  readonly versions: readonly BookVersion[];
  readonly duties: readonly BookDuty[];
  readonly actions: readonly ('layOut' | 'edit' | 'draft' | 'takePrevious' | 'record')[];
}

/** The plan whose report the caller may read; null for whoever does not read the whole jurisdiction. */
async function reportPlan(tx: Tx, scope: Scope, planId: string): Promise<PlanRow | null> {
  if (!scope.isWhole) return null;
  const [plan] = await tx.find(PlanRow, `r.id = $1 and r.jurisdiction_id = $2 and r.state not in ('draft', 'approved')`, [
    planId,
    scope.jurisdictionId,
  ]);
  return plan ?? null;
}

/** The annual report of an own plan as it would be now, with what it lacks, its versions and its deadlines. */
export async function readReportBook(
  tx: Tx,
  scope: Scope,
  planId: string,
  edition: ReportEdition,
  nowMs: number,
): Promise<ReportBook | null> {
  const plan = await reportPlan(tx, scope, planId);
  if (!plan) return null;
  const setup = await readReportSetup(tx, plan);
  const setting = setup.editions.find((each) => each.edition === edition) as EditionSetting;
  const now = await reportNow(tx, plan, setup, nowMs);
  const content = addressed(now, inputsOf(setup, setting, now));
  const mayWrite = isOffice(scope.actor);
  return {
    planId: plan.id,
    planTitle: plan.title,
    planState: plan.state,
    title: content.title,
    edition,
    asOf: new Date(nowMs),
    setup,
    setting,
    sections: await bookSections(tx, content, now),
    closing: content.closing ?? '',
    gaps: reportGaps(now, setup),
    findings: checkDraft(content),
    commitments: now.commitments,
    completeness: await readCompleteness(tx, now),
    versions: await bookVersions(tx, plan.id, mayWrite),
    duties: await readReportDuties(tx, plan, nowMs),
    actions: mayWrite ? ['layOut', 'edit', 'draft', 'takePrevious', 'record'] : [],
  };
}

async function bookSections(tx: Tx, content: ReportContent, now: ReportNow): Promise<BookSection[]> {
  const people = await tx.query<{ id: string; name: string }>('select id, name from person where id = any($1::uuid[])', [
    now.edits.map((edit) => edit.editedBy),
  ]);
  const editOf = (key: string): BookEdit | null => {
    const edit = now.edits.find((each) => each.sectionKey === key);
    const applied = now.applied.find((each) => each.sectionKey === key);
    if (!edit || !applied) return null;
    return {
      standing: applied.standing,
      editedBy: people.find((each) => each.id === edit.editedBy)?.name ?? '',
      editedAt: edit.editedAt,
      baseText: edit.baseText,
      ownText: edit.ownText,
      newText: applied.newText,
      changes: textChanges(edit.baseText, applied.newText),
    };
  };
  const section = (key: string, level: number, label: string, heading: string, blocks: readonly ReportBlock[]): BookSection => {
    const edit = editOf(key);
    return {
      key,
      level,
      label,
      heading,
      paragraphs: blocks.flatMap(bookParagraph),
      text: edit?.newText ?? textOfSection(blocks),
      edit,
    };
  };
  return [
    section(OPENING_KEY, 0, '', '', content.opening),
    ...content.sections.map((each) => section(each.key ?? '', each.level, each.label, each.heading, each.paragraphs)),
  ];
}

function bookParagraph(block: ReportBlock): { pieces: BookPiece[] }[] {
  if (!('text' in block)) return [];
  const pieces = block.pieces ?? [{ text: block.text, ...(block.source ? { source: block.source } : {}) }];
  return [{ pieces: pieces.map(({ text, source }) => ({ text, label: source?.label ?? null, ref: source?.ref ?? null })) }];
}

async function bookVersions(tx: Tx, planId: string, mayWrite: boolean): Promise<BookVersion[]> {
  const rows = await tx.query<ReportRow & { by: string | null; signOffId: string | null }>(
    `select r.id, r.edition, r.state, r.as_of as "asOf", r.content, r.content_hash as "contentHash", r.drafted_at as "draftedAt",
       p.name as by, r.frozen_at as "frozenAt", r.sha256, r.sent_on as "sentOn", r.sent_note as "sentNote", r.version,
       (select s.id from sign_off s where s.subject_kind = 'report' and s.subject_id = r.id order by s.filed_at desc limit 1) as "signOffId"
     from report r left join person p on p.id = r.drafted_by
     where r.plan_id = $1 and r.kind = 'annual' and r.state <> 'superseded' order by r.drafted_at desc, r.id`,
    [planId],
  );
  return rows.map(({ by, content, ...row }) => ({
    ...row,
    draftedBy: by,
    receiver: (content as ReportContent).receiver ?? null,
    actions: !mayWrite ? [] : row.state === 'draft' ? ['submit'] : row.state === 'frozen' && row.sentOn === null ? ['send'] : [],
  }));
}

/** The report's own deadlines, which are the plan's to keep: each version, its last day, and the rungs before and behind it. */
export async function readReportDuties(tx: Tx, plan: PlanRow, nowMs: number): Promise<BookDuty[]> {
  const policy = await readPolicy(tx, plan.policyVersionId);
  const rows = await tx.find(
    ObligationRow,
    `r.owner_kind = 'plan' and r.owner_id = $1 and r.kind = 'reportDuty' and r.state <> 'void' order by r.due_on, r.id`,
    [plan.id],
  );
  const rungs = await tx.query<{ obligationId: string; key: string; at: Date; state: string }>(
    `select obligation_id as "obligationId", rung_key as key, fire_at as at, 'armed' as state from armed_rung
       where obligation_id = any($1::uuid[])
     union all
     select obligation_id, rung_key, fire_at, outcome from rung_record where obligation_id = any($1::uuid[])
     order by 3, 2`,
    [rows.map((row) => row.id)],
  );
  const owed = rows.map((row): BookDuty => ({
    edition: (row.stageKey ?? '').slice('report.'.length),
    name: dutyOf(policy, row.stageKey)?.name ?? '',
    dueOn: row.dueOn,
    state: row.state,
    isOverdue: row.state === 'open' && isPastDue({ dueOn: row.dueOn, dueAtMs: null }, nowMs),
    rungs: rungs
      .filter((rung) => rung.obligationId === row.id)
      .map(({ key, at, state }) => ({ name: policy.ladder.find((rung) => rung.key === key)?.name ?? key, at, state })),
  }));
  if (owed.length > 0 || plan.state === 'archived') return owed;
  // A plan that was issued before its policy had such duties owes nothing by the clock; the days are shown all the same.
  return (policy.reportDuties ?? []).map((duty) => ({
    edition: duty.edition,
    name: duty.name,
    dueOn: lastDayOf(duty, plan.year),
    state: 'notKept',
    isOverdue: false,
    rungs: [],
  }));
}

/** The same for a plan's page; null for whoever does not read the jurisdiction. */
export async function readOwnReportDuties(tx: Tx, scope: Scope, planId: string, nowMs: number): Promise<BookDuty[] | null> {
  const plan = await reportPlan(tx, scope, planId);
  return plan && readReportDuties(tx, plan, nowMs);
}

/** A file of the draft as it would be now, with the findings of the figure check, and the sources where wanted, in the margin. */
export async function reportDraftFile(
  tx: Tx,
  scope: Scope,
  planId: string,
  edition: ReportEdition,
  options: { readonly sources: boolean },
  nowMs: number,
): Promise<{ readonly fileName: string; readonly content: Uint8Array } | null> {
  const plan = await reportPlan(tx, scope, planId);
  if (!plan) return null;
  const setup = await readReportSetup(tx, plan);
  const setting = setup.editions.find((each) => each.edition === edition) as EditionSetting;
  const now = await reportNow(tx, plan, setup, nowMs);
  const content = addressed(now, inputsOf(setup, setting, now));
  const marginNotes = checkDraft(content).map((finding) => finding.note);
  return {
    fileName: `${content.title}（${reportEditionNames[edition] ?? edition}，草稿）.docx`,
    content: await writeReportDocx(
      { ...content, marginNotes },
      { ...(setting.withContents ? { contentsToLevel: 2 as const } : {}), sourcesInMargin: options.sources },
    ),
  };
}

/** Rebuilds a frozen report of the own jurisdiction; null where there is none. */
export async function verifyOwnReport(
  tx: Tx,
  scope: Scope,
  files: FileStore,
  reportId: string,
): Promise<ReportVerification | null> {
  if (!scope.isWhole) return null;
  const own = await tx.query('select 1 from report where id = $1 and jurisdiction_id = $2', [reportId, scope.jurisdictionId]);
  return own.length === 0 ? null : verifyReport(tx, files, reportId);
}

/** The file of a version: the stored one where it is frozen, else as it would be written. */
export async function reportVersionFile(
  tx: Tx,
  scope: Scope,
  files: Pick<FileStore, 'get'>,
  reportId: string,
): Promise<{ readonly fileName: string; readonly content: Uint8Array } | null> {
  if (!scope.isWhole) return null;
  const [row] = await tx.find(ReportRow, 'r.id = $1 and r.jurisdiction_id = $2', [reportId, scope.jurisdictionId]);
  if (!row) return null;
  const content = row.content as ReportContent;
  const stored = row.sha256 === null ? null : await files.get(row.sha256);
  const state = row.state === 'frozen' ? '' : '，草稿';
  return {
    fileName: `${content.title}（${reportEditionNames[row.edition] ?? row.edition}${state}）.docx`,
    content: stored ?? (await writeFrozenReport(content, row.inputs)),
  };
}
