import { addDays, computeDeadline, dayAnswer, recomputeDeadline, type DeadlineBasis, type WorkCalendar } from '@duban/domain';
import { describeDayAnswer, explainDeadline, explainDeadlineChange } from './deadline';

const OFF = { kind: 'off', name: '春节' } as const;
const WORK = { kind: 'work', name: '春节' } as const;
const calendar: WorkCalendar = {
  version: 'cn-2026',
  firstYear: 2025,
  publishedThrough: 2026,
  exceptions: {
    '2025-12-27': { kind: 'work', name: '元旦' },
    '2026-01-01': { kind: 'off', name: '元旦' },
    '2026-02-14': WORK,
    ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [addDays('2026-02-15', i), OFF])),
    '2026-02-28': WORK,
  },
};
const issued = (startOn: string, n: number, unit: 'workingDays' | 'calendarDays' | 'months'): DeadlineBasis => ({
  kind: 'counted',
  startOn,
  base: '印发',
  term: { n, unit },
});

test('make-up days and holidays are told as ranges, ordinary weekends as a number', () => {
  expect(explainDeadline(computeDeadline(issued('2026-02-10', 15, 'workingDays'), calendar))).toBe(
    '自印发（2026年2月10日）的次日起计15个工作日，至2026年3月9日（周一）；2/14 补班计入；2/15–2/23 春节不计；2/28 补班计入；其余周末3天不计。日历版本：cn-2026',
  );
});

test('a counted term that was rolled on says from where and why', () => {
  expect(explainDeadline(computeDeadline(issued('2026-02-10', 7, 'calendarDays'), calendar))).toBe(
    '自印发（2026年2月10日）的次日起计7个自然日，至2026年2月24日（周二）；按期应为2/17，当日春节放假，顺延至2/24。日历版本：cn-2026',
  );
});

test('a written day that is a day off says that it stays', () => {
  expect(explainDeadline(computeDeadline({ kind: 'written', date: '2026-02-16', named: true }, calendar))).toBe(
    '2026年2月16日（周一），文件写明的日期；当日为春节放假，期限照写不顺延。日历版本：cn-2026',
  );
  expect(explainDeadline(computeDeadline({ kind: 'written', date: '2026-05-31', named: false }, calendar, true))).toBe(
    '2026年5月31日（周日），按惯例取所写期间的截止日；当日为周末，期限照写不顺延；文件表述为“原则上”“力争”等，约束较弱。日历版本：cn-2026',
  );
});

test('a provisional deadline names the year that is missing; a new calendar tells old day, new day and reason', () => {
  const before = computeDeadline(issued('2026-12-28', 10, 'workingDays'), calendar);
  expect(explainDeadline(before)).toContain('2027年放假安排尚未公布，暂按周一至周五计算，公布后重新计算');
  const moved = {
    ...calendar,
    version: 'cn-2027',
    publishedThrough: 2027,
    exceptions: { ...calendar.exceptions, '2027-01-01': OFF },
  };
  expect(explainDeadlineChange(recomputeDeadline(before, moved))).toMatch(
    /^期限由2027年1月11日（周一）改为2027年1月12日（周二）。原因：日历由cn-2026更新为cn-2027。/,
  );
  const settled = { ...calendar, version: 'cn-2027', publishedThrough: 2027 };
  expect(explainDeadlineChange(recomputeDeadline(before, settled))).toBe(
    '期限2027年1月11日（周一）不变，由暂定转为确定。原因：日历由cn-2026更新为cn-2027',
  );
});

test('the answer of a day question, forwards, backwards and over the turn of the year', () => {
  expect(describeDayAnswer(dayAnswer(calendar, '2026-02-12', 3, 'workingDays'))).toBe(
    '2026年2月12日（周四）起3个工作日（自次日起计）：2026年2月24日（周二）；2/14 补班计入；2/15–2/23 春节不计。日历版本：cn-2026',
  );
  expect(describeDayAnswer(dayAnswer(calendar, '2026-02-16', -3, 'workingDays'))).toBe(
    '2026年2月16日（周一）往前3个工作日（自前一日起计）：2026年2月12日（周四）；2/14 补班计入；2/15 春节不计。日历版本：cn-2026',
  );
  expect(describeDayAnswer(dayAnswer(calendar, '2025-12-31', 1, 'workingDays'))).toBe(
    '2025年12月31日（周三）起1个工作日（自次日起计）：2026年1月2日（周五）；2026/1/1 元旦不计。日历版本：cn-2026',
  );
});
