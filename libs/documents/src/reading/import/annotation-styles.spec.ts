import { readSource } from '../read-source';
import type { ImportRow } from './batch';
import { importPlan } from './import-plan';

const ROLES = { lead: '牵头', collating: '汇总', responsible: '责任', cooperating: '配合' } as const;

function rowOf(item: string): ImportRow {
  const source = readSource(
    Buffer.from(`云泽市2026年法治政府建设工作要点\n一、重点任务\n${item}\n二、公开结果（责任单位：市政府办公室）\n`),
    'plan.txt',
  );
  if (!source.ok) throw new Error(source.refusal.code);
  const batch = importPlan(source.value, { year: 2026 });
  if (!batch.ok) throw new Error(batch.refusal.code);
  return batch.value.rows[0] as ImportRow;
}

/** title | role names; people | deadline | doubts */
function said(item: string): string {
  const row = rowOf(item);
  const units = row.units.map((u) => `${ROLES[u.role]} ${u.name}`);
  const people = row.people.map((p) => `${p.printed} ${p.name}`);
  const { kind, date, cycle, base, n, phrase } = row.deadline;
  const deadline = {
    date,
    cycle: `${cycle ?? ''}`,
    offset: `${base ?? ''}+${n ?? ''}`,
    longTerm: '长期',
    none: phrase === '' ? '' : `?${phrase}`,
    unset: '未定',
  }[kind];
  const doubts = row.doubts.map((d) => d.code.replace('IMPORT.', ''));
  return [row.title, [...units, ...people].join(';'), deadline, doubts.join(' ')].join('|');
}

// Every style of domain.md 1.1 in words of our own, and those that offices mix from them.
test.each([
  // brackets of every kind, labels, separators
  ['（一）完善制度。（牵头单位：市司法局；责任单位：市财政局、市审计局，各县区人民政府，6月底完成）', '完善制度|牵头 市司法局;责任 市财政局;责任 市审计局;责任 各县区人民政府|2026-06-30|OPEN_LIST'],
  ['(一)完善制度(试行)。〔牵头单位:市政府办公室,责任单位:市政府有关部门,各街道(功能区)〕', '完善制度(试行)|牵头 市政府办公室;责任 市政府有关部门;责任 各街道(功能区)||OPEN_LIST OPEN_LIST'],
  ['（一）完善制度【市司法局牵头，市财政局配合，年底前】', '完善制度|牵头 市司法局;配合 市财政局|2026-12-31|'],
  ['（一）完善制度［责任单位：市司法局］。', '完善制度|责任 市司法局||'],
  ['（一）完善制度。（市司法局、市财政局牵头，市级各有关部门按职责分工负责）', '完善制度|牵头 市司法局;牵头 市财政局;责任 市级各有关部门||OPEN_LIST SHARED_DUTY'],
  ['（一）完善制度。（责任分工：市司法局牵头，市财政局配合；完成时限：长期）', '完善制度|牵头 市司法局;配合 市财政局|长期|'],
  ['（一）完善制度。（市司法局负责）', '完善制度|责任 市司法局||'],
  ['（一）完善制度。（市司法局汇总，各有关部门落实）', '完善制度|汇总 市司法局;责任 各有关部门||OPEN_LIST'],
  ['（一）完善制度。（市司法局承办，市档案馆协办，市国资委会办）', '完善制度|牵头 市司法局;配合 市档案馆;配合 市国资委||'],
  ['（一）完善制度。（主要责任单位：市司法局；协同配合单位：市财政局）', '完善制度|牵头 市司法局;配合 市财政局||'],
  ['（一）完善制度。（责任（配合）单位：市司法局、市财政局）', '完善制度|责任 市司法局;责任 市财政局||'],
  ['（一）完善制度。（责任领导：张某；牵头单位：市司法局；责任人：李某；时限：每季度末）', '完善制度|牵头 市司法局;责任领导 张某;责任人 李某|quarterly|'],
  ['（一）完善制度。（牵头市领导：张某；责任单位：市司法局）', '完善制度|责任 市司法局;牵头市领导 张某||'],
  ['（一）完善制度。（责任单位：市司法局；督导单位：市委督查室）', '完善制度|责任 市司法局||SUPERVISING_UNIT'],
  ['（一）完善制度。（责任科室：普法股；时间：2026年10月）', '完善制度|责任 普法股|2026-10-31|'],
  // names without a word for their part
  ['（一）完善制度。（市司法局、市财政局）', '完善制度|责任 市司法局;责任 市财政局||ROLE_UNSTATED'],
  ['（一）完善制度（市司法局，10月底前）', '完善制度|责任 市司法局|2026-10-31|ROLE_UNSTATED'],
  ['（一）完善制度（基层股  8月底）', '完善制度|责任 基层股|2026-08-31|ROLE_UNSTATED'],
  ['（一）加强乡镇（街道）。（市司法局负责）', '加强乡镇（街道）|责任 市司法局||'],
  // on lines below, and running on behind the sentence
  ['（一）完善制度。\n责任单位:市司法局,各有关部门', '完善制度|责任 市司法局;责任 各有关部门||OPEN_LIST'],
  ['（一）完善制度。\n牵头单位：市司法局\n配合单位：各镇人民政府（街道办事处）\n完成时限：每月25日前', '完善制度|牵头 市司法局;配合 各镇人民政府（街道办事处）|monthly|OPEN_LIST'],
  ['（一）完善制度。\n（责任单位：市司法局（行政复议局））', '完善制度|责任 市司法局（行政复议局）||'],
  ['（一）完善制度。责任单位：市司法局；协办：市财政局；时限：印发后15个工作日内', '完善制度|责任 市司法局;配合 市财政局|印发+15|'],
  ['（一）完善制度。责任科室：普法股 责任人：赵某 完成时限：全年', '完善制度|责任 普法股;责任人 赵某|2026-12-31|'],
  // deadlines that are asked
  ['（一）完善制度。（市司法局负责，立行立改）', '完善制度|责任 市司法局|?立行立改|DEADLINE_UNREAD'],
  ['（一）完善制度。（市司法局负责，立行立改，长期坚持）', '完善制度|责任 市司法局|长期|'],
  ['（一）完善制度。（市司法局，上半年、下半年各一次）', '完善制度|责任 市司法局|?上半年、下半年各一次|DEADLINE_UNREAD ROLE_UNSTATED'],
  ['（一）完善制度。力争三季度前出台。（市司法局负责）', '完善制度|责任 市司法局|?力争三季度前|DEADLINE_UNREAD'],
  ['（一）完善制度。春节前完成。（市司法局负责）', '完善制度|责任 市司法局|?春节前|DEADLINE_UNREAD'],
  ['（一）完善制度。9月份组织培训。（市司法局负责）', '完善制度|责任 市司法局||DEADLINE_MENTIONED'],
  ['（一）完善制度，6月底前完成。（市司法局负责）', '完善制度，6月底前完成|责任 市司法局|2026-06-30|DEADLINE_FROM_PROSE'],
  ['（一）完善制度。3月底前制定方案，10月底前完成。（市司法局负责）', '完善制度|责任 市司法局|?3月底前、10月底前|DEADLINE_SEVERAL'],
  // what cannot be read is asked, not dropped
  ['（一）完善制度。（市司法局牵头，注意衔接）', '完善制度|牵头 市司法局||ANNOTATION_UNREAD'],
])('%s', (item, expected) => {
  expect(said(item)).toBe(expected);
}); // prettier-ignore

test('every point of a paragraph that names its own units is a row', () => {
  const source = readSource(
    Buffer.from(
      '云泽市2026年工作要点\n一、规范执法：\n一是开展评查（市司法局牵头，6月底前）；\n二是通报结果（市政府办公室负责）；\n三是完善台账（各镇街，长期坚持）。\n',
    ),
    'plan.txt',
  );
  const batch = source.ok ? importPlan(source.value, { year: 2026 }) : source;
  expect(batch.ok && batch.value.rows.map((r) => [r.path, r.title, r.units.map((u) => u.name).join(), r.place.line])).toEqual([
    ['一一是', '开展评查', '市司法局', 3],
    ['一二是', '通报结果', '市政府办公室', 4],
    ['一三是', '完善台账', '各镇街', 5],
  ]);
});
