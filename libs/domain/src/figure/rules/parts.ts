import { readChineseNumber } from '../../text/chinese-number';
import { type Decimal, compare, minus, sum, times, decimalOfInteger, absolute } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import {
  type Mention,
  type Passage,
  type Sentence,
  agreement,
  amountLike,
  claimOf,
  isExact,
  isPercent,
  numberLike,
  wording,
} from '../passage';
import { areExclusive, areOutcomes, areParallel, isCompleteSet, mayOverlap } from './parts-sets';

/** Words that say that what follows is the whole, divided. */
const DIVIDED = /分别(?:为|是)|分为$/;
const REST = /其他|其它|其余|余下/;
/** No list of parts in a sentence is longer; a table that came in as one line must not be tried in all its stretches. */
const MOST_PARTS = 60;
const WHOLE = /共|总|累计|合计|拟/;

/** Parts against their total: 4185项职权，其中取消314项、增加309项、修改3562项. */
export function checkParts(passages: readonly Passage[]): Findings {
  const found = new Findings('parts');
  for (const passage of passages) {
    const handled = new Set<number>();
    passage.sentences.forEach((sentence, at) => {
      checkAmong(passage, sentence, passage.sentences[at - 1], handled, found);
      checkTotalAfter(passage, sentence, handled, found);
      checkTotalBefore(passage, sentence, handled, found);
    });
  }
  return found;
}

/** 其中 and the like: the total is the last figure of the same kind before, if need be in the sentence before. */
function checkAmong(p: Passage, sentence: Sentence, previous: Sentence | undefined, handled: Set<number>, found: Findings): void {
  const markers = [...sentence.text.matchAll(/其中|包括|分别(?:为|是)|分为/g)];
  markers.forEach((marker, at) => {
    const position = sentence.start + marker.index;
    const nextMarker = sentence.start + (markers[at + 1]?.index ?? sentence.text.length);
    const limit = Math.min(regionEnd(p.text, position, sentence.end), nextMarker);
    const following = sentence.mentions.filter((m) => m.figure.start > position && m.figure.start < nextMarker);
    // 分为三类：the number of kinds is no part.
    const first = following.find((m) => !isPercent(m) && !/[:：]/.test(p.text[m.figure.end] ?? ''));
    if (!first || first.figure.start >= limit) return;
    const listed = run(following.slice(following.indexOf(first)), first);
    const near = listed.filter((m) => m.figure.start < limit);
    // 审结135件（含结转8件），其中…… divides the 135.
    const before = sentence.mentions.filter(
      (m) => m.figure.start < position && m.family === first.family && m.depth <= first.depth,
    );
    const opens = marker.index <= 1;
    const total = before.at(-1) ?? (opens ? previous?.mentions.filter((m) => m.family === first.family).at(-1) : undefined);
    if (!total) return;
    // 分为五类：一是……20件；二是……7件: a list may go on after ； if it says so, or if only then it adds up.
    const isList = DIVIDED.test(marker[0]) || addsUp(total, listed);
    const parts = isList && first.depth === 0 ? listed : near;
    if (parts.length === 1) checkSingle(p, total, first, before, found);
    else judge(p, total, parts, DIVIDED.test(marker[0]), handled, found);
  });
}

/** The closing bracket if the marker stands in one, else the next ； or the end of the sentence. */
function regionEnd(text: string, position: number, end: number): number {
  const before = text.slice(0, position);
  const inBracket =
    Math.max(before.lastIndexOf('('), before.lastIndexOf('（')) > Math.max(before.lastIndexOf(')'), before.lastIndexOf('）'));
  const rest = text.slice(position, end);
  const close = rest.search(inBracket ? /[)）]/ : /[;；]/);
  const compared = rest.search(/同比|较上年|比上年|较去年|比去年|环比|共计|合计|总计/);
  return Math.min(end, ...[close, compared].filter((at) => at >= 0).map((at) => position + at));
}

/** The neighbours of the same kind at the same bracket depth; shares in percent between them do not end the run. */
function run(following: readonly Mention[], first: Mention): Mention[] {
  const parts: Mention[] = [];
  for (const m of following) {
    // 52人，持证率92.9%，法律专业18人: a rate ends what was listed, a share (占36%) does not.
    if (isPercent(m) && /率/.test(m.label)) break;
    if (isPercent(m) || m.depth > first.depth) continue;
    if (m.family !== first.family) break;
    parts.push(m);
  }
  return parts;
}

const addsUp = (total: Mention, parts: readonly Mention[]): boolean =>
  parts.length >= 2 && [total, ...parts].every(isExact) && agreement(total.base, sum(parts.map((m) => m.base)), []) === 'equal';

function checkSingle(p: Passage, total: Mention, part: Mention, before: readonly Mention[], found: Findings): void {
  if (before.length === 0 || !isExact(total) || !isExact(part)) return;
  if (before.some((m) => compare(part.base, m.base) <= 0)) return;
  const claim = claimOf(p, total, part);
  found.report('error', p.line, claim, `≤${total.figure.text}`, explanations.partOverWhole(part.figure.text, total.figure.text));
}

function judge(
  p: Passage,
  total: Mention,
  parts: readonly Mention[],
  divided: boolean,
  handled: Set<number>,
  found: Findings,
): void {
  if (![total, ...parts].every(isExact)) return;
  handled.add(total.index);
  parts.forEach((part) => handled.add(part.index));
  for (let length = parts.length; length >= 2; length -= 1) {
    const some = parts.slice(0, length);
    if (agreement(total.base, sum(some.map((m) => m.base)), [total, ...some]) === 'equal')
      return verifySum(p, total, some, found);
  }
  // 优秀 may be counted among 合格 too.
  const grades = parts.filter((m) => !/优秀|良好/.test(m.label));
  const isGraded = grades.length >= 2 && grades.length < parts.length && grades.some((m) => /不合格/.test(m.label));
  if (isGraded && agreement(total.base, sum(grades.map((m) => m.base)), [total, ...grades]) === 'equal')
    return verifySum(p, total, grades, found);
  const added = sum(parts.map((m) => m.base));
  const shown = amountLike(added, total);
  const claim = claimOf(p, total, ...parts);
  const printed = total.figure.text;
  if (agreement(total.base, added, [total, ...parts]) === 'withinRounding') {
    return found.report('doubt', p.line, claim, shown, explanations.partsRounding(shown, printed));
  }
  const complete = divided || parts.some((m) => REST.test(m.label) && !/负责人/.test(m.label)) || isCompleteSet(parts);
  const larger = parts.find((m) => compare(m.base, total.base) > 0);
  if (complete || larger) return found.report('error', p.line, claim, shown, explanations.partsDiffer(shown, printed));
  const overlapping = mayOverlap(parts);
  const over = compare(added, total.base) > 0;
  if (over && !areParallel(p.text, parts)) return;
  if (over) {
    const sure = areExclusive(parts) || (!overlapping && (parts.length >= 3 || isNear(added, total.base, 10)));
    found.report(sure ? 'error' : 'doubt', p.line, claim, shown, explanations.partsOver(shown, printed));
  } else if (!overlapping && (isNear(added, total.base, 10) || looksMistyped(shown, amountLike(total.base, total)))) {
    found.report('doubt', p.line, claim, shown, explanations.partsShort(shown, printed));
  }
}

function verifySum(p: Passage, total: Mention, parts: readonly Mention[], found: Findings): void {
  const arithmetic = `${parts.map((m) => numberLike(m.base, total)).join('+')}=${numberLike(total.base, total)}`;
  found.verify(p.line, claimOf(p, total, ...parts), arithmetic);
}

/** The same number of digits and only one of them another: 3116.37 and 4116.37. */
function looksMistyped(a: string, b: string): boolean {
  if (a.length !== b.length || a.replace(/\D/g, '').length < 4) return false;
  return [...a].filter((c, at) => c !== b[at]).length === 1;
}

/** Whether `a` is within `percent` of `b`. */
const isNear = (a: Decimal, b: Decimal, percent: number): boolean =>
  compare(times(absolute(minus(a, b)), decimalOfInteger(100)), times(b, decimalOfInteger(percent))) <= 0;

const TOTAL = /^(?:以上|全年|([两二三四五六七八九十]{1,2})(?:项|年|个?季度|个?月|次|批))?(?:各项)?(总共|共计|合计|总计|累计|共)/;

/** 甲3件、乙5件，共计8件. */
function checkTotalAfter(p: Passage, sentence: Sentence, handled: Set<number>, found: Findings): void {
  sentence.mentions.forEach((total, at) => {
    // The noun of the part before may stand between: 5个镇共8个镇街.
    const told = TOTAL.exec(total.label.replace(/^\p{Script=Han}{1,4}(?=(?:总共|共计|合计|总计|共)$)/u, ''));
    if (!told || isPercent(total)) return;
    const before: Mention[] = [];
    for (let i = at - 1; i >= Math.max(0, at - MOST_PARTS); i -= 1) {
      const m = sentence.mentions[i];
      if (!m || m.family !== total.family) break;
      before.unshift(m);
    }
    if (before.length < 2 || ![total, ...before].every(isExact) || before.some((m) => handled.has(m.index))) return;
    for (let from = 0; from <= before.length - 2; from += 1) {
      const some = before.slice(from);
      if (agreement(total.base, sum(some.map((m) => m.base)), [total, ...some]) !== 'equal') continue;
      [total, ...some].forEach((m) => handled.add(m.index));
      return verifySum(p, total, some, found);
    }
    // 三年累计 counts the years that were told; without such a word the list must be complete for certain.
    const isSum =
      /共计|合计|总计/.test(told[2] ?? '') ||
      isCompleteSet(before) ||
      readChineseNumber(told[1] ?? '') === before.length ||
      isOneList(p, before, total);
    if (!isSum || before.length !== at || /[;；]/.test(between(p, before[0], total))) return;
    const added = sum(before.map((m) => m.base));
    const near = agreement(total.base, added, [total, ...before]) === 'withinRounding';
    const shown = amountLike(added, total);
    const explain = near ? explanations.partsRounding : explanations.partsDiffer;
    found.report(near ? 'doubt' : 'error', p.line, claimOf(p, ...before, total), shown, explain(shown, total.figure.text));
  });
}

/** 3个街道、5个镇共8个镇街; 优秀单位12个、良好单位20个，共32个单位: one list, and the total's noun is that of the parts. */
function isOneList(p: Passage, parts: readonly Mention[], total: Mention): boolean {
  const noun = total.after.slice(0, 4);
  const inside = between(p, parts[0], total).replace(/[，,]\s*(?=(?:总共|共计|合计|总计|共)$)/, '');
  if (/[，,：:。]/.test(inside)) return false;
  return parts.every((part) => {
    const own = p.text.slice(part.figure.end, part.figure.end + 4).split(/[、，,和及与共]/)[0] ?? '';
    if (own === '' && noun === '') return true;
    return [...own].some((c) => noun.includes(c)) || (noun.length >= 2 && part.label.slice(-4).includes(noun.slice(0, 2)));
  });
}

/** 10家协会，有2家脱钩完毕，8家注销; 共71件，一审26件，二审43件，再审2件. Without 其中 only what adds up, or a complete set. */
function checkTotalBefore(p: Passage, sentence: Sentence, handled: Set<number>, found: Findings): void {
  sentence.mentions.forEach((total, at) => {
    if (handled.has(total.index) || isPercent(total) || !isExact(total)) return;
    const parts: Mention[] = [];
    for (const m of sentence.mentions.slice(at + 1, at + 1 + MOST_PARTS)) {
      if (isPercent(m)) continue;
      if (m.family !== total.family || handled.has(m.index) || !isExact(m)) break;
      if (/[;；]|其中/.test(between(p, total, m))) break;
      parts.push(m);
    }
    if (parts.length < 2) return;
    const marked = WHOLE.test(wording(total)) || /^有|^已|分别/.test(parts[0]?.label ?? '');
    if (marked && agreement(total.base, sum(parts.map((m) => m.base)), []) === 'equal') {
      [total, ...parts].forEach((m) => handled.add(m.index));
      return verifySum(p, total, parts, found);
    }
    if (isCompleteSet(parts) && WHOLE.test(wording(total))) return judge(p, total, parts, false, handled, found);
    const added = sum(parts.map((m) => m.base));
    if (areOutcomes(parts) && isTold(total) && compare(added, total.base) > 0) {
      const shown = amountLike(added, total);
      return found.report('error', p.line, claimOf(p, total, ...parts), shown, explanations.partsOver(shown, total.figure.text));
    }
    if (/^有/.test(parts[0]?.label ?? '') && parts[0]?.index === total.index + 1) doubtListed(p, total, parts, found);
  });
}

/** A count of things taken in, of which the next ones tell what became of them; 制定文件12件，废止9件 are two matters. */
const isTold = (total: Mention): boolean =>
  /(?:共|总计|累计).{0,4}(?:清理|审查|梳理)|^(?:对)?(?:清理|梳理)/.test(total.label) || /(?:应诉|诉讼)案件$/.test(total.label);

/** 10家协会，有2家脱钩、9家注销: more than there are, or nearly as many. */
function doubtListed(p: Passage, total: Mention, parts: readonly Mention[], found: Findings): void {
  const added = sum(parts.map((m) => m.base));
  if (mayOverlap(parts)) return;
  const over = compare(added, total.base) > 0;
  if (!over && !isNear(added, total.base, 10)) return;
  const shown = amountLike(added, total);
  const explain = over ? explanations.partsOver : explanations.partsShort;
  found.report('doubt', p.line, claimOf(p, total, ...parts), shown, explain(shown, total.figure.text));
}

const between = (p: Passage, a: Mention | undefined, b: Mention): string => p.text.slice(a?.figure.end ?? 0, b.figure.start);
