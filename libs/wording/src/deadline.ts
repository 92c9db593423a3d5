import {
  addDays,
  dayOfInstant,
  minuteOfDay,
  type CountedHours,
  dayOfMonth,
  formatDayChinese,
  monthOf,
  weekdayOf,
  yearOf,
  type DayAnswer,
  type DayReason,
  type DayString,
  type Deadline,
  type DeadlineChange,
  type ExplainedDay,
  type Term,
  type UnreadReason,
} from '@duban/domain';

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

export const TERM_UNIT_WORDS: Readonly<Record<Term['unit'], string>> = {
  workingDays: '个工作日',
  calendarDays: '个自然日',
  months: '个月',
};

export const DAY_REASON_WORDS: Readonly<Record<DayReason, string>> = {
  workday: '工作日',
  weekend: '周末',
  holiday: '放假',
  makeUp: '补班',
};

/** What to ask a person about words that cannot be read as a deadline. */
export const UNREAD_DEADLINE_WORDS: Readonly<Record<UnreadReason, string>> = {
  immediate: '要求立即办理，请填写具体日期或办理天数',
  vague: '没有写明具体日期，请补充',
  event: '以节日或事件为界，请填写具体日期',
  ambiguous: '有两种理解（是否含当期，或是月份还是月数），请确认具体日期',
  noSuchDay: '没有这一天，请核对',
  noBase: '没有写明从何时起算，请补充起算事项',
  hours: '以小时计，请填写具体时点',
  mixed: '一处写了几个时限，请拆分或选定其一',
  empty: '没有写时限',
  unknown: '无法识别为时限，请填写具体日期',
};

/** 2026年9月24日（周四） */
export const dayWithWeekday = (day: DayString): string => `${formatDayChinese(day)}（${WEEKDAYS[weekdayOf(day) - 1]}）`;

/** 5个工作日 */
export const termWords = (term: Term): string => `${Math.abs(term.n)}${TERM_UNIT_WORDS[term.unit]}`;

/**
 * Why a due day is what it is: how it was counted, the make-up days and holidays on the way as ranges (2/14 补班计入；2/15–2/23
 * 春节不计), whether it is a day off or was rolled on, whether it is provisional, and the calendar's version.
 */
export function explainDeadline(deadline: Deadline): string {
  const { basis } = deadline;
  const sentences: string[] = [];
  if (basis.kind === 'written') {
    sentences.push(`${dayWithWeekday(basis.date)}，${basis.named ? '文件写明的日期' : '按惯例取所写期间的截止日'}`);
    if (!deadline.dueDay.working) sentences.push(`当日为${dayOffWords(deadline.dueDay)}，期限照写不顺延`);
    if (deadline.dueDay.provisional) sentences.push(`${yearOf(basis.date)}年放假安排尚未公布，期限不受影响`);
  } else {
    const direction = basis.term.n < 0 ? '往前' : '';
    sentences.push(
      `自${basis.base}（${formatDayChinese(basis.startOn)}）的${direction === '' ? '次' : '前一'}日起${direction}计${termWords(basis.term)}，` +
        `至${dayWithWeekday(deadline.dueOn)}`,
    );
    sentences.push(...countingSentences(deadline.explain, basis.term, basis.startOn, deadline.dueOn, deadline.rolledFrom));
    if (deadline.provisional) sentences.push(provisionalSentence(deadline.explain));
  }
  if (deadline.soft) sentences.push('文件表述为“原则上”“力争”等，约束较弱');
  return `${sentences.join('；')}。日历版本：${deadline.calendarVersion}`;
}

/** The answer of `duban day` for a person to read. */
export function describeDayAnswer(answer: DayAnswer): string {
  const term: Term = { n: answer.n, unit: answer.unit };
  if (answer.n === 0) return `${dayWithWeekday(answer.start)}。日历版本：${answer.calendar}`;
  const sentences = [
    `${dayWithWeekday(answer.start)}${answer.n < 0 ? '往前' : '起'}${termWords(term)}（${answer.n < 0 ? '自前一日' : '自次日'}起计）：` +
      `${dayWithWeekday(answer.date)}${answer.provisional ? '，暂定' : ''}`,
    ...countingSentences(answer.explain, term, answer.start, answer.date, answer.rolledFrom),
    ...(answer.provisional ? [provisionalSentence(answer.explain)] : []),
  ];
  return `${sentences.join('；')}。日历版本：${answer.calendar}`;
}

/** What a new calendar did to a deadline: old date, new date and reason. */
export function explainDeadlineChange(change: DeadlineChange): string {
  const { before, after } = change;
  const versions = `日历由${before.calendarVersion}更新为${after.calendarVersion}`;
  if (change.moved) {
    const status = after.provisional ? '，仍为暂定' : '';
    return `期限由${dayWithWeekday(before.dueOn)}改为${dayWithWeekday(after.dueOn)}${status}。原因：${versions}。${explainDeadline(after)}`;
  }
  return change.settled
    ? `期限${dayWithWeekday(after.dueOn)}不变，由暂定转为确定。原因：${versions}`
    : `期限${dayWithWeekday(after.dueOn)}不变。${versions}`;
}

/** 春节放假, 周末 — what a day off is called within a sentence. */
const dayOffWords = (day: { readonly why: DayReason; readonly name?: string }): string =>
  day.why === 'holiday' ? `${day.name ?? ''}放假` : DAY_REASON_WORDS[day.why];

function countingSentences(
  explain: readonly ExplainedDay[],
  term: Term,
  start: DayString,
  end: DayString,
  rolledFrom: DayString | null,
): string[] {
  const sentences: string[] = [];
  const show = dayWriter(start, end);
  if (term.unit === 'workingDays') {
    for (const run of runsOf(explain, (day) =>
      day.why === 'holiday' || day.why === 'makeUp' ? `${day.why}${day.name ?? ''}` : '',
    )) {
      sentences.push(
        run.first.why === 'makeUp' ? `${runWords(run, show)} 补班计入` : `${runWords(run, show)} ${run.first.name ?? '放假'}不计`,
      );
    }
    const weekends = explain.filter((day) => day.why === 'weekend').length;
    if (weekends > 0) sentences.push(`${sentences.length > 0 ? '其余' : ''}周末${weekends}天不计`);
  }
  if (rolledFrom !== null) {
    const ended = explain.find((day) => day.date === rolledFrom);
    const words = ended === undefined ? '休息日' : dayOffWords(ended);
    sentences.push(`按期应为${show(rolledFrom)}，当日${words}，${term.n < 0 ? '提前' : '顺延'}至${show(end)}`);
  }
  return sentences;
}

function provisionalSentence(explain: readonly ExplainedDay[]): string {
  const years = [...new Set(explain.filter((day) => day.provisional).map((day) => yearOf(day.date)))].sort((a, b) => a - b);
  return `${years.join('、')}年放假安排尚未公布，暂按周一至周五计算，公布后重新计算`;
}

interface Run {
  readonly first: ExplainedDay;
  last: ExplainedDay;
}

/** Neighbouring days of one kind as one run; the empty kind is left out. In the order of the calendar. */
function runsOf(explain: readonly ExplainedDay[], kindOf: (day: ExplainedDay) => string): Run[] {
  const ordered = [...explain].sort((a, b) => (a.date < b.date ? -1 : 1));
  const runs: Run[] = [];
  for (const day of ordered) {
    if (kindOf(day) === '') continue;
    const run = runs.at(-1);
    if (run !== undefined && kindOf(run.last) === kindOf(day) && addDays(run.last.date, 1) === day.date) run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs;
}

const runWords = (run: Run, show: (day: DayString) => string): string =>
  run.first === run.last ? show(run.first.date) : `${show(run.first.date)}–${show(run.last.date)}`;

/** 2/14, with the year before it where the counting crosses a year's end. */
function dayWriter(start: DayString, end: DayString): (day: DayString) => string {
  const oneYear = yearOf(start) === yearOf(end);
  return (day) => `${oneYear ? '' : `${yearOf(day)}/`}${monthOf(day)}/${dayOfMonth(day)}`;
}

/** 2026-03-09T11:00+08:00: an instant as the offices' clocks show it. */
export function instantWithZone(ms: number): string {
  const minute = minuteOfDay(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${dayOfInstant(ms)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}+08:00`;
}

/** The answer of `duban day --working-hours` for a person to read. */
export function describeHours(start: string, hours: number, counted: CountedHours, calendar: string): string {
  const off = counted.explain.filter((day) => !day.counted && (day.why === 'holiday' || day.why === 'weekend')).length;
  const days = counted.explain
    .filter((day) => day.counted)
    .map((day) => `${formatDayChinese(day.date)}${day.why === 'makeUp' ? '补班' : ''}计${day.minutes}分钟`);
  const end = instantWithZone(counted.at);
  return (
    [
      `${start}起${hours}个工作小时：${dayWithWeekday(end.slice(0, 10))}${end.slice(11, 16)}${counted.provisional ? '，暂定' : ''}`,
      days.join('，'),
      ...(off > 0 ? [`休息日${off}天不计`] : []),
    ].join('；') + `。日历版本：${calendar}`
  );
}
