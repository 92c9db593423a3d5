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
