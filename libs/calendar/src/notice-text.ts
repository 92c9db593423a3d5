import { accept, addDays, dayOf, daysBetween, refuse, weekdayOf, type DayString, type Decision } from '@duban/domain';
import type { TableEntry } from './year-table-json';

const MONTH_DAY = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日`;
const WEEKDAY = String.raw`(?:[（(](?:[^）)]*?(?:星期|周)([一二三四五六日天]))?[^）)]*[）)])?`;
const DATE = new RegExp(MONTH_DAY + WEEKDAY, 'g');
const SPAN = new RegExp(`${MONTH_DAY}${WEEKDAY}(?:至${MONTH_DAY}${WEEKDAY})?`, 'g');
const WEEKDAYS = '一二三四五六日';

/** Does the text look like the yearly notice: paragraphs that name a holiday and say 放假? */
export const isNoticeText = (text: string): boolean => /[：:].*\d{1,2}日[^\n]*放假/.test(text) && !/^\s*\d{4}[-/年]\d/.test(text);

interface Notice {
  readonly year: number | null;
  readonly entries: TableEntry[];
}

/**
 * Reads the notice as it is published and pasted: 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。 The
 * weekdays in brackets and 共N天 are checked, since a wrong digit there is how a wrong calendar would come in. `与周末连休` names
 * the weekend beside it, which is off anyway. Refuses with `CALENDAR.NOTICE_…` and the line.
 */
export function readNoticeText(text: string): Decision<Notice> {
  const year = yearOfNotice(text);
  if (year === null) return refuse('CALENDAR.NOTICE_NO_YEAR');
  const entries: TableEntry[] = [];
  const lines = text.split(/\r\n|\r|\n/);
  for (const [i, raw] of lines.entries()) {
    const line = i + 1;
    const holiday =
      /^\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])?\s*([^：:\d。，]{2,20})[：:](.+)$/.exec(raw);
    if (holiday === null) continue;
    const [, name = '', rest = ''] = holiday;
    if (!/\d日/.test(rest) || !/放假|上班/.test(rest)) continue;
    const read = readHoliday(name.trim(), rest, year, line);
    if (!read.ok) return read;
    entries.push(...read.value);
  }
  return entries.length === 0 ? refuse('CALENDAR.TABLE_EMPTY') : accept({ year, entries });
}

/** 关于2026年部分节假日安排的通知 names it; else the year that stands most often before a 年 with a holiday word in the text. */
function yearOfNotice(text: string): number | null {
  const titled = /(\d{4})\s*年\s*(?:部分)?(?:节假日|放假|假期)/.exec(text);
  return titled ? Number(titled[1]) : null;
}

function readHoliday(name: string, rest: string, year: number, line: number): Decision<TableEntry[]> {
  const entries: TableEntry[] = [];
  const sentences = rest.split(/[。；;]/).filter((sentence) => sentence.trim() !== '');
  let off: DayString[] = [];
  let month: number | null = null;
  for (const sentence of sentences) {
    if (/上班/.test(sentence)) {
      const days = daysIn(sentence, year, name, month);
      if (!days.ok) return refuseAt(days.refusal.params, line, name);
      for (const day of days.value.days) entries.push({ line, from: day, kind: '补班', name });
      month = days.value.month;
    } else if (/放假|休息/.test(sentence)) {
      const days = daysIn(sentence, year, name, month);
      if (!days.ok) return refuseAt(days.refusal.params, line, name);
      off = [...off, ...days.value.days];
      month = days.value.month;
      for (const day of days.value.days) entries.push({ line, from: day, kind: '放假', name });
    }
  }
  const said = /共\s*(\d{1,2})\s*天/.exec(rest)?.[1];
  if (said !== undefined && off.length !== Number(said) && !/周末连休/.test(rest)) {
    return refuse('CALENDAR.NOTICE_DAYS_DIFFER', { line, name, said: Number(said), counted: off.length });
  }
  if (off.length === 0) return refuse('CALENDAR.NOTICE_UNREAD', { line, name });
  return accept(entries);
}

const refuseAt = (params: Readonly<Record<string, unknown>>, line: number, name: string): Decision<never> =>
  refuse('CALENDAR.NOTICE_BAD_DATE', { line, name, text: String(params['text'] ?? '') });

/** Every day and span of a sentence; a day without its month has the month of the day before it. */
function daysIn(
  sentence: string,
  year: number,
  name: string,
  monthBefore: number | null,
): Decision<{ days: DayString[]; month: number | null }> {
  const days: DayString[] = [];
  let month = monthBefore;
  for (const span of sentence.matchAll(SPAN)) {
    const [whole] = span;
    const ends = [...whole.matchAll(DATE)];
    const read: DayString[] = [];
    for (const end of ends) {
      const [, ownYear, ownMonth, day, weekday] = end;
      month = ownMonth === undefined ? month : Number(ownMonth);
      const found = month === null ? null : dayOf(yearFor(ownYear, month, year, name), month, Number(day));
      if (found === null || (weekday !== undefined && WEEKDAYS.indexOf(weekday.replace('天', '日')) + 1 !== weekdayOf(found))) {
        return refuse('CALENDAR.NOTICE_BAD_DATE', { text: end[0] });
      }
      read.push(found);
    }
    const [first, last = first] = read;
    if (first === undefined || last === undefined) continue;
    const length = daysBetween(first, last) + 1;
    if (length < 1 || length > 15) return refuse('CALENDAR.NOTICE_BAD_DATE', { text: whole });
    for (let n = 0; n < length; n += 1) days.push(addDays(first, n));
  }
  return accept({ days, month });
}

/** A December day beside New Year's Day is of the year before. */
const yearFor = (own: string | undefined, month: number, year: number, name: string): number =>
  own !== undefined ? Number(own) : month === 12 && name.startsWith('元旦') ? year - 1 : year;
