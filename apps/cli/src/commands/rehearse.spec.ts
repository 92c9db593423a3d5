import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standardPolicy, threeColourPolicy } from '@duban/sample';
import type { RehearsalInWords } from '@duban/wording';
import { BadInput } from '../bad-input';
import { run } from './rehearse';

const PLAN = `示例区2026年法治政府建设工作要点
一、提升行政执法水平
（一）开展行政执法案卷评查。全区评查案卷不少于300件，6月底前完成。（牵头单位：区司法局；责任单位：区市场监管局、区城管局）
（二）全面落实行政执法公示制度。（牵头单位：区司法局；配合单位：区政务服务局；完成时限：2026年9月底前）
二、加强法治宣传教育
（三）持续推进普法责任制落实。（牵头单位：区司法局；完成时限：长期坚持）
`;

let folder: string;
let plan: string;
let said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-rehearse-'));
  plan = join(folder, '要点.txt');
  writeFileSync(plan, PLAN);
  said = [];
  jest.spyOn(console, 'log').mockImplementation((text: unknown) => void said.push(String(text)));
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const json = async (...args: string[]): Promise<RehearsalInWords> => {
  expect(await run([plan, ...args, '--json'])).toBe(0);
  return JSON.parse(said.at(-1) ?? '') as RehearsalInWords;
};

test('a plan file is rehearsed by the standard policy: who is called in, and when', async () => {
  const words = await json('--issue-on', '2026-03-02');
  // Three versions of the report are due on Sunday 28 February.
  expect(words.counts).toMatchObject({ tasks: 3, units: 4, onDaysOff: 3 });
  expect([...new Set(words.daysOff.map((each) => `${each.dueOn} ${each.unitName}`))]).toEqual(['2027-02-28 督办机构']);
  const talks = words.papers.filter((paper) => paper.name === '约谈通知书');
  expect(talks.map((paper) => [paper.servedOn, ...paper.units])).toEqual([
    ['2026-07-30', '区司法局'],
    ['2026-07-30', '区市场监管局'],
    ['2026-07-30', '区城管局'],
    ['2026-11-05', '区司法局'],
  ]);
  // Long-term work has no day: nobody is urged to finish it.
  expect(
    words.days
      .flatMap((day) => day.tellings)
      .some((each) => each.kind === '办结' && each.tasks.some((task) => task.includes('普法'))),
  ).toBe(false);
});

test('another policy, from a template or from a file, gives another year; done in time, nobody is urged', async () => {
  const blue = await json('--policy', 'threeColour');
  expect(blue.rungs.map((rung) => rung.name)).toContain('橙色督查单');
  const file = join(folder, '制度.json');
  writeFileSync(file, JSON.stringify({ ...threeColourPolicy, name: '本区制度' }));
  expect((await json('--policy', file)).policyName).toBe('本区制度');
  expect([...new Set((await json('--done', '100')).papers.map((paper) => paper.name))]).toEqual(['通报']);
});

test('in Chinese for a person', async () => {
  await run([plan, '--issue-on', '2026-03-02']);
  expect(said.at(-1)).toContain('假定无人办理，签批均用足时限');
  expect(said.at(-1)).toContain('2027-02-28 年度报告报送上一级党委和政府');
  expect(said.at(-1)).toContain('2026年上半年定期通报（');
  expect(said.at(-1)).toContain('签批环节：提醒和督办');
  expect(said.at(-1)).toContain('2026-07-30 约谈通知书：区司法局，涉及任务1项');
});

test.each<[string[], string]>([
  [['--done', '120'], '--done 应为0至100的整数'],
  [['--issue-on', '2026-02-30'], '--issue-on 应为日期'],
  [['--policy', 'nothing'], '没有“nothing”这项制度'],
  [['--year', 'x'], '--year 应为1990至2100的整数'],
  [['--plan', '1'], '“1”不是计划编号'],
])('%j is bad input', async (args, sentence) => {
  const failed = run([plan, ...args]);
  await expect(failed).rejects.toBeInstanceOf(BadInput);
  await expect(failed).rejects.toThrow(sentence);
});

test('a policy with something wrong is not rehearsed; what is wrong is told', async () => {
  const file = join(folder, '坏制度.json');
  writeFileSync(
    file,
    JSON.stringify({ ...standardPolicy, ladder: standardPolicy.ladder.filter((rung) => !rung.key.startsWith('receipt')) }),
  );
  await expect(run([plan, '--policy', file])).rejects.toThrow('“签收”逾期后只有提醒，没有人处置，没有尽头');
});
