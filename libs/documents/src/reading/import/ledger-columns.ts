import { columnName, type SourceTable, type TableCell } from '../source';
import type { ColumnMeaning, LedgerMapping } from './batch';

const OFFICE = '(?:责任)?(?:单位|部门|处室|科室|股室|机构|主体)(?:[/、](?:单位|部门|科室)|和部门|[（(](?:单位|部门|科室)[）)])?';
const LEADER = '(?:牵头|责任|分管|挂点|包保|包联|督导|联系)(?:市|区|县|州|省|旗|镇|乡)?(?:级)?领导';

// Tried in order on the heading without spaces; the first that fits counts.
const MEANINGS: readonly [ColumnMeaning, RegExp][] = [
  ['number', /^(?:序号|编号|任务编号|项目编号|任务序号|问题编号|序|No\.?|#)$/i],
  ['clause', /^(?:要点条目|条目|条款|要点编号|条目编号|对应条目|要点序号)$/],
  ['ignored', /^(?:原定时限|阶段节点|办理状态|灯号|亮灯(?:状态)?|是否逾期|督办文书|销号日期|销号时间|签收时间|进展情况|目前进展|工作进展|进展|完成情况|落实情况|办理情况|推进情况|整改进展|整改情况|存在的?(?:问题|困难).*|下一步.*|佐证材料|是否(?:完成|销号|挂牌督办|劣势指标)|完成率|销号|状态|.*季度形象进度|资金.*|得分.*|排名.*|评分.*|(?:联系)?电话|联系方式|手机|落后原因.*)$/],
  ['leader', new RegExp(`^${LEADER}$`)],
  ['lead', new RegExp(`^(?:牵头[（(]负责[）)]|牵头|主要责任|主责|承办|主办|牵头负责)${OFFICE}$|^牵头$|^主办$`)],
  ['collating', new RegExp(`^汇总${OFFICE}$`)],
  ['cooperating', new RegExp(`^(?:协同配合|责任配合|配合|协办|协助|协作|会办|参加|参与|协同)${OFFICE}$|^配合$|^协办$`)],
  ['supervising', new RegExp(`^(?:督导|督查|督办|验收|督导/验收|督导验收|监督|监管|核查)${OFFICE}$`)],
  ['responsible', new RegExp(`^(?:责任[（(]配合[）)]|责任|落实|实施|负责|具体责任)${OFFICE}$|^(?:责任)?(?:单位|部门|科室|处室|股室)(?:名称)?$|^责任主体$|^责任单位(?:及责任人|\\(责任人\\))$`)],
  ['division', /^(?:责任分工|任务分工|职责分工|工作分工|分工|责任单位及分工)$/],
  ['person', /^(?:(?:直接|第一|具体)?责任人员?|联系人|联络员|经办人|负责人|责任人及联系电话|联系人及电话|联系人及联系方式)$/],
  ['reportCycle', /^(?:报送周期|报送频次|报送时间|报送要求|填报周期|上报周期)$/],
  ['deadline', /^(?:(?:拟|计划)?(?:完成|整改|办理|办结|截止|工作|任务)?(?:的)?(?:时限|期限|时间|日期)(?:要求|节点|安排)?|时间节点|时间安排|时间进度|完成节点|进度安排|时间要求)$/],
  ['deliverable', /^(?:成果形式|工作成果|预期成果|成果|交付成果|完成标志|工作标志|成果要求|标志性成果)$/],
  ['category', /^(?:类别|领域|分类|任务类别|章节|板块|方面|一级指标|工作类别|项目类别|任务分类|类型|重点领域)$/],
  ['measures', /^(?:具体举措|具体措施|工作举措|工作措施|主要举措|主要措施|具体要求|工作要求|任务要求|整改措施|落实措施|措施|举措|具体任务|细化任务|分解任务|具体内容|工作目标|整改目标|任务目标|目标|主要内容|重点举措|二级指标)$/],
  ['task', /^(?:工作任务|重点任务|年度任务|任务|任务内容|任务名称|工作内容|工作事项|重点事项|任务事项|事项|事项内容|工作项目|项目|重点工作|工作|主要任务|主要工作|重点工作任务|目标任务|反馈问题|问题|整改问题|具体问题|问题清单|工作要点|要点|要点内容|督办事项|事项名称|内容)$/],
  ['remark', /^(?:备注|说明|备注说明)$/],
]; // prettier-ignore
/** Meanings that several columns may share: their texts are joined, their names gathered. */
const SHARED: readonly ColumnMeaning[] = ['measures', 'lead', 'responsible', 'cooperating', 'collating', 'supervising', 'leader', 'person', 'ignored']; // prettier-ignore
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

/** The columns under the header rows that a person has named, each by its heading; a column without a heading gets its letter. */
export function mappingAt(table: SourceTable, headerRows: readonly number[]): LedgerMapping {
  const [upper, lower] = headerRows.map((row) => table.rows.find((each) => each.row === row));
  const cells = (row: SourceTable['rows'][number] | undefined) => new Map((row?.cells ?? []).map((cell) => [cell.column, cell]));
  const named = columnsOf(cells(upper), lower ? cells(lower) : null);
  const last = Math.max(0, ...headerRows);
  const used = new Set(table.rows.filter((row) => row.row > last).flatMap((row) => row.cells.filter((c) => c.text !== '').map((c) => c.column))); // prettier-ignore
  const nameless = [...used].filter((column) => !named.some((each) => each.column === column));
  const columns = [...named, ...nameless.map((column) => ({ column, heading: columnName(column), meaning: null }))];
  return { sheet: table.name, headerRows: [...headerRows], columns: columns.sort((a, b) => a.column - b.column) };
}

type Columns = LedgerMapping['columns'];

/** Headings of any table; a ledger has at least one that only ledgers have. */
const OF_ANY_TABLE = /^(?:单位|部门|科室|处室|股室|时间|日期|期限|项目|内容|工作|问题|目标|措施|举措|要点)$/;

function namesALedger(columns: Columns): boolean {
  const meanings = new Set(columns.map((c) => c.meaning));
  const telling: readonly (ColumnMeaning | null)[] = ['task', 'measures', 'deadline', ...UNIT_MEANINGS];
  if (!columns.some((c) => telling.includes(c.meaning) && !OF_ANY_TABLE.test(plain(c.heading)))) return false;
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
  // One meaning belongs to one column, except those that gather; a merged heading over two columns names the first as the task, the second as its measures.
  const seen = new Set<ColumnMeaning>();
  return columns.map((c) => {
    if (c.meaning === null) return c;
    if (!seen.has(c.meaning) || SHARED.includes(c.meaning)) {
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
