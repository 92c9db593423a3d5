import { type Range, utils, write, type WorkSheet } from '@e965/xlsx';
import fc from 'fast-check';
import { importPlan } from './import/import-plan';
import { readSource } from './read-source';

const COLUMNS = ['序号', '类别', '工作任务', '具体举措', '牵头单位', '配合单位', '完成时限'] as const;
type Column = (typeof COLUMNS)[number];

const units = fc.uniqueArray(
  fc.constantFrom('市司法局', '市公安局', '市财政局', '市发展和改革局', '市委编办（机构）', '市政府办公室'),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const words = fc.stringMatching(/^[健完规推优深][全善范进化]制度[甲乙丙丁戊己庚辛]{2,6}$/);
const due = fc.option(fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) }), { nil: null });

/** A task over one or several rows: its own cell and its lead's may be merged over them, each row has measures and a number of its own. */
const task = fc.record({
  title: words,
  lead: units,
  leadMerged: fc.boolean(),
  due,
  dueMerged: fc.boolean(),
  measures: fc.array(fc.record({ text: words, cooperating: units }), { minLength: 1, maxLength: 4 }),
});
const ledger = fc.record({
  categories: fc.array(fc.record({ name: words, tasks: fc.array(task, { minLength: 1, maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  order: fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length }),
  above: fc.integer({ min: 0, max: 3 }),
  twoRowHeader: fc.boolean(),
  format: fc.constantFrom('xlsx', 'biff8'),
});

const HEADER_OVER: Readonly<Partial<Record<Column, string>>> = { 牵头单位: '责任分工', 配合单位: '责任分工' };

test('a random ledger with merged blocks and columns in any order is read back whole', () => {
  fc.assert(
    fc.property(ledger, ({ categories, order, above, twoRowHeader, format }) => {
      const columnOf = (name: Column): number => order.indexOf(name);
      // Two header rows need the two unit columns side by side, under the one heading that they share.
      const isJoined = twoRowHeader && columnOf('配合单位') === columnOf('牵头单位') + 1;
      const header = isJoined
        ? [order.map((c) => HEADER_OVER[c] ?? c), order.map((c) => (HEADER_OVER[c] ? c : ''))]
        : [[...order] as string[]];
      const rows: string[][] = [];
      const merges: Range[] = [];
      const first = above + header.length;
      const merge = (column: Column, from: number, to: number): void => {
        if (to > from) merges.push({ s: { r: first + from, c: columnOf(column) }, e: { r: first + to, c: columnOf(column) } });
      };
      const expected: string[] = [];
      for (const category of categories) {
        const categoryStart = rows.length;
        for (const one of category.tasks) {
          const start = rows.length;
          one.measures.forEach((measure, m) => {
            const number = String(rows.length + 1);
            const dueText = one.due ? `2026年${one.due.month}月${one.due.day}日前` : '长期坚持';
            const values: Record<Column, string> = {
              序号: number,
              类别: rows.length === categoryStart ? category.name : '',
              工作任务: m === 0 ? one.title : '',
              具体举措: measure.text,
              牵头单位: m === 0 || !one.leadMerged ? one.lead.join('、') : '',
              配合单位: measure.cooperating.join('、'),
              完成时限: m === 0 || !one.dueMerged ? dueText : '',
            };
            rows.push(order.map((column) => values[column]));
            const date = one.due ? `2026-${String(one.due.month).padStart(2, '0')}-${String(one.due.day).padStart(2, '0')}` : 'longTerm'; // prettier-ignore
            expected.push(
              [number, category.name, one.title, measure.text, one.lead.join(), measure.cooperating.join(), date].join('|'),
            );
          });
          const last = rows.length - 1;
          merge('工作任务', start, last);
          if (one.leadMerged) merge('牵头单位', start, last);
          if (one.dueMerged) merge('完成时限', start, last);
        }
        merge('类别', categoryStart, rows.length - 1);
      }
      const titles = Array.from({ length: above }, (_, i) => [`云泽市说明文字第${i}行`]);
      const sheet: WorkSheet = utils.aoa_to_sheet([...titles, ...header, ...rows]);
      if (isJoined) {
        const at = columnOf('牵头单位');
        merges.push({ s: { r: above, c: at }, e: { r: above, c: at + 1 } });
        order.forEach((column, c) => {
          if (!HEADER_OVER[column]) merges.push({ s: { r: above, c }, e: { r: above + 1, c } });
        });
      }
      sheet['!merges'] = merges;
      const book = utils.book_new();
      utils.book_append_sheet(book, sheet, '台账');
      const source = readSource(write(book, { type: 'buffer', bookType: format }) as Buffer, 'ledger');
      const batch = source.ok ? importPlan(source.value, { year: 2026 }) : source;
      if (!batch.ok) throw new Error(batch.refusal.code);
      const read = batch.value.rows.map((row) =>
        [
          row.label,
          row.category ?? '',
          row.title,
          row.measures ?? '',
          row.units.filter((u) => u.role === 'lead').map((u) => u.name).join(), // prettier-ignore
          row.units.filter((u) => u.role === 'cooperating').map((u) => u.name).join(), // prettier-ignore
          row.deadline.kind === 'date' ? row.deadline.date : row.deadline.kind,
        ].join('|'),
      );
      expect(read).toEqual(expected);
      expect(batch.value.doubts).toEqual([]);
    }),
    { numRuns: 120 },
  );
});
