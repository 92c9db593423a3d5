import { writeCsv } from '../../writing/csv';
import { readSource } from '../read-source';
import { readForImport, type SheetChoice } from './read-for-import';

const TABLE = [
  ['某区重点事项一览', '', '', ''],
  ['序', '要办的事', '谁来办', '何时办完'],
  ['1', '开展案卷评查', '区司法局', '6月底前'],
  ['2', '公布权责清单', '区政府办', '9月底前'],
];

function read(rows: readonly (readonly string[])[], choices: readonly SheetChoice[] = []) {
  const source = readSource(writeCsv(rows), '事项.csv');
  if (!source.ok) throw new Error(source.refusal.code);
  const answer = readForImport(source.value, { year: 2026 }, choices);
  return answer.ok ? answer.value : answer.refusal.code;
}

const asBatch = (answer: ReturnType<typeof read>) => {
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
};

test('a table whose header nobody knows is shown and asked about, not refused', () => {
  const { batch, preview } = asBatch(read(TABLE));
  expect(batch.rows).toEqual([]);
  expect(batch.doubts.map((each) => each.code)).toEqual(['IMPORT.NO_HEADER']);
  expect(preview[0]?.rows.map((row) => row.cells[1])).toEqual(['', '要办的事', '开展案卷评查', '公布权责清单']);
});

test('a person names the header row and what the columns mean, and the rows come', () => {
  const sheet = asBatch(read(TABLE)).preview[0]?.sheet ?? '';
  const { batch } = asBatch(
    read(TABLE, [
      {
        sheet,
        headerRows: [2],
        columns: [
          { column: 1, meaning: 'task' },
          { column: 2, meaning: 'lead' },
          { column: 3, meaning: 'deadline' },
        ],
      },
    ]),
  );
  expect(batch.rows.map((row) => [row.label, row.title, row.units[0]?.name, row.units[0]?.role, row.deadline.date])).toEqual([
    ['1', '开展案卷评查', '区司法局', 'lead', '2026-06-30'],
    ['2', '公布权责清单', '区政府办', 'lead', '2026-09-30'],
  ]);
  expect(batch.mappings[0]?.columns.map((column) => [column.heading, column.meaning])).toEqual([
    ['序', 'number'],
    ['要办的事', 'task'],
    ['谁来办', 'lead'],
    ['何时办完', 'deadline'],
  ]);
});

test('a sheet that a person leaves out is not read', () => {
  const sheet = asBatch(read(TABLE)).preview[0]?.sheet ?? '';
  const { batch, preview } = asBatch(read(TABLE, [{ sheet, headerRows: null, columns: [] }]));
  expect([batch.rows, batch.doubts, preview[0]?.isSkipped]).toEqual([[], [], true]);
});

test('a header row below which nothing stands leaves nothing, and can be chosen again', () => {
  const sheet = asBatch(read(TABLE)).preview[0]?.sheet ?? '';
  const { batch } = asBatch(read(TABLE, [{ sheet, headerRows: [4], columns: [{ column: 1, meaning: 'task' }] }]));
  expect(batch.rows).toEqual([]);
});

test('a text that is no plan is refused still', () => {
  const source = readSource(Buffer.from('今天天气很好。\n明天也是。'), '随笔.txt');
  if (!source.ok) throw new Error(source.refusal.code);
  expect(readForImport(source.value, { year: 2026 })).toMatchObject({ refusal: { code: 'DOCUMENT.NO_PLAN_PART' } });
});
