import fc from 'fast-check';
import { read, utils } from '@e965/xlsx';
import { guardCsvText, unguardCsvText, writeCsv } from './csv';

const text = (rows: Parameters<typeof writeCsv>[0]) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(rows));

it('begins with a byte order mark and ends each row with CRLF, so that Excel reads the Chinese', () => {
  expect([...writeCsv([['督办']]).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(
    text([
      ['序号', '任务'],
      [1, '甲'],
    ]),
  ).toBe('\ufeff序号,任务\r\n1,甲\r\n');
});

it('quotes commas, quotes and line ends', () => {
  expect(text([['a,b', '他说"好"', '一\n二']])).toBe('\ufeff"a,b","他说""好""","一\n二"\r\n');
});

it.each([
  ['=HYPERLINK("http://x","查看")', `"'=HYPERLINK(""http://x"",""查看"")"`],
  ['-5%', "'-5%"],
  ['＝1+1', "'＝1+1"],
  ['\t=1', `"'\t=1"`],
  ['+1', "'+1"],
  ['@A1', "'@A1"],
  ['  =1', `'  =1`],
])('guards %j', (value, written) => {
  expect(text([[value]])).toBe(`\ufeff${written}\r\n`);
});

it('keeps a true number a number, and leaves what is not known empty', () => {
  expect(text([[-5, 0.1, null, undefined, Number.NaN, true]])).toBe('\ufeff-5,0.1,,,,true\r\n');
});

it('takes the guard off again and nothing else', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^['=+\-@＝\t ]{0,4}a?$/)), (value) => {
      expect(unguardCsvText(guardCsvText(value))).toBe(value);
    }),
  );
});

it('comes back through another reader', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[甲乙a"，,\n ]{1,6}丙$/), { minLength: 1, maxLength: 4 }), (cells) => {
      const sheet = read(writeCsv([cells]), { raw: true }).Sheets['Sheet1'];
      const [row] = utils.sheet_to_json<string[]>(sheet as never, { header: 1 });
      expect(row?.map(unguardCsvText)).toEqual(cells);
    }),
  );
});

it('gives any ledger text back to a spreadsheet as text, none of it a formula', () => {
  const awkward = fc.oneof(
    fc.stringMatching(/^[\t ]?[=+@＝＋－＠-][A1!()"',甲 ]{0,10}$/),
    fc.stringMatching(/^[甲"',;\n]{1,8}乙$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !/[\r\0]/.test(text)),
  );
  fc.assert(
    fc.property(fc.array(awkward, { minLength: 1, maxLength: 5 }), (cells) => {
      const bytes = writeCsv([
        ['序号', ...cells.map(() => '列')],
        [1, ...cells],
      ]);
      const sheet = read(bytes, { raw: true, cellFormula: true }).Sheets['Sheet1'];
      const [, row] = utils.sheet_to_json<string[]>(sheet as never, { header: 1, raw: false, defval: '' });
      expect(row?.slice(1).map(unguardCsvText)).toEqual(cells);
      const formulas = Object.values(sheet as Record<string, { f?: string }>).filter((cell) => cell.f !== undefined);
      expect(formulas).toEqual([]);
    }),
  );
});
