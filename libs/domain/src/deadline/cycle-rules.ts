import type { Term } from '../calendar/term';
import type { CycleReading } from './reading';
import type { PhraseRule } from './date-rules';
import { readTerm, TERM } from './offset-rules';
import { BEFORE, numberWithin, SMALL_NUMBER } from './phrase-text';

type CycleName = CycleReading['cycle'];

const CYCLE_WORDS: Readonly<Record<string, CycleName>> = {
  周: 'weekly', 星期: 'weekly', 月: 'monthly', 季: 'quarterly', 季度: 'quarterly', 半年: 'halfYearly', 年: 'yearly', 年度: 'yearly',
}; // prettier-ignore
const WEEKDAYS = '一二三四五六日';
const EVERY = '每个?(?:一个?)?';

function cycle(name: CycleName, more: Omit<CycleReading, 'kind' | 'cycle' | 'phrase'> = {}): Omit<CycleReading, 'phrase'> {
  return { kind: 'cycle', cycle: name, ...more };
}

const LENGTH_IN_MONTHS: Readonly<Record<CycleName, number>> = { weekly: 0, monthly: 1, quarterly: 3, halfYearly: 6, yearly: 12 };

/** Deadlines that come back. Before the date rules, since 每年6月底前 holds a date too. */
export const CYCLE_RULES: readonly PhraseRule[] = [
  {
    // 每季度结束后10日内, 每月终了后5个工作日内
    pattern: `${EVERY}(半年|季度?|月|年度?|周|星期)(?:度)?(?:结束|终了|末|届满)(?:之后|以后|后)(?:的)?(${TERM})(?:之内|以内|内)`,
    tail: true,
    strong: () => true,
    read: ([word, term]) => {
      const after: Term | null = readTerm(term ?? '');
      return word === undefined || after === null ? { unread: 'unknown' } : cycle(CYCLE_WORDS[word] ?? 'monthly', { after });
    },
  },
  {
    // 每年6月底前, 每年3月1日前, 每年底前
    pattern: `每年 ?(?:度)?(?:(${SMALL_NUMBER}) ?月 ?(?:(${SMALL_NUMBER}) ?[日号]|份? ?(上旬|中旬|下旬|底|末)?)|年?(底|末)) ?(${BEFORE})?`,
    tail: true,
    strong: ([, , , , before]) => before !== undefined,
    read: ([monthText, dayText, part, yearEnd, before]) => {
      if (yearEnd !== undefined) return cycle('yearly', { day: 'last' });
      const month = numberWithin(monthText, 1, 12);
      if (month === null) return { unread: 'unknown' };
      if (dayText !== undefined) return withDay('yearly', month, numberWithin(dayText, 1, 31));
      if (part === undefined && before !== undefined) return { unread: 'ambiguous' };
      return cycle('yearly', { month, day: part === '上旬' ? 10 : part === '中旬' ? 20 : 'last' });
    },
  },
  {
    // 每年第一季度, 每年上半年
    pattern: `每年 ?(?:度)?(?:第?([一二三四1-4])季度|(上|下)半年)(?:末|底)? ?(${BEFORE})?`,
    tail: true,
    strong: ([, , before]) => before !== undefined,
    read: ([quarter, half]) => {
      const month = half === undefined ? (numberWithin(quarter, 1, 4) ?? 4) * 3 : half === '上' ? 6 : 12;
      return cycle('yearly', { month, day: 'last' });
    },
  },
  {
    // 每季度最后一个月的30日前, 每季度首月10日前, 每半年第一个月5日前
    pattern: `${EVERY}(季度?|半年)的?(?:(最后一个?月|末月)|(首月|第一个?月)|第([二三四五六])个?月)的?(?:(${SMALL_NUMBER}) ?[日号]|月?(上旬|中旬|下旬|底|末))? ?(${BEFORE})?`,
    tail: true,
    strong: ([, , , , , , before]) => before !== undefined,
    read: ([word, last, first, nth, dayText, end]) => {
      const name = CYCLE_WORDS[word ?? ''] ?? 'quarterly';
      const month =
        last !== undefined ? LENGTH_IN_MONTHS[name] : first !== undefined ? 1 : numberWithin(nth, 2, LENGTH_IN_MONTHS[name]);
      if (month === null) return { unread: 'noSuchDay' };
      if (dayText !== undefined) return withDay(name, month, numberWithin(dayText, 1, 31));
      return cycle(name, { month, day: end === '上旬' ? 10 : end === '中旬' ? 20 : 'last' });
    },
  },
  {
    // 每月28日前, 每月底前, 每单月10日前, 每双月底
    pattern: `(?:每个?(?:一个?)?|逐)(单|双)?月 ?的?(?:(${SMALL_NUMBER}) ?[日号](?![、和及])|月?(上旬|中旬|下旬|底|末)|(最后一[天日])) ?(${BEFORE})?`,
    tail: true,
    strong: ([, , , , before]) => before !== undefined,
    read: ([which, dayText, part, lastDay]) => {
      const only = which === '单' ? ({ only: 'oddMonths' } as const) : which === '双' ? ({ only: 'evenMonths' } as const) : {};
      if (lastDay !== undefined) return cycle('monthly', { ...only, day: 'last' });
      if (part !== undefined) return cycle('monthly', { ...only, day: part === '上旬' ? 10 : part === '中旬' ? 20 : 'last' });
      const day = numberWithin(dayText, 1, 31);
      return day === null ? { unread: 'noSuchDay' } : cycle('monthly', { ...only, day });
    },
  },
  {
    // 每周五前
    pattern: `${EVERY}(?:周|星期)([${WEEKDAYS}天]) ?(${BEFORE})?`,
    tail: true,
    strong: ([, before]) => before !== undefined,
    read: ([weekday]) => cycle('weekly', { day: weekday === '天' ? 7 : WEEKDAYS.indexOf(weekday ?? '') + 1 }),
  },
  {
    // 每季度末, 每半年底前
    pattern: `${EVERY}(季度?|半年|周)(?:末|底) ?(${BEFORE})?`,
    tail: true,
    strong: ([, before]) => before !== undefined,
    read: ([word]) => cycle(CYCLE_WORDS[word ?? ''] ?? 'quarterly', { day: 'last' }),
  },
  {
    // 每季度, 每月一次, 按月, 半年一次; 每单月
    pattern: `(?:${EVERY}|按|逐)(单月|双月|半年|季度?|月度?|年度?|周|星期)(?:(?:至少|不少于)?(?:[一1]次|[一1]报|[一1]通报|[一1]调度))?`,
    tail: true,
    strong: () => false,
    read: ([word]) => {
      if (word === '单月' || word === '双月') return cycle('monthly', { only: word === '单月' ? 'oddMonths' : 'evenMonths' });
      return cycle(CYCLE_WORDS[word === '月度' ? '月' : (word ?? '')] ?? 'monthly');
    },
  },
  {
    pattern: '(半年|季度|一年|一月|一周)(?:至少)?(?:[一1]次|[一1]报|[一1]通报|[一1]调度)',
    tail: true,
    strong: () => false,
    read: ([word]) => cycle(CYCLE_WORDS[(word ?? '').replace('一', '')] ?? 'yearly'),
  },
];

function withDay(name: CycleName, month: number, day: number | null): ReturnType<PhraseRule['read']> {
  // The month's length is judged by the year of the period, except that no month but these has a 31st or a 30th.
  const longest = name === 'yearly' ? (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31) : 31;
  return day === null || day > longest ? { unread: 'noSuchDay' } : cycle(name, { month, day });
}
