import { readChineseNumber } from '@duban/domain';
import { type ClauseKind, readLabel } from './labels';

/** One of several parallel measures inside a clause's text: 一是…；二是…, in one paragraph or each in its own. */
export interface Point {
  readonly kind: ClauseKind;
  readonly label: string;
  readonly ordinal: number;
  readonly line: number;
  /** Characters in the line; `textStart` is behind the label. */
  readonly start: number;
  readonly textStart: number;
  readonly end: number;
}

/** A stretch of one line in which points are sought. */
export interface PointLine {
  readonly line: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface PointForm {
  readonly pattern: RegExp;
  readonly kind: ClauseKind;
}

// A point stands at the start of a sentence or a clause; 之一是 and 唯一是 do not.
const BOUNDARY = '(^|[。；;：:，,！!？?\\s”」』）)])';
const SENTENCE_BOUNDARY = '(^|[。；;：:！!？?\\s])';
const HAN = '[一二三四五六七八九十]{1,3}';
const FORMS: readonly PointForm[] = [
  { pattern: new RegExp(`${BOUNDARY}((${HAN})是)[:：要]?`, 'g'), kind: 'point' },
  { pattern: new RegExp(`${BOUNDARY}((${HAN})要)`, 'g'), kind: 'point' },
  { pattern: new RegExp(`${BOUNDARY}(第(${HAN}))[，,、是]`, 'g'), kind: 'point' },
  { pattern: new RegExp(`${SENTENCE_BOUNDARY}([（(](${HAN})[）)])`, 'g'), kind: 'section' },
  { pattern: new RegExp(`${SENTENCE_BOUNDARY}(([\\d０-９]{1,2}))(?:[.．](?![\\d０-９])|、)\\s*`, 'g'), kind: 'item' },
  { pattern: new RegExp(`${BOUNDARY}([（(]([\\d０-９]{1,2})[）)])`, 'g'), kind: 'item' },
  { pattern: /()(([⑴-⒇]))/g, kind: 'item' },
  { pattern: /()(([①-⑳]))/g, kind: 'item' },
];

interface Found {
  readonly label: string;
  readonly ordinal: number;
  readonly at: number;
  readonly opensLine: boolean;
  readonly start: number;
  readonly textStart: number;
}

/**
 * The parallel points in a clause's lines: at least two, numbered 1, 2, 3 … without a gap; the next one stands in the same line
 * or opens a later one. A line belongs to the first form that gives a run in it; several runs (each starting at 一是) are all
 * returned.
 */
export function pointsIn(lines: readonly PointLine[]): readonly Point[] {
  const points: Point[] = [];
  const taken = new Set<number>();
  for (const { pattern, kind } of FORMS) {
    const found = lines.flatMap((line, at) => (taken.has(at) ? [] : labelsIn(line, at, pattern)));
    const runs = runsOf(found);
    const firstOf = startsByLine(runs);
    for (const run of runs) {
      for (const [k, point] of run.entries()) {
        const { text, line, to } = lines[point.at] as PointLine;
        const limit = firstOf.get(point.at)?.find((start) => start > point.start) ?? to;
        const isLast = k === run.length - 1 && run.every((p) => p.at === point.at);
        const { label, ordinal, start, textStart } = point;
        points.push({ kind, label, ordinal, line, start, textStart, end: isLast ? lastPointEnd(text, run, limit) : limit });
      }
    }
    for (const run of runs) for (const point of run) taken.add(point.at);
  }
  return points.sort((a, b) => a.line - b.line || a.start - b.start);
}

/** Where points begin, by line, in order. */
function startsByLine(runs: readonly (readonly Found[])[]): ReadonlyMap<number, readonly number[]> {
  const starts = new Map<number, number[]>();
  for (const { at, start } of runs.flat()) {
    const known = starts.get(at);
    if (known) known.push(start);
    else starts.set(at, [start]);
  }
  for (const list of starts.values()) list.sort((a, b) => a - b);
  return starts;
}

function labelsIn({ text, from, to }: PointLine, at: number, pattern: RegExp): Found[] {
  const found: Found[] = [];
  for (const match of text.slice(from, to).matchAll(pattern)) {
    const label = match[2] ?? '';
    const ordinal = /^[①-⒇]$/.test(label) ? (readLabel(`${label}甲`)?.ordinal ?? null) : readChineseNumber(match[3] ?? '');
    if (ordinal === null) continue;
    const start = from + match.index + (match[1] ?? '').length;
    const opensLine = text.slice(0, start).trim() === '';
    found.push({ label, ordinal, at, opensLine, start, textStart: from + match.index + match[0].length });
  }
  return found;
}

function runsOf(found: readonly Found[]): Found[][] {
  const runs: Found[][] = [];
  found.forEach((first, i) => {
    if (first.ordinal !== 1) return;
    const run = [first];
    // A stray repetition of an earlier number belongs to the point's own text; only the next number continues the run.
    for (const next of found.slice(i + 1)) {
      const last = run[run.length - 1] as Found;
      if (next.ordinal === run.length + 1 && (next.at === last.at || next.opensLine)) run.push(next);
      else if (next.ordinal === 1) break;
    }
    if (run.length >= 2) runs.push(run);
  });
  return runs;
}

// Where every earlier point is one clause closed by a semicolon, the last one closes with its full stop; what follows is not part of it.
function lastPointEnd(text: string, run: readonly Found[], limit: number): number {
  const last = run[run.length - 1]?.textStart ?? limit;
  const single = run.slice(0, -1).every((p, i) => /[;；]\s*$/.test(text.slice(p.textStart, run[i + 1]?.start)));
  const stop = single ? text.slice(0, limit).indexOf('。', last) : -1;
  return stop === -1 ? limit : stop + 1;
}
