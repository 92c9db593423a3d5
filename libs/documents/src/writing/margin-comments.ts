import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  Paragraph,
  TextRun,
  type ICommentOptions,
  type ParagraphChild,
} from 'docx';
import { documentWording } from '@duban/wording';
import { CHINESE_HINT } from './official-fonts';
import { run } from './official-paragraphs';
import { printable } from './printable';

/** A remark on a paragraph: on the quoted words, or on the whole where they are absent or not found. */
export interface Remark {
  readonly kind: 'check' | 'source';
  readonly text: string;
  readonly quote?: string;
}

/**
 * Collects the comments of one paper. Ids count up from 0 in the order of the text; their date is the paper's own day: both
 * depend on the content alone.
 */
export class MarginComments {
  private readonly options: ICommentOptions[] = [];

  constructor(private readonly instant: string) {}

  get all(): readonly ICommentOptions[] {
    return this.options;
  }

  /** The text as runs, with the remarks anchored to their words. */
  annotate(text: string, remarks: readonly Remark[], more: Parameters<typeof run>[1] = {}): ParagraphChild[] {
    const spans = remarks.map((remark) => ({ remark, ...spanOf(text, remark.quote) }));
    const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
    const opened = new Map<(typeof spans)[number], number>();
    const children: ParagraphChild[] = [];
    for (const [index, cut] of cuts.entries()) {
      for (const span of spans.filter((each) => each.to === cut && opened.has(each))) {
        const id = opened.get(span) as number;
        children.push(new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] }));
      }
      for (const span of spans.filter((each) => each.from === cut)) {
        const id = this.add(span.remark);
        opened.set(span, id);
        children.push(new CommentRangeStart(id));
      }
      const next = cuts[index + 1];
      if (next !== undefined) children.push(run(text.slice(cut, next), more));
    }
    return children;
  }

  private add(remark: Remark): number {
    const id = this.options.length;
    const check = remark.kind === 'check';
    this.options.push({
      id,
      author: check ? documentWording.figureCheckAuthor : documentWording.sourceAuthor,
      initials: check ? documentWording.figureCheckInitials : documentWording.sourceInitials,
      date: new Date(this.instant),
      children: remark.text
        .split('\n')
        .map((line) => new Paragraph({ children: [new TextRun({ text: printable(line), font: CHINESE_HINT, size: 21 })] })),
    });
    return id;
  }
}

function spanOf(text: string, quote: string | undefined): { from: number; to: number } {
  const at = quote ? text.indexOf(quote) : -1;
  return at < 0 || !quote ? { from: 0, to: text.length } : { from: at, to: at + quote.length };
}
