import { addDays, type DayString } from '../day/day';
import { dayOfInstant, instantOf, minuteOfDay } from '../day/instant';
import { classifyDay, type DayReason, type WorkCalendar } from './work-calendar';

/** Office hours of a working day, in order and without overlap: morning and afternoon, `08:00`–`12:00` and so on. */
export interface WorkingHours {
  readonly spans: readonly { readonly from: string; readonly to: string }[];
}

/** Eight hours with the midday break that most offices keep; a jurisdiction's own hours take its place. */
export const DEFAULT_WORKING_HOURS: WorkingHours = {
  spans: [
    { from: '08:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
};

/** One day on the way of a term in working hours, with the minutes of it that were counted. */
export interface ExplainedHours {
  readonly date: DayString;
  readonly counted: boolean;
  readonly why: DayReason;
  readonly name?: string;
  readonly provisional: boolean;
  readonly minutes: number;
}

export interface CountedHours {
  /** Milliseconds. */
  readonly at: number;
  readonly provisional: boolean;
  /** Each day from that of the start to that of the end, counted or not. */
  readonly explain: readonly ExplainedHours[];
}

/**
 * The instant at which `hours` working hours (工作小时) from `startMs` are used up: only time within the office hours of
 * working days counts, make-up days too, breaks and days off do not (case S04). A term that starts outside the hours begins
 * with the next span. An end that falls on a span's last minute is that minute, not the next morning.
 */
export function addWorkingHours(
  calendar: WorkCalendar,
  startMs: number,
  hours: number,
  workingHours: WorkingHours = DEFAULT_WORKING_HOURS,
): CountedHours {
  if (!(hours > 0)) throw new RangeError(`working hours to add must be positive: ${hours}`);
  const spans = workingHours.spans.map(readSpan);
  checkSpans(spans);
  let day: DayString = dayOfInstant(startMs);
  let from = minuteOfDay(startMs);
  let leftMinutes = hours * 60;
  let provisional = false;
  const explain: ExplainedHours[] = [];
  for (;;) {
    const found = classifyDay(calendar, day);
    provisional = provisional || found.provisional;
    const before = leftMinutes;
    const explained = (): ExplainedHours => ({
      date: day,
      counted: leftMinutes < before,
      why: found.why,
      ...(found.name === undefined ? {} : { name: found.name }),
      provisional: found.provisional,
      minutes: before - leftMinutes,
    });
    if (found.working) {
      for (const span of spans) {
        const begin = Math.max(span.from, from);
        const room = span.to - begin;
        if (room <= 0) continue;
        if (room >= leftMinutes) {
          const at = instantOf(day, 0, begin + leftMinutes);
          leftMinutes = 0;
          return { at, provisional, explain: [...explain, explained()] };
        }
        leftMinutes -= room;
      }
    }
    explain.push(explained());
    day = addDays(day, 1);
    from = 0;
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function readSpan(span: { readonly from: string; readonly to: string }): Span {
  return { from: readClock(span.from), to: readClock(span.to) };
}

function readClock(text: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!match || Number(match[2]) > 59 || minutes > 24 * 60) throw new RangeError(`not a time of day: ${text}`);
  return minutes;
}

function checkSpans(spans: readonly Span[]): void {
  if (spans.length === 0) throw new RangeError('no working hours');
  let end = 0;
  for (const span of spans) {
    if (span.from < end || span.to <= span.from) throw new RangeError('working hours overlap or run backwards');
    end = span.to;
  }
}
