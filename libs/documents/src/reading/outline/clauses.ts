import type { SourceLine } from '../source';
import { type ClauseKind, type PrintedLabel, leadSentenceEnd, readLabel } from './labels';
import type { Piece } from './pieces';

/** A clause that starts a line (or is inferred to), before its points and ids are known. */
export interface LineClause {
  readonly kind: ClauseKind;
  readonly rank: number;
  readonly label: string;
  readonly ordinal: number;
  readonly heading: string;
  /** The text behind the heading on the heading's own line. */
  readonly runIn: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly inferred: boolean;
  readonly parent: LineClause | null;
  /** Lines under the heading that belong to this clause. */
  readonly body: SourceLine[];
}

export interface NumberingRemark {
  readonly line: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

export interface ClauseTree {
  readonly clauses: readonly LineClause[];
  /** Body lines that stand before the first clause. */
  readonly preamble: readonly SourceLine[];
  readonly remarks: readonly NumberingRemark[];
}

const HAN_DIGITS = '零一二三四五六七八九十';
const hanNumber = (n: number): string => {
  if (n <= 10) return HAN_DIGITS.charAt(n);
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? HAN_DIGITS.charAt(tens) : ''}十${n % 10 ? HAN_DIGITS.charAt(n % 10) : ''}`;
};

/** Builds the tree of line clauses. `lines` are the pieces of the body without blanks, furniture and signature. */
export function clausesOf(lines: readonly Piece[]): ClauseTree {
  const labels = lines.map((l) => readLabel(l.text));
  const lost = lostChapters(lines, labels);
  const remarks: NumberingRemark[] = [...lost.remarks];
  const clauses: LineClause[] = [];
  const preamble: SourceLine[] = [];
  const open: LineClause[] = [];
  lines.forEach((line, i) => {
    for (const ordinal of lost.before.get(i) ?? []) {
      const printed = labels[i] !== null;
      const inferred: LineClause = {
        kind: 'chapter', rank: 1, label: hanNumber(ordinal), ordinal, heading: '', runIn: '',
        line: line.line, start: 0, end: printed ? 0 : line.text.length, inferred: true, parent: null, body: [],
      }; // prettier-ignore
      clauses.push(inferred);
      open.splice(0, open.length, inferred);
    }
    const label = labels[i];
    if (!label) {
      const owner = open[open.length - 1];
      if (owner) owner.body.push(line);
      else preamble.push(line);
      return;
    }
    while (open.length > 0 && (open[open.length - 1] as LineClause).rank >= label.rank) open.pop();
    const clause = lineClause(line, label, open[open.length - 1] ?? null);
    clauses.push(clause);
    open.push(clause);
  });
  remarks.push(...numberingRemarks(clauses));
  return { clauses, preamble, remarks };
}

// 优化服务：一是…… — the heading ends before the first point.
const FIRST_POINT = /[：:](?=\s*(?:一[是要]|第一[，,、是]|[（(][1１一][）)]|[①⑴]|[1１][.．、](?![\d０-９])))/;

function lineClause(line: Piece, label: PrintedLabel, parent: LineClause | null): LineClause {
  const rest = line.text.slice(label.textStart);
  const stop = headingEnd(rest);
  const heading = (stop === -1 ? rest : rest.slice(0, stop)).trim().replace(/[。：:；;，,]$/, '');
  const runIn = stop === -1 ? '' : rest.slice(stop + 1).trim();
  return {
    kind: label.kind, rank: label.rank, label: label.label, ordinal: label.ordinal, heading, runIn,
    line: line.line, start: line.offset + label.start, end: line.offset + line.text.trimEnd().length, inferred: false, parent, body: [],
  }; // prettier-ignore
}

function headingEnd(text: string): number {
  const sentence = leadSentenceEnd(text);
  const point = text.search(FIRST_POINT);
  return point !== -1 && (sentence === -1 || point < sentence) ? point : sentence;
}

interface LostChapters {
  /** Ordinals of the lost chapters that begin before the line with this index. */
  readonly before: ReadonlyMap<number, readonly number[]>;
  readonly remarks: readonly NumberingRemark[];
}

// A chapter's heading that was lost in copying shows twice: the chapters' numbers have a gap, and inside the chapter before
// the gap either the sections start again at （一）, or a plain paragraph follows sections that all run on in one paragraph.
function lostChapters(lines: readonly SourceLine[], labels: readonly (PrintedLabel | null)[]): LostChapters {
  const before = new Map<number, number[]>();
  const remarks: NumberingRemark[] = [];
  const chapters = labels.flatMap((label, i) => (label && label.rank === 1 ? [{ i, ordinal: label.ordinal }] : []));
  chapters.forEach((chapter, c) => {
    const next = chapters[c + 1];
    const end = next?.i ?? lines.length;
    const restarts = restartsIn(labels, chapter.i + 1, end);
    const missing: number[] = [];
    if (next) for (let n = chapter.ordinal + 1; n < next.ordinal; n++) missing.push(n);
    else for (let n = 1; n <= restarts.length && chapters.length > 1; n++) missing.push(chapter.ordinal + n);
    if (next && next.ordinal <= chapter.ordinal) return;
    const places = [...restarts];
    const plain = plainAfterRunIn(lines, labels, chapter.i + 1, end);
    if (places.length < missing.length && plain !== -1) places.push(plain);
    places.sort((a, b) => a - b);
    missing.forEach((ordinal, m) => {
      const place = places[m];
      const at = place ?? next?.i ?? chapter.i;
      if (place !== undefined) before.set(place, [...(before.get(place) ?? []), ordinal]);
      remarks.push({
        line: lines[at]?.line ?? 1,
        code: 'OUTLINE.CHAPTER_LOST',
        params: { ordinal, label: hanNumber(ordinal), placed: place !== undefined },
      });
    });
  });
  return { before, remarks };
}

function restartsIn(labels: readonly (PrintedLabel | null)[], from: number, to: number): number[] {
  const restarts: number[] = [];
  let last = 0;
  for (let i = from; i < to; i++) {
    const label = labels[i];
    if (!label || label.rank !== 2) continue;
    if (label.ordinal === 1 && last > 0) restarts.push(i);
    last = label.ordinal;
  }
  return restarts;
}

function plainAfterRunIn(
  lines: readonly SourceLine[],
  labels: readonly (PrintedLabel | null)[],
  from: number,
  to: number,
): number {
  let sections = 0;
  for (let i = from; i < to; i++) {
    const label = labels[i];
    if (label?.rank === 2) {
      if (leadSentenceEnd((lines[i]?.text ?? '').slice(label.textStart)) === -1) return -1;
      sections++;
    } else if (!label && sections > 0) {
      return sections >= 2 && labels.slice(i, to).every((l) => l === null) ? i : -1;
    }
  }
  return -1;
}

/** Skipped and repeated numbers. Numbers may restart under each parent or run through the whole document; both are sound. */
function numberingRemarks(clauses: readonly LineClause[]): NumberingRemark[] {
  const remarks: NumberingRemark[] = [];
  const lastUnder = new Map<string, LineClause>();
  const lastOfRank = new Map<number, LineClause>();
  const positions = new Map(clauses.map((c, i) => [c, i]));
  const keyOf = (rank: number, parent: LineClause | null): string => `${rank}:${parent ? positions.get(parent) : 'root'}`;
  for (const clause of clauses) {
    if (clause.inferred) {
      lastUnder.set(keyOf(clause.rank, null), clause);
      lastOfRank.set(clause.rank, clause);
      continue;
    }
    const key = keyOf(clause.rank, clause.parent);
    const sibling = lastUnder.get(key);
    const earlier = sibling ?? lastOfRank.get(clause.rank);
    const goesOn = clause.ordinal === (earlier?.ordinal ?? 0) + 1;
    const starts = clause.ordinal === 1 && sibling === undefined;
    if (!goesOn && !starts) {
      const code = clause.ordinal > (sibling?.ordinal ?? 0) + 1 ? 'OUTLINE.NUMBER_SKIPPED' : 'OUTLINE.NUMBER_REPEATED';
      remarks.push({ line: clause.line, code, params: { label: clause.label, before: earlier?.label ?? '' } });
    }
    lastUnder.set(key, clause);
    lastOfRank.set(clause.rank, clause);
  }
  return remarks;
}
