import { type Decimal, absolute, compare, decimalOfInteger, minus, plus, shift, showDecimal, times } from './decimal';
import { type ExactFigure, type SourceLine, readFigures } from './extract-figures';
import { unitExponent, unitFamily } from './units';

/** A figure in its surroundings. */
export interface Mention {
  readonly figure: ExactFigure;
  /** Its value in the smallest unit of its family, so that 万元 and 元 can be added. */
  readonly base: Decimal;
  readonly family: string;
  /** What stands before it in its clause, after the figure before it. */
  readonly label: string;
  /** What stands after it up to the next mark or figure. */
  readonly after: string;
  /** The clause from its beginning to the figure, with figures before it. */
  readonly clause: string;
  readonly clauseStart: number;
  readonly clauseEnd: number;
  /** The number of open brackets around it. */
  readonly depth: number;
  /** The position among the mentions of the line. */
  readonly index: number;
}

/** A stretch of a line up to 。！？; its `segments` are divided by ；. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly mentions: readonly Mention[];
}

export interface Passage {
  readonly line: number;
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly mentions: readonly Mention[];
}

const CLAUSE_MARKS = /[,，、;；:：。！？!?()（）]/;
const SENTENCE_MARKS = /[。！？!?]/;

/** Divides the lines into sentences and finds the figures in them. */
export function readPassages(lines: readonly SourceLine[]): Passage[] {
  return lines.map((source) => {
    const figures = readFigures([source]);
    const mentions = figures.map((figure, index) => mentionOf(source.text, figures, figure, index));
    return { line: source.line, text: source.text, sentences: sentencesOf(source.text, mentions), mentions };
  });
}

function mentionOf(text: string, figures: readonly ExactFigure[], figure: ExactFigure, index: number): Mention {
  let clauseStart = figure.start;
  while (clauseStart > 0 && !isMark(text, clauseStart - 1, CLAUSE_MARKS)) clauseStart -= 1;
  let clauseEnd = figure.end;
  while (clauseEnd < text.length && !isMark(text, clauseEnd, CLAUSE_MARKS)) clauseEnd += 1;
  const before = figures[index - 1];
  const next = figures[index + 1];
  const head = text.slice(0, figure.start);
  return {
    figure,
    base: shift(figure.exact, unitExponent(figure.unit)),
    family: unitFamily(figure.unit),
    label: text.slice(Math.max(clauseStart, before?.end ?? 0), figure.start).trim(),
    after: text.slice(figure.end, Math.min(clauseEnd, next?.start ?? text.length)).trim(),
    clause: text.slice(clauseStart, figure.start).trim(),
    clauseStart,
    clauseEnd,
    depth: Math.max(0, count(head, /[(（]/g) - count(head, /[)）]/g)),
    index,
  };
}

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** A comma or colon between digits belongs to a number or a time. */
function isMark(text: string, position: number, marks: RegExp): boolean {
  const c = text[position] ?? '';
  if (!marks.test(c)) return false;
  return !(/[,:]/.test(c) && /\d/.test(text[position - 1] ?? '') && /^\d{3}(?!\d)/.test(text.slice(position + 1)));
}

function sentencesOf(text: string, mentions: readonly Mention[]): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !SENTENCE_MARKS.test(text[at] ?? '')) continue;
    const end = Math.min(at + 1, text.length);
    if (end > start) {
      const inside = mentions.filter((m) => m.figure.start >= start && m.figure.start < end);
      sentences.push({ start, end, text: text.slice(start, end), mentions: inside });
    }
    start = end;
  }
  return sentences;
}

const LONGEST_CLAIM = 200;

/** The text from the clause of the first mention to the end of the clause of the last, as printed. */
export function claimOf(passage: Passage, ...mentions: readonly (Mention | undefined)[]): string {
  const present = mentions.filter((m) => m !== undefined);
  const start = Math.min(...present.map((m) => m.clauseStart));
  const end = Math.max(...present.map((m) => m.clauseEnd));
  let claim = passage.text.slice(start, end).trim();
  if (count(claim, /[(（]/g) > count(claim, /[)）]/g) && /[)）]/.test(passage.text[end] ?? '')) claim += passage.text[end];
  return claim.length <= LONGEST_CLAIM ? claim : `${claim.slice(0, LONGEST_CLAIM)}…`;
}

export const isPercent = (m: Mention): boolean => m.figure.unit === '%';
export const isExact = (m: Mention): boolean => !m.figure.approximate;
export const wording = (m: Mention): string => `${m.label}${m.after}`;

/** The amount `base` written in the unit of `like`: 9590000 元 like 956万元 is 959万元. */
export function amountLike(base: Decimal, like: Mention): string {
  return `${showDecimal(shift(base, -unitExponent(like.figure.unit)))}${like.figure.unit}`;
}

/** The number alone in the unit of `like`. */
export const numberLike = (base: Decimal, like: Mention): string => showDecimal(shift(base, -unitExponent(like.figure.unit)));

/** How two amounts that should be equal stand to each other, given the rounding of the figures behind them. */
export type Agreement = 'equal' | 'withinRounding' | 'different';

/**
 * Counts printed to the last one must agree exactly. Amounts printed in 万 or 亿 were rounded; each may be off by half of its
 * last printed digit.
 */
export function agreement(claimed: Decimal, computed: Decimal, behind: readonly Mention[]): Agreement {
  const gap = absolute(minus(claimed, computed));
  if (compare(gap, decimalOfInteger(0)) === 0) return 'equal';
  const slack = behind
    .map((m) => m.figure.lastPlace + unitExponent(m.figure.unit))
    .filter((place) => place > 0)
    .map((place) => shift(decimalOfInteger(1), place))
    .reduce(plus, decimalOfInteger(0));
  return compare(times(gap, decimalOfInteger(2)), slack) <= 0 ? 'withinRounding' : 'different';
}
