import { yearOf } from '../day/day';
import { CYCLE_RULES } from './cycle-rules';
import { DATE_RULES, type PhraseRule } from './date-rules';
import { BARE_TERM, eventBefore, eventName, OFFSET_TAIL, readTerm } from './offset-rules';
import { evenText, MANNER, REACHED } from './phrase-text';
import { isUnread, type BareResult, type DeadlineReading, type UnreadReason } from './reading';
import { wordsReading } from './word-rules';

/** Where the words of a deadline stand: characters of the text, the end not included. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export type FoundDeadline = Place & DeadlineReading;

/** Words that look like a deadline and cannot be read: they are asked. */
export interface UnreadDeadline extends Place {
  readonly phrase: string;
  readonly reason: UnreadReason;
}

interface Candidate extends Place {
  readonly result: BareResult;
  readonly soft: boolean;
}

/** Characters at which a deadline can begin; elsewhere no pattern is tried. */
const BEGINS = /[\d一二三四五六七八九十两〇○廿卅今本当明次来翌年上下前第每按逐半季全QⅠ-Ⅳ]/;
const RULES = [...CYCLE_RULES, ...DATE_RULES].map((rule) => ({ rule, pattern: new RegExp(rule.pattern, 'y') }));
const TAIL_RULES = [...CYCLE_RULES, ...DATE_RULES]
  .filter((rule) => rule.tail)
  .map((rule) => ({ rule, pattern: new RegExp(`^(?:${rule.pattern})$`) }));
const REACHED_BEHIND = new RegExp(` ?${MANNER}*${REACHED}`, 'y');
const SOFT_BEFORE = /(?:原则上|力争|争取)(?:在|于|到)? ?$/;
// A fact that has been, or the end of a count: 去年6月底前, 已于6月底前完成, 截至6月底完成.
const FACT_BEFORE = /(?:去年|上年度?|前年|往年|历年|近年|已(?:经|于|在)?|截至|截止(?:到|至)?|其中|自|从|始于|同期)的? ?$/;
// A number or a year that the pattern could not take in: 26年6月底前.
const PART_OF_WORD_BEFORE = /(?:[\d去往历近.]|[\d〇○零一二三四五六七八九十] ?年度? ?)$/;
const FACT_BEHIND = new RegExp(` ?${MANNER}*(?:完成|办结|报送|上报|提交|建成|出台|印发|发布|召开)了`, 'y');
// 到2026年底，覆盖率达到90%: a target with its day.
const BY_THEN_BEFORE = /(?:^|[，,。；;：:、\s])到$/;
const BY_THEN_BEHIND = / ?[，,]/y;
// 6月底、12月底前各开展一次: the 前 of the last date is the others' too.
const LISTED_BEHIND = / ?[、和及与] ?/y;
const EVENT =
  /(?:\d{4}年)?(?:春节|国庆节?|元旦|五一|劳动节|中秋节?|清明节?|端午节?|全国两会|两会|汛期|换届|开学)(?:之前|以前|前(?![后夕往期]))/g;
const LABEL = /(?:时限|期限|完成时间|办结时间|时间节点|时间要求)(?:要求)?: ?/g;
const LONGEST_PIECE = 30;
const SEGMENT_END = /[)〕】;。\]]/;
const OPENING = '(（〔【[';
const CLOSING = ')）〕】]';

/**
 * The deadlines that a text states, in order and without overlap: what says 前, 内, 底 … 完成, what stands behind a label
 * (完成时限：), and what stands alone in brackets behind an item. The day of an event (5月8日召开会议) and a day of an earlier
 * year than the plan's are none.
 */
export function findDeadlinePhrases(text: string, planYear: number): FoundDeadline[] {
  const found: FoundDeadline[] = [];
  for (const { start, end, result, soft } of candidates(text, planYear)) {
    if (isUnread(result)) continue;
    if (result.kind === 'date' && yearOf(result.date) < planYear) continue;
    found.push({ start, end, phrase: text.slice(start, end), ...result, ...(soft ? { soft: true } : {}) });
  }
  return found;
}

/** What looks like a deadline in the text and has no certain reading, with the reason; to be asked, never dropped. */
export function findUnreadDeadlines(text: string, planYear: number): UnreadDeadline[] {
  const unread: UnreadDeadline[] = [];
  for (const { start, end, result } of candidates(text, planYear)) {
    if (isUnread(result)) unread.push({ start, end, phrase: text.slice(start, end), reason: result.unread });
  }
  return unread;
}

/**
 * Months, quarters, halves and cycles that a text names without saying that something is due by them (9月份组织评查, 每半年通报
 * 一次). A person is asked whether one of them is the deadline; a fact's period (第三季度受理案件30件) is named in the same way.
 */
export function mentionedPeriods(text: string, planYear: number): readonly string[] {
  const even = evenText(text);
  const mentioned: string[] = [];
  for (let i = 0; i < even.length; i += 1) {
    const before = even.slice(Math.max(0, i - 12), i);
    if (!BEGINS.test(even.charAt(i)) || PART_OF_WORD_BEFORE.test(before) || FACT_BEFORE.test(before)) continue;
    for (const { rule, pattern } of RULES) {
      pattern.lastIndex = i;
      const match = pattern.exec(even);
      if (match === null || match[0].startsWith('全年')) continue;
      const result = rule.read(match.slice(1), planYear);
      if (isUnread(result) || (result.kind === 'date' && yearOf(result.date) < planYear)) continue;
      mentioned.push(text.slice(i, i + match[0].length).trim());
      i += match[0].length - 1;
      break;
    }
  }
  return [...new Set(mentioned)];
}

function candidates(text: string, planYear: number): Candidate[] {
  const even = evenText(text);
  const taken: Candidate[] = [];
  const covered = new Uint8Array(even.length);
  const add = (candidate: Candidate): void => {
    if (covered.subarray(candidate.start, candidate.end).includes(1)) return;
    covered.fill(1, candidate.start, candidate.end);
    taken.push(candidate);
  };
  for (const candidate of labelled(even, planYear)) add(candidate);
  for (const candidate of bracketed(even, planYear)) add(candidate);
  for (const candidate of offsets(even)) add(candidate);
  for (const candidate of stated(even, planYear)) add(candidate);
  for (const candidate of bareTerms(even)) add(candidate);
  for (const { index, 0: phrase } of even.matchAll(EVENT))
    add({ start: index, end: index + phrase.length, soft: false, result: { unread: 'event' } });
  return taken.sort((a, b) => a.start - b.start);
}

/** 完成时限：第三季度 — behind a label the words need not say 前. */
function labelled(text: string, planYear: number): Candidate[] {
  const found: Candidate[] = [];
  for (const label of text.matchAll(LABEL)) {
    const start = label.index + label[0].length;
    const rest = text.slice(start, start + LONGEST_PIECE + 1);
    const stop = rest.search(SEGMENT_END);
    const segment = stop < 0 ? rest : rest.slice(0, stop);
    const candidate = wholePiece(segment, start, planYear) ?? wholePiece(segment.split(/[,，、 ]/)[0] ?? '', start, planYear);
    if (candidate !== null) found.push(candidate);
  }
  return found;
}

/** （市司法局牵头，第三季度）: a piece of a bracket that is a deadline and nothing else. */
function bracketed(text: string, planYear: number): Candidate[] {
  const found: Candidate[] = [];
  let opened = -1;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (OPENING.includes(c)) opened = i + 1;
    if (!CLOSING.includes(c) || opened < 0) continue;
    let start = opened;
    for (const piece of text.slice(opened, i).split(/[,，;、。]/)) {
      const candidate = wholePiece(piece, start, planYear);
      if (candidate !== null) found.push(candidate);
      start += piece.length + 1;
    }
    opened = -1;
  }
  return found;
}

function wholePiece(piece: string, offset: number, planYear: number): Candidate | null {
  const trimmed = piece.trim();
  if (trimmed === '' || trimmed.length > LONGEST_PIECE) return null;
  const start = offset + piece.indexOf(trimmed);
  const place = { start, end: start + trimmed.length, soft: false };
  const words = wordsReading(trimmed);
  if (words !== null) return { ...place, result: words };
  for (const { rule, pattern } of TAIL_RULES) {
    const match = pattern.exec(trimmed);
    if (match !== null) return { ...place, result: rule.read(match.slice(1), planYear) };
  }
  return null;
}

/** 印发后15个工作日内 anywhere in a sentence. */
function offsets(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const tail of text.matchAll(OFFSET_TAIL)) {
    const event = eventBefore(text.slice(0, tail.index));
    const term = readTerm(tail[1] ?? '');
    if (event === null || term === null || /^每/.test(event)) continue;
    const start = tail.index - event.length - (text.slice(0, tail.index).endsWith(' ') ? 1 : 0);
    const soft = SOFT_BEFORE.test(text.slice(0, start));
    found.push({ start, end: tail.index + tail[0].length, soft, result: { kind: 'offset', base: eventName(event), ...term } });
  }
  return found;
}

/** Dates and cycles that say themselves, or by the word behind them, that something is due. */
function stated(text: string, planYear: number): Candidate[] {
  const found: Candidate[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const candidate = BEGINS.test(text.charAt(i)) ? statedAt(text, i, planYear) : null;
    if (candidate === null) continue;
    found.push(candidate);
    i = candidate.end - 1;
  }
  return found;
}

function statedAt(text: string, at: number, planYear: number): Candidate | null {
  const before = text.slice(Math.max(0, at - 12), at);
  if (PART_OF_WORD_BEFORE.test(before)) return null;
  for (const { rule, pattern } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const end = endOfStatement(rule, match, text, at) ?? endByNeighbours(match, text, before, planYear);
    if (end === null || FACT_BEFORE.test(before)) continue;
    const softLead = SOFT_BEFORE.exec(before);
    const result = rule.read(match.slice(1), planYear);
    return { start: at - (softLead?.[0].length ?? 0), end, soft: softLead !== null, result };
  }
  return null;
}

function endOfStatement(rule: PhraseRule, match: RegExpExecArray, text: string, at: number): number | null {
  const end = at + match[0].length;
  FACT_BEHIND.lastIndex = end;
  if (FACT_BEHIND.test(text)) return null;
  if (rule.strong(match.slice(1))) return end;
  REACHED_BEHIND.lastIndex = end;
  const reached = REACHED_BEHIND.exec(text);
  return reached === null ? null : end + reached[0].length;
}

function endByNeighbours(match: RegExpExecArray, text: string, before: string, planYear: number): number | null {
  const end = match.index + match[0].length;
  BY_THEN_BEHIND.lastIndex = end;
  if (BY_THEN_BEFORE.test(before) && BY_THEN_BEHIND.test(text)) return end;
  LISTED_BEHIND.lastIndex = end;
  const listed = LISTED_BEHIND.exec(text);
  return listed !== null && statedAt(text, end + listed[0].length, planYear) !== null ? end : null;
}

/** 15个工作日内, with nothing to count from: asked. */
function bareTerms(text: string): Candidate[] {
  return [...text.matchAll(BARE_TERM)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    soft: false,
    result: { unread: match[1] === undefined ? ('noBase' as const) : ('hours' as const) },
  }));
}
