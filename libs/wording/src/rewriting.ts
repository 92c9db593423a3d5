import type { CalendarDifference } from '@duban/domain';
import { DAY_REASON_WORDS, dayWithWeekday } from './deadline';
import { dueWords, owedWords } from './due-moved';

interface JobLike {
  readonly kind: string;
  readonly state: string;
  readonly unchanged: number;
  readonly progress: { readonly rewritten: number; readonly moved: number; readonly waiting: number; readonly failed: number };
  readonly lines: readonly {
    readonly outcome: string;
    readonly kind: string;
    readonly period: string | null;
    readonly taskTitle: string | null;
    readonly unitName: string | null;
    readonly line: {
      readonly due: { readonly from: string | null; readonly to: string | null } | null;
      readonly because?: string;
      readonly error?: string;
    };
  }[];
}

export const rewriteOutcomeWords: Readonly<Record<string, string>> = {
  moved: '期限变更',
  settled: '期限不变，由暂定转为确定',
  waiting: '按新的规则期限提前，待督办机构确认',
  kept: '保持原期限',
  rewritten: '未执行的督办步骤已重排',
  failed: '未能重排，需人工处理',
};

/** Why a changed term leaves a day alone. */
export const DUE_SET_OTHERWISE = '期限已另行确定，不随时限变动';

/** The exact list of a job for a person to read. */
export function describeRewriteJob(job: JobLike): string {
  const { rewritten, moved, waiting, failed } = job.progress;
  const head = `涉及未办结事项${rewritten}项：期限变更${moved}项，待确认${waiting}项，未能处理${failed}项，无变化${job.unchanged}项。`;
  const lines = job.lines
    .filter((each) => each.outcome !== 'rewritten')
    .map((each) => {
      const due = each.line.due;
      const days =
        due === null ? '' : due.from === due.to ? `：${dueWords(due.to)}` : `：${dueWords(due.from)} → ${dueWords(due.to)}`;
      const error = each.line.error === undefined ? '' : `（${each.line.error}）`;
      const why = each.line.because === 'setOtherwise' ? `（${DUE_SET_OTHERWISE}）` : '';
      return `  ${each.unitName ?? '督办机构'} ${owedWords(each.kind, each.taskTitle, each.period)}${days}，${rewriteOutcomeWords[each.outcome] ?? each.outcome}${why}${error}`;
    });
  return [head, ...lines].join('\n');
}

/** Which days a new table makes others than they were, and which years are known now. */
export function describeCalendarDifference(year: number | null, difference: CalendarDifference): string {
  const { changed, renamed, settledYears } = difference;
  const lines = changed.map(({ date, before, after }) => {
    const word = (day: typeof before) => `${day.name === undefined ? '' : day.name}${DAY_REASON_WORDS[day.why]}`;
    return `  ${dayWithWeekday(date)}：${word(before)} → ${word(after)}`;
  });
  const head = [
    year === null ? '' : `${year}年的安排可以载入。`,
    settledYears.length > 0 ? `新增${settledYears.join('、')}年；` : '',
    `工作日与休息日互换的有${changed.length}天${renamed.length > 0 ? `，只改名称的有${renamed.length}天` : ''}。`,
  ].join('');
  return [head, ...lines].join('\n');
}

export const describeCalendarVersions = (
  versions: readonly {
    readonly version: number;
    readonly name: string;
    readonly firstYear: number;
    readonly publishedThrough: number;
    readonly loadedBy: string | null;
  }[],
): string =>
  versions
    .map(
      (each) =>
        `第${each.version}版 ${each.name}：${each.firstYear}年至${each.publishedThrough}年，${each.loadedBy ?? '随系统'}载入`,
    )
    .join('\n');
