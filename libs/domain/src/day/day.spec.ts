import fc from 'fast-check';
import {
  addDays, addMonths, compareDays, dayNumber, dayOf, dayOfNumber, daysBetween, formatDayChinese, monthEnd, parseDay, weekdayOf, yearOf,
} from './day'; // prettier-ignore
import { dayOfInstant, endOfDay, hourStart, instantOf, minuteOfDay } from './instant';

const anyNumber = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2199-12-31') });
const DAY_MS = 86_400_000;

test.each([
  ['2026-06-30', '2026-06-30'], ['2024-02-29', '2024-02-29'], ['2000-02-29', '2000-02-29'], ['1900-02-29', null], ['2026-02-29', null],
  ['2026-06-31', null], ['2026-00-10', null], ['2026-13-01', null], ['2026-6-30', null], ['2026/06/30', null], ['', null],
  ['2026-06-30T00:00:00Z', null], ['0026-06-30', null],
])('parseDay(%s) is %s', (text, expected) => {
  expect(parseDay(text)).toBe(expected);
}); // prettier-ignore

test('days of the week as the calendar on the wall has them', () => {
  expect(['2026-02-14', '2026-09-20', '2026-03-02', '1970-01-01', '1969-12-31', '2000-02-29'].map(weekdayOf)).toEqual([
    6, 7, 1, 4, 3, 2,
  ]);
});

test.each([
  ['2025-08-31', 6, '2026-02-28'], ['2023-08-31', 6, '2024-02-29'], ['2026-01-31', 1, '2026-02-28'], ['2026-03-15', -3, '2025-12-15'],
  ['2026-12-31', 2, '2027-02-28'], ['2026-05-31', -1, '2026-04-30'], ['2026-02-28', 1, '2026-03-28'], ['2026-06-30', 0, '2026-06-30'],
  ['2026-01-10', 24, '2028-01-10'],
])('%s and %d months is %s (民法典 202)', (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected);
}); // prettier-ignore

test('month ends, years, differences and the written form', () => {
  expect([monthEnd('2026-02-03'), monthEnd('2028-02-03'), monthEnd('2026-12-31')]).toEqual([
    '2026-02-28',
    '2028-02-29',
    '2026-12-31',
  ]);
  expect(yearOf('2026-06-30')).toBe(2026);
  expect([daysBetween('2026-02-27', '2026-03-02'), daysBetween('2026-03-02', '2026-02-27')]).toEqual([3, -3]);
  expect(formatDayChinese('2023-02-28')).toBe('2023年2月28日');
  expect(dayOf(2026, 2, 29)).toBeNull();
});

test('a text that is no day is a bug, not an answer', () => {
  expect(() => dayNumber('2026-6-30')).toThrow(RangeError);
  expect(() => dayNumber('二〇二六年六月三十日')).toThrow(RangeError);
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
});

test('day numbers agree with the days of UTC, both ways', () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      const written = new Date(number * DAY_MS).toISOString().slice(0, 10);
      expect(dayOfNumber(number)).toBe(written);
      expect(dayNumber(written)).toBe(number);
      expect(weekdayOf(written) % 7).toBe(new Date(number * DAY_MS).getUTCDay());
    }),
  );
});

test('the text order is the order of days', () => {
  fc.assert(
    fc.property(anyNumber, anyNumber, (a, b) => {
      expect(Math.sign(compareDays(dayOfNumber(a), dayOfNumber(b)))).toBe(Math.sign(a - b));
    }),
  );
});

test('a month later never leaves the next month', () => {
  fc.assert(
    fc.property(anyNumber, fc.integer({ min: -120, max: 120 }), (number, months) => {
      const day = dayOfNumber(number);
      const later = addMonths(day, months);
      expect(parseDay(later)).toBe(later);
      const monthsApart =
        (Number(later.slice(0, 4)) - Number(day.slice(0, 4))) * 12 + Number(later.slice(5, 7)) - Number(day.slice(5, 7));
      expect(monthsApart).toBe(months);
    }),
  );
});

test('the day changes at midnight in Shanghai, whatever zone the process is in (cases S01, S05)', () => {
  const lateEvening = Date.UTC(2026, 5, 30, 15, 30); // 23:30 in Shanghai
  const afterMidnight = Date.UTC(2026, 5, 30, 16, 30); // 00:30 on 1 July
  expect([dayOfInstant(lateEvening), dayOfInstant(afterMidnight)]).toEqual(['2026-06-30', '2026-07-01']);
  expect([minuteOfDay(lateEvening), minuteOfDay(afterMidnight)]).toEqual([23 * 60 + 30, 30]);
  expect(instantOf('2026-06-30', 23, 30)).toBe(lateEvening);
  expect(endOfDay('2026-06-30')).toBe(Date.UTC(2026, 5, 30, 16));
  expect(dayOfInstant(endOfDay('2026-06-30') - 1)).toBe('2026-06-30');
  expect(hourStart(lateEvening)).toBe(Date.UTC(2026, 5, 30, 15));
});

test('an instant lies in the day that it was made from', () => {
  fc.assert(
    fc.property(anyNumber, fc.integer({ min: 0, max: 1439 }), (number, minute) => {
      const ms = instantOf(dayOfNumber(number), 0, minute);
      expect([dayOfInstant(ms), minuteOfDay(ms)]).toEqual([dayOfNumber(number), minute]);
    }),
  );
});
