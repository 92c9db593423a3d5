import { readClauseTexts, type ClauseText } from '@duban/application';
import { PlanRow, type Tx } from '@duban/database';
import {
  DATE_NOTE,
  TITLE_NOTE,
  type MarginNote,
  type ReportContent,
  type ReportParagraph,
  type ReportSection,
} from '@duban/documents';
import { checkFigures, type FigureFinding, type SourceLine } from '@duban/domain';
import { figureRuleNames, replayWords } from '@duban/wording';
import type { PieceSetting, ReportSetting } from './load-report';

/** A finding of FigureCheck with the place in the written report that it stands at. */
export interface PlacedFinding extends FigureFinding {
  readonly note: MarginNote;
}

export interface ComposedReport {
  readonly setting: ReportSetting;
  readonly content: ReportContent;
  readonly clauses: readonly ClauseText[];
  readonly findings: readonly PlacedFinding[];
}

/** One paragraph of the written report, as it was one line of the source. */
interface Block {
  readonly line: number;
  /** Label, heading and text as they follow each other in the paragraph. */
  readonly pieces: readonly { readonly sectionIndex: number; readonly paragraph: number; readonly text: string }[];
}

/**
 * Rolls a loaded report up and sets it again: every text and figure comes from the rows that are stored now, the order and
 * the setting from the work points, and FigureCheck judges what is printed.
 */
export async function composeReport(tx: Tx, planId: string, asOfMs: number): Promise<ComposedReport> {
  const [plan] = await tx.find(PlanRow, 'r.id = $1', [planId]);
  if (!plan) throw new Error('the report was not loaded');
  const setting = plan.source as ReportSetting;
  const clauses = await readClauseTexts(tx, planId, asOfMs);
  const opening: ReportParagraph[] = [];
  const sections: ReportSection[] = [];
  const blocks: Block[] = [];
  const inferred: MarginNote[] = [];
  for (const clause of clauses) {
    const { lines, ...own } = clause.point.source as PieceSetting;
    const texts = clause.text?.split('\n') ?? [];
    const heading = own.headingInText ? (texts.shift() ?? '') : (own.bareHeading ?? '');
    const paragraphs = texts.map((text) => ({ text }));
    const textLines = own.headingInText || own.bareHeading !== null ? lines.slice(1) : lines;
    if (own.kind === 'opening' && sections.length === 0) {
      texts.forEach((text, index) =>
        blocks.push({ line: lines[index] ?? 0, pieces: [{ sectionIndex: -1, paragraph: opening.length + index, text }] }),
      );
      opening.push(...paragraphs);
      continue;
    }
    const sectionIndex = sections.length;
    const shown = own.inferred ? replayWords.inferredHeading : heading;
    sections.push({
      level: own.level,
      label: own.printedLabel,
      heading: shown,
      ...(own.runIn ? { runIn: true } : {}),
      paragraphs,
    });
    if (own.inferred) inferred.push({ sectionIndex, paragraph: -1, text: replayWords.inferredNote(own.ordinal) });
    const placed = texts.map((text, paragraph) => ({ sectionIndex, paragraph, text }));
    const first = { sectionIndex, paragraph: -1, text: own.printedLabel + heading };
    if (own.runIn) blocks.push({ line: lines[0] ?? 0, pieces: [first, ...placed.slice(0, 1)] });
    else if (heading !== '') blocks.push({ line: lines[0] ?? 0, pieces: [first] });
    placed.slice(own.runIn ? 1 : 0).forEach((piece, index) => {
      blocks.push({ line: textLines[index + (own.runIn ? 1 : 0)] ?? 0, pieces: [piece] });
    });
  }
  const findings = placedFindings(blocks, setting);
  return {
    setting,
    content: {
      title: setting.title,
      ...(setting.receiver === null ? {} : { receiver: setting.receiver }),
      opening,
      sections,
      ...(setting.closing === null ? {} : { closing: setting.closing }),
      signature: { names: setting.issuers, sealed: false },
      ...(setting.date === null ? {} : { date: setting.date }),
      marginNotes: [...halfWidthNote(blocks), ...inferred, ...findings.map((finding) => finding.note)],
    },
    clauses,
    findings,
  };
}

/** Half-width marks between Chinese characters are the writer's, so they stay; one remark at the first of them is enough. */
function halfWidthNote(blocks: readonly Block[]): MarginNote[] {
  for (const { pieces } of blocks) {
    for (const { sectionIndex, paragraph, text } of pieces) {
      const quote = /[\u4e00-\u9fff]{1,4}[,:;][\u4e00-\u9fff]{1,4}/.exec(text)?.[0];
      if (quote !== undefined) return [{ sectionIndex, paragraph, quote, text: replayWords.halfWidthNote }];
    }
  }
  return [];
}

function placedFindings(blocks: readonly Block[], setting: ReportSetting): PlacedFinding[] {
  const printed = blocks.map((block): SourceLine => ({
    line: block.line,
    text: block.pieces.map((piece) => piece.text).join(''),
  }));
  const around = setting.outside.filter((line) => line.role !== 'furniture').map(({ line, text }) => ({ line, text }));
  const lines = [...printed, ...around].sort((a, b) => a.line - b.line);
  return checkFigures(lines).findings.flatMap((finding): PlacedFinding[] => {
    const words = replayWords.findingNote(figureRuleNames[finding.rule], finding.severity, finding.explain, finding.expected);
    const quote = finding.claim.replace(/…$/, '');
    const block = blocks.find((each) => each.line === finding.line);
    if (block) {
      const piece = block.pieces.find((each) => each.text.includes(quote)) ?? block.pieces.at(-1);
      return piece
        ? [{ ...finding, note: { sectionIndex: piece.sectionIndex, paragraph: piece.paragraph, quote, text: words } }]
        : [];
    }
    // The title and the date carry their own remarks; that on a name stands at the nearest end of the text.
    const role = setting.outside.find((line) => line.line === finding.line)?.role;
    if (role === 'title') return [{ ...finding, note: { sectionIndex: TITLE_NOTE, paragraph: 0, quote, text: words } }];
    if (role === 'date' && setting.date !== null)
      return [{ ...finding, note: { sectionIndex: DATE_NOTE, paragraph: 0, text: words } }];
    const isHead = finding.line < (blocks[0]?.line ?? 0);
    const end = (isHead ? blocks[0]?.pieces[0] : blocks.at(-1)?.pieces.at(-1)) ?? null;
    if (!end) return [];
    const text = replayWords.outsideNote(finding.claim, words);
    return [
      { ...finding, note: { sectionIndex: end.sectionIndex, paragraph: end.paragraph, quote: endOf(end.text, isHead), text } },
    ];
  });
}

const QUOTED_CHARACTERS = 12;

const endOf = (text: string, isHead: boolean): string =>
  isHead ? text.slice(0, QUOTED_CHARACTERS) : text.slice(-QUOTED_CHARACTERS);
