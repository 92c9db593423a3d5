import { extractFigures } from '@duban/domain';
import { readingRemark } from '@duban/wording';
import type { SourceDocument, SourceLine } from '../source';
import { type ClauseTree, clausesOf, type LineClause } from './clauses';
import { contentsLines } from './contents';
import { frontMatterOf, type FrontMatter } from './front-matter';
import { furnitureBlocks } from './furniture';
import { leadSentenceEnd } from './labels';
import { lostTextIn } from './lost-text';
import type { Clause, Outline, OutlineFigure, OutlineWarning, PartName, PartPiece } from './outline';
import { causesIn, leaderIn, nextYearStart, partsOf, type PartStretch } from './parts';
import { type Piece, piecesOf } from './pieces';
import { type PointLine, pointsIn } from './points';
import { readingOrder } from './reading-order';

const IS_PLAN_TITLE = /(?:要点|计划|方案|安排|分工|任务|清单|台账|分解表|意见|规划|通知)(?:[（(][^）)]*[）)])?$/;

/** True for a document that says what shall be done, not what was done. */
export const isPlanTitle = (title: string | null): boolean => title !== null && IS_PLAN_TITLE.test(title);

/**
 * Reads the outline of a plan or a report: clauses, parts, figures and what looks damaged. Changes nothing in the text; where
 * something had to be inferred, it says so.
 */
export function outlineOf(source: SourceDocument): Outline {
  const contents = contentsLines(source.lines);
  const body = readingOrder(source.lines).filter((l) => !contents.has(l.line));
  const front = frontMatterOf(body);
  const content = body.filter((l) => l.text.trim() !== '' && !front.outside.has(l.line));
  const pieces = content.flatMap(piecesOf);
  const tree = clausesOf(pieces);
  const lines = new Map(content.map((l) => [l.line, l]));
  const isPlan = isPlanTitle(front.title);
  const { stretches, loose } = isPlan ? { stretches: [], loose: new Set<number>() } : partsOf(tree.clauses, lines, front.year);
  const { clauses, idOf, pointIds } = finished(tree, pieces, loose);
  const all = [...stretches, ...leaderIn(stretches, lines), ...causesIn(stretches, lines)];
  const part = (name: PartName): PartPiece[] =>
    all.filter((s) => s.part === name).map((s) => pieceOf(s, idOf)).sort((a, b) => a.line - b.line || a.start - b.start); // prettier-ignore
  const parts = {
    done: part('done'),
    problems: part('problems'),
    causes: part('causes'),
    leader: part('leader'),
    nextYear: part('nextYear'),
  };
  return {
    title: front.title,
    issuer: front.issuer,
    receiver: front.receiver,
    year: front.year,
    date: front.date,
    clauses,
    parts,
    figures: figuresOf(source, clauses, pointIds, front, contents),
    warnings: warningsOf(source, front, tree, body, !isPlan && stretches.length > 0 && parts.nextYear.length === 0),
  };
}

function pieceOf(stretch: PartStretch, idOf: ReadonlyMap<LineClause, string>): PartPiece {
  const clause = stretch.clause ? idOf.get(stretch.clause) : undefined;
  const place = { line: stretch.line, start: stretch.start, end: stretch.end };
  return clause === undefined ? place : { clause, ...place };
}

type Draft = Omit<Clause, 'id' | 'parent'> & { readonly of: LineClause | null; readonly parentOf: LineClause | null };

/** The labels from the chapter down. 1.1 holds the number of the 1 above it already. */
function pathOf(clause: LineClause): string {
  const { parent, label } = clause;
  if (parent === null) return label;
  const above = parent.label.normalize('NFKC').replace(/[^\d.]/g, '');
  const isInside = above !== '' && label.normalize('NFKC').startsWith(`${above}.`);
  return (isInside ? (parent.parent ? pathOf(parent.parent) : '') : pathOf(parent)) + label;
}

// Ids follow the order of the text, points included.
function finished(tree: ClauseTree, content: readonly Piece[], loose: ReadonlySet<number>) {
  const drafts: Draft[] = tree.clauses.map((clause) => ({
    path: pathOf(clause),
    kind: clause.kind,
    label: clause.label,
    ordinal: clause.ordinal,
    heading: clause.heading,
    text: [clause.runIn, ...clause.body.filter((l) => !loose.has(l.line)).map((l) => l.text.trim())]
      .filter((t) => t !== '')
      .join('\n'),
    line: clause.line,
    start: clause.start,
    end: clause.end,
    inferred: clause.inferred,
    of: clause,
    parentOf: clause.parent,
  }));
  const whole = (line: SourceLine): PointLine => ({ line: line.line, text: line.text, from: 0, to: line.text.length });
  const lineText = new Map<number, string>();
  for (const piece of content) lineText.set(piece.line, (lineText.get(piece.line) ?? '') + piece.text);
  for (const clause of tree.clauses) {
    const text = lineText.get(clause.line) ?? '';
    const head = { line: clause.line, text, from: clause.start + clause.label.length, to: clause.end };
    const body = clause.body.filter((l) => !loose.has(l.line)).map(whole);
    drafts.push(...pointDrafts(clause.inferred ? body : [head, ...body], clause));
  }
  drafts.push(...pointDrafts(tree.preamble.filter((l) => !loose.has(l.line)).map(whole), null));
  for (const line of content) if (loose.has(line.line)) drafts.push(...pointDrafts([whole(line)], null));
  const order = new Map([...new Set(content.map((l) => l.line))].map((line, i) => [line, i]));
  const placeOf = (line: number): number => order.get(line) ?? line;
  drafts.sort(
    (a, b) =>
      placeOf(a.line) - placeOf(b.line) ||
      a.start - b.start ||
      (a.of ? tree.clauses.indexOf(a.of) : 1e9) - (b.of ? tree.clauses.indexOf(b.of) : 1e9),
  );
  const idOf = new Map<LineClause, string>();
  drafts.forEach((draft, i) => draft.of && idOf.set(draft.of, `c${i + 1}`));
  const clauses: Clause[] = drafts.map(({ of: _of, parentOf, ...draft }, i) => ({
    id: `c${i + 1}`,
    parent: parentOf ? (idOf.get(parentOf) ?? null) : null,
    ...draft,
  }));
  const pointIds = new Set(drafts.flatMap((draft, i) => (draft.of ? [] : [`c${i + 1}`])));
  return { clauses, idOf, pointIds };
}

function pointDrafts(lines: readonly PointLine[], owner: LineClause | null): Draft[] {
  const textAt = new Map(lines.map((l) => [l.line, l.text]));
  return pointsIn(lines).map((point) => {
    const text = textAt.get(point.line) ?? '';
    const turn = nextYearStart(text);
    const end = turn > point.start && turn < point.end ? turn : point.end;
    // A manual line break may stand right behind the label.
    const next = lines[lines.findIndex((l) => l.line === point.line) + 1];
    const words = text.slice(point.textStart, end).trim() || (next?.text.trim() ?? '');
    const stop = leadSentenceEnd(words);
    return {
      path: (owner ? pathOf(owner) : '') + point.label,
      kind: point.kind,
      label: point.label,
      ordinal: point.ordinal,
      heading: (stop === -1 ? words : words.slice(0, stop)).replace(/[，,；;。]$/, ''),
      text: stop === -1 ? '' : words.slice(stop + 1).trim(),
      line: point.line,
      start: point.start,
      end,
      inferred: false,
      of: null,
      parentOf: owner,
    };
  });
}

function figuresOf(
  source: SourceDocument,
  clauses: readonly Clause[],
  pointIds: ReadonlySet<string>,
  front: FrontMatter,
  contents: ReadonlySet<number>,
): OutlineFigure[] {
  const readable = source.lines.filter((l) => l.text.trim() !== '' && !front.outside.has(l.line) && !contents.has(l.line));
  // Figures and clauses are both in the order of the text: one walk serves all. Points close where they end, the rest do not.
  let next = 0;
  let lineClause: string | null = null;
  let points: Clause[] = [];
  const clauseAt = (line: number, start: number): string | null => {
    for (
      let clause = clauses[next];
      clause && (clause.line < line || (clause.line === line && clause.start <= start));
      clause = clauses[++next]
    ) {
      if (pointIds.has(clause.id)) points.push(clause);
      else lineClause = clause.id;
    }
    points = points.filter((p) => p.line === line);
    return points.filter((p) => start < p.end).at(-1)?.id ?? lineClause;
  };
  return extractFigures(readable.map(({ line, text }) => ({ line, text }))).map((figure) => ({
    text: figure.text,
    value: figure.value,
    unit: figure.unit,
    approximate: figure.approximate,
    line: figure.line,
    start: figure.start,
    clause: clauseAt(figure.line, figure.start),
  }));
}

function warningsOf(
  source: SourceDocument,
  front: FrontMatter,
  tree: ClauseTree,
  body: readonly SourceLine[],
  noNextYear: boolean,
): OutlineWarning[] {
  const warning = (line: number, code: string, params: Readonly<Record<string, unknown>> = {}): OutlineWarning => ({
    line,
    code,
    message: readingRemark(code, params),
  });
  const last = body[body.length - 1]?.line ?? 1;
  const warnings: OutlineWarning[] = source.doubts.map((d) => ({ line: d.place.line ?? 1, code: d.code, message: d.message }));
  if (!front.title) warnings.push(warning(1, 'OUTLINE.TITLE_MISSING'));
  if (!front.issuer) warnings.push(warning(last, 'OUTLINE.ISSUER_MISSING'));
  if (!front.receiver) warnings.push(warning(front.titleLine, 'OUTLINE.RECEIVER_MISSING'));
  if (!front.date) warnings.push(warning(last, 'OUTLINE.DATE_MISSING'));
  if (noNextYear) warnings.push(warning(last, 'OUTLINE.NEXT_YEAR_MISSING'));
  const blocks = furnitureBlocks(body).filter((block) => front.outside.has(block.first));
  for (const { first, last: lastLine } of blocks)
    warnings.push(warning(first, 'OUTLINE.FURNITURE_LEFT_OUT', { first, last: lastLine }));
  for (const remark of tree.remarks) warnings.push(warning(remark.line, remark.code, remark.params));
  const readable = source.lines.filter((l) => !blocks.some((b) => l.line >= b.first && l.line <= b.last));
  for (const lost of lostTextIn(readable, front.year)) warnings.push(warning(lost.line, lost.code, lost.params));
  return warnings.sort((a, b) => a.line - b.line);
}
