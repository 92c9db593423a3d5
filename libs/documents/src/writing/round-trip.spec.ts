import { Workbook } from 'exceljs';
import { importPlan } from '../reading/import/import-plan';
import { outlineOf } from '../reading/outline/outline-of';
import { readSource } from '../reading/read-source';
import { writeCsv } from './csv';
import { ledgerCsvRows } from './ledger-columns';
import type { LedgerRow } from './ledger-document';
import { writeLedgerXlsx } from './ledger-xlsx';
import { writeTemplateXlsx } from './template-xlsx';
import { writeReportDocx } from './report-docx';

const ROWS: readonly LedgerRow[] = [
  ['1', '一、组织领导', '召开专题会议', '2026-06-30'],
  ['2', '一、组织领导', '落实述法制度', '长期坚持'],
  ['3', '二、行政执法', '开展案卷评查', '2026-12-31'],
].map(([number, chapter, task, due]) => ({
  number: number as string,
  chapter: chapter as string,
  clause: '（一）条目',
  task: task as string,
  deliverable: '报告',
  leads: ['区司法局'],
  responsible: ['区应急局', '区市场监管局'],
  cooperating: ['区财政局'],
  due: due as string,
  originalDue: due as string,
  progress: '=1+1',
  state: '办理中',
  lamp: { word: '绿灯', colour: 'green' },
  overdue: false,
  instruments: ['督办〔2026〕3号'],
  note: '备注',
}));
const ledger = { title: '示例区2026年法治政府建设工作台账', subtitle: '截至2026年6月30日', rows: ROWS };

it.each([
  ['台账.xlsx', () => writeLedgerXlsx(ledger)],
  ['台账.csv', async () => writeCsv(ledgerCsvRows(ledger))],
])('our importer takes %s back without loss and without a doubt', async (name, write) => {
  const source = readSource(await write(), name);
  if (!source.ok) throw new Error(source.refusal.code);
  const batch = importPlan(source.value, { year: 2026 });
  if (!batch.ok) throw new Error(batch.refusal.code);
  expect(batch.value.doubts).toEqual([]);
  expect(batch.value.rows.map((row) => [row.label, row.category, row.title, row.deadline.date ?? row.deadline.kind])).toEqual([
    ['1', '一、组织领导', '召开专题会议', '2026-06-30'],
    ['2', '一、组织领导', '落实述法制度', 'longTerm'],
    ['3', '二、行政执法', '开展案卷评查', '2026-12-31'],
  ]);
  for (const row of batch.value.rows) {
    expect(row.units.map((unit) => `${unit.printed}:${unit.name}`)).toEqual([
      '牵头单位:区司法局',
      '责任单位:区应急局',
      '责任单位:区市场监管局',
      '配合单位:区财政局',
    ]);
    expect([row.deliverable, row.remark]).toEqual(['报告', '备注']);
  }
});

it('our reader finds the clauses, texts, receiver, issuer and date of a written report again', async () => {
  const bytes = await writeReportDocx({
    title: '示例区人民政府办公室关于2025年度推进法治政府建设工作情况的报告',
    receiver: '示例市人民政府',
    opening: [{ text: '现将有关情况报告如下：' }],
    sections: [
      { level: 1, label: '一、', heading: '主要举措和成效', paragraphs: [] },
      { level: 2, label: '（一）', heading: '规范行政执法。', runIn: true, paragraphs: [{ text: '评查案卷120件。' }] },
      { level: 2, label: '（二）', heading: '加强普法宣传', paragraphs: [{ text: '开展活动36场。' }] },
      { level: 1, label: '二、', heading: '存在的不足和原因', paragraphs: [{ text: '执法力量不足。' }] },
    ],
    closing: '特此报告。',
    signature: { names: ['示例区人民政府办公室'], sealed: true },
    date: '2026-02-08',
  });
  const source = readSource(bytes, '报告.docx');
  if (!source.ok) throw new Error(source.refusal.code);
  const outline = outlineOf(source.value);
  expect(outline).toMatchObject({
    title: '示例区人民政府办公室关于2025年度推进法治政府建设工作情况的报告',
    receiver: '示例市人民政府',
    issuer: '示例区人民政府办公室',
    date: '2026-02-08',
  });
  expect(outline.clauses.map((clause) => [clause.path, clause.heading])).toEqual([
    ['一', '主要举措和成效'],
    ['一（一）', '规范行政执法'],
    ['一（二）', '加强普法宣传'],
    ['二', '存在的不足和原因'],
  ]);
});

it('the template, filled in by hand, comes back without loss, without a doubt and with the units it proposes', async () => {
  const units = ['区司法局', '区政府办', '区市场监管局'];
  const workbook = new Workbook();
  await workbook.xlsx.load((await writeTemplateXlsx({ units })).buffer as never);
  const sheet = workbook.getWorksheet('工作要点导入');
  const filled = [
    ['1', '一、制度', '修订行政裁量基准', '分批公布', '裁量基准', '', '区司法局', '区政府办、区市场监管局', '', '6月底前', '每季度', '先行试点'],
    ['2', '一、制度', '公布权责清单', '', '清单', '', '区政府办', '', '区司法局', '2026-09-30', '', ''],
    ['3', '二、执法', '开展案卷评查', '', '', '', '区司法局', '', '', '长期坚持', '每月', ''],
  ]; // prettier-ignore
  filled.forEach((row, index) => row.forEach((text, column) => (sheet!.getCell(index + 3, column + 1).value = text || null)));
  const source = readSource(new Uint8Array(await workbook.xlsx.writeBuffer()), '工作要点导入模板.xlsx');
  if (!source.ok) throw new Error(source.refusal.code);
  const register = units.map((name) => ({ id: name, name, aliases: [] }));
  const batch = importPlan(source.value, { year: 2026, register });
  if (!batch.ok) throw new Error(batch.refusal.code);
  expect(batch.value.doubts).toEqual([]);
  expect(batch.value.unmatchedUnits).toEqual([]);
  expect(
    batch.value.rows.map((row) => [
      row.label,
      row.category,
      row.title,
      row.measures ?? '',
      row.deliverable ?? '',
      row.units.map((unit) => `${unit.printed}:${unit.unitId}`).join(),
      row.deadline.date ?? row.deadline.kind,
      row.reportCycle ?? '',
      row.remark ?? '',
    ]),
  ).toEqual([
    ['1', '一、制度', '修订行政裁量基准', '分批公布', '裁量基准', '牵头单位:区司法局,责任单位:区政府办,责任单位:区市场监管局', '2026-06-30', '每季度', '先行试点'],
    ['2', '一、制度', '公布权责清单', '', '清单', '牵头单位:区政府办,配合单位:区司法局', '2026-09-30', '', ''],
    ['3', '二、执法', '开展案卷评查', '', '', '牵头单位:区司法局', 'longTerm', '每月', ''],
  ]); // prettier-ignore
});

it('a template that is empty says so', async () => {
  const source = readSource(await writeTemplateXlsx({ units: ['区司法局'] }), '模板.xlsx');
  if (!source.ok) throw new Error(source.refusal.code);
  expect(importPlan(source.value, { year: 2026 })).toMatchObject({ refusal: { code: 'DOCUMENT.LEDGER_WITHOUT_ROWS' } });
});
