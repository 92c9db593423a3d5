import { utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';

const CHAPTERS = ['党的领导', '制度建设', '行政决策', '行政执法', '矛盾化解', '权力监督', '普法宣传', '队伍保障'];
const UNITS = ['市司法局', '市公安局', '市财政局', '市发展和改革局', '市住房和城乡建设局', '市市场监管局', '市政府办公室'];
const DUE = ['6月底前', '第三季度', '每季度', '长期坚持', '印发后15个工作日内'];
const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

/** A ledger of so many tasks as an office keeps one: chapters merged over their rows, several units in a cell, dates and words. */
export function ledgerFile(rows: number): Uint8Array {
  const chapterRows = Math.ceil(rows / CHAPTERS.length);
  const body = Array.from({ length: rows }, (_, i) => [
    i + 1,
    i % chapterRows === 0 ? pick(CHAPTERS, i / chapterRows) : '',
    `完善第${i + 1}项工作机制`,
    `制定第${i + 1}项工作方案，明确目标、步骤和要求，组织有关单位抓好落实。`,
    pick(UNITS, i),
    `${pick(UNITS, i + 1)}、${pick(UNITS, i + 2)}`,
    `各镇街、${pick(UNITS, i + 3)}`,
    i % 2 === 0 ? `2026年${(i % 12) + 1}月${(i % 28) + 1}日前` : pick(DUE, i),
    '工作方案',
    '正在推进',
  ]);
  const head = ['序号', '类别', '工作任务', '具体举措', '牵头单位', '责任单位', '配合单位', '完成时限', '成果形式', '进展情况'];
  const sheet = utils.aoa_to_sheet([['云泽市2026年法治政府建设任务台账'], head, ...body]);
  sheet['!merges'] = CHAPTERS.map((_, c) => ({
    s: { r: 2 + c * chapterRows, c: 1 },
    e: { r: Math.min(1 + (c + 1) * chapterRows, rows + 1), c: 1 },
  }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '台账');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
}

const NUMERALS = '一二三四五六七八九十';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word report of at least so many bytes, all of it text: no office writes that much, so a real file of the size costs less. */
export function reportFile(bytes: number): Uint8Array {
  // A part first, to see how well its text packs.
  const trial = packed(10_000);
  return packed(Math.ceil((bytes / trial.length) * 10_000 * 1.01));
}

function packed(paragraphs: number): Uint8Array {
  const words = wordMaker();
  const texts = Array.from({ length: paragraphs }, (_, i) => {
    if (i % 100 === 0) return `${NUMERALS.charAt((i / 100) % 10)}、${words(10)}`;
    if (i % 10 === 0) return `（${NUMERALS.charAt((i / 10) % 10)}）${words(12)}。${words(60)}`;
    return `${words(60)}，受理案件${i + 100}件，办结${i + 90}件，其中${words(6)}${i}件；一是${words(60)}；二是${words(60)}。`;
  });
  const body = texts.map(
    (text) => `<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`,
  );
  return zipSync({
    'word/document.xml': strToU8(
      `<w:document ${W}><w:body><w:p><w:r><w:t>云泽市2025年度法治政府建设情况的报告</w:t></w:r></w:p>${body.join('')}</w:body></w:document>`,
    ),
  });
}

// The same words each time, and as hard to pack as words can be: a plain congruential generator over common characters.
function wordMaker(): (length: number) => string {
  let state = 7;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
  return (length) => Array.from({ length }, () => String.fromCharCode(0x4e00 + (next() % 3000))).join('');
}
