import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  TextRun,
  type IParagraphOptions,
  type IRunOptions,
  type ParagraphChild,
} from 'docx';
import { documentWording } from '@duban/wording';
import { CHINESE_HINT, fontSlots, LEVEL_ONE_FONT, LEVEL_TWO_FONT, TITLE_FONT } from './official-fonts';
import { CHARACTER_PITCH, LINE_PITCH, TEXT_WIDTH } from './official-page';
import { STYLE } from './official-styles';
import { printable } from './printable';
import type { Masthead, Signature } from './report-content';
import { signatureLines } from './signature-block';
import { widthInCharacters, widthOnGrid } from './text-width';
import { titleLines } from './title-lines';

const RED = 'FF0000';

/** A run of text that both scripts may share: its style decides the fonts, the hint the shared signs. */
export const run = (text: string, more: IRunOptions = {}): TextRun =>
  new TextRun({ ...more, text: printable(text), font: more.font ?? CHINESE_HINT });

export const paragraph = (style: string, children: readonly ParagraphChild[], more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ ...more, style, children });

/** 发文机关标志, 发文字号, 签发人 and the red rule, 35 mm below the top of the text area (clause 7.2). */
export function mastheadParagraphs(masthead: Masthead, docNumber: string | undefined): Paragraph[] {
  const points = Math.min(52, Math.floor(430 / Math.max(1, widthInCharacters(masthead.issuerMark))));
  const rule = { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 11 } };
  const side = Math.round(CHARACTER_PITCH);
  const number = run(docNumber ?? '');
  return [
    paragraph(
      STYLE.flush,
      [run(masthead.issuerMark, { font: { ...fontSlots(TITLE_FONT), ...CHINESE_HINT }, size: points * 2, color: RED })],
      {
        alignment: AlignmentType.CENTER,
        spacing: { before: 1984, after: 0, line: points * 24, lineRule: 'exact' },
      },
    ),
    masthead.approver === undefined
      ? paragraph(STYLE.flush, [number], { alignment: AlignmentType.CENTER, border: rule, spacing: { before: 2 * LINE_PITCH } })
      : paragraph(
          STYLE.flush,
          [
            number,
            run('\t' + documentWording.approverLead),
            run(masthead.approver, { font: { ...fontSlots(LEVEL_TWO_FONT), ...CHINESE_HINT } }),
          ],
          {
            alignment: AlignmentType.LEFT,
            border: rule,
            indent: { left: side },
            spacing: { before: 2 * LINE_PITCH },
            tabStops: [{ type: 'right', position: TEXT_WIDTH - side }],
          },
        ),
  ];
}

/** Sets a line of text, with the remarks that it carries. */
export type Annotate = (text: string, isFirst: boolean) => readonly ParagraphChild[];
const plainRuns: Annotate = (text) => [run(text)];

/** The title, one paragraph with its lines broken at word boundaries. */
export function titleParagraph(
  title: string,
  lines: readonly string[] | undefined,
  linesBefore: number,
  onNewPage = false,
  annotate: Annotate = plainRuns,
): Paragraph {
  const broken = lines ?? titleLines(title);
  return paragraph(
    STYLE.title,
    // A remark that is longer than its line stands on the first: the words of a title are one.
    broken.flatMap((line, index) => [...(index === 0 ? [] : [new TextRun({ break: 1 })]), ...annotate(line, index === 0)]),
    { spacing: { before: linesBefore * LINE_PITCH }, pageBreakBefore: onNewPage },
  );
}

/** 主送机关, flush left one line below the title, with a full-width colon. */
export const receiverParagraph = (receiver: string): Paragraph =>
  paragraph(STYLE.flush, [run(receiver.replace(/[:：]$/u, '') + documentWording.receiverEnd)], {
    spacing: { before: LINE_PITCH },
  });

/** 附件说明, kept on the page of the names and date: one line below the text, 2 characters in, further names under the first (clause 7.3.4). */
export function attachmentParagraphs(names: readonly string[]): Paragraph[] {
  const lead = documentWording.attachmentsLead;
  return names.map((name, index) => {
    const number = names.length > 1 ? `${index + 1}.` : '';
    const hanging = Math.round(widthOnGrid(number) + (index === 0 ? widthOnGrid(lead) : 0));
    const left = Math.round(5 * CHARACTER_PITCH + widthOnGrid(number));
    return paragraph(STYLE.flush, [run((index === 0 ? lead : '') + number + name)], {
      alignment: AlignmentType.LEFT,
      indent: { left, hanging },
      keepNext: true,
      spacing: { before: index === 0 ? LINE_PITCH : 0 },
    });
  });
}

/** 附件1 at the head of an attachment's first page, in 黑体 at the left edge; its title follows on the third line (clause 7.3.7). */
export const attachmentHead = (number: string): Paragraph =>
  paragraph(
    STYLE.flush,
    [run(documentWording.attachmentHead + number, { font: { ...fontSlots(LEVEL_ONE_FONT), ...CHINESE_HINT } })],
    { pageBreakBefore: true, keepNext: true },
  );

/** 落款 and 成文日期, kept on one page with each other. */
export function signatureParagraphs(signature: Signature, date: string | undefined, annotate: Annotate = plainRuns): Paragraph[] {
  const lines = signatureLines(signature, date);
  return lines.map((line, index) =>
    paragraph(STYLE.signature, index === lines.length - 1 ? annotate(line.text, true) : [run(line.text)], {
      indent: { right: line.rightIndent },
      keepNext: index < lines.length - 1,
      spacing: { before: line.linesBefore * LINE_PITCH },
    }),
  );
}
