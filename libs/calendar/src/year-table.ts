import {
  accept,
  addDays,
  compareDays,
  dayOf,
  daysBetween,
  refuse,
  weekdayOf,
  yearOf,
  type CalendarException,
  type DayString,
  type Decision,
  type YearTable,
} from '@duban/domain';
import { isNoticeText, readNoticeText } from './notice-text';
import { readJsonEntries, type TableEntry } from './year-table-json';

export type DayList = Readonly<Record<DayString, CalendarException>>;

const OFF_WORDS = new Set(['放假', '休', '休息', '休假', '假', 'off']);
const WORK_WORDS = new Set(['补班', '上班', '班', '调休上班', '工作', 'work']);
const LONGEST_SPAN_DAYS = 31;
/** Statutory days a year were never fewer since 2008; a shorter list is not the whole notice. */
const FEWEST_OFF_DAYS = 11;

/**
 * Reads a hand-loaded table of one year's notice, as JSON (`{"year": 2027, "days": [{"date", "kind", "name"}]}`, `isOffDay` in
 * place of `kind` is read too), as lines `日期,类型,名称`, or as the notice's own text (notice-text.ts). A date may be a span (2027-02-06至2027-02-12). Days of the December
 * before and the January after may stand in it. Refuses with `CALENDAR.TABLE_…` and the line; a table that is not a whole
 * year's notice is refused too, since the days that it leaves out would be told as published.
 */
export function parseYearTable(text: string): Decision<YearTable> {
  const list = parseDayList(text);
  if (!list.ok) return list;
  const days = Object.keys(list.value.days).sort(compareDays);
  const year = list.value.year ?? mostNamedYear(days);
  for (const day of days) {
    if (yearOf(day) === year || day.startsWith(`${year - 1}-12`) || day.startsWith(`${year + 1}-01`)) continue;
    return refuse('CALENDAR.TABLE_OTHER_YEAR', { line: list.value.lines.get(day) ?? 0, date: day, year });
  }
  const offDays = days.filter((day) => yearOf(day) === year && list.value.days[day]?.kind === 'off').length;
  const newYear = list.value.days[`${year}-01-01`];
  if (offDays < FEWEST_OFF_DAYS || newYear?.kind !== 'off') return refuse('CALENDAR.TABLE_INCOMPLETE', { year, offDays });
  return accept({ year, exceptions: list.value.days });
}

/** Reads local days (an overlay) in the same formats, of any years and any number. */
export function parseLocalDays(text: string): Decision<DayList> {
  const list = parseDayList(text);
  return list.ok ? accept(list.value.days) : list;
}

interface ReadList {
  readonly year: number | null;
  readonly days: DayList;
  readonly lines: ReadonlyMap<DayString, number>;
}

function parseDayList(text: string): Decision<ReadList> {
  const content = text.replace(/^\ufeff/, '').trim();
  if (content === '') return refuse('CALENDAR.TABLE_EMPTY');
  const entries =
    content.startsWith('{') || content.startsWith('[')
      ? readJsonEntries(content)
      : isNoticeText(content)
        ? readNoticeText(text.replace(/^\ufeff/, ''))
        : readLines(text);
  if (!entries.ok) return entries;
  const days: Record<DayString, CalendarException> = {};
  const lines = new Map<DayString, number>();
  for (const entry of entries.value.entries) {
    const { line } = entry;
    const span = readSpan(entry.from);
    if (span === null) return refuse('CALENDAR.TABLE_BAD_DATE', { line, text: entry.from });
    const kind = readKind(entry.kind);
    if (kind === null) return refuse('CALENDAR.TABLE_BAD_KIND', { line, text: entry.kind });
    if (entry.name === '') return refuse('CALENDAR.TABLE_NO_NAME', { line });
    for (const date of span) {
      const earlier = lines.get(date);
      if (earlier !== undefined) return refuse('CALENDAR.TABLE_DAY_TWICE', { line, date, earlier });
      if (kind === 'work' && weekdayOf(date) <= 5) return refuse('CALENDAR.TABLE_WORK_ON_WEEKDAY', { line, date });
      lines.set(date, line);
      days[date] = { kind, name: entry.name };
    }
  }
  if (lines.size === 0) return refuse('CALENDAR.TABLE_EMPTY');
  return accept({ year: entries.value.year, days, lines });
}

function readLines(text: string): Decision<{ year: null; entries: TableEntry[] }> {
  const entries: TableEntry[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  for (const [i, raw] of lines.entries()) {
    const line = i + 1;
    if (raw.trim() === '' || raw.trim().startsWith('#')) continue;
    const cells = raw.split(/[,，\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    if (entries.length === 0 && cells[0] === '日期') continue;
    // A spreadsheet pads its rows with empty cells.
    while (cells.length > 3 && cells.at(-1) === '') cells.pop();
    const [from, kind, name] = cells;
    if (from === undefined || kind === undefined || name === undefined || cells.length > 3) {
      return refuse('CALENDAR.TABLE_BAD_LINE', { line, columns: cells.length });
    }
    entries.push({ line, from, kind, name });
  }
  return accept({ year: null, entries });
}

function readKind(text: string): CalendarException['kind'] | null {
  const word = text.toLowerCase();
  return OFF_WORDS.has(word) ? 'off' : WORK_WORDS.has(word) ? 'work' : null;
}

/** The days of `2027-02-06`, or of a span of at most a month, or null where the text is neither. */
function readSpan(text: string): DayString[] | null {
  const [first, last, more] = text.split(/至|到|~|～|—+|–/).map((part) => part.trim());
  const from = readDate(first ?? '');
  const to = last === undefined ? from : readDate(last);
  if (from === null || to === null || more !== undefined) return null;
  const length = daysBetween(from, to) + 1;
  if (length < 1 || length > LONGEST_SPAN_DAYS) return null;
  return Array.from({ length }, (_, i) => addDays(from, i));
}

function readDate(text: string): DayString | null {
  const match = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/.exec(text);
  if (match === null) return null;
  return dayOf(Number(match[1]), Number(match[2] ?? match[4] ?? match[6]), Number(match[3] ?? match[5] ?? match[7]));
}

function mostNamedYear(days: readonly DayString[]): number {
  const counts = new Map<number, number>();
  for (const day of days) counts.set(yearOf(day), (counts.get(yearOf(day)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
