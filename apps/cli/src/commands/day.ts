import { publishedCalendar } from '@duban/calendar';
import { dayAnswer, parseDay } from '@duban/domain';
import { describeDayAnswer } from '@duban/wording';
import { BadInput } from '../bad-input';
import { readOptions } from '../options';

const USAGE = '用法：duban day 日期 [+天数|-天数] [--calendar-days] [--json]\n例：duban day 2026-09-18 +5';

/** Counts working days (or, with --calendar-days, calendar days) from a day, with the reason for each day. */
export async function run(args: string[]): Promise<number> {
  // `-5` would be read as options; it is a number of days here.
  const words = args.filter((word) => /^[+-]\d+$/.test(word));
  const read = readOptions(
    args.filter((word) => !words.includes(word)),
    { json: { type: 'boolean' }, 'calendar-days': { type: 'boolean' } },
    USAGE,
  );
  if (!read) return 0;
  const start = parseDay(read.files[0] ?? '');
  if (start === null || read.files.length !== 1 || words.length > 1)
    throw new BadInput(`请给出一个日期（如2026-09-18）和天数。\n${USAGE}`);
  const unit = read.values['calendar-days'] === true ? 'calendarDays' : 'workingDays';
  const answer = dayAnswer(publishedCalendar(), start, Number(words[0] ?? '0'), unit);
  const { date, provisional, calendar, explain } = answer;
  console.log(
    read.values['json'] === true ? JSON.stringify({ date, provisional, calendar, explain }, null, 2) : describeDayAnswer(answer),
  );
  return Promise.resolve(0);
}
