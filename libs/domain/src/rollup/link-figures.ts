import { type Decimal, equal, showDecimal } from '../figure/decimal';
import type { ExactFigure, SourceLine } from '../figure/extract-figures';
import type { Verified } from '../figure/finding';
import { checkFigures } from '../figure/check-figures';
import { type Mention, type Passage, isPercent, numberLike, readPassages } from '../figure/passage';
import { percentOf } from '../figure/rate';

/** How a figure follows from others of its line: the sum of parts, or the share of a numerator in a denominator. */
export type FigureFormula =
  | { readonly kind: 'sum'; readonly parts: readonly number[] }
  | { readonly kind: 'ratio'; readonly numerator: number; readonly denominator: number };

/** A figure of a line with a name that is its own in the text, and what it is computed from. */
export interface LinkedFigure {
  readonly figure: ExactFigure;
  /** What is counted, from the words around it: 行政处罚. */
  readonly name: string;
  /** Indexes into the same list; null for a figure that stands for itself. */
  readonly formula: FigureFormula | null;
}

/**
 * Finds the figures of a text and which of them follow from others: a total from its parts and a rate from its two counts,
 * where FigureCheck has verified the claim. What is only stated, or does not add up, stands for itself.
 */
export function linkFigures(lines: readonly SourceLine[]): LinkedFigure[] {
  const passages = readPassages(lines);
  const verified = checkFigures(lines).verified;
  const linked: LinkedFigure[] = [];
  for (const passage of passages) {
    const offset = linked.length;
    const formulas = formulasOf(
      passage,
      verified.filter((claim) => claim.line === passage.line),
    );
    for (const mention of passage.mentions) {
      linked.push({ figure: mention.figure, name: nameOf(mention), formula: moved(formulas.get(mention.index), offset) });
    }
  }
  return linked;
}

function formulasOf(passage: Passage, verified: readonly Verified[]): Map<number, FigureFormula> {
  const formulas = new Map<number, FigureFormula>();
  for (const claim of verified) {
    const found = claim.rule === 'parts' ? sumIn(passage, claim) : claim.rule === 'ratio' ? ratioIn(passage, claim) : null;
    if (!found || formulas.has(found.of) || usesItself(formulas, found)) continue;
    formulas.set(found.of, found.formula);
  }
  return formulas;
}

interface Found {
  readonly of: number;
  readonly formula: FigureFormula;
}

function sumIn(passage: Passage, claim: Verified): Found | null {
  const [sides, whole] = claim.arithmetic.split('=');
  const addends = (sides ?? '').split('+');
  const near = mentionsIn(passage, claim);
  for (const total of near) {
    if (isPercent(total) || numberLike(total.base, total) !== whole) continue;
    const after = inOrder(
      near.filter((m) => m.index > total.index),
      addends,
      total,
    );
    const parts =
      after ??
      inOrder(
        near.filter((m) => m.index < total.index),
        addends,
        total,
      );
    if (parts) return { of: total.index, formula: { kind: 'sum', parts } };
  }
  return null;
}

/** The indexes of the mentions that are the addends, one after the other; null where one is missing. */
function inOrder(mentions: readonly Mention[], addends: readonly string[], total: Mention): number[] | null {
  const found: number[] = [];
  for (const m of mentions) {
    if (m.family === total.family && numberLike(m.base, total) === addends[found.length]) found.push(m.index);
    if (found.length === addends.length) return found;
  }
  return null;
}

/** Of 7873÷7874=99.99% the two counts that stand nearest before the rate, else anywhere in the claim. */
function ratioIn(passage: Passage, claim: Verified): Found | null {
  const match = /^([\d.]+)÷([\d.]+)=/.exec(claim.arithmetic);
  const near = mentionsIn(passage, claim);
  for (const rate of near.filter((m) => isPercent(m) && !m.figure.approximate)) {
    const counts = [...near.filter((m) => m.index < rate.index).reverse(), ...near.filter((m) => m.index > rate.index)];
    const says = (m: Mention, number: string | undefined) =>
      !isPercent(m) && (showDecimal(m.figure.exact) === number || showDecimal(m.base) === number);
    const numerator = counts.find((m) => says(m, match?.[1]));
    const denominator = counts.find((m) => m !== numerator && says(m, match?.[2]));
    if (!numerator || !denominator || !printsAs(rate, numerator, denominator)) continue;
    return { of: rate.index, formula: { kind: 'ratio', numerator: numerator.index, denominator: denominator.index } };
  }
  return null;
}

/** Only a rate that our own rounding prints as it stands may be computed; another one was rounded by another rule. */
function printsAs(rate: Mention, numerator: Mention, denominator: Mention): boolean {
  const percent = percentOf(numerator.base, denominator.base, Math.max(0, -rate.figure.lastPlace));
  return percent !== null && equal(rate.figure.exact, asDecimal(percent));
}

const asDecimal = (percent: string): Decimal => {
  const [whole = '', fraction = ''] = percent.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
};

function mentionsIn(passage: Passage, claim: Verified): Mention[] {
  const cut = claim.claim.endsWith('…');
  const words = cut ? claim.claim.slice(0, -1) : claim.claim;
  const from = passage.text.indexOf(words);
  if (from < 0) return [];
  const to = cut ? passage.text.length : from + words.length;
  return passage.mentions.filter((m) => m.figure.start >= from && m.figure.end <= to + 1);
}

function usesItself(formulas: ReadonlyMap<number, FigureFormula>, found: Found): boolean {
  const uses = (index: number): boolean => {
    if (index === found.of) return true;
    const formula = formulas.get(index);
    return formula !== undefined && inputsOf(formula).some(uses);
  };
  return inputsOf(found.formula).some(uses);
}

export const inputsOf = (formula: FigureFormula): readonly number[] =>
  formula.kind === 'sum' ? formula.parts : [formula.numerator, formula.denominator];

function moved(formula: FigureFormula | undefined, offset: number): FigureFormula | null {
  if (!formula) return null;
  if (formula.kind === 'sum') return { kind: 'sum', parts: formula.parts.map((part) => part + offset) };
  return { kind: 'ratio', numerator: formula.numerator + offset, denominator: formula.denominator + offset };
}

const LONGEST_NAME = 24;
/** Words that lead up to what is counted and name nothing. */
const LEADS = /^(?:其中|包括|分别(?:为|是)|共计?|累计|总计|合计|全年|目前|先后|已|并|以及|和|及|对|将|了|达到?|约|近|逾|超过?)+/;
const TAILS = /(?:共计?|累计|总计|合计|达到?|约|近|逾|超过?|为|了|的|由|至)+$/;
const NO_NAME_SIGNS = /[{}|+/:=：\s“”"'《》〈〉（）()、，,。；;！？!?\d０-９%‰.．—－-]/gu;

/** What the figure counts, from the words before it, else those after it. Never empty; the signs of a template are left out. */
function nameOf(mention: Mention): string {
  const plain = (text: string) => text.replace(NO_NAME_SIGNS, '');
  const before = plain(mention.label).replace(LEADS, '').replace(TAILS, '');
  const after = plain(mention.after).replace(/^(?:的|以上|左右|多)+/, '');
  const full = plain(mention.clause).replace(LEADS, '').replace(TAILS, '');
  const name = [...before].length >= 2 ? before : before + after || full;
  return [...name].slice(-LONGEST_NAME).join('') || mention.figure.unit.replace(NO_NAME_SIGNS, '') || '数据';
}
