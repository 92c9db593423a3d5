import { accept, refuse, type Decision } from '@duban/domain';
import {
  nextYearItems,
  outlineOf,
  reportTemplateOf,
  type NextYearItem,
  type Outline,
  type SourceDocument,
} from '@duban/documents';
import { ReportCommitmentRow, StoredFileRow, WorkPointRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { readUploadedSource } from '../uploads/read-upload';
import { changeReportSetup, type PreviousReport } from './report-setup';

/** What is taken from a report of the year before. */
export interface ReadPreviousReport {
  readonly fileName: string;
  readonly outline: Outline;
  readonly promises: readonly NextYearItem[];
}

export const previousReportOf = (source: SourceDocument): ReadPreviousReport => {
  const outline = outlineOf(source);
  return { fileName: source.fileName, outline, promises: nextYearItems(outline, source) };
};

/** Reads an uploaded report. */
export async function readPreviousReport(content: Uint8Array, fileName: string): Promise<Decision<ReadPreviousReport>> {
  const source = await readUploadedSource(content, fileName);
  return source.ok ? accept(previousReportOf(source.value)) : source;
}

/**
 * Takes last year's report: the layout of this year's, whom it was addressed to, and what it promised for this year. Each
 * promise is laid beside the work point that took it up, where the words show which.
 */
export async function takePreviousReport(
  act: Act,
  input: { readonly planId: string; readonly read: ReadPreviousReport; readonly sha256: string; readonly size: number },
): Promise<Decision<{ promises: number; linked: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  const { outline, promises, fileName } = input.read;
  if (outline.year !== null && outline.year !== plan.year - 1) {
    return refuse('REPORT.NOT_LAST_YEAR', { year: outline.year, expected: plan.year - 1 });
  }
  if (promises.length === 0) return refuse('REPORT.NO_PROMISES');
  const previous: PreviousReport = {
    fileName,
    title: outline.title,
    year: outline.year,
    issuers: outline.issuer?.split(/\s+/).filter((issuer) => issuer !== '') ?? [],
    receiver: outline.receiver,
    template: reportTemplateOf(outline, plan.year),
  };
  await act.tx.insertMissing(StoredFileRow, [
    { sha256: input.sha256, size: input.size, mediaType: 'application/octet-stream', storedAt: act.now },
  ]);
  await changeReportSetup(act, plan, { previous, previousSha256: input.sha256 });
  const points = await act.tx.find(WorkPointRow, 'r.plan_id = $1 order by r.position', [plan.id]);
  const rows = promises.map((promise, at): ReportCommitmentRow => ({
    id: newId(),
    jurisdictionId: act.jurisdictionId,
    planId: plan.id,
    position: at + 1,
    label: promise.label,
    text: promise.text,
    line: promise.line,
    workPointId: takenUpBy(promise, points),
    outcome: null,
    note: '',
    decidedAt: null,
    decidedBy: null,
  }));
  // Read again, the promises are those of the new file; what was said of the old ones stays in the events.
  await act.tx.run('delete from report_commitment where plan_id = $1', [plan.id]);
  await act.tx.insert(ReportCommitmentRow, rows);
  const linked = rows.filter((row) => row.workPointId !== null).length;
  act.emit({
    type: 'report.previousTaken',
    planId: plan.id,
    subjectKind: 'plan',
    subjectId: plan.id,
    data: { fileName, sha256: input.sha256, promises: rows.length, linked },
  });
  return accept({ promises: rows.length, linked });
}

const letters = (text: string): string => text.replace(/[^\u4e00-\u9fffA-Za-z0-9]/g, '');
const LEAST_COMMON = 8;

/** The point whose words are the promise's: the same heading or text, or the one holding the other. */
function takenUpBy(promise: NextYearItem, points: readonly WorkPointRow[]): string | null {
  const title = letters(promise.title);
  const text = letters(promise.text);
  const found = points.find((point) => {
    const heading = letters(point.heading);
    const whole = letters(point.text);
    if (heading === title || (text !== '' && whole === text)) return true;
    return (
      title.length >= LEAST_COMMON &&
      (whole.includes(title) || heading.includes(title) || (heading.length >= LEAST_COMMON && text.includes(heading)))
    );
  });
  return found?.id ?? null;
}
