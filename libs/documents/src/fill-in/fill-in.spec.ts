import { Workbook } from 'exceljs';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { fillInWording } from '@duban/wording';
import { readSource } from '../reading/read-source';
import { cellText } from '../writing/sheet-values';
import { cellWords, type FillInRow, type FillInSheet } from './fill-in-sheet';
import { readFillIn, type FillInRead } from './read-fill-in';
import { writeFillIn } from './write-fill-in';

const row = (more: Partial<FillInRow> = {}): FillInRow => ({
  shareId: 's1',
  chapter: '一、执法',
  clause: '（一）规范',
  task: '开展案卷评查',
  role: '牵头单位',
  due: '2026-06-30',
  latest: '',
  periods: ['2026年第一季度', '2026年第二季度'],
  indicators: [
    { name: '评查案卷', kind: 'count', unit: '件' },
    { name: '合格率', kind: 'ratio', unit: '%' },
  ],
  ...more,
});
const sheet = (rows: readonly FillInRow[]): FillInSheet => ({ planId: 'p1', title: '填报表', rows });

type Cells = Readonly<Record<string, string | number | { formula: string; result: string }>>;

/** The sheet as a person sends it back: filled in with another program. */
async function sentBack(fillIn: FillInSheet, progress: Cells, figures: Cells = {}): Promise<Uint8Array> {
  const workbook = new Workbook();
  await workbook.xlsx.load((await writeFillIn(fillIn)) as never);
  for (const [name, cells] of [
    [fillInWording.sheet, progress],
    [fillInWording.figureSheet, figures],
  ] as const) {
    // prettier-ignore
    for (const [address, value] of Object.entries(cells)) workbook.getWorksheet(name)!.getCell(address).value = value;
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function readBack(bytes: Uint8Array): FillInRead {
  const source = readSource(bytes, '填报表.xlsx');
  if (!source.ok) throw new Error(source.refusal.code);
  const read = readFillIn(source.value);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
}

test('what was filled in comes back by its row, and rows that were left alone do not', async () => {
  const bytes = await sentBack(
    sheet([row(), row({ shareId: 's2', task: '落实公示' })]),
    { H4: '不定期', I4: '=已公示\n120条', J4: '人手不足', K4: '@继续' },
    { F5: 12, F6: '1,024.50', G6: '２０００' },
  );
  expect(readBack(bytes)).toEqual({
    planId: 'p1',
    rows: [
      {
        row: 4,
        shareId: 's2',
        mark: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        kept: { chapter: '一、执法', clause: '（一）规范', task: '落实公示', role: '牵头单位', due: '2026-06-30' },
        isAltered: false,
        period: '不定期',
        text: '=已公示\n120条',
        problems: '人手不足',
        nextSteps: '@继续',
        figures: [
          { name: '评查案卷', value: '12', denominator: null, cell: 'F5' },
          { name: '合格率', value: '1024.50', denominator: '2000', cell: 'F6' },
        ],
        faults: [],
      },
    ],
  });
  expect(readBack(await writeFillIn(sheet([row()]))).rows).toEqual([]);
});

test.each([
  [{ J3: '只写了问题' }, {}, ['进展填报 I3 填了其他栏，没有写进展情况']],
  [{ I3: '有进展', H3: '' }, {}, ['进展填报 H3 没有选择填报期']],
  [{ I3: { formula: 'A1', result: '有' } }, {}, ['进展填报 I3 单元格里是公式']],
  [{ I3: '有' }, { F3: '约30件' }, ['数据填报 F3 “约30件”不是数字']],
  [{ I3: '有' }, { F4: 5 }, ['数据填报 G4 比率的分子和分母要一起填']],
  [{ I3: '有' }, { F4: 5, G4: 0 }, ['数据填报 G4 分母应大于零']],
  [{ I3: '字'.repeat(4001) }, {}, ['进展填报 I3 超过4000字']],
])('a bad cell is named: %#', async (progress, figures, expected) => {
  const { rows } = readBack(await sentBack(sheet([row()]), progress, figures));
  expect(rows.flatMap((each) => each.faults).map(({ sheet: name, cell, reason }) => `${name} ${cell} ${reason}`)).toEqual(
    expected,
  );
});

test('locked words that were changed are noticed', async () => {
  const { rows } = readBack(await sentBack(sheet([row()]), { D3: '别的任务', I3: '有进展' }));
  expect(rows).toMatchObject([{ isAltered: true, shareId: 's1', kept: { task: '别的任务' } }]);
});

test('another workbook is refused', async () => {
  const workbook = new Workbook();
  workbook.addWorksheet('进展填报').getCell('A1').value = 'x';
  const source = readSource(new Uint8Array(await workbook.xlsx.writeBuffer()), 'x.xlsx');
  expect(source.ok && readFillIn(source.value)).toMatchObject({ ok: false, refusal: { code: 'FILL_IN.NOT_A_SHEET' } });
});

test('the system’s cells are locked, headings frozen, clauses joined, periods chosen, figures numbers; the same bytes each time', async () => {
  const fillIn = sheet([row(), row({ shareId: 's2', task: '二' })]);
  const bytes = await writeFillIn(fillIn);
  expect(Buffer.compare(bytes, await writeFillIn(fillIn))).toBe(0);
  const files = unzipSync(bytes);
  const xml = strFromU8(files['xl/worksheets/sheet1.xml'] as Uint8Array);
  expect(xml).toContain('<sheetProtection sheet="1"');
  expect(xml).toMatch(/<pane xSplit="4" ySplit="2" topLeftCell="E3"[^>]*state="frozen"/);
  expect([...xml.matchAll(/<mergeCell ref="([^"]+)"/g)].map((match) => match[1])).toEqual(['B3:B4', 'C3:C4']);
  expect(xml).toContain('<formula1>&quot;2026年第一季度,2026年第二季度,不定期&quot;</formula1>');
  expect(xml).toMatch(/<col min="12" max="12"[^>]*hidden="1"[^>]*\/><col min="13" max="13"[^>]*hidden="1"/);
  expect(strFromU8(files['xl/worksheets/sheet2.xml'] as Uint8Array)).toMatch(/<dataValidation type="decimal"[^>]*sqref="F3:G6"/);
  const book = strFromU8(files['xl/workbook.xml'] as Uint8Array);
  expect(book).toMatch(/name="系统信息"[^>]*state="veryHidden"/);
});

const awkward = fc.oneof(
  fc.stringMatching(/^[=+@'-][甲乙A1()!:, ]{0,12}$/),
  fc.stringMatching(/^[甲乙\n\t "',;<>&]{1,20}$/),
  fc.string({ unit: 'grapheme-composite', maxLength: 40 }),
  fc.constant('字'.repeat(33_000)),
  fc.constantFrom('2026-06-30', '0012', '1e5', 'TRUE', '#REF!'),
);

test('whatever tasks are called and units write, export and import give the same rows', async () => {
  const said = awkward.map((text) => text.slice(0, 4000));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(awkward, awkward, awkward, fc.constantFrom('2026-06-30', '长期坚持'), said, said), {
        minLength: 1,
        maxLength: 5,
      }),
      async (all) => {
        const rows = all.map(([chapter, clause, task, due], index) =>
          row({ shareId: `s${index}`, chapter, clause, task, due, latest: chapter, indicators: [] }),
        );
        // As a spreadsheet program writes what was typed.
        const typed = (text: string) => cellText(text, '');
        const filled: Record<string, string> = {};
        all.forEach(([, , , , text, problems], index) => {
          filled[`I${index + 3}`] = typed(text);
          filled[`J${index + 3}`] = typed(problems);
        });
        const { rows: back } = readBack(await sentBack(sheet(rows), filled));
        const expected = all.flatMap(([, , , , text, problems], index) => {
          const [a, b] = [cellWords(text), cellWords(problems)];
          return a === '' && b === '' ? [] : [{ shareId: `s${index}`, isAltered: false, text: a, problems: b }];
        });
        expect(back.map(({ shareId, isAltered, text, problems }) => ({ shareId, isAltered, text, problems }))).toEqual(expected);
      },
    ),
    { numRuns: 20 },
  );
}, 60_000);
