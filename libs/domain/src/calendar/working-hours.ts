import { addDays, type DayString } from '../day/day';
import { dayOfInstant, instantOf, minuteOfDay } from '../day/instant';
import { classifyDay, type WorkCalendar } from './work-calendar';

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
): { readonly at: number; readonly provisional: boolean } {
  if (!(hours > 0)) throw new RangeError(`working hours to add must be positive: ${hours}`);
  const spans = workingHours.spans.map(readSpan);
  checkSpans(spans);
  let day: DayString = dayOfInstant(startMs);
  let from = minuteOfDay(startMs);
  let leftMinutes = hours * 60;
  let provisional = false;
  for (;;) {
    const found = classifyDay(calendar, day);
    provisional = provisional || found.provisional;
    if (found.working) {
      for (const span of spans) {
        const begin = Math.max(span.from, from);
        const room = span.to - begin;
        if (room <= 0) continue;
        if (room >= leftMinutes) return { at: instantOf(day, 0, begin + leftMinutes), provisional };
        leftMinutes -= room;
      }
    }
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
