import type { SourceTable, TableCell } from '../source';
import type { ColumnMeaning, LedgerMapping } from './batch';

// Tried in order on the heading without spaces; the first that fits counts.
const MEANINGS: readonly [ColumnMeaning, RegExp][] = [
  ['number', /^(?:序号|编号|任务编号|项目编号|序|No\.?|#)$/i],
  ['clause', /^(?:要点条目|条目|条款|要点编号|条目编号)$/],
  ['ignored', /^(?:原定时限|办理状态|灯号|亮灯(?:状态)?|是否逾期|督办文书|销号日期|销号时间|签收时间|进展情况|工作进展|完成情况|落实情况|办理情况|整改进展|存在的?问题.*|下一步.*|佐证材料|是否完成|销号|状态|.*季度形象进度|资金.*|得分.*|排名.*|联系电话|电话|手机)$/],
  ['leader', /^(?:牵头领导|责任领导|分管领导|挂点领导|包保领导|牵头市领导|牵头区领导|牵头县领导)$/],
  ['lead', /^(?:牵头[（(]负责[）)]单位|牵头(?:责任)?(?:单位|部门|处室|科室)?|主要责任单位|主责单位|承办单位|主办单位)$/],
  ['collating', /^(?:汇总单位|汇总部门)$/],
  ['cooperating', /^(?:协同配合单位|责任配合单位|配合(?:单位|部门|科室)?|协办单位|协助单位|协作单位|会办单位|参加单位|参与单位|协同单位)$/],
  ['supervising', /^(?:督导单位|督查单位|验收单位|督导\/验收单位|监督单位)$/],
  ['responsible', /^(?:责任[（(]配合[）)]单位|责任单位|责任部门|责任科室|责任主体|落实单位|实施单位|责任单位及责任人)$/],
  ['division', /^(?:责任分工|任务分工|职责分工|分工|责任单位及分工)$/],
  ['person', /^(?:责任人|联系人|联络员|经办人|负责人|责任人及联系电话|联系人及电话|直接责任人)$/],
  ['reportCycle', /^(?:报送周期|报送频次|报送时间|填报周期|上报周期)$/],
  ['deadline', /^(?:完成时限|完成时间|完成期限|时限要求|时间要求|时限|整改时限|办理时限|办结时限|截止时间|截止日期|完成日期|时间节点|时间安排|计划完成时间|时间进度)$/],
  ['deliverable', /^(?:成果形式|工作成果|预期成果|成果|交付成果|完成标志|工作标志)$/],
  ['category', /^(?:类别|领域|分类|任务类别|章节|板块|方面|一级指标|工作类别|项目类别|任务分类)$/],
  ['measures', /^(?:具体举措|具体措施|工作举措|工作措施|主要举措|具体要求|工作要求|整改措施|落实措施|具体任务|细化任务|分解任务|工作目标|整改目标|主要内容|重点举措)$/],
  ['task', /^(?:工作任务|重点任务|任务|任务内容|任务名称|工作内容|工作事项|事项|工作项目|重点工作|主要任务|重点工作任务|目标任务|反馈问题|问题|整改问题|工作要点|督办事项|事项名称|任务事项)$/],
  ['remark', /^(?:备注|说明|备注说明)$/],
]; // prettier-ignore

const UNIT_MEANINGS: readonly ColumnMeaning[] = ['lead', 'responsible', 'cooperating', 'collating', 'division'];

const plain = (heading: string): string => heading.normalize('NFKC').replace(/[\s*]+/g, '').replace(/[:：]$/, ''); // prettier-ignore

/** What a heading means; null if it is not known. Unknown headings are shown to the person, who may name them. */
export function meaningOfHeading(heading: string): ColumnMeaning | null {
  const key = plain(heading);
  const short = key.replace(/[（(](?!负责|配合)[^）)]*[）)]$/, '');
  for (const [meaning, pattern] of MEANINGS) if (pattern.test(key) || pattern.test(short)) return meaning;
  return null;
}

export const isUnitMeaning = (meaning: ColumnMeaning | null): boolean => meaning !== null && UNIT_MEANINGS.includes(meaning);

/** The rows that are looked at for a header: titles and notes stand above it, but not that many. */
const SEARCHED_ROWS = 30;

/**
 * Finds the header of a ledger wherever it stands, one row or two (a merged 责任分工 over 牵头单位 and 配合单位). Null if no row
 * names a task and, beside it, a unit or a deadline.
 */
export function findHeader(table: SourceTable): LedgerMapping | null {
  for (const [i, row] of table.rows.slice(0, SEARCHED_ROWS).entries()) {
    const upper = new Map(row.cells.map((c) => [c.column, c]));
    const below = table.rows[i + 1];
    const lower = new Map((below?.cells ?? []).map((c) => [c.column, c]));
    const single = columnsOf(upper, null);
    if (!namesALedger(single) && !mergedOver(row.cells)) continue;
    if (below && isSecondHeaderRow(upper, lower)) {
      const both = columnsOf(upper, lower);
      if (namesALedger(both)) return { sheet: table.name, headerRows: [row.row, below.row], columns: both };
    }
    if (namesALedger(single)) return { sheet: table.name, headerRows: [row.row], columns: single };
  }
  return null;
}

type Columns = LedgerMapping['columns'];

function namesALedger(columns: Columns): boolean {
  const meanings = new Set(columns.map((c) => c.meaning));
  const hasTask = meanings.has('task') || meanings.has('measures');
  return hasTask && (UNIT_MEANINGS.some((m) => meanings.has(m)) || meanings.has('deadline'));
}

const mergedOver = (cells: readonly TableCell[]): boolean => cells.some((c) => c.mergedFrom !== undefined);

function isSecondHeaderRow(upper: ReadonlyMap<number, TableCell>, lower: ReadonlyMap<number, TableCell>): boolean {
  let joined = 0;
  let known = 0;
  for (const [column, cell] of lower) {
    const above = upper.get(column);
    if (cell.mergedFrom !== undefined && above && (cell.mergedFrom === above.address || cell.mergedFrom === above.mergedFrom))
      joined++;
    else if (cell.text !== '' && (meaningOfHeading(cell.text) ?? meaningOfHeading(`${above?.text ?? ''}${cell.text}`)) !== null)
      known++;
  }
  return joined > 0 && known > 0;
}

function columnsOf(upper: ReadonlyMap<number, TableCell>, lower: ReadonlyMap<number, TableCell> | null): Columns {
  const columns: { column: number; heading: string; meaning: ColumnMeaning | null }[] = [];
  for (const column of [...new Set([...upper.keys(), ...(lower?.keys() ?? [])])].sort((a, b) => a - b)) {
    const top = upper.get(column)?.text ?? '';
    const bottom = lower?.get(column)?.text ?? top;
    const heading = bottom === '' ? top : bottom;
    if (heading === '') continue;
    columns.push({
      column,
      heading,
      meaning: meaningOfHeading(heading) ?? (bottom !== top ? meaningOfHeading(top + bottom) : null),
    });
  }
  // One meaning belongs to one column; a merged heading over two columns names the first as the task, the second as its measures.
  const seen = new Set<ColumnMeaning>();
  return columns.map((c) => {
    if (c.meaning === null || c.meaning === 'ignored') return c;
    if (!seen.has(c.meaning)) {
      seen.add(c.meaning);
      return c;
    }
    if (c.meaning === 'task' && !columns.some((other) => other.meaning === 'measures') && !seen.has('measures')) {
      seen.add('measures');
      return { ...c, meaning: 'measures' as const };
    }
    return { ...c, meaning: null };
  });
}
