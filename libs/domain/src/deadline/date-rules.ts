import { dayOf, daysInMonth, type DayString } from '../day/day';
import type { BareResult } from './reading';
import { BEFORE, numberWithin, SMALL_NUMBER, WITHIN, YEAR_NUMBER } from './phrase-text';

/** One way of writing a deadline. The pattern has no outer anchors; `read` gets its groups. */
export interface PhraseRule {
  readonly pattern: string;
  /** Standing alone in brackets behind an item it is that item's deadline: （第三季度）, but not （5月8日） or （2026年）. */
  readonly tail: boolean;
  /** The words alone say that it is a deadline; otherwise, in a sentence, something behind them must. */
  readonly strong: (groups: readonly (string | undefined)[]) => boolean;
  readonly read: (groups: readonly (string | undefined)[], planYear: number) => BareResult;
}

const YEAR = `(?:(${YEAR_NUMBER}) ?年度? ?|(今年|本年度?|当年|明年|次年|来年|翌年|下一?年度?)的? ?)?`;
const MONTH = `(${SMALL_NUMBER}) ?月`;
const SPAN_SIGN = ' ?(?:至|到|[-–—~～]{1,2}) ?';

// 三年底, 一年内: a number of years, not this year.
const NOT_COUNTED = '(?<![\\d一二三四五六七八九十两半几多数])';

/** The year that the words name; the plan's where they name none. Null where the numerals are no year of our time. */
function yearIn(digits: string | undefined, word: string | undefined, planYear: number): number | null {
  if (digits !== undefined) return numberWithin(digits, 1990, 2199);
  return word === undefined || /^(?:今年|本年|当年)/.test(word) ? planYear : planYear + 1;
}

const unknown: BareResult = { unread: 'unknown' };

function endOf(year: number | null, month: number | null): BareResult {
  if (year === null || month === null) return unknown;
  return conventional(dayOf(year, month, daysInMonth(year, month)));
}

const conventional = (date: DayString | null): BareResult => (date === null ? unknown : { kind: 'date', date, named: false });

function named(year: number | null, month: number | null, day: number | null, before: string | undefined): BareResult {
  if (year === null || month === null) return unknown;
  const date = day === null ? null : dayOf(year, month, day);
  if (date === null) return { unread: 'noSuchDay' };
  // "Before the 31st" is the 31st in common use; "before the 1st" may well mean the day before.
  return day === 1 && before !== undefined
    ? { kind: 'date', date, named: true, doubt: 'firstOfMonth' }
    : { kind: 'date', date, named: true };
}

function partOfMonth(
  year: number | null,
  month: number | null,
  part: string | undefined,
  before: string | undefined,
): BareResult {
  if (year === null || month === null) return unknown;
  if (part === '上旬') return conventional(dayOf(year, month, 10));
  if (part === '中旬' || part === '上中旬') return conventional(dayOf(year, month, 20));
  if (part === '下旬' || part === '中下旬' || part === '底' || part === '末') return endOf(year, month);
  return before === undefined ? endOf(year, month) : { unread: 'ambiguous' };
}

function spanEnd(year: number | null, endMonth: number, edge: string | undefined, before: string | undefined): BareResult {
  return edge === undefined && before !== undefined ? { unread: 'ambiguous' } : endOf(year, endMonth);
}

const always = (): boolean => true;

/** Dates, parts of months, spans, quarters, halves and years. The first rule that fits at a place is the one. */
export const DATE_RULES: readonly PhraseRule[] = [
  {
    // 2026-06-30, 2026/6/30, 2026.6.30
    pattern: `(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)日? ?(${BEFORE}|${WITHIN})?`,
    tail: false,
    strong: ([, , , , edge]) => edge !== undefined,
    read: ([year, , month, day, before]) =>
      named(numberWithin(year, 1990, 2199), numberWithin(month, 1, 12), numberWithin(day, 1, 31), before),
  },
  {
    // 6月1日至30日: the end of the span
    pattern: `${YEAR}${MONTH} ?(${SMALL_NUMBER}) ?[日号]${SPAN_SIGN}(${SMALL_NUMBER}) ?[日号] ?(${BEFORE}|${WITHIN})?`,
    tail: false,
    strong: () => false,
    read: ([year, word, month, from, to, before], planYear) => {
      const [first, last] = [numberWithin(from, 1, 31), numberWithin(to, 1, 31)];
      if (first === null || last === null || first > last) return unknown;
      return named(yearIn(year, word, planYear), numberWithin(month, 1, 12), last, before);
    },
  },
  {
    // 2026—2027年, 2026年至2028年: the end of the last year
    pattern: `(${YEAR_NUMBER}) ?年?${SPAN_SIGN}(${YEAR_NUMBER}) ?年(底|末)? ?(${BEFORE}|${WITHIN})?`,
    tail: true,
    strong: () => false,
    read: ([from, to, edge, before], planYear) => {
      const [first, last] = [yearIn(from, undefined, planYear), yearIn(to, undefined, planYear)];
      return first === null || last === null || first >= last ? unknown : spanEnd(last, 12, edge, before);
    },
  },
  {
    // 3月1日至6月30日, 3-6月, 2026年11月至2027年2月底: the end of the span
    pattern: `${YEAR}(${SMALL_NUMBER}) ?(?:月 ?(?:(${SMALL_NUMBER}) ?[日号])?)?份?${SPAN_SIGN}${YEAR}${MONTH} ?(?:(${SMALL_NUMBER}) ?[日号]|(底|末|份))? ?(${BEFORE}|${WITHIN})?`,
    tail: false,
    strong: () => false,
    read: ([year1, word1, month1, , year2, word2, month2, day2, edge, before], planYear) => {
      const from = yearIn(year1, word1, planYear);
      const to = year2 === undefined && word2 === undefined ? from : yearIn(year2, word2, planYear);
      const first = numberWithin(month1, 1, 12);
      const last = numberWithin(month2, 1, 12);
      if (from === null || to === null || first === null || last === null) return unknown;
      if (from * 12 + first > to * 12 + last) return unknown;
      return day2 === undefined
        ? partOfMonth(to, last, edge === '份' ? undefined : edge, before)
        : named(to, last, numberWithin(day2, 1, 31), before);
    },
  },
  {
    // 2026年3月31日前
    pattern: `${YEAR}${MONTH} ?(${SMALL_NUMBER}) ?[日号] ?(${BEFORE}|${WITHIN})?`,
    tail: false,
    strong: ([, , , , edge]) => edge !== undefined,
    read: ([year, word, month, day, before], planYear) =>
      named(yearIn(year, word, planYear), numberWithin(month, 1, 12), numberWithin(day, 1, 31), before),
  },
  {
    // 6月底前, 3月中旬, 四月份
    pattern: `${YEAR}${MONTH} ?(份)? ?(上中旬|中下旬|上旬|中旬|下旬|底|末)? ?(?:(${BEFORE})|(${WITHIN}))?(?! ?\\d)`,
    tail: true,
    strong: ([, , , , , before, within]) => before !== undefined || within !== undefined,
    read: ([year, word, month, fen, part, before, within], planYear) => {
      // 3月内 alone may be March or three months.
      const bare = year === undefined && word === undefined && fen === undefined && part === undefined;
      if (bare && within !== undefined) return { unread: 'ambiguous' };
      return partOfMonth(yearIn(year, word, planYear), numberWithin(month, 1, 12), part, before);
    },
  },
  {
    // 第三季度, 二季度末, 前三季度, 一至三季度, 2026年Q3
    pattern: `${YEAR}(?:第?[一1]${SPAN_SIGN}第?([二三四234])|(前[二三23两])|第?([一二三四1-4Ⅰ-Ⅳ])) ?(?:个)?季度(末|底)? ?(?:(${BEFORE})|(${WITHIN}))?`,
    tail: true,
    strong: ([, , , , , , before, within]) => before !== undefined || within !== undefined,
    read: ([year, word, spanTo, firstFew, one, edge, before], planYear) => {
      const roman = 'ⅠⅡⅢⅣ'.indexOf(one ?? ' ') + 1;
      const quarter = roman > 0 ? roman : numberWithin(spanTo ?? firstFew?.slice(1) ?? one, 1, 4);
      return quarter === null ? unknown : spanEnd(yearIn(year, word, planYear), quarter * 3, edge, before);
    },
  },
  {
    // Q3, 2026年Q3, 2026Q3
    pattern: `(?:(${YEAR_NUMBER}) ?年?度? ?|(今年|本年度?|当年|明年|次年|来年|翌年)的? ?)?Q([1-4])(末|底)? ?(?:(${BEFORE})|(${WITHIN}))?`,
    tail: true,
    strong: () => false,
    read: ([year, word, quarter, edge, before], planYear) =>
      spanEnd(yearIn(year, word, planYear), Number(quarter) * 3, edge, before),
  },
  {
    // 上半年, 下半年底前
    pattern: `${YEAR}(上|下)半年(末|底)? ?(?:(${BEFORE})|(${WITHIN}))?`,
    tail: true,
    strong: ([, , , , before, within]) => before !== undefined || within !== undefined,
    read: ([year, word, half, edge, before], planYear) =>
      spanEnd(yearIn(year, word, planYear), half === '上' ? 6 : 12, edge, before),
  },
  {
    // 年底前, 今年底前, 2026年年底, 年内
    pattern: `(?:(${YEAR_NUMBER}) ?年? ?|(今年|本年|当年|明年|次年|来年|翌年) ?)?(?:${NOT_COUNTED}年 ?(?:底|末|终)|(?<=[今本当明次来翌年\\d])(?:底|末)) ?(${BEFORE}|${WITHIN})?`,
    tail: true,
    strong: ([, , edge]) => edge !== undefined,
    read: ([year, word], planYear) => endOf(yearIn(year, word, planYear), 12),
  },
  {
    pattern: `(?:(${YEAR_NUMBER}) ?年度?|(今年|本年度?|当年|明年|次年|来年|翌年)|${NOT_COUNTED}年度?)${WITHIN}`,
    tail: true,
    strong: always,
    read: ([year, word], planYear) => endOf(yearIn(year, word, planYear), 12),
  },
  {
    // 全年: no milestone, due at its end
    pattern: `(?:(${YEAR_NUMBER}) ?年 ?)?(?:贯穿)?全年度?(?:推进|开展|实施|进行|任务|工作)?`,
    tail: true,
    strong: () => false,
    read: ([year], planYear) => endOf(yearIn(year, undefined, planYear), 12),
  },
];

/** Read only where the whole phrase is this and nothing else, as in a ledger's cell. */
export const CELL_DATE_RULES: readonly PhraseRule[] = [
  {
    pattern: '(\\d{4})(\\d{2})(\\d{2})',
    tail: false,
    strong: always,
    read: ([year, month, day]) =>
      named(numberWithin(year, 1990, 2199), numberWithin(month, 1, 12), numberWithin(day, 1, 31), undefined),
  },
  {
    // 2026.6, 2026-06, 2026/6
    pattern: `(\\d{4})[-/.](\\d{1,2})(底|末)?(${BEFORE})?`,
    tail: false,
    strong: always,
    read: ([year, month, edge, before]) => partOfMonth(numberWithin(year, 1990, 2199), numberWithin(month, 1, 12), edge, before),
  },
  {
    // 6.30前, 6/30前: without 前 it may be a number
    pattern: `(\\d{1,2})[./](\\d{1,2})日?(${BEFORE})`,
    tail: false,
    strong: always,
    read: ([month, day, before], planYear) => named(planYear, numberWithin(month, 1, 12), numberWithin(day, 1, 31), before),
  },
  {
    // 2026, 2026年, 2026年度, 本年度
    pattern: `(?:(${YEAR_NUMBER})(?: ?年度?)?|(今年|本年度?|当年度?|明年|次年|来年|翌年))(${BEFORE})?`,
    tail: false,
    strong: always,
    read: ([year, word, before], planYear) => spanEnd(yearIn(year, word, planYear), 12, undefined, before),
  },
];
