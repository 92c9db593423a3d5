import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { read, utils } from '@e965/xlsx';
import type { LedgerDocument, LedgerRow } from './ledger-document';
import { ledgerCsvRows } from './ledger-columns';
import { writeLedgerXlsx } from './ledger-xlsx';
import { writeTemplateXlsx } from './template-xlsx';

const row = (more: Partial<LedgerRow>): LedgerRow => ({
  number: 1,
  chapter: '一、组织领导',
  clause: '（一）健全机制',
  task: '召开会议',
  deliverable: '会议纪要',
  leads: ['区司法局'],
  responsible: ['区应急局', '区市场监管局'],
  cooperating: [],
  due: '2026-06-30',
  originalDue: '2026-04-30',
  progress: '',
  state: '办理中',
  lamp: { word: '红灯', colour: 'red' },
  overdue: true,
  instruments: ['督办〔2026〕3号'],
  note: '',
  ...more,
});
const ledger = (rows: readonly LedgerRow[], more: Partial<LedgerDocument> = {}): LedgerDocument => ({
  title: '台账',
  rows,
  ...more,
});

const sheetXml = async (document: LedgerDocument) =>
  strFromU8(unzipSync(await writeLedgerXlsx(document))['xl/worksheets/sheet1.xml'] as Uint8Array);

/** The ledger as another program reads it: formatted texts, headings first. */
async function readBack(document: LedgerDocument): Promise<string[][]> {
  const sheet = read(await writeLedgerXlsx(document)).Sheets['任务台账'];
  const rows = utils.sheet_to_json<string[]>(sheet as never, { header: 1, raw: false, defval: '' });
  return rows.slice(document.subtitle === undefined ? 1 : 2);
}

describe('a ledger as .xlsx', () => {
  it('comes back through another reader cell by cell, with every value in each joined row', async () => {
    const document = ledger([
      row({ number: 1, struckOffOn: '2026-05-06', progress: '第一行\n第二行' }),
      row({ number: 2, due: '长期坚持', originalDue: '长期坚持', overdue: undefined }),
      row({ number: 3, clause: '（二）压实责任', lamp: undefined, instruments: [], overdue: false }),
    ]);
    const [headings, ...rows] = await readBack(document);
    expect(headings).toEqual([
      ...[
        '序号',
        '章节',
        '要点条目',
        '工作任务',
        '成果形式',
        '牵头单位',
        '责任单位',
        '配合单位',
        '完成时限',
        '原定时限',
        '进展情况',
      ],
      ...['办理状态', '亮灯', '是否逾期', '督办文书', '销号日期', '备注'],
    ]);
    expect(rows).toEqual(
      ledgerCsvRows(document)
        .slice(1)
        .map((cells) => cells.map(String)),
    );
    expect(rows[1]?.slice(0, 3)).toEqual(['2', '一、组织领导', '（一）健全机制']);
  });

  it('writes a day as a real date and words as text', async () => {
    const sheet = read(await writeLedgerXlsx(ledger([row({}), row({ due: '6月底前' })]))).Sheets['任务台账'];
    expect(sheet?.['I3']).toMatchObject({ t: 'n', v: 46203, w: '2026-06-30' });
    expect(sheet?.['I4']).toMatchObject({ t: 's', v: '6月底前' });
  });

  it.each(['=HYPERLINK("http://x","查看")', '-5%', '＝1+1', '\t=1', '+86', '@SUM(A1)', '=cmd|x'])(
    'keeps %j a text',
    async (text) => {
      const bytes = await writeLedgerXlsx(ledger([row({ progress: text })]));
      const cell = read(bytes, { cellFormula: true, cellNF: true }).Sheets['任务台账']?.['K3'];
      expect(cell).toMatchObject({ t: 's', v: text, z: '@' });
      expect(cell.f).toBeUndefined();
      expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] as Uint8Array)).not.toContain('<f>');
    },
  );

  it('gives back any text that a cell can hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme-composite', minLength: 1 }), async (text) => {
        const sheet = read(await writeLedgerXlsx(ledger([row({ note: text })]))).Sheets['任务台账'];
        const expected = text.replace(/\r\n?/g, '\n');
        expect(sheet?.['Q3']?.v ?? '').toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('cuts what is longer than a cell with a mark that says so', async () => {
    const sheet = read(await writeLedgerXlsx(ledger([row({ progress: '字'.repeat(40_000) })]))).Sheets['任务台账'];
    const value = sheet?.['K3']?.v as string;
    expect(value).toHaveLength(32_767);
    expect(value.endsWith('字……（内容过长，余下部分请在系统中查看）')).toBe(true);
  });

  it('joins clause cells only inside their chapter, and never empty ones', async () => {
    const xml = await sheetXml(
      ledger([
        row({ chapter: '一', clause: '甲' }),
        row({ chapter: '一', clause: '甲' }),
        row({ chapter: '二', clause: '甲' }),
        row({ chapter: '二', clause: '' }),
        row({ chapter: '二', clause: '' }),
      ]),
    );
    expect([...xml.matchAll(/<mergeCell ref="([^"]+)"/g)].map((match) => match[1])).toEqual(['A1:Q1', 'B3:B4', 'B5:B7', 'C3:C4']);
  });

  it('freezes and repeats its headings, filters, prints across A3 or A4, and lets units choose a state', async () => {
    const xml = await sheetXml(ledger([row({}), row({})], { subtitle: '截至2026年6月30日', paper: 'A4' }));
    expect(xml).toMatch(/<pane xSplit="3" ySplit="3" topLeftCell="D4"[^>]*state="frozen"/);
    expect(xml).toContain('<autoFilter ref="A3:Q5"/>');
    expect(xml).toMatch(/<pageSetup paperSize="9" orientation="landscape"[^>]*fitToWidth="1" fitToHeight="0"/);
    expect(xml).toMatch(/<dataValidation type="list"[^>]*sqref="L4:L5"><formula1>&quot;待签收,办理中,/);
    expect(xml.indexOf('<autoFilter')).toBeLessThan(xml.indexOf('<mergeCells'));
    expect(xml.indexOf('<mergeCells')).toBeLessThan(xml.indexOf('<dataValidations'));
    const book = strFromU8(unzipSync(await writeLedgerXlsx(ledger([row({})])))['xl/workbook.xml'] as Uint8Array);
    expect(book).toContain('_xlnm.Print_Titles');
    expect(book).toContain('$2:$2');
  });

  it('has the same bytes for the same rows, and is written with no rows at all', async () => {
    const document = ledger([row({}), row({ number: '2-1' })], { day: '2026-06-30' });
    expect(Buffer.compare(await writeLedgerXlsx(document), await writeLedgerXlsx(document))).toBe(0);
    const core = strFromU8(unzipSync(await writeLedgerXlsx(document))['docProps/core.xml'] as Uint8Array);
    expect(core.match(/>2026-06-30T00:00:00Z</g)).toHaveLength(2);
    expect(await readBack(ledger([]))).toHaveLength(1);
  });

  it('shows the chosen columns in their order and refuses one named twice', async () => {
    const [headings, first] = await readBack(ledger([row({})], { columns: ['task', 'number'] }));
    expect([headings, first]).toEqual([
      ['工作任务', '序号'],
      ['召开会议', '1'],
    ]);
    await expect(writeLedgerXlsx(ledger([], { columns: ['task', 'task'] }))).rejects.toThrow(RangeError);
  });
});

describe('the import template', () => {
  it('has hints, then its headings, nothing under them, and text cells for the term', async () => {
    const bytes = await writeTemplateXlsx();
    const sheet = read(bytes).Sheets['工作要点导入'];
    const rows = utils.sheet_to_json<string[]>(sheet as never, { header: 1, blankrows: false });
    expect(rows[0]?.[0]).toMatch(/^填写说明：一行一项任务/);
    expect(rows.slice(1)).toEqual([
      [
        '序号',
        '类别',
        '工作任务*',
        '具体举措',
        '成果形式',
        '牵头领导',
        '牵头单位*',
        '责任单位',
        '配合单位',
        '完成时限*',
        '报送周期',
        '备注',
      ],
    ]);
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] as Uint8Array);
    expect(xml).toMatch(/<dataValidation type="list"[^>]*sqref="K3:K302"><formula1>&quot;每月,每季度,每半年,每年,不定期&quot;/);
    const styleOf = (cell: string) => Number(new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(xml)?.[1]);
    const styles = strFromU8(unzipSync(bytes)['xl/styles.xml'] as Uint8Array);
    const formats = [...(/<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf numFmtId="(\d+)"/g)].map(
      (match) => match[1],
    );
    expect(formats[styleOf('J3')]).toBe('49');
  });
});
