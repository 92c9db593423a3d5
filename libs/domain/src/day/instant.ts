import { dayNumber, dayOfNumber, type DayString } from './day';

/**
 * Asia/Shanghai is a fixed eight hours ahead of UTC. It had summer time from 1986 to 1991 and none since, and every
 * business instant here lies after that, so a fixed offset is exact and needs no zone table, neither the host's nor the
 * browser's (decision on cases S01, S55; domain fact D2).
 */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The day that it is in Asia/Shanghai at this instant (milliseconds since the epoch). */
export const dayOfInstant = (ms: number): DayString => dayOfNumber(Math.floor((ms + SHANGHAI_OFFSET_MS) / DAY_MS));

/** Minutes since midnight in Asia/Shanghai at this instant, 0–1439. */
export const minuteOfDay = (ms: number): number => {
  const sinceMidnight = ms + SHANGHAI_OFFSET_MS - Math.floor((ms + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS;
  return Math.floor(sinceMidnight / MINUTE_MS);
};

/** The instant (milliseconds since the epoch) of this hour and minute of the day in Asia/Shanghai; hour 24 is its end. */
export const instantOf = (day: DayString, hour: number, minute = 0): number =>
  dayNumber(day) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS - SHANGHAI_OFFSET_MS;

/** The first instant after the day: what is due on a day is in time before this. */
export const endOfDay = (day: DayString): number => instantOf(day, 24);

/** The start of the hour that this instant lies in; notices of one hour make one digest. */
export const hourStart = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;
