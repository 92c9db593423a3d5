import { type Weekday, dayOf, daysInMonth, weekdayOf } from '../../day/day';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import type { Passage } from '../passage';

const WEEKDAYS = '一二三四五六日';
/** No report of a government now living is about a year before or after these. */
const FIRST_YEAR = 1840;
const LAST_YEAR = 2100;

/** Days, months and years that cannot be, week days that were not, spans that run backwards. */
export function checkCalendar(passages: readonly Passage[]): Findings {
  const found = new Findings('calendar');
  for (const { line, text } of passages) {
    checkDays(line, text, found);
    checkMonths(line, text, found);
    checkQuarters(line, text, found);
    checkWeekdays(line, text, found);
    checkYears(line, text, found);
    checkSpans(line, text, found);
  }
  return found;
}

function checkDays(line: number, text: string, found: Findings): void {
  for (const match of text.matchAll(/(?:(?<!\d)(\d{4})\s*年\s*)?(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*日/g)) {
    const [printed, year, month, day] = match;
    const m = Number(month);
    const d = Number(day);
    if (m < 1 || m > 12) continue; // told as a month that cannot be
    // Without a year 29 February may be.
    const last = daysInMonth(year === undefined ? 2000 : Number(year), m);
    if (d < 1 || d > last) found.report('error', line, printed, `${m}月1日至${last}日`, explanations.noSuchDay(printed));
  }
}

function checkMonths(line: number, text: string, found: Findings): void {
  for (const match of text.matchAll(/(?<![\d.])(\d{1,2})\s*月(?!龄|息|薪)/g)) {
    const month = Number(match[1]);
    if (month >= 1 && month <= 12) continue;
    found.report('error', line, match[0], '1月至12月', explanations.noSuchMonth(match[0]));
  }
}

function checkQuarters(line: number, text: string, found: Findings): void {
  for (const match of text.matchAll(/第(?:[五六七八九十]|[5-9])季度/g)) {
    found.report('error', line, match[0], '第一至第四季度', explanations.noSuchMonth(match[0]));
  }
}

function checkWeekdays(line: number, text: string, found: Findings): void {
  const pattern = /(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日\s*[(（]?\s*(?:星期|周)([一二三四五六日天])/g;
  for (const match of text.matchAll(pattern)) {
    const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
    if (day === null) continue;
    const weekday: Weekday = weekdayOf(day);
    const right = `星期${WEEKDAYS[weekday - 1] ?? ''}`;
    const printed = match[4] === '天' ? '日' : (match[4] ?? '');
    const claim = match[0];
    if (right === `星期${printed}`) found.verify(line, claim, `${day}=${right}`);
    else
      found.report(
        'error',
        line,
        claim,
        right,
        explanations.wrongWeekday(claim.replace(/\s*[(（]?\s*(?:星期|周).*$/, ''), right),
      );
  }
}

function checkYears(line: number, text: string, found: Findings): void {
  for (const match of text.matchAll(/(?<![\d.,])(\d{3,5})\s*年(?!龄|限|来|间|以上|前|后|历史)/g)) {
    const printed = match[0];
    const digits = match[1] ?? '';
    const year = Number(digits);
    if (digits.length === 4 && year >= FIRST_YEAR && year <= LAST_YEAR) continue;
    if (digits.length === 3 && !/^(?:19|20)[1-9]$/.test(digits)) continue;
    const cannotBe = year > LAST_YEAR && (digits.length === 4 || /^(?:19|20)/.test(digits));
    const explain = cannotBe ? explanations.yearImpossible : explanations.yearUnlikely;
    found.report(cannotBe ? 'error' : 'doubt', line, printed, '', explain(printed));
  }
}

function checkSpans(line: number, text: string, found: Findings): void {
  for (const match of text.matchAll(/(?<!\d)((?:19|20)\d{2})年?\s*(?:-|–|—{1,2}|~|至|到)\s*((?:19|20)\d{2})年/g)) {
    if (Number(match[1]) > Number(match[2])) {
      found.report('error', line, match[0], `${match[2] ?? ''}—${match[1] ?? ''}年`, explanations.yearsReversed(match[0]));
    }
  }
  for (const match of text.matchAll(/(?<!\d)(\d{1,2})月(\d{1,2})日?\s*(?:-|–|—{1,2}|~|至|到)\s*(?:\1月)?(\d{1,2})日/g)) {
    if (Number(match[2]) > Number(match[3])) {
      found.report('error', line, match[0], '', explanations.daysReversed(match[0]));
    }
  }
}
