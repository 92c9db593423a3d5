import { widthInCharacters } from './text-width';

/** 442 pt of text width at 22 pt a character. */
export const TITLE_CHARACTERS_PER_LINE = 20;

/** Words of titles that are read as one and that a general dictionary would cut. */
const KEEP_TOGETHER =
  /《[^》]*》|〔\d{4}〕\d*号?|\d{4}(?:[—\-–]\d{4})?年度?|[“][^”]*[”]|法治政府|工作要点|人民政府|司法局|依法行政|工作情况|第一责任人/gu;

/** Nothing starts a line with these, and nothing ends one with those. */
const NOT_FIRST = /^[的地得之和与及、，。；：）》〉”’〕]/u;
const NOT_LAST = /[（《〈“‘〔、和与及关于对]$/u;

/**
 * Breaks a title into lines at word boundaries, in a trapezoid (each line longer than the one above, or each shorter) or a
 * rhombus, as GB/T 9704-2012 clause 7.3.1 asks; never into a rectangle or an hourglass where another break exists.
 *
 * @param title without line breaks
 * @param perLine how many full-width characters a line holds
 */
export function titleLines(title: string, perLine: number = TITLE_CHARACTERS_PER_LINE): string[] {
  const text = title.trim();
  if (widthInCharacters(text) <= perLine) return [text];
  const pieces = wordPieces(text);
  const least = Math.ceil(widthInCharacters(text) / perLine);
  for (let count = least; count <= least + 2; count++) {
    const best = bestBreak(pieces, count, perLine);
    if (best) return best;
  }
  return cutByWidth(text, perLine);
}

/** The title's unbreakable pieces, in order. */
function wordPieces(text: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const match of text.matchAll(KEEP_TOGETHER)) {
    pieces.push(...words(text.slice(at, match.index)), match[0]);
    at = match.index + match[0].length;
  }
  pieces.push(...words(text.slice(at)));
  return pieces.flatMap((piece) => (widthInCharacters(piece) > TITLE_CHARACTERS_PER_LINE ? words(piece) : [piece]));
}

function words(text: string): string[] {
  return [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map((part) => part.segment);
}

interface Candidate {
  readonly lines: readonly string[];
  readonly cost: number;
}

function bestBreak(pieces: readonly string[], count: number, perLine: number): string[] | undefined {
  let best: Candidate | undefined;
  const visit = (from: number, lines: readonly string[]): void => {
    if (lines.length === count - 1) {
      const all = [...lines, pieces.slice(from).join('')];
      if (!all.every((line) => fits(line, perLine))) return;
      const cost = shapeCost(all);
      if (!best || cost < best.cost) best = { lines: all, cost };
      return;
    }
    let line = '';
    for (let to = from; to < pieces.length - 1; to++) {
      line += pieces[to] as string;
      if (!fits(line, perLine)) break;
      const next = pieces[to + 1] as string;
      if (NOT_LAST.test(line) || NOT_FIRST.test(next)) continue;
      visit(to + 1, [...lines, line]);
    }
  };
  visit(0, []);
  return best ? best.lines.map((line) => line.trim()) : undefined;
}

const fits = (line: string, perLine: number) => line.trim() !== '' && widthInCharacters(line.trim()) <= perLine;

/** Lower is better: a regular shape first, then 关于 at the head of a line, then moderate steps between the lines. */
function shapeCost(lines: readonly string[]): number {
  const widths = lines.map((line) => widthInCharacters(line));
  const steps = widths.slice(1).map((width, index) => width - (widths[index] as number));
  const firstFall = steps.findIndex((step) => step < 0);
  const rises = steps.every((step) => step > 0);
  const falls = steps.every((step) => step < 0);
  const rhombus =
    firstFall > 0 && steps.slice(firstFall).every((step) => step < 0) && steps.slice(0, firstFall).every((step) => step > 0);
  let cost = rises || falls ? 0 : rhombus ? 2 : 30;
  const about = lines.join('').indexOf('关于');
  if (about > 0 && !lines.some((line) => line.startsWith('关于'))) cost += 20;
  for (const step of steps) cost += Math.abs(Math.abs(step) - 4) * 0.5;
  cost += widths.filter((width) => width < 5).length * 8;
  return cost;
}

function cutByWidth(text: string, perLine: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (line !== '' && widthInCharacters(line + character) > perLine) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}
