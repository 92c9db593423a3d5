import { dayOfInstant, formatDayChinese, minuteOfDay, parseDay, periodOf, type ObligationKind } from '@duban/domain';
import { quoted } from './annual-report';
import { subjectWords } from './policy-words';
import type { NoticeText } from './task-notices';

/** 2027年1月6日, or for a limit in hours 2027年1月6日10:30. Takes a day or an instant as text. */
export function dueWords(due: string | null): string {
  if (due === null) return '无期限';
  if (parseDay(due) !== null) return formatDayChinese(due);
  const ms = Date.parse(due);
  const minute = minuteOfDay(ms);
  return `${formatDayChinese(dayOfInstant(ms))}${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

/** What is owed, as a list or a notice names it: “某任务”2026年第四季度填报. */
export const owedWords = (kind: string, taskTitle: string | null, period: string | null): string =>
  `${taskTitle === null ? '' : quoted(taskTitle)}${period === null ? '' : periodOf(period).name}${subjectWords[kind as ObligationKind] ?? kind}`;

/** A new calendar, or a changed term of the policy, moved a due day: old day, new day, reason. */
export const dueMovedNotice = (
  kind: string,
  taskTitle: string | null,
  period: string | null,
  from: string | null,
  to: string | null,
  byPolicy: boolean,
): NoticeText => ({
  title: byPolicy ? '期限随督办制度调整' : '期限随放假安排调整',
  text: `${owedWords(kind, taskTitle, period)}的期限由${dueWords(from)}改为${dueWords(to)}。原因：${
    byPolicy ? '计划改按新版督办制度执行，期限按新的时限重新计算' : '放假和补班安排公布，期限按新的工作日历重新计算'
  }。`,
});
