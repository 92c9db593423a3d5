import { type Decimal, decimalOf, shift, showDecimal, sum } from '../figure/decimal';
import type { ExactFigure } from '../figure/extract-figures';
import { percentOf, NO_RATE } from '../figure/rate';
import { unitExponent } from '../figure/units';
import { figurePrintOf, printFigure } from './figure-print';
import type { LinkedFigure } from './link-figures';

/*
 * A text whose figures are places: `行政处罚{{行政处罚|3352项|3352}}` prints the stored amount of the indicator in the manner of
 * the example. A total or a rate is stored nowhere; its place says what it is computed from:
 * `{{行政职权:=行政许可+行政处罚|4139项|4139|项}}`, `{{成功率:=调解成功/受理|99.99%|99.99|%}}`. `{{|}}` stands for two opening braces.
 */

/** A stored amount of one indicator; null where nothing is stored. */
export interface StoredAmount {
  readonly value: Decimal;
  readonly unit: string;
}

export interface TemplateFigure {
  readonly name: string;
  readonly unit: string;
  readonly value: Decimal;
  readonly approximate: boolean;
}

export interface FigureTemplate {
  readonly text: string;
  /** What has to be stored for it; computed figures are not among them. */
  readonly figures: readonly TemplateFigure[];
}

const PLACE = /\{\{([^{}|]*)\|([^{}|]*)(?:\|([^{}|]*)(?:\|([^{}|]*))?)?\}\}/g;
const escaped = (text: string): string => text.replaceAll('{{', '{{|}}');

/**
 * Makes a template of each line; figures are named once over all lines, so that one unit's report of one task may hold them.
 *
 * @param lines the lines' texts, by the line numbers that the figures carry
 * @param linked every figure of these lines (others are passed over)
 * @param startOf where a line's own text begins in the source line, for lines that were cut
 */
export function figureTemplates(
  lines: readonly { readonly line: number; readonly start: number; readonly text: string }[],
  linked: readonly LinkedFigure[],
): { readonly texts: readonly string[]; readonly figures: readonly TemplateFigure[] } {
  const inside = (figure: ExactFigure) =>
    lines.findIndex((l) => l.line === figure.line && figure.start >= l.start && figure.end <= l.start + l.text.length);
  const names = uniqueNames(linked, (figure) => inside(figure) >= 0);
  const figures: TemplateFigure[] = [];
  const texts = lines.map(({ start, text }, at) => {
    let written = '';
    let from = 0;
    linked.forEach(({ figure, formula }, index) => {
      if (inside(figure) !== at) return;
      written += escaped(text.slice(from, figure.start - start));
      from = figure.end - start;
      const name = names.get(index) ?? '';
      const computed = formula && formulaText(formula, names);
      if (computed !== null) {
        written += `{{${name}:=${computed}|${figure.text}|${showDecimal(figure.exact)}|${figure.unit}}}`;
        return;
      }
      const upper = rangeOf(figure);
      if (upper) {
        written += place(name, upper.lowerText, figure.exact) + escaped(upper.between);
        written += place(`${name}${UPPER_END}`, upper.upperText, upper.value);
        figures.push(
          { name, unit: figure.unit, value: figure.exact, approximate: true },
          { name: `${name}${UPPER_END}`, unit: figure.unit, value: upper.value, approximate: true },
        );
        return;
      }
      written += place(name, figure.text, figure.exact);
      figures.push({ name, unit: figure.unit, value: figure.exact, approximate: figure.approximate });
    });
    return written + escaped(text.slice(from));
  });
  return { texts, figures };
}

const UPPER_END = '上限';
const place = (name: string, text: string, value: Decimal): string => `{{${name}|${text}|${showDecimal(value)}}}`;

/** 6—8个工作日 holds two amounts; both are stored. */
function rangeOf(figure: ExactFigure) {
  if (figure.upTo === undefined) return null;
  const match = /^([\d.,]+)(\D+?)([\d.,]+\D*)$/.exec(figure.text);
  if (!match?.[1] || !match[2] || !match[3]) return null;
  return { lowerText: match[1], between: match[2], upperText: match[3], value: decimalOf(String(figure.upTo)) };
}

function uniqueNames(linked: readonly LinkedFigure[], isHere: (figure: ExactFigure) => boolean): Map<number, string> {
  const names = new Map<number, string>();
  const taken = new Set<string>();
  linked.forEach(({ figure, name }, index) => {
    if (!isHere(figure)) return;
    let own = name;
    for (let n = 2; taken.has(own) || taken.has(own + UPPER_END); n += 1) own = `${name}〔${n}〕`;
    taken.add(own);
    if (figure.upTo !== undefined) taken.add(own + UPPER_END);
    names.set(index, own);
  });
  return names;
}

/** Null where one of the inputs stands in another text: then the figure is stored as stated. */
function formulaText(formula: NonNullable<LinkedFigure['formula']>, names: ReadonlyMap<number, string>): string | null {
  const inputs = formula.kind === 'sum' ? formula.parts : [formula.numerator, formula.denominator];
  const named = inputs.map((index) => names.get(index));
  return named.some((name) => name === undefined) ? null : named.join(formula.kind === 'sum' ? '+' : '/');
}

/** A figure as it came out: for the trace from a printed figure to what it was computed from. */
export interface PrintedFigure {
  readonly name: string;
  readonly text: string;
  /** The indicators behind it; itself where it is stored. */
  readonly from: readonly string[];
  readonly formula: string | null;
}

/**
 * Prints a text with the amounts that are stored now. An indicator that a template names and nobody has reported prints "—".
 *
 * @param formulasFrom the templates that may define computed figures which this one builds on; itself by default
 */
export function renderFigures(
  template: string,
  amountOf: (name: string) => StoredAmount | null,
  formulasFrom: readonly string[] = [template],
): { readonly text: string; readonly figures: readonly PrintedFigure[] } {
  const formulas = new Map<string, { formula: string; unit: string; sample: string }>();
  for (const each of formulasFrom) {
    for (const match of each.matchAll(PLACE)) {
      const [name, formula] = (match[1] ?? '').split(':=');
      if (name && formula !== undefined) formulas.set(name, { formula, unit: match[4] ?? '', sample: match[2] ?? '' });
    }
  }
  const resolve = (name: string, open: readonly string[]): StoredAmount | null => {
    const computed = formulas.get(name);
    if (!computed) return amountOf(name);
    if (open.includes(name)) throw new Error(`a figure that is computed from itself: ${name}`);
    return compute(computed.formula, computed.unit, decimalsOf(computed.sample), (input) => resolve(input, [...open, name]));
  };
  const leaves = (name: string): string[] => {
    const computed = formulas.get(name);
    return computed ? computed.formula.split(/[+/]/).flatMap(leaves) : [name];
  };
  const figures: PrintedFigure[] = [];
  const text = template.replace(PLACE, (_all, head: string, sample: string, value: string | undefined) => {
    if (head === '') return '{{';
    const [name = '', formula] = head.split(':=');
    const print = figurePrintOf(sample, decimalOf(value ?? ''));
    const amount = resolve(name, []);
    const shown =
      amount === null ? print.before + NO_RATE + (sample.endsWith('%') ? '' : print.after) : printFigure(print, amount.value);
    figures.push({ name, text: shown, from: [...new Set(leaves(name))], formula: formula ?? null });
    return shown;
  });
  return { text, figures };
}

const decimalsOf = (sample: string): number => /\.(\d+)/.exec(sample)?.[1]?.length ?? 0;

function compute(
  formula: string,
  unit: string,
  decimals: number,
  resolve: (name: string) => StoredAmount | null,
): StoredAmount | null {
  const base = (name: string): Decimal | null => {
    const amount = resolve(name);
    return amount && shift(amount.value, unitExponent(amount.unit));
  };
  if (formula.includes('/')) {
    const [numerator, denominator] = formula.split('/').map(base);
    const percent = numerator && denominator ? percentOf(numerator, denominator, decimals) : null;
    return percent === null ? null : { value: decimalOf(percent), unit };
  }
  const parts = formula.split('+').map(base);
  const present = parts.filter((part) => part !== null);
  if (present.length === 0) return null;
  return { value: shift(sum(present), -unitExponent(unit)), unit };
}
