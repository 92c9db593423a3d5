import { widthInCharacters } from './text-width';

/** 442 pt of text width at 22 pt a character. */
export const TITLE_CHARACTERS_PER_LINE = 20;

/** Words of titles that are read as one and that a general dictionary would cut; a name in 《》 first of all. */
const TITLE_NAME = /《[^》]*》/gu;
const TITLE_WORD =
  /〔\d{4}〕\d*号?|\d{4}(?:[—\-–]\d{4})?年度?|“[^”]*”|法治政府建设|法治政府|工作要点|人民政府|司法局|依法行政|工作情况|落实情况|整改情况|督察结果|重点任务|第一责任人/gu;

/** More lines than needed are tried only for titles of up to so many. */
const FEW_LINES = 4;

/** Nothing starts a line with these, and nothing ends one with those (a conjunction goes with what follows it). */
const NOT_FIRST = /^[的地得之、，。；：）》〉”’〕]/u;
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
  const pieces = wordPieces(text, perLine);
  const least = Math.ceil(widthInCharacters(text) / perLine);
  const most = least <= FEW_LINES ? least + 2 : least + 1;
  let best: Candidate | undefined;
  for (let count = least; count <= most; count++) {
    const candidate = bestBreak(pieces, count, perLine);
    if (candidate && (!best || candidate.cost < best.cost)) best = candidate;
  }
  return best ? best.lines.map((line) => line.trim()) : cutByWidth(text, perLine);
}

/** The title's unbreakable pieces, in order; a name that is longer than a line is cut into its words. */
function wordPieces(text: string, perLine: number): string[] {
  const byName = cutAt(text, TITLE_NAME).flatMap((part) =>
    part.found && widthInCharacters(part.text) <= perLine ? [part] : cutAt(part.text, TITLE_WORD),
  );
  return byName.flatMap((part) => (part.found && widthInCharacters(part.text) <= perLine ? [part.text] : words(part.text)));
}

function cutAt(text: string, pattern: RegExp): { readonly text: string; readonly found: boolean }[] {
  const parts: { text: string; found: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push({ text: text.slice(at, match.index), found: false }, { text: match[0], found: true });
    at = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(at), found: false }].filter((part) => part.text !== '');
}

function words(text: string): string[] {
  return [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map((part) => part.segment);
}

interface Candidate {
  readonly lines: readonly string[];
  readonly cost: number;
}

function bestBreak(pieces: readonly string[], count: number, perLine: number): Candidate | undefined {
  let best: Candidate | undefined;
  const visit = (from: number, lines: readonly string[]): void => {
    if (lines.length === count - 1) {
      const all = [...lines, pieces.slice(from).join('')];
      if (!all.every((line) => fits(line, perLine))) return;
      const cost = shapeCost(all);
      if (!best || cost < best.cost) best = { lines: all, cost };
      return;
    }
    if (widthInCharacters(pieces.slice(from).join('').trim()) > perLine * (count - lines.length)) return;
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
  return best;
}

const fits = (line: string, perLine: number) => line.trim() !== '' && widthInCharacters(line.trim()) <= perLine;

/** Lines that differ by less look the same length, in characters. */
const FLAT = 0.75;

/** Lower is better: a regular shape first, then 关于 at the head of a line, then moderate steps between the lines. */
function shapeCost(lines: readonly string[]): number {
  const widths = lines.map((line) => widthInCharacters(line.trim()));
  const steps = widths.slice(1).map((width, index) => width - (widths[index] as number));
  const slopes = steps.filter((step) => Math.abs(step) > FLAT);
  const fall = slopes.findIndex((step) => step < 0);
  const rises = fall < 0;
  const falls = slopes.every((step) => step < 0);
  const rhombus = fall > 0 && slopes.slice(fall).every((step) => step < 0);
  let cost = slopes.length === 0 ? 30 : rises || falls ? 0 : rhombus ? 2 : 30;
  cost += (steps.length - slopes.length) * 8;
  const about = lines.join('').indexOf('关于');
  if (about > 0 && !lines.some((line) => line.startsWith('关于'))) cost += 20;
  for (const step of steps) cost += Math.abs(Math.abs(step) - 4) * 0.5;
  cost += widths.filter((width) => width < 5).length * 8;
  // Each further line has to earn its place.
  cost += lines.length * 12;
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
