import { readFile } from 'node:fs/promises';
import { parseYearTable, publishedCalendar } from '@duban/calendar';
import { addWorkingHours, dayAnswer, instantOf, parseDay, withYear, type WorkCalendar } from '@duban/domain';
import { describeDayAnswer, describeHours, instantWithZone, refusalText } from '@duban/wording';
import { BadInput } from '../bad-input';
import { readOptions, type ReadOptions } from '../options';

const USAGE = `用法：
  duban day 日期 [+天数|-天数] [--calendar-days] [--table 年度安排文件] [--json]
  duban day 日期T时:分 +小时数 --working-hours [--table 年度安排文件] [--json]
例：duban day 2026-09-18 +5
    duban day 2026-03-06T17:00 +4 --working-hours`;

/** Some eighty years of working days: more is a slip of the hand. */
const MOST = 20_000;

/**
 * Counts working days (with --calendar-days calendar days, with --working-hours working hours from an instant), with the reason
 * for each day. The JSON has `date`, `provisional`, `calendar` and `explain`; others call it, so these stay.
 */
export async function run(args: string[]): Promise<number> {
  // `-5` would be read as options; it is a number of days here.
  const words = args.filter((word) => /^[+-]\d/.test(word));
  const read = readOptions(
    args.filter((word) => !words.includes(word)),
    {
      json: { type: 'boolean' },
      'calendar-days': { type: 'boolean' },
      'working-hours': { type: 'boolean' },
      table: { type: 'string' },
    },
    USAGE,
  );
  if (!read) return 0;
  const [given = '', ...more] = read.files;
  if (more.length > 0 || words.length > 1) throw new BadInput(`请给出一个日期和一个天数。\n${USAGE}`);
  const calendar = await calendarOf(read);
  const inHours = read.values['working-hours'] === true;
  if (inHours && read.values['calendar-days'] === true)
    throw new BadInput(`--working-hours 与 --calendar-days 只能选一个。\n${USAGE}`);
  const n = numberOf(words[0], inHours);
  const isJson = read.values['json'] === true;
  if (inHours) {
    const answer = addWorkingHours(calendar, instantFrom(given), n);
    const at = instantWithZone(answer.at);
    const { provisional, explain } = answer;
    const json = { date: at.slice(0, 10), at, provisional, calendar: calendar.version, explain };
    console.log(isJson ? JSON.stringify(json, null, 2) : describeHours(given, n, answer, calendar.version));
    return 0;
  }
  const start = parseDay(given);
  if (start === null) throw new BadInput(`“${given}”不是日期，应如2026-09-18。\n${USAGE}`);
  const answer = dayAnswer(calendar, start, n, read.values['calendar-days'] === true ? 'calendarDays' : 'workingDays');
  const { date, provisional, explain } = answer;
  const json = { date, provisional, calendar: answer.calendar, explain };
  console.log(isJson ? JSON.stringify(json, null, 2) : describeDayAnswer(answer));
  return 0;
}

function numberOf(word: string | undefined, inHours: boolean): number {
  if (word === undefined) {
    if (inHours) throw new BadInput(`请给出小时数，如+4。\n${USAGE}`);
    return 0;
  }
  const found = Number(word);
  if (!/^[+-]\d+(\.5)?$/.test(word) || (!inHours && !Number.isInteger(found))) {
    throw new BadInput(`“${word}”不是${inHours ? '小时数，应如+4或+1.5' : '天数，应如+5或-3'}。\n${USAGE}`);
  }
  if (inHours && found <= 0) throw new BadInput(`工作小时只能往后计，应如+4。\n${USAGE}`);
  if (Math.abs(found) > MOST) throw new BadInput(`“${word}”过大，最多${MOST}。`);
  return found;
}

function instantFrom(given: string): number {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(given);
  const day = parseDay(match?.[1] ?? '');
  const [hour, minute] = [Number(match?.[2]), Number(match?.[3])];
  if (day === null || hour > 23 || minute > 59) throw new BadInput(`“${given}”不是时点，应如2026-03-06T17:00。\n${USAGE}`);
  return instantOf(day, hour, minute);
}

/** The published calendar, with a year's table laid over it where one is given. */
async function calendarOf(read: ReadOptions): Promise<WorkCalendar> {
  const path = read.values['table'];
  if (typeof path !== 'string') return publishedCalendar();
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR') throw new BadInput(`找不到文件：${path}`);
    throw error;
  }
  const table = parseYearTable(text);
  if (!table.ok) throw new BadInput(`${path}：${refusalText(table.refusal)}`);
  const { publishedThrough, firstYear } = publishedCalendar();
  const next = withYear(publishedCalendar(), table.value, `cn-${firstYear}-${Math.max(publishedThrough, table.value.year)}`);
  if (!next.ok) throw new BadInput(`${path}：${refusalText(next.refusal)}`);
  return next.value;
}
