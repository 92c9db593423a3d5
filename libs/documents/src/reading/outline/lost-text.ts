import type { SourceLine } from '../source';
import { countOf } from './labels';

/** A place where characters were lost in copying: kept as it is, with the likely reading beside it. */
export interface LostText {
  readonly line: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

const COUNTED = '[项件个次起户名人份条家场期批处]';

/** The days that digits without 年、月、日 can mean: `2021226` is 2021年2月26日 only, `2026126` is 1月26日 or 12月6日. */
export function possibleDays(digits: string): string[] {
  const match = /^(20\d{2})(\d{2,4})$/.exec(digits);
  if (!match?.[1] || !match[2]) return [];
  const rest = match[2];
  const readings: string[] = [];
  for (const monthLength of [1, 2]) {
    const month = Number(rest.slice(0, monthLength));
    const dayText = rest.slice(monthLength);
    const day = Number(dayText);
    if (dayText === '' || dayText.length > 2 || month < 1 || month > 12 || day < 1 || day > 31) continue;
    if (rest.length < 4 && (dayText.startsWith('0') || rest.startsWith('0'))) continue;
    readings.push(`${match[1]}年${month}月${day}日`);
  }
  return readings;
}

/** What in these lines looks damaged. `year` is the document's year and confirms readings such as 202020项. */
export function lostTextIn(lines: readonly SourceLine[], year: number | null): LostText[] {
  return lines.flatMap(({ line, text }) => lostInLine(line, text, year));
}

function lostInLine(line: number, text: string, year: number | null): LostText[] {
  const found: LostText[] = [];
  const add = (code: string, params: Readonly<Record<string, string>>): unknown => found.push({ line, code, params });
  for (const match of text.matchAll(/(?<!\d)(20\d{2})(1[0-2]|[1-9])月/g)) {
    add('TEXT.YEAR_LOST', { printed: match[0], likely: `${match[1]}年${match[2]}月` });
  }
  const whole = text.trim();
  const days = possibleDays(whole);
  if (days.length > 0) add('TEXT.DATE_DAMAGED', { printed: whole, likely: days.join('”或“') });
  for (const match of text.matchAll(new RegExp(`(?<!\\d)(20\\d{2})(\\d{1,3})(${COUNTED})`, 'g'))) {
    if (year === null || Math.abs(Number(match[1]) - year) > 1) continue;
    add('TEXT.NUMBER_RUN_TOGETHER', { printed: match[0], likely: `${match[1]}年${match[2]}${match[3]}` });
  }
  const quote = unpaired(text, '“', '”');
  if (quote !== null) add('TEXT.QUOTE_UNPAIRED', { printed: around(text, quote) });
  const bracket = unpairedBracket(text);
  if (bracket !== null) add('TEXT.BRACKET_UNPAIRED', { printed: around(text, bracket) });
  if (whole.length >= 60 && /[^。；;：:！!？?）)〕】\]”」』》〉…,，、.|]$/u.test(whole))
    add('TEXT.END_LOST', { printed: whole.slice(-12) });
  if (/\ufffd|锟斤拷|烫烫烫|屯屯屯|鈥|Ã.|â€/.test(text)) add('TEXT.UNREADABLE_CHARACTER', {});
  return found;
}

function unpaired(text: string, open: string, close: string): number | null {
  if (countOf(text, open) === countOf(text, close)) return null;
  const stack: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text.charAt(i) === open) stack.push(i);
    else if (text.charAt(i) === close && stack.pop() === undefined) return i;
  }
  return stack[0] ?? null;
}

// Full-width and half-width brackets close one another, as in many real texts; 1) and （1) labels are no brackets.
function unpairedBracket(text: string): number | null {
  const same = text
    .replace(/^\s*[（(]?\d{1,3}[）)]/, (label) => '　'.repeat(label.length))
    .replace(/（/g, '(')
    .replace(/）/g, ')');
  return unpaired(same, '(', ')') ?? unpaired(same, '《', '》') ?? unpaired(same, '〔', '〕');
}

const around = (text: string, at: number): string => text.slice(Math.max(0, at - 6), at + 7).trim();
