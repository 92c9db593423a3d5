import { describeImport, describeOutline } from '../describe';
import { outlineOf } from '../outline/outline-of';
import { readSource } from '../read-source';
import type { SourceDocument } from '../source';
import { importPlan, type ImportOptions } from './import-plan';

const textSource = (text: string, name = 'plan.txt'): SourceDocument => {
  const source = readSource(Buffer.from(text), name);
  if (!source.ok) throw new Error(source.refusal.code);
  return source.value;
};
const imported = (text: string, options: Partial<ImportOptions> = {}) => {
  const batch = importPlan(textSource(text), { year: 2026, ...options });
  if (!batch.ok) throw new Error(batch.refusal.code);
  return batch.value;
};
const LEDGER = [
  '序号,重点工作,对口部门,完成时限',
  '1,完善制度,市司法局,6月底前',
  '2,清理文件,市司法局、市水务局,6月底前',
  '3,公开结果,原市法制办,6月底前',
].join('\n');

const REGISTER = [
  { id: 'u1', name: '市司法局', aliases: ['原市法制办', '法制办'] },
  { id: 'u2', name: '市公安局', aliases: ['公安局'] },
  { id: 'u3', name: '市公安分局', aliases: ['公安局'] },
];

test('an unknown column is shown, a person names it, and the same file then has its units', () => {
  const first = imported(LEDGER);
  expect(first.mappings[0]?.columns.map((c) => [c.heading, c.meaning])).toEqual([
    ['序号', 'number'],
    ['重点工作', 'task'],
    ['对口部门', null],
    ['完成时限', 'deadline'],
  ]);
  expect(first.doubts.map((d) => d.code)).toEqual(['IMPORT.COLUMN_UNKNOWN']);
  const changed = first.mappings.map((m) => ({
    ...m,
    columns: m.columns.map((c) => (c.meaning === null ? { ...c, meaning: 'lead' as const } : c)),
  }));
  const second = imported(LEDGER, { mappings: changed });
  expect(second.rows.map((r) => r.units.map((u) => `${u.role} ${u.name} ${u.printed}`))).toEqual([
    ['lead 市司法局 对口部门'],
    ['lead 市司法局 对口部门', 'lead 市水务局 对口部门'],
    ['lead 原市法制办 对口部门'],
  ]);
});

test('units are matched to the register through former names; the unmatched are listed once; two fits are asked', () => {
  const text = '云泽市2026年工作要点\n一、甲（责任单位：原市法制办、市水务局）\n二、乙（责任单位：市水务局、公安局）\n';
  const batch = imported(text, { register: REGISTER });
  expect(batch.rows.map((r) => r.units.map((u) => u.unitId ?? null))).toEqual([
    ['u1', null],
    [null, null],
  ]);
  expect(batch.unmatchedUnits).toEqual(['市水务局']);
  expect(batch.doubts.map((d) => d.code)).toContain('IMPORT.UNIT_AMBIGUOUS');
});

test('the same file gives the same batch, so that a second import finds nothing new', () => {
  expect(imported(LEDGER)).toEqual(imported(LEDGER));
});

test('a plan of another year than the one it is imported for is asked about', () => {
  const batch = imported('云泽市2025年工作要点\n一、完善制度（责任单位：市司法局；完成时限：2025年6月底前）\n');
  expect(batch.doubts.map((d) => d.code)).toEqual(['IMPORT.YEAR_DIFFERS', 'IMPORT.DEADLINE_OTHER_YEAR']);
  expect(batch.rows[0]?.deadline).toMatchObject({ kind: 'date', date: '2025-06-30' });
});

test('responsibilities on a heading hold for the items under it that have none of their own', () => {
  const batch = imported(
    '云泽市2026年工作要点\n一、规范执法（责任单位：市司法局）\n（一）案卷评查。\n（二）专项检查。（责任单位：市审计局）\n',
  );
  expect(batch.rows.map((r) => [r.path, r.units.map((u) => u.name), r.doubts.map((d) => d.code)])).toEqual([
    ['一（一）', ['市司法局'], ['IMPORT.UNIT_INHERITED']],
    ['一（二）', ['市审计局'], []],
  ]);
});

test('several times in one sentence are asked, not chosen from', () => {
  const batch = imported('云泽市2026年工作要点\n一、完善制度。3月底前制定方案，10月底前完成清理。（责任单位：市司法局）\n');
  expect(batch.rows[0]?.deadline).toMatchObject({ kind: 'none', phrase: '3月底前、10月底前' });
  expect(batch.rows[0]?.doubts.map((d) => d.code)).toEqual(['IMPORT.DEADLINE_SEVERAL']);
});

test.each([
  ['市发展和改革局和市司法局', ['市发展和改革局', '市司法局']],
  ['市住房和城乡建设局、市文化和旅游局', ['市住房和城乡建设局', '市文化和旅游局']],
  ['市委编办（机构）,市教育和体育局；市残联', ['市委编办（机构）', '市教育和体育局', '市残联']],
  ['市司法局等有关部门', ['市司法局']],
  ['市司法局及其所属单位', ['市司法局及其所属单位']],
])('the list %s names %j', (list, names) => {
  expect(imported(`云泽市2026年工作要点\n一、甲（责任单位：${list}）\n`).rows[0]?.units.map((u) => u.name)).toEqual(names);
});

test('telephone numbers are no people, and the attachments named under a notice are no tasks', () => {
  const batch = imported(
    '云泽市司法局关于印发2026年工作要点的通知\n市局各科室：\n一、完善制度（责任人：张某 0000-1234567，责任单位：法规科）\n附件：1.任务清单\n2.联系人名单\n（联系人：赵某，电话：00001234）\n',
  );
  expect(batch.rows.map((r) => [r.title, r.people.map((p) => p.name)])).toEqual([['完善制度', ['张某']]]);
});

test('brackets that explain are left in the text', () => {
  const [row] = imported('云泽市2026年工作要点\n一、落实条例（以下简称《条例》）和清单（含乡镇）。（市司法局负责）\n').rows;
  expect(row?.text).toBe('落实条例（以下简称《条例》）和清单（含乡镇）。');
});

test('a ledger of nothing but its header, and a text that is no plan, are refused', () => {
  expect(importPlan(textSource('序号,工作任务,责任单位\n,,\n', 'a.csv'), { year: 2026 })).toMatchObject({
    refusal: { code: 'DOCUMENT.LEDGER_WITHOUT_ROWS' },
  });
  expect(importPlan(textSource('今天天气很好。\n'), { year: 2026 })).toMatchObject({
    refusal: { code: 'DOCUMENT.NO_PLAN_PART' },
  });
});

test('a batch and an outline can be read by a person', () => {
  const text = '云泽市2026年工作要点\n一、完善制度（责任单位：市司法局、市水务局；完成时限：印发后15个工作日内）\n';
  const printed = describeImport(imported(text));
  expect(printed).toContain('1. [一] 完善制度（第2行）');
  expect(printed).toContain('责任：市司法局、市水务局；时限：印发后15个工作日内（原文“印发后15个工作日内”）');
  expect(printed).toContain('读到的单位（2 个，未与名册核对）：市司法局、市水务局');
  const outline = describeOutline(
    outlineOf(textSource('梅山区2025年工作报告\n一、成效\n办理4件。\n三、2026年工作安排\n继续推进。\n')),
  );
  expect(outline).toContain('标题：梅山区2025年工作报告');
  expect(outline).toContain('    2  一 成效');
  expect(outline).toContain('下一年度安排：第4—5行');
  expect(outline).toContain('原文缺第2章（二、）的标题，不能判断从何处开始，请核对');
});
