import { CYCLE_RULES } from './cycle-rules';
import { CELL_DATE_RULES, DATE_RULES, type PhraseRule } from './date-rules';
import { findDeadlinePhrases, findUnreadDeadlines } from './find-phrases';
import { BARE_TERM, readOffset, TERM } from './offset-rules';
import { evenText, MANNER, REACHED } from './phrase-text';
import { isUnread, type BareResult, type DeadlineReading, type UnreadReason } from './reading';
import { wordsReading } from './word-rules';

const LABEL = /^[^:：]{0,8}(?:时限|期限|时间|节点|日期)(?:要求)?: ?/;
const LEAD = /^(?:原则上|力争|争取|确保|务必|最迟|不晚于|不迟于|截止(?:到|至)?|截至|至|到|在|于) ?/;
const SOFT = /^(?:原则上|力争|争取)/;
// A sheet written as text carries the midnight of its date cells; 24时 is the day's own end.
const END_OF_DAY = / 0?0:00(?::00)?$| ?24(?:时|:00)(?=$|前|之前|以前)/;
const ENCLOSED = /^[(〔【[](.*)[)〕】\]]$/;
const ENDING = `(?:止|为止)? ?${MANNER}*(?:(?:${REACHED}|报告|印发|公布|落实|整改|实现|达到)(?:任务|整改|全部任务|工作)?)?$`;

const WHOLE = [...CYCLE_RULES, ...DATE_RULES, ...CELL_DATE_RULES].map((rule) => ({
  rule,
  pattern: new RegExp(`^(?:${rule.pattern})${ENDING}`),
}));
const WHOLE_TERM = new RegExp(`^(?:${BARE_TERM.source}|${TERM})${ENDING}`);

/**
 * Reads the words of one deadline, such as a ledger's cell: 6月底前, 第三季度, 每月28日前, 印发后15个工作日内, 长期坚持. A year that
 * is left out is the plan's; a month, quarter or span ends on its last day, 上旬 on the 10th, 中旬 on the 20th. What cannot be
 * read for certain is null, never a guess; `unreadDeadlineReason` then says what to ask.
 */
export function readDeadlinePhrase(text: string, planYear: number): DeadlineReading | null {
  const result = readPhrase(text, planYear);
  return isUnread(result) ? null : { phrase: text.trim(), ...result };
}

/** Why `readDeadlinePhrase` gives null for this text, or null where it can be read. */
export function unreadDeadlineReason(text: string, planYear: number): UnreadReason | null {
  const result = readPhrase(text, planYear);
  return isUnread(result) ? result.unread : null;
}

function readPhrase(text: string, planYear: number): BareResult {
  let rest = evenText(text).trim();
  rest = (ENCLOSED.exec(rest)?.[1] ?? rest)
    .replace(/[。;,]+$/, '')
    .replace(LABEL, '')
    .replace(END_OF_DAY, '')
    .trim();
  if (rest === '' || /^[-—–/无]+$/.test(rest)) return { unread: 'empty' };
  let soft = false;
  for (let lead = LEAD.exec(rest); lead !== null && lead[0].length < rest.length; lead = LEAD.exec(rest)) {
    soft = soft || SOFT.test(rest);
    rest = rest.slice(lead[0].length);
  }
  const whole = readWhole(rest, planYear);
  const once = rest.replace(EACH_TIME, '');
  const again = once !== rest && isUnread(whole) ? readWhole(once, planYear) : whole;
  const result = isUnread(again) && again.unread === 'unknown' ? readParts(once, planYear) : again;
  return soft && !isUnread(result) ? { ...result, soft: true } : result;
}

function readWhole(text: string, planYear: number): BareResult {
  const words = wordsReading(text);
  if (words !== null) return words;
  for (const { rule, pattern } of WHOLE) {
    const result = tryRule(rule, pattern, text, planYear);
    if (result !== null) return result;
  }
  const offset = readOffset(text.replace(new RegExp(ENDING), ''));
  if (offset !== null) return offset;
  const term = WHOLE_TERM.exec(text);
  if (term !== null) return { unread: term[1] === undefined ? 'noBase' : 'hours' };
  return { unread: 'unknown' };
}

function tryRule(rule: PhraseRule, pattern: RegExp, text: string, planYear: number): BareResult | null {
  const match = pattern.exec(text);
  return match === null ? null : rule.read(match.slice(1), planYear);
}

const EACH_TIME = /(?:前|之前)?(?:分别|各)(?:开展|组织|进行|报送|通报|调度)?(?:[一1]次)?$/;

/** Several phrases in one: read where together they say one thing (立行立改，长期坚持), else asked. */
function readParts(text: string, planYear: number): BareResult {
  const parts = text
    .split(/[，,;、/()]|并(?=长期|持续)|(?<=[月日底末旬度年])[和及与](?=[\d一二三四五六七八九十上下第年])/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const results = parts.map((part) => readWhole(part, planYear));
  const longTerm = results.filter((result) => !isUnread(result) && result.kind === 'longTerm').length;
  const immediate = results.filter((result) => isUnread(result) && result.unread === 'immediate').length;
  if (longTerm > 0 && longTerm + immediate === results.length) return { kind: 'longTerm' };
  if (parts.length > 1 && results.filter((result) => !isUnread(result) || result.unread !== 'unknown').length > 1) {
    return { unread: 'mixed' };
  }
  // One deadline with what is to be done by it: 6月底前完成方案制定.
  const found = findDeadlinePhrases(text, planYear);
  const unread = findUnreadDeadlines(text, planYear);
  const only = found[0];
  if (only === undefined) return { unread: unread[0]?.reason ?? 'unknown' };
  if (found.length > 1 || unread.length > 0 || longTerm + immediate > 0) return { unread: 'mixed' };
  const { start: _start, end: _end, phrase: _phrase, ...reading } = only;
  return reading;
}
