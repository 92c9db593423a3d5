import { parseYearTable } from './year-table';
import { publishedCalendar } from './published-calendar';

/** The facts of the notice of 2026 (domain.md 8.4) in the form in which such notices are written. */
const NOTICE_2026 = `国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`;

const spoiled = (from: string, to: string): string => NOTICE_2026.replace(from, to);
const refusal = (text: string) => {
  const read = parseYearTable(text);
  return read.ok ? null : [read.refusal.code, read.refusal.params];
};

test('the notice of 2026, pasted, gives exactly the published days of 2026', () => {
  const read = parseYearTable(NOTICE_2026);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const published = Object.entries(publishedCalendar().exceptions).filter(([day]) => day.startsWith('2026-'));
  const kinds = (days: readonly (readonly [string, { readonly kind: string }])[]) =>
    days.map(([day, { kind }]) => `${day} ${kind}`).sort();
  const named = kinds(Object.entries(read.value.exceptions));
  // The package leaves out the Saturdays and Sundays of a break that are days off anyway.
  expect(named.filter((line) => kinds(published).includes(line))).toEqual(kinds(published));
  const more = named.filter((line) => !kinds(published).includes(line)).map((line) => line.slice(0, 10));
  expect(more.every((day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))).toBe(true);
  expect(read.value.year).toBe(2026);
});

test('a break over the turn of the year, and 与周末连休', () => {
  const text = `关于2024年部分节假日安排的通知
一、元旦：1月1日（星期一）放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。`;
  const read = parseYearTable(text);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  expect([read.value.exceptions['2024-01-01']?.kind, read.value.exceptions['2024-04-07']?.kind]).toEqual(['off', 'work']);
  const over = parseYearTable(`关于2023年部分节假日安排的通知
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。`);
  if (!over.ok) throw new Error(JSON.stringify(over.refusal));
  expect(Object.keys(over.value.exceptions).filter((day) => day.includes('-12-') || day.startsWith('2023-01-0'))).toEqual([
    '2022-12-31',
    '2023-01-01',
    '2023-01-02',
  ]);
});

test.each([
  [spoiled('关于2026年部分', '关于部分').replace('将2026年元旦', '将元旦'), ['CALENDAR.NOTICE_NO_YEAR', {}]],
  [
    spoiled('4日（周六）至6日', '4日（周五）至6日'),
    ['CALENDAR.NOTICE_BAD_DATE', { line: 6, name: '清明节', text: '4月4日（周五）' }],
  ],
  [
    spoiled('至6日（周一）放假，共3天', '至6日（周一）放假，共4天'),
    ['CALENDAR.NOTICE_DAYS_DIFFER', { line: 6, name: '清明节', said: 4, counted: 3 }],
  ],
  [
    spoiled('2月28日（周六）上班', '2月30日（周六）上班'),
    ['CALENDAR.NOTICE_BAD_DATE', { line: 5, name: '春节', text: '2月30日（周六）' }],
  ],
])('a slip in the pasted text is refused with its line', (text, expected) => {
  expect(refusal(text)).toEqual(expected);
});
