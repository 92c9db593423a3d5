import { readChineseNumber } from '@duban/domain';

/** One of several parallel measures inside a paragraph: 一是…；二是…。 */
export interface Point {
  readonly label: string;
  readonly ordinal: number;
  /** Characters in the line; `textStart` is behind the label. */
  readonly start: number;
  readonly textStart: number;
  readonly end: number;
}

interface PointForm {
  readonly pattern: RegExp;
  readonly kind: 'point' | 'item';
}

// A point stands at the start of a sentence or a clause; 之一是 and 唯一是 do not.
const BOUNDARY = '(^|[。；;：:，,！!？?\\s”」』）)])';
const HAN = '[一二三四五六七八九十]{1,3}';
const FORMS: readonly PointForm[] = [
  { pattern: new RegExp(`${BOUNDARY}((${HAN})是)[:：要]?`, 'g'), kind: 'point' },
  { pattern: new RegExp(`${BOUNDARY}((${HAN})要)`, 'g'), kind: 'point' },
  { pattern: new RegExp(`${BOUNDARY}(第(${HAN}))[，,、是]`, 'g'), kind: 'point' },
  { pattern: new RegExp(`${BOUNDARY}([（(](\\d{1,2})[）)])`, 'g'), kind: 'item' },
  { pattern: /()(([①-⑳]))/g, kind: 'item' },
];

/**
 * The parallel points in a paragraph: at least two, numbered 1, 2, 3 … without a gap. The first form that gives such a run
 * counts; several runs in one paragraph (each starting at 一是) are all returned.
 */
export function pointsIn(text: string, from = 0): readonly (Point & { readonly kind: 'point' | 'item' })[] {
  for (const { pattern, kind } of FORMS) {
    const runs = runsOf(text, pattern, from);
    if (runs.length > 0) return runs.map((point) => ({ ...point, kind }));
  }
  return [];
}

function runsOf(text: string, pattern: RegExp, from: number): Point[] {
  const found: Omit<Point, 'end'>[] = [];
  for (const match of text.slice(from).matchAll(pattern)) {
    const label = match[2] ?? '';
    const ordinal = /^[①-⑳]$/.test(label) ? label.charCodeAt(0) - 0x2460 + 1 : readChineseNumber(match[3] ?? '');
    if (ordinal === null) continue;
    const start = from + match.index + (match[1] ?? '').length;
    found.push({ label, ordinal, start, textStart: from + match.index + match[0].length });
  }
  const points: Point[] = [];
  for (let i = 0; i < found.length; i++) {
    if (found[i]?.ordinal !== 1) continue;
    const run = [found[i] as Omit<Point, 'end'>];
    // A stray repetition of an earlier number belongs to the point's own text; only the next number continues the run.
    for (let j = i + 1; j < found.length; j++) {
      const next = found[j] as Omit<Point, 'end'>;
      if (next.ordinal === run.length + 1) run.push(next);
      else if (next.ordinal === 1) break;
    }
    if (run.length < 2) continue;
    const afterRun = found.find((f) => f.ordinal === 1 && f.start > (run[run.length - 1] as Omit<Point, 'end'>).start);
    run.forEach((point, k) => {
      const next = run[k + 1]?.start ?? afterRun?.start ?? text.length;
      points.push({ ...point, end: k === run.length - 1 ? lastPointEnd(text, run, next) : next });
    });
  }
  return points;
}

// Where every earlier point is one clause closed by a semicolon, the last one closes with its full stop; what follows is not part of it.
function lastPointEnd(text: string, run: readonly { start: number; textStart: number }[], limit: number): number {
  const last = run[run.length - 1]?.textStart ?? limit;
  const single = run.slice(0, -1).every((p, i) => /[;；]\s*$/.test(text.slice(p.textStart, run[i + 1]?.start)));
  const stop = single ? text.slice(0, limit).indexOf('。', last) : -1;
  return stop === -1 ? limit : stop + 1;
}
