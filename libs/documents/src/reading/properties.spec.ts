import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { importPlan } from './import/import-plan';
import { outlineOf } from './outline/outline-of';
import { formatNumber } from './formats/word-numbering';
import { readSource } from './read-source';
import type { SourceDocument } from './source';

const read = (bytes: Uint8Array, name: string): SourceDocument => {
  const source = readSource(bytes, name);
  if (!source.ok) throw new Error(source.refusal.code);
  return source.value;
};

const han = (n: number): string => formatNumber(n, 'chineseCountingThousand');

// Words that are no labels, units, deadlines or figures of their own.
const words = fc.stringMatching(/^[健完规推优深][全善范进化]制度[甲乙丙丁戊己庚辛]{1,6}$/);
const item = fc.record({ heading: words, body: fc.option(words, { nil: null }) });
const section = fc.record({ heading: words, runsOn: fc.boolean(), items: fc.array(item, { maxLength: 4 }) });
const chapter = fc.record({ heading: words, sections: fc.array(section, { maxLength: 5 }) });
const report = fc.record({
  chapters: fc.array(chapter, { minLength: 1, maxLength: 12 }),
  through: fc.boolean(), // the sections are numbered through the whole document
  fullWidth: fc.boolean(),
  blankLines: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le'),
});

test('a random outline, written and read, is the same outline in the same order', () => {
  fc.assert(
    fc.property(report, ({ chapters, through, fullWidth, blankLines, lineEnd, encoding }) => {
      const bracket = (label: string): string => (fullWidth ? `（${label}）` : `(${label})`);
      const lines = ['云泽市2025年法治政府建设工作报告', '现将情况报告如下。'];
      const expected: string[] = [];
      let running = 0;
      chapters.forEach((c, i) => {
        lines.push(`${han(i + 1)}、${c.heading}`);
        expected.push(`${han(i + 1)}|${c.heading}|chapter|${i + 1}`);
        c.sections.forEach((s, j) => {
          const n = through ? ++running : j + 1;
          const path = `${han(i + 1)}${bracket(han(n))}`;
          lines.push(`${bracket(han(n))}${s.heading}${s.runsOn ? '。按要求抓好落实。' : ''}`);
          if (!s.runsOn) lines.push('按要求抓好落实。');
          expected.push(`${path}|${s.heading}|section|${n}`);
          s.items.forEach((it, k) => {
            lines.push(`${k + 1}.${it.heading}。${it.body === null ? '' : `${it.body}。`}`);
            expected.push(`${path}${k + 1}|${it.heading}|item|${k + 1}`);
          });
        });
      });
      const text = lines.join(blankLines ? lineEnd + lineEnd : lineEnd) + lineEnd;
      const bytes =
        encoding === 'utf-8'
          ? Buffer.from(text)
          : encoding === 'utf-8-bom'
            ? Buffer.from(`\ufeff${text}`)
            : Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
      const outline = outlineOf(read(bytes, 'report.txt'));
      expect(outline.clauses.map((c) => `${c.path}|${c.heading}|${c.kind}|${c.ordinal}`)).toEqual(expected);
      expect(outline.warnings.filter((w) => /NUMBER|CHAPTER|TEXT/.test(w.code))).toEqual([]);
      // Every line of the body belongs to exactly one place in the parts.
      const placed = outline.parts.done.map((p) => p.line);
      expect(new Set(placed).size).toBe(placed.length);
    }),
    { numRuns: 300 },
  );
});

test('with one chapter heading lost where the sections restart, the chapter is inferred and the paths stay', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 3, max: 9 }), (sectionsEach, chapters) => {
      const lost = Math.max(2, chapters - 1); // neither the first nor the last
      const lines = ['云泽市2025年法治政府建设工作报告'];
      const paths: string[] = [];
      for (let c = 1; c <= chapters; c++) {
        paths.push(han(c));
        if (c !== lost) lines.push(`${han(c)}、完善制度`);
        for (let s = 1; s <= sectionsEach; s++) {
          lines.push(`（${han(s)}）健全机制。抓好落实。`);
          paths.push(`${han(c)}（${han(s)}）`);
        }
      }
      const outline = outlineOf(read(Buffer.from(lines.join('\n')), 'report.txt'));
      expect(outline.clauses.map((c) => c.path)).toEqual(paths);
      expect(outline.clauses.filter((c) => c.inferred).map((c) => c.ordinal)).toEqual([lost]);
    }),
    { numRuns: 60 },
  );
});

const unit = fc.constantFrom(
  '市司法局',
  '市公安局',
  '市发展和改革局',
  '市住房和城乡建设局',
  '市委编办（机构）',
  '市财政局',
  '市政府办公室',
);
const units = fc.uniqueArray(unit, { maxLength: 4 });
const day = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
const ledgerRow = fc.record({
  title: words,
  lead: units,
  responsible: units,
  cooperating: units,
  due: fc.option(day, { nil: null }),
  asSerial: fc.boolean(),
});
const serialOf = (month: number, date: number): number => Date.UTC(2026, month - 1, date) / 86_400_000 + 25_569;

test('a random ledger, written as .xlsx, .xls or .csv with its columns in any order, is read back whole', () => {
  const columns = ['序号', '工作任务', '牵头单位', '责任单位', '配合单位', '完成时限'] as const;
  fc.assert(
    fc.property(
      fc.array(ledgerRow, { minLength: 1, maxLength: 20 }),
      fc.shuffledSubarray([...columns], { minLength: columns.length }),
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom('xlsx', 'biff8', 'csv'),
      (rows, order, above, format) => {
        const values = rows.map((row, i) => ({
          序号: String(i + 1),
          工作任务: row.title,
          牵头单位: row.lead.join('、'),
          责任单位: row.responsible.join('、'),
          配合单位: row.cooperating.join('、'),
          完成时限: row.due === null ? '长期坚持' : `2026年${row.due.month}月${row.due.day}日前`,
        }));
        const body: (string | number)[][] = values.map((v) => order.map((c) => v[c]));
        const sheet = utils.aoa_to_sheet([...Array.from({ length: above }, (_, i) => [`说明第${i}行文字`]), [...order], ...body]);
        if (format !== 'csv') {
          rows.forEach((row, i) => {
            if (!row.asSerial || row.due === null) return;
            const address = utils.encode_cell({ r: above + 1 + i, c: order.indexOf('完成时限') });
            sheet[address] = { t: 'n', v: serialOf(row.due.month, row.due.day), z: 'yyyy-mm-dd' };
          });
        }
        const book = utils.book_new();
        utils.book_append_sheet(book, sheet, '台账');
        const bytes =
          format === 'csv'
            ? Buffer.from(`\ufeff${utils.sheet_to_csv(sheet)}`)
            : (write(book, { type: 'buffer', bookType: format }) as Buffer);
        const batch = importPlan(read(bytes, `ledger.${format}`), { year: 2026 });
        if (!batch.ok) throw new Error(batch.refusal.code);
        expect(
          batch.value.rows.map((r) => ({
            label: r.label,
            title: r.title,
            units: r.units.map((u) => `${u.role} ${u.name}`),
            deadline: r.deadline.kind === 'date' ? r.deadline.date : r.deadline.kind,
          })),
        ).toEqual(
          rows.map((r, i) => ({
            label: String(i + 1),
            title: r.title,
            units: order.flatMap((c) =>
              c === '牵头单位'
                ? r.lead.map((u) => `lead ${u}`)
                : c === '责任单位'
                  ? r.responsible.map((u) => `responsible ${u}`)
                  : c === '配合单位'
                    ? r.cooperating.map((u) => `cooperating ${u}`)
                    : [],
            ),
            deadline:
              r.due === null ? 'longTerm' : `2026-${String(r.due.month).padStart(2, '0')}-${String(r.due.day).padStart(2, '0')}`,
          })),
        );
      },
    ),
    { numRuns: 150 },
  );
});

test('no bytes whatever make the reader throw: they are read or refused', () => {
  const heads = ['', 'PK\x03\x04', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '%PDF', '<?xml', '序号,任务'];
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 2_000 }), (head, tail) => {
      const source = readSource(Buffer.concat([Buffer.from(head, 'latin1'), tail]), 'file.bin');
      if (source.ok) outlineOf(source.value);
      else expect(source.refusal.code).toMatch(/^DOCUMENT\./);
    }),
    { numRuns: 500 },
  );
});
