import { formatDayChinese } from '@duban/domain';
import { writeReportDocx, type ReportContent } from '@duban/documents';
import { PlanRow, type Tx } from '@duban/database';
import { annualReportContent } from '../reports/report-commands';
import type { Scope } from './scope';

export interface ReportReading {
  readonly title: string;
  readonly issuers: readonly string[];
  readonly receiver: string | null;
  readonly date: string;
  readonly blocks: readonly {
    readonly kind: 'heading1' | 'heading2' | 'heading3' | 'paragraph' | 'table';
    readonly text: string;
  }[];
}

/** The annual report of an own plan as it would be now; null for whoever does not read the whole jurisdiction. */
export async function readReportDraft(
  tx: Tx,
  scope: Scope,
  planId: string,
  nowMs: number,
): Promise<{ readonly content: ReportContent; readonly reading: ReportReading } | null> {
  if (!scope.isWhole) return null;
  const [plan] = await tx.find(PlanRow, `r.id = $1 and r.jurisdiction_id = $2 and r.state not in ('draft', 'approved')`, [
    planId,
    scope.jurisdictionId,
  ]);
  if (!plan) return null;
  const [jurisdiction] = await tx.query<{ name: string }>('select name from jurisdiction where id = $1', [plan.jurisdictionId]);
  const issuers = [`${jurisdiction?.name ?? ''}人民政府`];
  const content = await annualReportContent(tx, plan, { issuers, receiver: null }, nowMs);
  return { content, reading: readingOf(content) };
}

export const reportDraftFile = async (content: ReportContent): Promise<{ fileName: string; content: Uint8Array }> => ({
  fileName: `${content.title}（草稿）.docx`,
  content: await writeReportDocx(content),
});

function readingOf(content: ReportContent): ReportReading {
  const blocks: { kind: ReportReading['blocks'][number]['kind']; text: string }[] = [];
  const add = (block: ReportContent['opening'][number] | ReportContent['sections'][number]['paragraphs'][number]) => {
    if ('text' in block) blocks.push({ kind: 'paragraph', text: block.text });
    else {
      const lines = [block.columns.map((column) => column.heading), ...block.rows];
      blocks.push({ kind: 'table', text: lines.map((line) => line.join('\t')).join('\n') });
    }
  };
  content.opening.forEach(add);
  for (const section of content.sections) {
    blocks.push({ kind: `heading${section.level}`, text: `${section.label}${section.heading}` });
    section.paragraphs.forEach(add);
  }
  if (content.closing !== undefined) blocks.push({ kind: 'paragraph', text: content.closing });
  return {
    title: content.title,
    issuers: content.signature.names,
    receiver: content.receiver ?? null,
    date: content.date === undefined ? '' : formatDayChinese(content.date),
    blocks,
  };
}
