import { LINE_PITCH } from './official-page';
import { type Paragraph, type FileChild } from 'docx';
import { documentWording } from '@duban/wording';
import { contentsBlock } from './contents-block';
import { packageInstant } from './fixed-package';
import { MarginComments, type Remark } from './margin-comments';
import { CHINESE_HINT, fontSlots, LEVEL_TWO_FONT } from './official-fonts';
import { packOfficialDocument } from './official-document';
import {
  attachmentHead,
  attachmentParagraphs,
  mastheadParagraphs,
  paragraph,
  receiverParagraph,
  run,
  signatureParagraphs,
  titleParagraph,
} from './official-paragraphs';
import { imprintBlocks } from './imprint';
import { dataTable } from './official-tables';
import { INDENT_TWO, STYLE } from './official-styles';
import {
  DATE_NOTE,
  isReportTable,
  TITLE_NOTE,
  type AttachmentBody,
  type ReportContent,
  type ReportParagraph,
  type ReportSection,
} from './report-content';

export interface ReportDocxOptions {
  /** A table of contents before the text, of headings down to this level. */
  readonly contentsToLevel?: 1 | 2 | 3;
  /** Shows where each sentence comes from as a remark in the margin. */
  readonly sourcesInMargin?: boolean;
}

const HEADING_STYLE = { 1: STYLE.level1, 2: STYLE.level2, 3: STYLE.level3 } as const;

/**
 * Writes a report as .docx by GB/T 9704-2012. The same content and options give the same bytes.
 *
 * @throws {RangeError} when a date is no calendar day, or a margin note points outside the report
 */
export async function writeReportDocx(content: ReportContent, options: ReportDocxOptions = {}): Promise<Uint8Array> {
  checkMarginNotes(content);
  const comments = new MarginComments(packageInstant(content.date));
  const remarks = (sectionIndex: number, index: number, block?: ReportParagraph): Remark[] => [
    ...(content.marginNotes ?? [])
      .filter((note) => note.sectionIndex === sectionIndex && note.paragraph === index)
      .map((note): Remark => ({ kind: 'check', text: note.text, quote: note.quote })),
    ...(options.sourcesInMargin && block?.source ? [sourceRemark(block)] : []),
  ];

  const contents = options.contentsToLevel ? contentsBlock(content.sections, options.contentsToLevel) : [];
  // Before the text on pages of its own; after the title where a red head has to open the first page.
  const contentsFirst = contents.length > 0 && !content.masthead;
  const children: FileChild[] = [
    ...(contentsFirst ? contents : []),
    ...(content.masthead ? mastheadParagraphs(content.masthead, content.docNumber) : []),
    titleParagraph(content.title, content.titleLines, content.masthead ? 2 : 0, contentsFirst, (line, isFirst) =>
      comments.annotate(line, isFirst ? remarks(TITLE_NOTE, 0) : []),
    ),
    ...(content.docNumber && !content.masthead ? [numberParagraph(content.docNumber)] : []),
    ...(contentsFirst ? [] : contents),
    ...(content.receiver ? [receiverParagraph(content.receiver)] : []),
    ...content.opening.map((block, index) =>
      bodyParagraph(block.text, comments, remarks(-1, index, block), {
        // Without 主送机关 the text itself begins one line below the title.
        linesBefore: index === 0 && !content.receiver ? 1 : 0,
      }),
    ),
    ...content.sections.flatMap((section, index) =>
      // The last words of the text stay with the names and date, which are never alone on a page.
      sectionBlocks(section, index, comments, remarks, !content.closing && index === content.sections.length - 1),
    ),
    ...(content.closing ? [paragraph(STYLE.body, [run(content.closing)], { keepNext: true })] : []),
    ...attachmentParagraphs(content.attachments ?? []),
    ...signatureParagraphs(content.signature, content.date, (line) => comments.annotate(line, remarks(DATE_NOTE, 0))),
    ...(content.remark ? [paragraph(STYLE.body, [run(`（${content.remark}）`)])] : []),
    ...(content.attachmentBodies ?? []).flatMap((body, at, all) =>
      attachmentBlocks(body, all.length > 1 ? String(at + 1) : '', comments),
    ),
    ...(content.imprint ? imprintBlocks(content.imprint) : []),
  ];
  return packOfficialDocument({
    title: content.title,
    day: content.date,
    children,
    comments: comments.all,
    hasContents: contents.length > 0,
  });
}

/** An attachment is set like the paper itself, on pages of its own that are numbered on. */
function attachmentBlocks(body: AttachmentBody, number: string, comments: MarginComments): FileChild[] {
  return [
    attachmentHead(number),
    titleParagraph(body.title, undefined, 1),
    ...body.sections.flatMap((section, at) => sectionBlocks(section, at, comments, () => [], false)),
  ];
}

type RemarksOf = (sectionIndex: number, index: number, block?: ReportParagraph) => Remark[];

function sectionBlocks(
  section: ReportSection,
  index: number,
  comments: MarginComments,
  remarks: RemarksOf,
  endsText: boolean,
): FileChild[] {
  const heading = section.label + section.heading;
  const first = section.paragraphs[0];
  const joined = section.runIn && first && !isReportTable(first) ? first : undefined;
  const blocks: FileChild[] = [];
  const isLast = (at: number) => endsText && at === section.paragraphs.length - 1;
  if (heading !== '') {
    blocks.push(
      joined
        ? runInParagraph(section, joined, comments, remarks(index, -1), remarks(index, 0, joined), isLast(0))
        : paragraph(HEADING_STYLE[section.level], comments.annotate(heading, remarks(index, -1))),
    );
  }
  for (const [at, block] of section.paragraphs.entries()) {
    if (block === joined && heading !== '') continue;
    if (isReportTable(block)) blocks.push(...dataTable(block));
    else
      blocks.push(
        bodyParagraph(block.text, comments, remarks(index, at, block), { keepNext: isLast(at) && isShort(block.text) }),
      );
  }
  return blocks;
}

/** Label and lead sentence in the level's font, the text after them in the body's, all in one paragraph. */
function runInParagraph(
  section: ReportSection,
  first: ReportParagraph,
  comments: MarginComments,
  headingRemarks: readonly Remark[],
  textRemarks: readonly Remark[],
  keepNext: boolean,
): Paragraph {
  const lead = section.level === 2 ? { font: { ...fontSlots(LEVEL_TWO_FONT), ...CHINESE_HINT } } : { bold: true };
  return paragraph(
    STYLE.body,
    [...comments.annotate(section.label + section.heading, headingRemarks, lead), ...comments.annotate(first.text, textRemarks)],
    { keepNext },
  );
}

const bodyParagraph = (
  text: string,
  comments: MarginComments,
  remarks: readonly Remark[],
  { keepNext = false, linesBefore = 0 }: { keepNext?: boolean; linesBefore?: number } = {},
): Paragraph =>
  paragraph(STYLE.body, comments.annotate(text, remarks), {
    indent: INDENT_TWO,
    keepNext,
    ...(linesBefore > 0 ? { spacing: { before: linesBefore * LINE_PITCH } } : {}),
  });

/** At most two lines: what is longer would be moved whole to the page of the names and leave a hole behind. */
const isShort = (text: string): boolean => text.length <= 54;

const numberParagraph = (docNumber: string): Paragraph => paragraph(STYLE.flush, [run(docNumber)], { alignment: 'center' });

function sourceRemark(block: ReportParagraph): Remark {
  const source = block.source as NonNullable<ReportParagraph['source']>;
  return { kind: 'source', text: documentWording.sourceLead + source.label + (source.address ? `\n${source.address}` : '') };
}

function checkMarginNotes(content: ReportContent): void {
  for (const note of content.marginNotes ?? []) {
    if (note.sectionIndex === TITLE_NOTE || (note.sectionIndex === DATE_NOTE && content.date !== undefined)) continue;
    const paragraphs = note.sectionIndex === -1 ? content.opening : content.sections[note.sectionIndex]?.paragraphs;
    const isHeading = note.paragraph === -1 && note.sectionIndex >= 0;
    const block = paragraphs?.[note.paragraph];
    if (!paragraphs || (!isHeading && !block) || (block && isReportTable(block))) {
      throw new RangeError(`margin note outside the report: section ${note.sectionIndex}, paragraph ${note.paragraph}`);
    }
  }
}
