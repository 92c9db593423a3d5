import type { Term } from '../calendar/term';
import type { BareResult } from './reading';
import { evenText, NUMBER, numberWithin, WITHIN } from './phrase-text';

/** A length of time: 15个工作日, 7日, 一周, 两个月. Without an inner group, so that it can stand inside other patterns. */
export const TERM = `${NUMBER} ?个? ?(?:工作日|自然日|日历日|日|天|个?月|周|星期|年)`;
const HOURS = `${NUMBER} ?个? ?(?:工作)?小时`;
const AFTER = '(?:之日起|之日后|之后|以后|后的?|起)';

const TERM_PARTS = new RegExp(`^(${NUMBER}) ?个? ?(工作日|自然日|日历日|日|天|月|周|星期|年)$`);

/** The term, or null. A week is seven calendar days and a year is twelve months. */
export function readTerm(text: string): Term | null {
  const parts = TERM_PARTS.exec(evenText(text).trim());
  const n = numberWithin(parts?.[1], 1, 999);
  if (parts === null || n === null) return null;
  switch (parts[2]) {
    case '工作日':
      return { n, unit: 'workingDays' };
    case '月':
      return { n, unit: 'months' };
    case '年':
      return { n: n * 12, unit: 'months' };
    case '周':
    case '星期':
      return { n: n * 7, unit: 'calendarDays' };
    default:
      return { n, unit: 'calendarDays' };
  }
}

/** `后15个工作日内`, with the event to be sought in the words before it. */
export const OFFSET_TAIL = new RegExp(`${AFTER} ?(?:的)?(${TERM}) ?${WITHIN}`, 'g');
/** A term with nothing to count from, or in hours. */
export const BARE_TERM = new RegExp(`(?:(${HOURS})|${TERM}) ?${WITHIN}`, 'g');

// What stands before an event in a sentence and does not belong to it: 各单位应在文件印发后.
const LEAD_IN = /^.*(?:[，,。；;、:（(）)\s]|在|自(?![然治查评])|(?<![关对由基位属等])于|从(?![事业]))/;
const RECEIVED = /^.*(?=收到|接到)/;
const EVENT_LENGTH = 14;

/** The event that stands just before `后…内`, as printed, or null where what stands there names none (此后, 今后, 最后). */
export function eventBefore(text: string): string | null {
  const event = text.slice(-EVENT_LENGTH).replace(LEAD_IN, '').replace(RECEIVED, '').trim();
  const none = event === '' || /^每|[此然今其随最先前以之]$/.test(event) || /\d/.test(event);
  return none ? null : event;
}

/** 会后 is after the meeting; other events keep the document's words. */
export const eventName = (event: string): string => (event === '会' ? '会议' : event);

const WHOLE_OFFSET = new RegExp(`^(?:自|从|在|于)? ?(.{1,24}?)${AFTER} ?(?:的)?(${TERM}) ?(?:${WITHIN})?$`);

/** The whole phrase as an offset (印发后15个工作日内), or null where it is none. */
export function readOffset(text: string): BareResult | null {
  const match = WHOLE_OFFSET.exec(text);
  if (match === null) return null;
  const term = readTerm(match[2] ?? '');
  const base = eventBefore(match[1] ?? '');
  return term === null || base === null ? { unread: 'unknown' } : { kind: 'offset', base: eventName(base), ...term };
}
