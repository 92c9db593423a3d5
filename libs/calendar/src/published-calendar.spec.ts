import { addDays, addWorkingDays, classifyDay, weekdayOf } from '@duban/domain';
import { publishedCalendar } from './published-calendar';

const calendar = publishedCalendar();

test('the notices of 2004 to 2026 are known, later years are not', () => {
  expect([calendar.firstYear, calendar.publishedThrough, calendar.version]).toEqual([2004, 2026, 'cn-2004-2026']);
  expect(classifyDay(calendar, '2027-01-01')).toEqual({ working: true, why: 'workday', provisional: true });
  expect(classifyDay(calendar, '2003-12-31').provisional).toBe(true);
});

test.each([
  ['2025-12-31', 2, '2026-01-05'],
  ['2026-02-12', 3, '2026-02-24'],
  ['2026-02-13', 5, '2026-02-27'],
  ['2026-04-30', 5, '2026-05-11'], // also case S02
  ['2026-09-18', 5, '2026-09-24'],
  ['2026-09-24', 10, '2026-10-15'],
  ['2026-09-30', 5, '2026-10-13'],
  ['2026-02-16', -3, '2026-02-12'], // also case S04 (b)
])('vector D1: %s and %d working days is %s', (start, n, date) => {
  expect(addWorkingDays(calendar, start, n)).toEqual({ date, provisional: false });
});

test('the notice of 2026: these weekend days are worked', () => {
  const worked = daysOfYear(2026).filter((day) => classifyDay(calendar, day).why === 'makeUp');
  expect(worked).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  expect(worked.map(weekdayOf)).toEqual([7, 6, 6, 6, 7, 6]);
});

test('the notice of 2026: Spring Festival is off from 15 to 23 February, nine days in a row', () => {
  const february = daysOfYear(2026).filter((day) => day >= '2026-02-01' && day <= '2026-02-28');
  expect(february.filter((day) => classifyDay(calendar, day).why === 'holiday')).toEqual(
    Array.from({ length: 9 }, (_, i) => addDays('2026-02-15', i)),
  );
  expect(classifyDay(calendar, '2026-02-17')).toEqual({ working: false, why: 'holiday', name: '春节', provisional: false });
  expect(classifyDay(calendar, '2026-02-14')).toEqual({ working: true, why: 'makeUp', name: '春节', provisional: false });
});

test("a notice's days in the December before its year are there", () => {
  const worked = ['2006-12-30', '2006-12-31', '2007-12-29', '2011-12-31', '2018-12-29'];
  expect(worked.map((day) => classifyDay(calendar, day).why)).toEqual(Array(5).fill('makeUp'));
  expect(['2007-12-31', '2018-12-31'].map((day) => classifyDay(calendar, day).why)).toEqual(['holiday', 'holiday']);
});

test('second notices are in: 3 September 2015, four days in May 2019, Spring Festival of 2020 to 2 February', () => {
  expect(classifyDay(calendar, '2015-09-03').working).toBe(false);
  const may = ['2019-05-01', '2019-05-02', '2019-05-03', '2019-05-04'];
  expect(may.map((day) => classifyDay(calendar, day).working)).toEqual(Array(4).fill(false));
  expect(classifyDay(calendar, '2020-01-31').why).toBe('holiday');
  expect(classifyDay(calendar, '2020-02-03').working).toBe(true);
});

// Eleven statutory days a year from 2008, thirteen from 2025. A make-up day gives back what a bridge took, so just these are
// lost from the weekdays. The exceptions: 2011-12-31 was worked for 2012; in 2015 the 3rd of September was added; in 2020
// Spring Festival was extended by a Friday and a Saturday that should have been worked.
const LOST_WEEKDAYS: Readonly<Record<number, number>> = { 2011: 10, 2012: 12, 2015: 12, 2020: 13, 2025: 13, 2026: 13 };

test.each(Array.from({ length: 19 }, (_, i) => 2008 + i))('%d: the days off add up to the statutory holidays', (year) => {
  const days = daysOfYear(year);
  const classes = days.map((day) => ({ day, ...classifyDay(calendar, day) }));
  const weekdays = days.filter((day) => weekdayOf(day) <= 5).length;
  expect(weekdays - classes.filter((day) => day.working).length).toBe(LOST_WEEKDAYS[year] ?? 11);
  for (const day of classes) if (day.why === 'makeUp') expect(weekdayOf(day.day)).toBeGreaterThanOrEqual(6);
});

function daysOfYear(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * How long each break of the year is by its notice (共N天, 与周末连休 counted with its weekend), in the order of the year, and how
 * many days the notice has people work on a weekend. A break over New Year's Eve belongs to the later year. Until 2007 the three
 * golden weeks; 清明, 劳动节, 端午 and 中秋 each have their break since 2008; 2009, 2012, 2017, 2020, 2023 and 2025 join 中秋 to 国庆.
 */
const BREAKS: Readonly<Record<number, readonly number[]>> = {
  2004: [1, 7, 7, 7],
  2005: [3, 7, 7, 7],
  // The table names 1 to 3 January; the Saturday before them is an ordinary day off.
  2006: [4, 7, 7, 7],
  2007: [3, 7, 7, 7],
  2008: [3, 7, 3, 3, 3, 3, 7],
  2009: [3, 7, 3, 3, 3, 8],
  2010: [3, 7, 3, 3, 3, 3, 7],
  2011: [3, 7, 3, 3, 3, 3, 7],
  2012: [3, 7, 3, 3, 3, 8],
  2013: [3, 7, 3, 3, 3, 3, 7],
  2014: [1, 7, 3, 3, 3, 3, 7],
  // With the three days of September 2015.
  2015: [3, 7, 3, 3, 3, 3, 2, 7],
  2016: [3, 7, 3, 3, 3, 3, 7],
  2017: [3, 7, 3, 3, 3, 8],
  2018: [3, 7, 3, 3, 3, 3, 7],
  // The second notice of March 2019 made four days of May.
  2019: [3, 7, 3, 4, 3, 3, 7],
  // Spring Festival of 2020 as it was lengthened on 27 January.
  2020: [1, 10, 3, 5, 3, 8],
  2021: [3, 7, 3, 5, 3, 3, 7],
  2022: [3, 7, 3, 5, 3, 3, 7],
  2023: [3, 7, 1, 5, 3, 8],
  2024: [3, 8, 3, 5, 3, 3, 7],
  2025: [1, 8, 3, 5, 3, 8],
  2026: [3, 9, 3, 5, 3, 3, 7],
};

test.each(Object.entries(BREAKS))('%s: every break is as long as the notice says', (year, expected) => {
  const breaks: string[][] = [];
  let open: string[] = [];
  for (let day = `${Number(year) - 1}-12-20`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (!classifyDay(calendar, day).working) open.push(day);
    else if (open.length > 0) {
      breaks.push(open);
      open = [];
    }
  }
  // What still runs at the end is the next year's New Year.
  const named = breaks.filter(
    (run) => run.some((day) => classifyDay(calendar, day).why === 'holiday') && run.at(-1)?.startsWith(year),
  );
  const itsOwn = named.filter((run) => !(run[0]?.startsWith(`${year}-12`) ?? false));
  expect(itsOwn.map((run) => run.length)).toEqual(expected);
});

test('from 2004 to 2026 no day is unsure, and every make-up day is a day of a weekend', () => {
  for (let day = '2004-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
    const found = classifyDay(calendar, day);
    expect(found.provisional).toBe(false);
    if (found.why === 'makeUp') expect(weekdayOf(day)).toBeGreaterThanOrEqual(6);
  }
});
