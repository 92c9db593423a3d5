import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadInput } from '../bad-input';
import { run } from './day';

let said: string[] = [];
beforeEach(() => {
  said = [];
  jest.spyOn(console, 'log').mockImplementation((text: unknown) => void said.push(String(text)));
});
afterEach(() => jest.restoreAllMocks());

const json = async (...args: string[]) => {
  expect(await run([...args, '--json'])).toBe(0);
  return JSON.parse(said.at(-1) ?? '') as Record<string, unknown>;
};

test('the contract: date, provisional, calendar and each day with its reason', async () => {
  expect(await json('2026-09-18', '+5')).toEqual({
    date: '2026-09-24',
    provisional: false,
    calendar: 'cn-2004-2026',
    explain: [
      { date: '2026-09-19', counted: false, why: 'weekend', provisional: false },
      { date: '2026-09-20', counted: true, why: 'makeUp', name: '国庆节', provisional: false },
      { date: '2026-09-21', counted: true, why: 'workday', provisional: false },
      { date: '2026-09-22', counted: true, why: 'workday', provisional: false },
      { date: '2026-09-23', counted: true, why: 'workday', provisional: false },
      { date: '2026-09-24', counted: true, why: 'workday', provisional: false },
    ],
  });
});

test.each([
  [['2026-02-16', '-3'], '2026-02-12', false],
  [['2026-02-10', '+5', '--calendar-days'], '2026-02-24', false],
  [['2026-12-28', '+10'], '2027-01-11', true],
  [['2026-06-30'], '2026-06-30', false],
])('%j is %s', async (args, date, provisional) => {
  expect(await json(...args)).toMatchObject({ date, provisional });
});

test('working hours from an instant, with the minutes of each day', async () => {
  expect(await json('2026-03-06T17:00', '+4', '--working-hours')).toMatchObject({
    date: '2026-03-09',
    at: '2026-03-09T11:00+08:00',
    provisional: false,
    explain: [{ minutes: 60 }, { minutes: 0 }, { minutes: 0 }, { minutes: 180 }],
  });
  await run(['2026-02-13T17:00', '+4', '--working-hours']);
  expect(said.at(-1)).toBe(
    '2026-02-13T17:00起4个工作小时：2026年2月14日（周六）11:00；2026年2月13日计60分钟，2026年2月14日补班计180分钟。日历版本：cn-2004-2026',
  );
});

test("a year's table given by hand settles what was provisional", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-day-'));
  const file = join(folder, '2027.csv');
  writeFileSync(file, '2027-01-01至2027-01-04,放假,元旦\n2027-01-09,补班,元旦\n2027-02-05至2027-02-12,放假,春节\n');
  expect(await json('2026-12-28', '+10', '--table', file)).toMatchObject({
    date: '2027-01-12',
    provisional: false,
    calendar: 'cn-2004-2027',
  });
  rmSync(folder, { recursive: true });
});

test.each([
  [['2026-02-30', '+5'], '“2026-02-30”不是日期'],
  [['2026/06/30', '+5'], '“2026/06/30”不是日期'],
  [[], '“”不是日期'],
  [['2026-06-30', '+5', '+6'], '一个日期和一个天数'],
  [['2026-06-30', '+1.5'], '“+1.5”不是天数'],
  [['2026-06-30', '+5天'], '“+5天”不是天数'],
  [['2026-06-30', '+999999'], '过大'],
  [['2026-06-30T25:00', '+4', '--working-hours'], '不是时点'],
  [['2026-06-30T17:00', '-4', '--working-hours'], '只能往后计'],
  [['2026-06-30', '+4', '--working-hours', '--calendar-days'], '只能选一个'],
  [['2026-06-30', '+4', '--table', '/nowhere.csv'], '找不到文件'],
  [['2026-06-30', '--weeks'], '参数不对'],
])('%j is bad input, told in one sentence', async (args, sentence) => {
  const failed = run(args);
  await expect(failed).rejects.toBeInstanceOf(BadInput);
  await expect(failed).rejects.toThrow(sentence);
});
