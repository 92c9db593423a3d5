import { dayOfInstant, minuteOfDay } from '@duban/domain';

/*
 * What an operator reads on a run's page in Temporal: what it waits for, until when and since when. Keys and times only; the
 * texts are in PostgreSQL, under the id that the run has.
 */

/** `2026-06-25 09:00`, in Asia/Shanghai. */
export function momentWords(ms: number): string {
  const minute = minuteOfDay(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${dayOfInstant(ms)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const named = (rungKey: string | undefined): string => (rungKey === undefined ? '' : `“${rungKey}”`);

export const waitingDetails = (rungKey: string | undefined, atMs: number | null, sinceMs: number): string =>
  atMs === null
    ? `没有待执行的步骤，等待变更通知；自 ${momentWords(sinceMs)} 起等待`
    : `等待步骤${named(rungKey)}，${momentWords(atMs)} 到时；自 ${momentWords(sinceMs)} 起等待`;

export const handlingDetails = (rungKey: string | undefined, atMs: number, sinceMs: number): string =>
  `正在处理 ${momentWords(atMs)} 到时的步骤${named(rungKey)}；始于 ${momentWords(sinceMs)}`;
