import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument, runDemo, type DemoResult } from '@duban/cli';
import { outlineOf, readSource } from '@duban/documents';
import { punctualScenario, sampleReportPath, standardScenario, type Scenario } from '@duban/sample';
import { freshDatabase, type FreshDatabase } from '../support/database';

const LONG = 120_000;
let folder: string;
const databases: FreshDatabase[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-year-'));
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function live(scenario: Scenario): Promise<DemoResult> {
  const database = await freshDatabase();
  databases.push(database);
  const path = sampleReportPath();
  return runDemo({
    source: await readDocument(path),
    path,
    outFolder: join(folder, scenario.name),
    scenario,
    databaseUrl: database.url,
    onProgress: () => undefined,
  });
}

/** The days on which a line that matches stands in the timeline, in order. */
function daysOf(timeline: string, pattern: RegExp): string[] {
  let day = '';
  const days: string[] = [];
  for (const line of timeline.split('\n')) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(line)) day = line;
    else if (pattern.test(line)) days.push(day);
  }
  return days;
}

async function reportText(result: DemoResult): Promise<{ text: string; headings: string[] }> {
  const source = readSource(await readFile(result.reportFiles[0] ?? ''), 'report.docx');
  if (!source.ok) throw new Error(source.refusal.code);
  return {
    text: source.value.lines.map((line) => line.text).join('\n'),
    headings: outlineOf(source.value)
      .clauses.filter((clause) => clause.kind === 'chapter')
      .map((clause) => clause.heading),
  };
}

test(
  'a year of the shipped report: one unit goes to 挂牌督办 and is struck off, one asks for more time, one is returned',
  async () => {
    const result = await live(standardScenario);
    expect(result.verified).toBe(true);
    const { timeline } = result;

    // The ladder of the late unit, each step after the one before it.
    const ladder = [
      /催办通知催办〔2026〕\d+号已送达/,
      /督办单督办〔2026〕\d+号已送达/,
      /约谈通知书约谈〔2026〕1号已送达/,
      /挂牌督办通知书挂牌〔2026〕1号已送达/,
    ].map((pattern) => daysOf(timeline, pattern)[0]);
    expect(ladder).toEqual([...ladder].filter((day) => day !== undefined).sort());
    expect(daysOf(timeline, /：摘牌/)).toHaveLength(1);
    expect((daysOf(timeline, /：摘牌/)[0] ?? '') > (ladder[3] ?? '9999')).toBe(true);

    expect(daysOf(timeline, /申请延期/).length).toBeGreaterThan(0);
    expect(daysOf(timeline, /同意延期/)).toHaveLength(1);
    expect(daysOf(timeline, /办结申请退回“/)).toHaveLength(1);
    // 会签: the head of another unit on the task is asked.
    expect(daysOf(timeline, /待您相关单位会签/).length).toBeGreaterThan(0);

    const { text, headings } = await reportText(result);
    expect(headings).toEqual([
      '主要举措和成效',
      '存在的不足和原因',
      '党政主要负责人履行推进法治建设第一责任人职责情况',
      '2027年度工作安排',
      '其他需要报告的情况',
    ]);
    expect(text).toContain('部分任务未按期办结');
    expect(text).toContain('原因：牵头科室人员调整，工作衔接不到位');
    expect(text).toContain('挂牌督办事项已摘牌1项');
    expect(text).not.toMatch(/\{[^}]*\}|undefined|null|TODO|待填|XX|××/);
  },
  LONG,
);

test(
  'another scenario gives another timeline and another report: where everybody keeps their days nothing is made',
  async () => {
    const result = await live(punctualScenario);
    expect(result.verified).toBe(true);
    expect(daysOf(result.timeline, /催办|督办单|约谈通知|挂牌/)).toEqual([]);
    const { text } = await reportText(result);
    expect(text).toContain('本年度没有制发督办文书。');
    expect(text).not.toContain('部分任务未按期办结');
  },
  LONG,
);
