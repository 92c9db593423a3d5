import type { SourceDocument } from '../source';
import { readLabel } from './labels';
import type { Clause, Outline } from './outline';

/** One measure of the next year's plan: what becomes a work point of the next plan. */
export interface NextYearItem {
  /** As printed; empty where the plan is a sentence without numbers. */
  readonly label: string;
  readonly path: string;
  readonly title: string;
  /** The measure's words as written, title included. */
  readonly text: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The parallel measures of the next year's plan, in order. A numbered clause without clauses below it is one measure; one
 * that is made of points (一是…二是…) gives one for each point; a plan in plain sentences is taken apart at its parallel
 * verbs, and gives at least one.
 */
export function nextYearItems(outline: Outline, source: SourceDocument): NextYearItem[] {
  const inPart = new Set(outline.parts.nextYear.map((p) => p.clause).filter((id) => id !== undefined));
  const byParent = new Map<string | null, Clause[]>();
  for (const clause of outline.clauses) {
    const siblings = byParent.get(clause.parent);
    if (siblings) siblings.push(clause);
    else byParent.set(clause.parent, [clause]);
  }
  const children = (id: string): readonly Clause[] => byParent.get(id) ?? [];
  const textAt = new Map(source.lines.map((l) => [l.line, l.text]));
  // Pieces name the clause that starts a line; a point inside a paragraph is known by its parent.
  const isPoint = (c: Clause): boolean => !inPart.has(c.id) && c.parent !== null && inPart.has(c.parent);
  const measures = outline.clauses.filter((c) => {
    if (inPart.has(c.id)) return children(c.id).length === 0;
    // Points that stand above numbered sub-clauses of the same clause are an introduction to them, not measures of their own.
    return isPoint(c) && children(c.parent ?? '').every(isPoint);
  });
  if (measures.length > 0) return measures.flatMap((clause) => itemsOfClause(clause, textAt));
  return outline.parts.nextYear.flatMap((p) => sentencesAsItems(textAt.get(p.line) ?? '', p.line, p.start, p.end));
}

function itemsOfClause(clause: Clause, textAt: ReadonlyMap<number, string>): NextYearItem[] {
  const isChapter = clause.kind === 'chapter';
  if (isChapter && clause.text !== '') {
    // A chapter without numbered items: each paragraph under it is a run of measures.
    const lines = clause.text.split('\n');
    const own = [...textAt].filter(([line, text]) => line >= clause.line && lines.includes(text.trim()));
    if (own.length > 0) return own.flatMap(([line, text]) => sentencesAsItems(text, line, 0, text.length));
  }
  const text = wordsOf(clause, textAt.get(clause.line) ?? '');
  return [
    {
      label: clause.label,
      path: clause.path,
      title: clause.heading,
      text,
      line: clause.line,
      start: clause.start,
      end: clause.end,
    },
  ];
}

// As written: a heading that runs into its text keeps its full stop, one on a line of its own stands above the text.
function wordsOf(clause: Clause, line: string): string {
  const own = line.slice(clause.start, clause.end);
  const label = readLabel(own);
  const first = own.slice(label?.label === clause.label ? label.textStart : clause.label.length).trim();
  const below = clause.text.split('\n').filter((t) => t !== '' && !first.endsWith(t));
  return [first, ...below].join('\n');
}

const LEAD_IN =
  /^\s*(?:下一步|下步|下一阶段|下阶段|接下来|今后|明年|新的一年|\d{4}年)?[，,、]?\s*(?:我们|我区|我县|我市|我州|我局|本区|全区|全县|全市|[\u4e00-\u9fff]{2,8}(?:区|县|市))?\s*(?:将|要|拟)?\s*(?:重点)?(?:做好以下(?:几方面)?工作[:：。]?)?/;
const ADVERBS =
  /^(?:继续|不断|进一步|持续|切实|依法|全面|着力|积极|深入|大力|扎实|加快|坚决|严格|统筹|有效|更好地?|努力|主动|坚持|以及|并|同时)+/;
const VERBS =
  /^(?:压实|完善|发挥|加强|履行|推进|推动|落实|健全|深化|强化|优化|提升|提高|规范|建立|开展|做好|加大|坚持|构建|推行|实施|抓好|巩固|营造|化解|防范|打造|严格|改进|创新|组织|编制|制定|修订|清理|整治|解决|畅通|培育|拓展|夯实|紧盯|聚焦|突出|促进|保障|严肃|查处|监督|执行|贯彻)/;
const PURPOSE = /^(?:为|以|从而|确保|努力为|不断推动|为了).{0,40}(?:提供|奠定|作出|保障|迈上|取得|再上|贡献|支撑)/;

const startsWithVerb = (piece: string): boolean => {
  const bare = piece.trim().replace(ADVERBS, '');
  return VERBS.test(bare) || VERBS.test(piece.trim());
};

/** Takes a sentence apart at its parallel verbs; a closing purpose (为……提供保障) stays with the last measure. */
export function sentencesAsItems(text: string, line: number, from: number, to: number): NextYearItem[] {
  const items: NextYearItem[] = [];
  for (const sentence of text.slice(from, to).matchAll(/[^。；;]+[。；;]?/g)) {
    const sentenceStart = from + sentence.index;
    const leadIn = sentence.index === 0 ? (LEAD_IN.exec(sentence[0])?.[0].length ?? 0) : 0;
    const bodyStart = sentenceStart + leadIn;
    const body = text.slice(bodyStart, sentenceStart + sentence[0].length);
    const closing = /[。；;]$/.test(body) ? 1 : 0;
    if (body.slice(0, body.length - closing).trim().length < 4) continue;
    for (const [start, end] of parallelPieces(body)) {
      const raw = body.slice(start, end);
      const title = (raw.split(/[，,](?=为|以|从而|确保)/)[0] ?? raw).replace(/[，,。；;]+$/, '').trim();
      items.push({
        label: '',
        path: '',
        title,
        text: raw.replace(/[，,；;]+$/, '').trim(),
        line,
        start: bodyStart + start,
        end: bodyStart + end,
      });
    }
  }
  return items;
}

function parallelPieces(body: string): [number, number][] {
  const pieces = [...body.matchAll(/[^，,]+[，,]?/g)].map((m): [number, number] => [m.index, m.index + m[0].length]);
  const texts = pieces.map(([a, b]) => body.slice(a, b));
  const purposes = texts.map((t, i) => i > 0 && PURPOSE.test(t.trim()));
  const parallel = texts.every((t, i) => purposes[i] === true || startsWithVerb(t));
  if (!parallel) return [[0, body.length]];
  const merged: [number, number][] = [];
  pieces.forEach(([start, end], i) => {
    const last = merged[merged.length - 1];
    if (purposes[i] && last) last[1] = end;
    else merged.push([start, end]);
  });
  return merged;
}
