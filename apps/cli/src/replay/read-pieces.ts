import { frontMatterOf, type Clause, type Outline, type SourceDocument } from '@duban/documents';

/** A stretch of a source line: where it starts in the line, and its characters. */
export interface PieceLine {
  readonly line: number;
  readonly start: number;
  readonly text: string;
}

/** A stretch of the report that is set under one heading, in the order of the text. */
export interface Piece {
  /** `loose` text stands behind a clause and belongs to none; `attachment` is the title of what a covering letter sends. */
  readonly kind: 'opening' | 'attachment' | 'clause' | 'loose';
  readonly clause: Clause | null;
  /** The number as printed, with its mark: 一、 · (三) · 2. */
  readonly printedLabel: string;
  /** As printed, with its full stop where it has one; null where there is none. */
  readonly heading: PieceLine | null;
  /** The text goes on in the paragraph of the heading. */
  readonly runIn: boolean;
  readonly paragraphs: readonly PieceLine[];
}

/** What a line around the text is. Furniture is left out; the rest is set by the document's own rules. */
export type OutsideRole = 'title' | 'receiver' | 'date' | 'issuer' | 'closing' | 'otherTitle' | 'furniture';

export interface OutsideLine {
  readonly line: number;
  readonly text: string;
  readonly role: OutsideRole;
}

export interface ReportPieces {
  readonly pieces: readonly Piece[];
  readonly outside: readonly OutsideLine[];
}

type Draft = { -readonly [Key in keyof Piece]: Piece[Key] } & { paragraphs: PieceLine[] };

/** Cuts a report into the pieces that are written again, and says of every other line what it is. */
export function readPieces(source: SourceDocument, outline: Outline): ReportPieces {
  const body = source.lines.filter((line) => line.origin === 'body');
  const front = frontMatterOf(body);
  const clauses = outline.clauses.filter((clause) => clause.kind !== 'point');
  // Where there is no clause the text begins with the first line that is nothing around it.
  const firstText =
    body.find((each) => each.text.trim() !== '' && !front.outside.has(each.line))?.line ?? Number.POSITIVE_INFINITY;
  const firstLine = clauses.length === 0 ? firstText : Math.min(...clauses.map((clause) => clause.line));
  const pieces: Draft[] = [];
  const outside: OutsideLine[] = [];
  let owner: Clause | null = null;
  const under = (kind: Piece['kind']): Draft => {
    const last = pieces.at(-1);
    if (last && (last.kind === kind || (kind === 'opening' && last.kind === 'attachment'))) return last;
    const piece: Draft = { kind, clause: null, printedLabel: '', heading: null, runIn: false, paragraphs: [] };
    pieces.push(piece);
    return piece;
  };
  for (const { line, text } of body) {
    if (text.trim() === '') continue;
    const whole = stretch(line, text, 0);
    if (front.outside.has(line)) {
      const letter = line < firstLine && pieces.at(-1)?.kind !== 'attachment' ? coveringLetter(text, pieces.length > 0) : null;
      if (letter === 'letter') under('opening').paragraphs.push(whole);
      else if (letter === 'attachment') pieces.push({ ...emptyPiece, kind: 'attachment', heading: whole, paragraphs: [] });
      else outside.push({ line, text: text.trim(), role: outsideRole(text.trim(), line < firstLine, outline) });
      continue;
    }
    const starting = clauses.filter((clause) => clause.line === line);
    // Several clauses may stand on one line: each goes as far as the next.
    for (const [at, clause] of starting.entries()) {
      owner = clause;
      const end = starting.slice(at + 1).find((next) => !next.inferred)?.start ?? text.length;
      pieces.push(clause.inferred ? inferredPiece(clause) : printedPiece(clause, text.slice(0, end)));
    }
    if (starting.some((clause) => !clause.inferred)) continue;
    if (owner === null) under('opening').paragraphs.push(whole);
    else if (owner.text.split('\n').includes(text.trim()) && pieces.at(-1)?.kind === 'clause')
      pieces.at(-1)?.paragraphs.push(whole);
    else under('loose').paragraphs.push(whole);
  }
  return { pieces, outside };
}

const emptyPiece = { kind: 'clause', clause: null, printedLabel: '', heading: null, runIn: false } as const;

const inferredPiece = (clause: Clause): Draft => ({ ...emptyPiece, clause, printedLabel: `${clause.label}、`, paragraphs: [] });

function printedPiece(clause: Clause, text: string): Draft {
  const found = text.indexOf(clause.heading, clause.start + clause.label.length);
  const from = found < 0 ? clause.start + clause.label.length : found;
  let to = from + clause.heading.length;
  if (/[。：:]/.test(text[to] ?? '')) to += 1;
  const rest = stretch(clause.line, text.slice(to), to);
  return {
    ...emptyPiece,
    clause,
    printedLabel: printedLabel(text.slice(clause.start, from)),
    heading: stretch(clause.line, text.slice(from, to), from),
    runIn: rest.text !== '',
    paragraphs: rest.text === '' ? [] : [rest],
  };
}

/** A number that no mark of its own parts from the text keeps the blank: 1.1 优化 is not 1.1优化, nor 第一章 总则 第一章总则. */
function printedLabel(printed: string): string {
  const label = printed.trim();
  return /\s$/.test(printed) && !/[、.．：:)）]$/.test(label) ? `${label} ` : label;
}

/** The stretch without the blanks around it and without the stroke that a copied page leaves at its end. */
function stretch(line: number, text: string, start: number): PieceLine {
  const lead = text.length - text.trimStart().length;
  return { line, start: start + lead, text: text.trim().replace(/\s*\|$/, '') };
}

function coveringLetter(text: string, begun: boolean): 'letter' | 'attachment' | null {
  if (/^\s*现将.+(?:报上|呈上|呈报|印发)/.test(text)) return 'letter';
  return begun && /(?:报告|总结|要点|方案|计划|清单)\s*$/.test(text) ? 'attachment' : null;
}

/** A line of its own behind the text that names a body: a signature without a date. */
const ORGAN = /^[\u4e00-\u9fff]{2,24}(?:人民政府|委员会|办事处|办公室|[县区市州镇乡]委|局|厅)$/;

const compact = (text: string): string => text.replace(/\s/g, '');

function outsideRole(text: string, isHead: boolean, outline: Outline): OutsideRole {
  const plain = compact(text);
  if (isHead) {
    if (plain !== '' && compact(outline.title ?? '').includes(plain) && !/^\d{4}年度?[^关]*$/.test(plain)) return 'title';
    if (outline.receiver !== null && plain.startsWith(compact(outline.receiver))) return 'receiver';
  } else {
    if (/^(?:特此|以上报告|妥否)/.test(plain)) return 'closing';
    if (outline.issuer !== null && compact(outline.issuer).includes(plain)) return 'issuer';
    if (outline.issuer === null && ORGAN.test(plain)) return 'issuer';
  }
  if (/^[（(]?(?:\d{5,8}|\d{4}年?\d{1,2}月?\d{1,2}日?|[二〇○零一三四五六七八九]{4}年.{1,6}日)[）)]?$/.test(plain)) return 'date';
  return isHead && /(?:报告|总结)$/.test(plain) ? 'otherTitle' : 'furniture';
}
