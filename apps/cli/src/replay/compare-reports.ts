import type { Clause, Outline, OutlineFigure } from '@duban/documents';
import { replayWords } from '@duban/wording';

export interface Difference {
  readonly what: 'clause' | 'figure';
  /** 1-based line in the source; null for what was only written. */
  readonly line: number | null;
  readonly path: string;
  readonly text: string;
  readonly why: string;
}

export interface Comparison {
  readonly clausesIn: number;
  readonly clausesOut: number;
  readonly figuresIn: number;
  readonly figuresOut: number;
  /** In the source and not at its place in what was written. */
  readonly missing: readonly Difference[];
  /** In what was written and not in the source. */
  readonly added: readonly Difference[];
}

/** Lays the outline of the source beside the outline of what was written: the same clauses and figures in the same order? */
export function compareReports(before: Outline, after: Outline): Comparison {
  const clauses = pairUp(before.clauses, after.clauses, (clause, isBefore) =>
    clauseKey(clause, isBefore ? before.clauses : after.clauses),
  );
  const figures = pairUp(before.figures, after.figures, (figure, isBefore) =>
    figureKey(figure, isBefore ? before.clauses : after.clauses),
  );
  const clauseGone = (clause: Clause): Difference => {
    const instead = clauses.added.find((other) => other.label === clause.label && other.kind === clause.kind);
    const why = instead ? replayWords.clauseChanged(instead.heading) : replayWords.clauseMissing;
    return { what: 'clause', line: clause.line, path: clause.path, text: clause.heading, why };
  };
  const pathOf = (figure: OutlineFigure, of: Outline) => of.clauses.find((clause) => clause.id === figure.clause)?.path ?? '';
  return {
    clausesIn: before.clauses.length,
    clausesOut: after.clauses.length,
    figuresIn: before.figures.length,
    figuresOut: after.figures.length,
    missing: [
      ...clauses.missing.map(clauseGone),
      ...figures.missing.map((figure): Difference => ({
        what: 'figure',
        line: figure.line,
        path: pathOf(figure, before),
        text: figure.text,
        why: replayWords.figureMissing,
      })),
    ],
    added: [
      ...clauses.added.map((clause): Difference => ({
        what: 'clause',
        line: null,
        path: clause.path,
        text: clause.heading,
        why: replayWords.clauseAdded,
      })),
      ...figures.added.map((figure): Difference => ({
        what: 'figure',
        line: null,
        path: pathOf(figure, after),
        text: figure.text,
        why: replayWords.figureAdded,
      })),
    ],
  };
}

const plain = (text: string): string => text.replace(/\s/g, '');

/** A heading that was inferred has no words in the source and our mark in what was written. */
const clauseKey = (clause: Clause, clauses: readonly Clause[]): string => {
  const heading = clause.heading === replayWords.inferredHeading ? '' : plain(ownHeading(clause, clauses));
  return [clause.kind, plain(clause.path), heading.replace(/[；;，,]$/, '')].join('|');
};

/** A clause that has others on its line ends where the first of them begins: it is written as a line of its own. */
function ownHeading(clause: Clause, clauses: readonly Clause[]): string {
  const inside = clauses
    .filter((each) => each.parent === clause.id && each.line === clause.line && each.kind !== 'point')
    .map((each) => clause.heading.indexOf(each.label))
    .filter((at) => at > 0);
  return inside.length === 0 ? clause.heading : clause.heading.slice(0, Math.min(...inside));
}

function figureKey(figure: OutlineFigure, clauses: readonly Clause[]): string {
  const clause = clauses.find((each) => each.id === figure.clause);
  return [plain(clause?.path ?? ''), plain(figure.text), figure.unit, figure.value, figure.approximate].join('|');
}

/** The longest common sequence of two lists pairs them up; the rest is missing or added. */
function pairUp<Item>(before: readonly Item[], after: readonly Item[], keyOf: (item: Item, isBefore: boolean) => string) {
  const a = before.map((item) => keyOf(item, true));
  const b = after.map((item) => keyOf(item, false));
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const missing: Item[] = [];
  const added: Item[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) missing.push(before[i++] as Item);
    else added.push(after[j++] as Item);
  }
  return { missing, added };
}
