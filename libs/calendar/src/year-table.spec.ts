import { classifyDay, withYear, type Decision, type YearTable } from '@duban/domain';
import { publishedCalendar } from './published-calendar';
import { parseLocalDays, parseYearTable } from './year-table';

// Not the real notice of 2027, which is not out: a table in its shape.
const LINES = [
  '日期,类型,名称',
  '2027-01-01至2027-01-03,放假,元旦',
  '2027/2/5～2027/2/11,放假,春节',
  '2027年2月20日,补班,春节',
  '2027-04-05,放假,清明',
  '2027-05-01,休,劳动节',
  '2026-12-26,补班,元旦',
];
const table = (...more: string[]): string => [...LINES, ...more].join('\n');
const refusal = (decision: Decision<unknown>): unknown => (decision.ok ? null : [decision.refusal.code, decision.refusal.params]);

function accepted(decision: Decision<YearTable>): YearTable {
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal));
  return decision.value;
}

test('lines are read: days, spans, make-up days and a day of the December before', () => {
  const { year, exceptions } = accepted(parseYearTable(`\ufeff${table()}\r\n\r\n# 备注\r\n`));
  expect(year).toBe(2027);
  expect(Object.keys(exceptions)).toHaveLength(3 + 7 + 1 + 1 + 1 + 1);
  expect(exceptions['2027-02-05']).toEqual({ kind: 'off', name: '春节' });
  expect(exceptions['2027-02-20']).toEqual({ kind: 'work', name: '春节' });
  expect(exceptions['2026-12-26']).toEqual({ kind: 'work', name: '元旦' });
});

test('JSON is read, with kind or isOffDay', () => {
  const days = Array.from({ length: 12 }, (_, i) => ({
    date: `2027-01-${String(i + 1).padStart(2, '0')}`,
    kind: 'off',
    name: '元旦',
  }));
  const text = JSON.stringify({ year: 2027, days: [...days, { date: '2027-02-20', isOffDay: false, name: '春节' }] });
  const { year, exceptions } = accepted(parseYearTable(text));
  expect([year, exceptions['2027-01-12']?.kind, exceptions['2027-02-20']?.kind]).toEqual([2027, 'off', 'work']);
});

test('a loaded year settles what was provisional; a year further on still is', () => {
  const loaded = withYear(publishedCalendar(), accepted(parseYearTable(table())), 'cn-2004-2027');
  if (!loaded.ok) throw new Error('refused');
  expect(classifyDay(loaded.value, '2027-01-04').provisional).toBe(false);
  expect(classifyDay(loaded.value, '2026-12-26')).toEqual({ working: true, why: 'makeUp', name: '元旦', provisional: false });
  expect(classifyDay(loaded.value, '2028-01-04').provisional).toBe(true);
  expect(classifyDay(loaded.value, '2026-02-14').why).toBe('makeUp');
});

test.each([
  ['', 'CALENDAR.TABLE_EMPTY', {}],
  ['日期,类型,名称\n', 'CALENDAR.TABLE_EMPTY', {}],
  ['{"year":2027,"days":[]}', 'CALENDAR.TABLE_EMPTY', {}],
  [table('2027-06-31,放假,端午'), 'CALENDAR.TABLE_BAD_DATE', { line: 8, text: '2027-06-31' }],
  [table('2027-06-12至2027-06-10,放假,端午'), 'CALENDAR.TABLE_BAD_DATE', { line: 8, text: '2027-06-12至2027-06-10' }],
  [table('2027-06-12,调休,端午'), 'CALENDAR.TABLE_BAD_KIND', { line: 8, text: '调休' }],
  [table('2027-06-12,放假,'), 'CALENDAR.TABLE_NO_NAME', { line: 8 }],
  [table('2027-06-12,放假'), 'CALENDAR.TABLE_BAD_LINE', { line: 8, columns: 2 }],
  [table('2027-02-06,补班,春节'), 'CALENDAR.TABLE_DAY_TWICE', { line: 8, date: '2027-02-06', earlier: 3 }],
  [table('2027-02-22,补班,春节'), 'CALENDAR.TABLE_WORK_ON_WEEKDAY', { line: 8, date: '2027-02-22' }],
  [table('2028-02-05,放假,春节'), 'CALENDAR.TABLE_OTHER_YEAR', { line: 8, date: '2028-02-05', year: 2027 }],
  ['2027-01-01,放假,元旦', 'CALENDAR.TABLE_INCOMPLETE', { year: 2027, offDays: 1 }],
  ['{"year":2027,\n"days":[\n{"date" "2027-01-01"}]}', 'CALENDAR.TABLE_BAD_JSON', { line: 3 }],
  ['{"year":2027}', 'CALENDAR.TABLE_NO_DAYS', {}],
  ['{"year":"2027","days":[]}', 'CALENDAR.TABLE_BAD_YEAR', {}],
  ['{"days":[3]}', 'CALENDAR.TABLE_BAD_ENTRY', { line: 1 }],
])('a bad table is refused with its line: %j', (text, code, params) => {
  expect(refusal(parseYearTable(text))).toEqual([code, params]);
});

test('local days may be few and of any year', () => {
  expect(parseLocalDays('2027-07-15,放假,那达慕')).toEqual({
    ok: true,
    value: { '2027-07-15': { kind: 'off', name: '那达慕' } },
  });
});
