import fc from 'fast-check';
import { addDays, compareDays, dayNumber, dayOfNumber, type DayString } from '../day/day';
import { dayOfInstant, instantOf } from '../day/instant';
import { diffCalendars, mergeOverlay, withYear } from './calendar-change';
import { dayAnswer } from './day-answer';
import { countTerm } from './term';
import {
  addWorkingDays, classifyDay, nextWorkingDay, previousWorkingDay, workingDaysBetween, type CalendarException, type WorkCalendar,
} from './work-calendar'; // prettier-ignore
import { addWorkingHours } from './working-hours';

const days = (kind: 'off' | 'work', name: string, from: DayString, to: DayString = from): [DayString, CalendarException][] =>
  Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, i) => [addDays(from, i), { kind, name }]);

/** The notice of 2026, written out here so that the rules are tested apart from the package that holds all years. */
const CALENDAR_2026: WorkCalendar = {
  version: '2026',
  firstYear: 2026,
  publishedThrough: 2026,
  exceptions: Object.fromEntries([
    ...days('off', '元旦', '2026-01-01', '2026-01-03'), ...days('work', '元旦', '2026-01-04'),
    ...days('off', '春节', '2026-02-15', '2026-02-23'), ...days('work', '春节', '2026-02-14'), ...days('work', '春节', '2026-02-28'),
    ...days('off', '清明', '2026-04-04', '2026-04-06'), ...days('off', '劳动节', '2026-05-01', '2026-05-05'), ...days('work', '劳动节', '2026-05-09'),
    ...days('off', '端午', '2026-06-19', '2026-06-21'), ...days('off', '中秋', '2026-09-25', '2026-09-27'),
    ...days('work', '国庆节', '2026-09-20'), ...days('off', '国庆节', '2026-10-01', '2026-10-07'), ...days('work', '国庆节', '2026-10-10'),
  ]),
}; // prettier-ignore

test('S02: five working days from 30 April are 11 May', () => {
  expect(addWorkingDays(CALENDAR_2026, '2026-04-30', 5).date).toBe('2026-05-11');
});

test('S03: past the last published year the answer is provisional, and says so', () => {
  expect(addWorkingDays(CALENDAR_2026, '2026-12-28', 3)).toEqual({ date: '2026-12-31', provisional: false });
  expect(addWorkingDays(CALENDAR_2026, '2026-12-28', 10)).toEqual({ date: '2027-01-11', provisional: true });
  expect(addWorkingDays(CALENDAR_2026, '2026-01-05', -3)).toEqual({ date: '2025-12-30', provisional: true });
  expect(countTerm(CALENDAR_2026, '2026-12-28', { n: 5, unit: 'calendarDays' }, { roll: true })).toMatchObject({
    date: '2027-01-04', rolledFrom: '2027-01-02', provisional: true,
  }); // prettier-ignore
  // Nothing in a plain sum of calendar days hangs on a notice.
  expect(countTerm(CALENDAR_2026, '2026-12-28', { n: 5, unit: 'calendarDays' }, { roll: false }).provisional).toBe(false);
});

test('S04: a term of four working hours given on a Friday at five ends the next working day in the morning', () => {
  // Friday 2026-03-06: one hour to 18:00, three on Monday from 08:00.
  expect(addWorkingHours(CALENDAR_2026, instantOf('2026-03-06', 17), 4)).toEqual({
    at: instantOf('2026-03-09', 11),
    provisional: false,
    explain: [
      { date: '2026-03-06', counted: true, why: 'workday', provisional: false, minutes: 60 },
      { date: '2026-03-07', counted: false, why: 'weekend', provisional: false, minutes: 0 },
      { date: '2026-03-08', counted: false, why: 'weekend', provisional: false, minutes: 0 },
      { date: '2026-03-09', counted: true, why: 'workday', provisional: false, minutes: 180 },
    ],
  });
  // Friday 2026-02-13 is followed by a make-up Saturday.
  expect(addWorkingHours(CALENDAR_2026, instantOf('2026-02-13', 17), 4).at).toBe(instantOf('2026-02-14', 11));
});

test('working hours: breaks, days off, own hours and the last minute', () => {
  const at = (day: DayString, hour: number, minute: number, hours: number): number =>
    addWorkingHours(CALENDAR_2026, instantOf(day, hour, minute), hours).at;
  expect(at('2026-03-03', 11, 30, 1)).toBe(instantOf('2026-03-03', 14, 30));
  expect(at('2026-03-03', 8, 0, 4)).toBe(instantOf('2026-03-03', 12));
  expect(at('2026-03-03', 12, 30, 0.5)).toBe(instantOf('2026-03-03', 14, 30));
  expect(at('2026-03-03', 6, 0, 8)).toBe(instantOf('2026-03-03', 18));
  expect(at('2026-03-03', 18, 0, 0.5)).toBe(instantOf('2026-03-04', 8, 30));
  expect(at('2026-02-17', 10, 0, 1)).toBe(instantOf('2026-02-24', 9));
  const nineToFive = { spans: [{ from: '09:00', to: '17:00' }] };
  expect(addWorkingHours(CALENDAR_2026, instantOf('2026-03-06', 16), 2, nineToFive).at).toBe(instantOf('2026-03-09', 10));
  expect(addWorkingHours(CALENDAR_2026, instantOf('2026-12-31', 17), 2).provisional).toBe(true);
  expect(() => addWorkingHours(CALENDAR_2026, 0, 1, { spans: [{ from: '14:00', to: '12:00' }] })).toThrow(RangeError);
  expect(() => addWorkingHours(CALENDAR_2026, 0, 0)).toThrow(RangeError);
});

test('a counted term that ends on a day off is rolled on and tells each day (民法典 203)', () => {
  const term = countTerm(CALENDAR_2026, '2026-02-10', { n: 5, unit: 'calendarDays' }, { roll: true });
  expect(term).toMatchObject({ date: '2026-02-24', rolledFrom: '2026-02-15', provisional: false });
  expect(term.explain.filter((day) => day.counted).map((day) => day.date)).toEqual([
    '2026-02-11',
    '2026-02-12',
    '2026-02-13',
    '2026-02-14',
    '2026-02-15',
  ]);
  expect(term.explain.at(-1)).toEqual({ date: '2026-02-24', counted: false, why: 'workday', provisional: false, rolledTo: true });
  expect(countTerm(CALENDAR_2026, '2026-02-10', { n: 5, unit: 'calendarDays' }, { roll: false }).date).toBe('2026-02-15');
  expect(countTerm(CALENDAR_2026, '2026-03-31', { n: 6, unit: 'months' }, { roll: true }).date).toBe('2026-09-30');
  expect(countTerm(CALENDAR_2026, '2026-01-31', { n: 3, unit: 'months' }, { roll: true }).date).toBe('2026-04-30');
  expect(countTerm(CALENDAR_2026, '2026-04-01', { n: 1, unit: 'months' }, { roll: true })).toMatchObject({
    date: '2026-05-06',
    rolledFrom: '2026-05-01',
  });
});

test('duban day 2026-09-18 +5', () => {
  const answer = dayAnswer(CALENDAR_2026, '2026-09-18', 5, 'workingDays');
  expect([answer.date, answer.provisional, answer.calendar]).toEqual(['2026-09-24', false, '2026']);
  expect(answer.explain.map((day) => [day.date, day.counted, day.why])).toEqual([
    ['2026-09-19', false, 'weekend'], ['2026-09-20', true, 'makeUp'], ['2026-09-21', true, 'workday'],
    ['2026-09-22', true, 'workday'], ['2026-09-23', true, 'workday'], ['2026-09-24', true, 'workday'],
  ]); // prettier-ignore
});

test('local holidays lie over the national ones, and the version names both', () => {
  const local = mergeOverlay(CALENDAR_2026, { version: '地方-1', exceptions: { '2026-07-15': { kind: 'off', name: '那达慕' } } });
  expect(local.version).toBe('2026+地方-1');
  expect(classifyDay(local, '2026-07-15')).toEqual({ working: false, why: 'holiday', name: '那达慕', provisional: false });
  expect(addWorkingDays(local, '2026-07-14', 1).date).toBe('2026-07-16');
  expect(classifyDay(CALENDAR_2026, '2026-07-15').working).toBe(true);
});

test('a second notice for a year: exactly the days that it moves are told', () => {
  // As in January 2020: the holiday is lengthened, and a make-up day is taken back.
  const exceptions = Object.fromEntries(
    [...Object.entries(CALENDAR_2026.exceptions).filter(([day]) => day !== '2026-02-28'), ...days('off', '春节', '2026-02-24', '2026-02-25')],
  ); // prettier-ignore
  const second = withYear(CALENDAR_2026, { year: 2026, exceptions }, '2026-2');
  if (!second.ok) throw new Error('refused');
  const difference = diffCalendars(CALENDAR_2026, second.value);
  expect(difference.changed.map((change) => [change.date, change.before.working, change.after.working])).toEqual([
    ['2026-02-24', true, false], ['2026-02-25', true, false], ['2026-02-28', true, false],
  ]); // prettier-ignore
  expect([difference.renamed, difference.settledYears, difference.unsettledYears]).toEqual([[], [], []]);
});

test('the next year may be added, one after it may not', () => {
  const next = withYear(CALENDAR_2026, { year: 2027, exceptions: Object.fromEntries(days('off', '元旦', '2027-01-01')) }, '2027');
  if (!next.ok) throw new Error('refused');
  const difference = diffCalendars(CALENDAR_2026, next.value);
  expect([difference.settledYears, difference.changed.map((change) => change.date)]).toEqual([[2027], ['2027-01-01']]);
  expect(withYear(CALENDAR_2026, { year: 2028, exceptions: {} }, '2028')).toEqual({
    ok: false, refusal: { code: 'CALENDAR.YEAR_GAP', params: { year: 2028, firstYear: 2026, publishedThrough: 2026 } },
  }); // prettier-ignore
});

// ---- properties, on random calendars ----

const FIRST = dayNumber('2025-10-01');
const LAST = dayNumber('2028-03-31');
const anyDay = fc.integer({ min: FIRST, max: LAST }).map(dayOfNumber);
const anyCalendar = fc
  .array(fc.tuple(fc.integer({ min: FIRST, max: LAST }), fc.boolean()), { maxLength: 150 })
  .map((entries): WorkCalendar => ({
    version: 'random', firstYear: 2026, publishedThrough: 2027,
    exceptions: Object.fromEntries(entries.map(([number, off]) => [dayOfNumber(number), { kind: off ? 'off' : 'work', name: '某节' }])),
  })); // prettier-ignore
const anyCount = fc.integer({ min: -60, max: 60 });

/** The rule told anew with the platform's own calendar, sharing no code with the product. */
function naive(calendar: WorkCalendar, day: DayString): { working: boolean; provisional: boolean } {
  for (const [date, exception] of Object.entries(calendar.exceptions)) {
    if (date === day) return { working: exception.kind === 'work', provisional: false };
  }
  const utc = new Date(`${day}T00:00:00Z`);
  const unknown = utc.getUTCFullYear() < calendar.firstYear || utc.getUTCFullYear() > calendar.publishedThrough;
  return { working: utc.getUTCDay() !== 0 && utc.getUTCDay() !== 6, provisional: unknown };
}

test('classifyDay agrees with an independent model', () => {
  fc.assert(fc.property(anyCalendar, anyDay, (calendar, day) => {
    const { working, provisional } = classifyDay(calendar, day);
    expect({ working, provisional }).toEqual(naive(calendar, day));
  }), { numRuns: 500 }); // prettier-ignore
});

test('n working days and back again is where a working day began', () => {
  fc.assert(fc.property(anyCalendar, anyDay, anyCount, (calendar, day, n) => {
    const start = nextWorkingDay(calendar, day).date;
    expect(addWorkingDays(calendar, addWorkingDays(calendar, start, n).date, -n).date).toBe(start);
  })); // prettier-ignore
});

test('later starts and longer terms never end earlier', () => {
  fc.assert(fc.property(anyCalendar, anyDay, fc.nat(90), anyCount, (calendar, day, later, n) => {
    const end = addWorkingDays(calendar, day, n).date;
    expect(compareDays(addWorkingDays(calendar, addDays(day, later), n).date, end)).toBeGreaterThanOrEqual(0);
    expect(compareDays(addWorkingDays(calendar, day, n + 1).date, end)).toBeGreaterThanOrEqual(n === -1 ? 0 : 1);
  })); // prettier-ignore
});

test('the days told as counted are as many as the term says, and the sum agrees with addWorkingDays', () => {
  fc.assert(fc.property(anyCalendar, anyDay, anyCount, fc.constantFrom('workingDays' as const, 'calendarDays' as const), fc.boolean(), (calendar, day, n, unit, roll) => {
    const term = countTerm(calendar, day, { n, unit }, { roll });
    expect(term.explain.filter((one) => one.counted)).toHaveLength(Math.abs(n));
    for (const one of term.explain) expect(one.why === 'workday' || one.why === 'makeUp').toBe(naive(calendar, one.date).working);
    if (unit === 'workingDays') expect({ date: term.date, provisional: term.provisional }).toEqual(addWorkingDays(calendar, day, n));
    if (unit === 'workingDays' && n > 0) expect(workingDaysBetween(calendar, day, term.date).days).toBe(n);
  })); // prettier-ignore
});

test('rolling never lands on a day off, never turns round and passes over days off only', () => {
  fc.assert(fc.property(anyCalendar, anyDay, anyCount.filter((n) => n !== 0), fc.constantFrom('months' as const, 'calendarDays' as const), (calendar, day, n, unit) => {
    const rolled = countTerm(calendar, day, { n, unit }, { roll: true });
    const plain = countTerm(calendar, day, { n, unit }, { roll: false });
    expect(naive(calendar, rolled.date).working).toBe(true);
    expect(compareDays(rolled.date, plain.date) * Math.sign(n)).toBeGreaterThanOrEqual(0);
    expect(rolled.rolledFrom).toBe(rolled.date === plain.date ? null : plain.date);
    expect(workingDaysBetween(calendar, n > 0 ? plain.date : rolled.date, n > 0 ? rolled.date : addDays(plain.date, 0)).days).toBe(
      rolled.rolledFrom === null || n < 0 ? 0 : 1,
    );
  })); // prettier-ignore
});

test('the working day at or before and the one at or after enclose a day', () => {
  fc.assert(fc.property(anyCalendar, anyDay, (calendar, day) => {
    const [before, after] = [previousWorkingDay(calendar, day).date, nextWorkingDay(calendar, day).date];
    expect(before <= day && day <= after).toBe(true);
    expect([naive(calendar, before).working, naive(calendar, after).working]).toEqual([true, true]);
    expect(workingDaysBetween(calendar, before, after).days).toBe(before === after ? 0 : 1);
  })); // prettier-ignore
});

test('working hours given one by one or at once end at the same minute', () => {
  fc.assert(fc.property(anyCalendar, anyDay, fc.nat(1439), fc.integer({ min: 1, max: 20 }), (calendar, day, minute, hours) => {
    let at = instantOf(day, 0, minute);
    for (let i = 0; i < hours; i += 1) at = addWorkingHours(calendar, at, 1).at;
    expect(addWorkingHours(calendar, instantOf(day, 0, minute), hours).at).toBe(at);
  })); // prettier-ignore
});

test('the minutes told as counted are as many as the term says, and the end lies in the last day told', () => {
  fc.assert(fc.property(anyCalendar, anyDay, fc.nat(23), fc.integer({ min: 1, max: 120 }), (calendar, day, hour, hours) => {
    const { at, explain } = addWorkingHours(calendar, instantOf(day, hour), hours);
    expect(explain.reduce((sum, one) => sum + one.minutes, 0)).toBe(hours * 60);
    expect(explain[0]?.date).toBe(day);
    expect(explain.at(-1)?.date).toBe(dayOfInstant(at));
    for (const one of explain) expect(one.counted).toBe(one.minutes > 0);
    for (const one of explain) if (one.counted) expect(naive(calendar, one.date).working).toBe(true);
  })); // prettier-ignore
});
