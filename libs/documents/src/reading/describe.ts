import type { ColumnMeaning, ImportBatch, ImportedDeadline, ImportRow, UnitRole } from './import/batch';
import type { Clause, Outline, PartName } from './outline/outline';
import { isPlanTitle } from './outline/outline-of';
import type { Doubt, Place } from './source';

const PARTS: readonly [PartName, string][] = [
  ['done', '主要举措和成效'],
  ['problems', '存在的问题'],
  ['causes', '原因'],
  ['leader', '第一责任人履职'],
  ['nextYear', '下一年度安排'],
];
const ROLES: Readonly<Record<UnitRole, string>> = { lead: '牵头', collating: '汇总', responsible: '责任', cooperating: '配合' };
const CYCLES = { weekly: '每周', monthly: '每月', quarterly: '每季度', halfYearly: '每半年', yearly: '每年' } as const;
const TERM_UNITS: Readonly<Record<string, string>> = { workingDays: '个工作日', calendarDays: '日', months: '个月' };

const known = (value: string | number | null): string => (value === null ? '（没有找到）' : String(value));

/** An outline for a person to read. */
export function describeOutline(outline: Outline): string {
  const lines = [
    `标题：${known(outline.title)}`,
    `落款：${known(outline.issuer)}`,
    `主送：${known(outline.receiver)}`,
    `年度：${known(outline.year)}`,
    `日期：${known(outline.date)}`,
    '',
    `条目（${outline.clauses.length} 条，行号在前）：`,
    ...outline.clauses.map((clause) => describeClause(clause, outline)),
    '',
    // A plan has none of a report's parts.
    ...(isPlanTitle(outline.title)
      ? []
      : ['各部分所在行：', ...PARTS.map(([name, title]) => `  ${title}：${linesOf(outline.parts[name])}`), '']),
    `数据：${outline.figures.length} 个`,
    ...figuresByLine(outline),
    '',
    outline.warnings.length === 0 ? '提示：没有' : `提示（${outline.warnings.length} 条）：`,
    ...outline.warnings.map((w) => `  第${w.line}行 ${w.message}`),
  ];
  return lines.join('\n');
}

function figuresByLine(outline: Outline): string[] {
  const lines = new Map<number, string[]>();
  for (const { line, text, approximate } of outline.figures) {
    lines.set(line, [...(lines.get(line) ?? []), `${text}${approximate ? '（约数）' : ''}`]);
  }
  return [...lines].map(([line, texts]) => `  第${line}行 ${texts.join('、')}`);
}

function describeClause(clause: Clause, outline: Outline): string {
  let depth = 0;
  for (let parent = clause.parent; parent !== null; depth++)
    parent = outline.clauses.find((c) => c.id === parent)?.parent ?? null;
  const heading = clause.inferred ? '（原文缺标题，推定）' : shortened(clause.heading, 40);
  return `${String(clause.line).padStart(5)}  ${'  '.repeat(depth)}${clause.label} ${heading}`;
}

const shortened = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);

function linesOf(pieces: Outline['parts'][PartName]): string {
  if (pieces.length === 0) return '没有找到';
  const lines = [...new Set(pieces.map((p) => p.line))].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs[runs.length - 1];
    if (last && line <= last[1] + 2) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([a, b]) => (a === b ? `第${a}行` : `第${a}—${b}行`)).join('、');
}

/** A draft batch for a person to read. */
export function describeImport(batch: ImportBatch): string {
  const kind = { plan: '工作要点', report: '报告中的下一年度安排', ledger: '台账', openData: '公开数据' }[batch.from];
  const others = batch.doubts.filter((d) => !batch.rows.some((r) => r.doubts.includes(d)));
  const lines = [
    `来源：${kind}${batch.title === null ? '' : `《${batch.title}》`}`,
    `计划年度：${batch.year}`,
    `任务：${batch.rows.length} 条，其中 ${batch.rows.filter((r) => r.doubts.length > 0).length} 条需要确认`,
    ...batch.mappings.map((m) => `表“${m.sheet}”的列：${m.columns.map((c) => describeColumn(c.heading, c.meaning)).join('、')}`),
    '',
    ...batch.rows.flatMap((row, i) => describeRow(row, i + 1)),
    '',
    describeUnits(batch),
    others.length === 0 ? '其他需要确认的事项：没有' : `其他需要确认的事项（${others.length} 条）：`,
    ...others.map((d) => `  ${isNamed(d) ? '' : describePlace(d.place)}${d.message}`),
  ];
  return lines.join('\n');
}

const MEANINGS: Readonly<Record<ColumnMeaning, string>> = {
  number: '序号', clause: '条目', category: '类别', task: '工作任务', measures: '具体举措', deliverable: '成果形式', leader: '责任领导',
  lead: '牵头单位', responsible: '责任单位', cooperating: '配合单位', collating: '汇总单位', division: '责任分工', person: '责任人',
  supervising: '督导单位', deadline: '完成时限', reportCycle: '报送周期', remark: '备注', ignored: '不导入',
}; // prettier-ignore

function describeColumn(heading: string, meaning: ColumnMeaning | null): string {
  const printed = heading.replace(/\s+/g, '');
  if (meaning === null) return `${printed}（未识别）`;
  return printed === MEANINGS[meaning] ? printed : `${printed}（${MEANINGS[meaning]}）`;
}

/** Without a register nothing was matched, so nothing can be missing from it. */
function describeUnits(batch: ImportBatch): string {
  const isMatched = batch.rows.some((row) => row.units.some((unit) => unit.unitId !== undefined));
  const names = batch.unmatchedUnits;
  if (names.length === 0) return isMatched ? '单位名称均已对上名册' : '没有读到单位';
  return `${isMatched ? '名册中没有的单位' : '读到的单位'}（${names.length} 个${isMatched ? '' : '，未与名册核对'}）：${names.join('、')}`;
}

/** A remark about a whole sheet names it already. */
const isNamed = ({ place, message }: Doubt): boolean =>
  place.sheet !== undefined && place.row === undefined && message.includes(`“${place.sheet}”`);

function describeRow(row: ImportRow, number: number): string[] {
  const units = (Object.keys(ROLES) as UnitRole[])
    .map((role) => ({ role, names: row.units.filter((u) => u.role === role).map((u) => u.name) }))
    .filter(({ names }) => names.length > 0)
    .map(({ role, names }) => `${ROLES[role]}：${names.join('、')}`);
  const people = row.people.map((p) => `${p.printed}：${p.name}`);
  return [
    `${number}. ${row.path === '' ? '' : `[${row.path}] `}${shortened(row.title.replace(/\s+/g, ' '), 60)}（${describePlace(row.place).trim()}）`,
    ...(row.measures === undefined ? [] : [`   具体举措：${shortened(row.measures.replace(/\s+/g, ' '), 60)}`]),
    `   ${[...units, ...people, `时限：${describeDeadline(row.deadline)}`].join('；')}`,
    ...row.doubts.map((d) => `   ？${d.message}`),
  ];
}

/** A deadline in words, with the reading beside the printed phrase. */
export function describeDeadline(deadline: ImportedDeadline): string {
  const printed = deadline.phrase === '' ? '' : `（原文“${deadline.phrase}”）`;
  switch (deadline.kind) {
    case 'date':
      return `${deadline.date ?? ''}${deadline.soft ? '（原则上）' : ''}${printed}`;
    case 'cycle':
      return `${deadline.cycle ? CYCLES[deadline.cycle] : ''}${describeDay(deadline)}${printed}`;
    case 'offset':
      return `${deadline.base ?? ''}后${deadline.n ?? ''}${TERM_UNITS[deadline.unit ?? ''] ?? ''}内${printed}`;
    case 'longTerm':
      return `长期${printed}`;
    case 'none':
    case 'unset':
      return deadline.phrase === '' ? '没有写明' : `未确定${printed}`;
  }
}

function describeDay({ cycle, day }: ImportedDeadline): string {
  if (day === undefined) return '';
  if (cycle === 'weekly') return day === 'last' ? '，周末' : `，周${'一二三四五六日'.charAt(day - 1)}`;
  return day === 'last' ? '，月底' : `，${day}日`;
}

function describePlace(place: Place): string {
  if (place.words !== undefined) return `${place.words} `;
  const sheet = place.sheet === undefined ? '' : `表“${place.sheet}”`;
  if (place.cell !== undefined) return `${sheet}${place.cell} `;
  if (place.row !== undefined) return `${sheet}第${place.row}行 `;
  return place.line === undefined ? sheet : `第${place.line}行 `;
}
