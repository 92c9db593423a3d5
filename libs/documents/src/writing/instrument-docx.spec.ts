import { strFromU8, unzipSync } from 'fflate';
import { instrumentLayouts, type InstrumentLayout, type InstrumentPaper } from '@duban/wording';
import type { InstrumentDocument } from './instrument-document';
import { writeInstrumentDocx } from './instrument-docx';
import { checkInstrumentLayout } from './instrument-values';

const ORDER: InstrumentDocument = {
  paper: 'supervisionOrder',
  number: '督办〔2026〕3号',
  targets: ['区市场监管局', '区应急局'],
  matter: '案卷评查等2项任务逾期未办结',
  authority: '《示例区法治督察工作办法》第十二条',
  grounds: ['经催办后仍未报送办理结果。'],
  items: [
    { task: '组织案卷评查', unit: '区市场监管局', due: '2026-06-01', state: '逾期20个工作日' },
    { task: '修订裁量基准', unit: '区应急局', due: '第二季度', state: '逾期1个工作日' },
  ],
  requirements: ['逐项办理；', '主要负责人签字确认。'],
  limit: '2026-07-15',
  within: '2026年7月15日前',
  approver: '王示例',
  contact: '督察科',
  signature: { names: ['示例区人民政府督查室'], sealed: true },
  date: '2026-07-01',
};

const documentXml = async (document: InstrumentDocument, layout?: InstrumentLayout) =>
  strFromU8(unzipSync(await writeInstrumentDocx(document, layout))['word/document.xml'] as Uint8Array);
const texts = (xml: string) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]);
const tables = (xml: string) => [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map((match) => texts(match[0]));

describe('督办单', () => {
  it('has its fields in a header table, one line an entry, and its items in a table of their own', async () => {
    const [head, items, answer] = tables(await documentXml(ORDER));
    expect(head).toEqual([
      ...['编　　号', '督办〔2026〕3号', '签发日期', '2026年7月1日'],
      ...['督办事项', '案卷评查等2项任务逾期未办结', '督办依据', '《示例区法治督察工作办法》第十二条'],
      ...['承办单位', '区市场监管局、区应急局', '办理期限', '2026年7月15日前', '签 发 人', '王示例', '联 系 人', '督察科'],
      ...['督办缘由', '经催办后仍未报送办理结果。', '办理要求', '1.逐项办理；', '2.主要负责人签字确认。'],
    ]);
    expect(items).toEqual([
      ...['序号', '工作任务', '承办单位', '完成时限', '目前情况'],
      ...['1', '组织案卷评查', '区市场监管局', '2026年6月1日', '逾期20个工作日'],
      ...['2', '修订裁量基准', '区应急局', '第二季度', '逾期1个工作日'],
    ]);
    expect(answer?.filter(Boolean)).toEqual(['办理结果', '承办单位', '负责人', '反馈日期']);
  });

  it('has room for the number and the date while it is a draft, and no table of items where it has none', async () => {
    const xml = await documentXml({ ...ORDER, number: undefined, date: undefined, items: [] });
    expect(tables(xml)).toHaveLength(2);
    expect(tables(xml)[0]?.slice(0, 4)).toEqual(['编　　号', '〔　　　　〕　　号', '签发日期', '']);
    expect(texts(xml)).toContain('　　　　年　　月　　日');
  });
});

describe('every paper', () => {
  it.each<[InstrumentPaper, string]>([
    ['urging', '催办通知'],
    ['supervisionOrder', '督办单'],
    ['summons', '约谈通知书'],
    ['summonsMinutes', '约谈纪要'],
    ['listing', '挂牌督办通知书'],
    ['delisting', '关于解除挂牌督办的通知'],
    ['bulletin', '关于案卷评查等2项任务逾期未办结的通报'],
  ])('%s has its title, number, names and date, and the same bytes each time', async (paper, title) => {
    const document = { ...ORDER, paper };
    const xml = await documentXml(document);
    const titleXml = /<w:p><w:pPr><w:pStyle w:val="Title"\/>.*?<\/w:p>/s.exec(xml)?.[0] ?? '';
    expect(texts(titleXml).join('')).toBe(title);
    expect(texts(xml)).toEqual(expect.arrayContaining(['督办〔2026〕3号', '示例区人民政府督查室', '2026年7月1日']));
    expect(Buffer.compare(await writeInstrumentDocx(document), await writeInstrumentDocx(document))).toBe(0);
  });

  it('has a layout that names only what papers have', () => {
    for (const layout of Object.values(instrumentLayouts)) expect(checkInstrumentLayout(layout)).toEqual([]);
  });
});

describe('the table and the chart of a 通报', () => {
  const BULLETIN: InstrumentDocument = {
    ...ORDER,
    paper: 'bulletin',
    items: [],
    tables: { units: { columns: [{ heading: '单位', share: 2 }], rows: [['区应急局'], ['A&B局']] } },
    charts: { units: { names: ['区应急局', 'A&B局'], series: [{ name: '办结', colour: '2E7D4F', values: [3, 0] }] } },
  };

  it('is set as a table and as a chart with its figures beside it, the same bytes each time', async () => {
    const bytes = await writeInstrumentDocx(BULLETIN);
    expect(Buffer.compare(await writeInstrumentDocx(BULLETIN), bytes)).toBe(0);
    const parts = unzipSync(bytes);
    const part = (path: string) => strFromU8(parts[path] as Uint8Array);
    const xml = part('word/document.xml');
    expect(tables(xml)).toEqual([['单位', '区应急局', 'A&amp;B局']]);
    const relation = /<c:chart [^>]*r:id="(\w+)"/.exec(xml)?.[1] ?? '';
    expect(part('word/_rels/document.xml.rels')).toContain(
      `<Relationship Id="${relation}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart" Target="charts/chart1.xml"/>`,
    );
    expect(part('[Content_Types].xml')).toContain('PartName="/word/charts/chart1.xml"');
    const chart = part('word/charts/chart1.xml');
    expect([...chart.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map((match) => match[1])).toEqual([
      ...['办结', '区应急局', 'A&amp;B局', '3', '0'],
    ]);
    const workbook = unzipSync(parts['word/embeddings/chart1.xlsx'] as Uint8Array);
    expect(strFromU8(workbook['xl/sharedStrings.xml'] as Uint8Array)).toContain('A&amp;B局');
  });

  it('is left out where the paper has none', async () => {
    const parts = unzipSync(await writeInstrumentDocx({ ...BULLETIN, tables: {}, charts: {} }));
    expect(Object.keys(parts).filter((path) => path.includes('chart'))).toEqual([]);
    expect(strFromU8(parts['word/document.xml'] as Uint8Array)).not.toContain('情况图');
  });
});

describe("an office's own layout", () => {
  const own: InstrumentLayout = {
    paper: 'urging',
    blocks: [
      { block: 'title', text: '关于{matter}的催办函' },
      { block: 'paragraph', text: '请{targets}于{limit}前办结，联系人{contact}。' },
      { block: 'paragraph', text: '会议时间：{meetingTime}', when: 'meetingTime' },
      { block: 'list', of: 'requirements', label: 'chinese' },
    ],
  };

  it('sets the paper, survives storing as JSON, and leaves out what its condition does not find', async () => {
    const stored = JSON.parse(JSON.stringify(own)) as InstrumentLayout;
    const xml = await documentXml({ ...ORDER, paper: 'urging', matter: '两项任务' }, stored);
    expect(texts(xml)).toEqual([
      '关于两项任务的催办函',
      '请区市场监管局、区应急局于2026年7月15日前办结，联系人督察科。',
      '一是逐项办理；',
      '二是主要负责人签字确认。',
    ]);
  });

  it('is told each place, list and condition that no paper has', async () => {
    const wrong: InstrumentLayout = {
      paper: 'urging',
      blocks: [
        { block: 'paragraph', text: '{matter}{secret}' },
        { block: 'list', of: 'wishes' },
        { block: 'paragraph', text: '', when: 'never' },
        { block: 'itemTable', columns: [{ heading: '甲', value: '{matter}', share: 0 }] },
        { block: 'factTable', of: 'wishes' },
        { block: 'chart', of: 'pies' },
      ],
    };
    expect(checkInstrumentLayout(wrong)).toEqual([
      { block: 0, name: '{secret}' },
      { block: 1, name: 'wishes' },
      { block: 2, name: 'never' },
      { block: 3, name: 'columns' },
      { block: 3, name: '{matter}' },
      { block: 4, name: 'wishes' },
      { block: 5, name: 'pies' },
    ]);
    await expect(writeInstrumentDocx({ ...ORDER, paper: 'urging' }, wrong)).rejects.toThrow(RangeError);
  });

  it('is not used for another paper', async () => {
    await expect(writeInstrumentDocx(ORDER, own)).rejects.toThrow('a layout for urging and a paper supervisionOrder');
  });
});
