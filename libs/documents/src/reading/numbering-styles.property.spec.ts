import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { formatNumber } from './formats/word-numbering';
import { outlineOf } from './outline/outline-of';
import { readSource } from './read-source';

const han = (n: number): string => formatNumber(n, 'chineseCountingThousand');
const wide = (n: number): string => formatNumber(n, 'decimalFullWidth');
const circled = (n: number): string => formatNumber(n, 'decimalEnclosedCircle');

/** A way of numbering one level: the label as printed, and the mark between it and the words. */
interface Style {
  readonly label: (n: number) => string;
  readonly mark: string;
}

const CHAPTERS: readonly Style[] = [
  { label: han, mark: '、' },
  { label: han, mark: '.' },
  { label: han, mark: '．' },
  { label: han, mark: '　' },
  { label: (n) => `第${han(n)}章`, mark: ' ' },
  { label: (n) => `第${han(n)}部分`, mark: '　' },
];
const SECTIONS: readonly Style[] = [
  { label: (n) => `（${han(n)}）`, mark: '' },
  { label: (n) => `(${han(n)})`, mark: '' },
  { label: (n) => `（${han(n)}）`, mark: ' ' },
  { label: (n) => `(${han(n)})`, mark: '、' },
];
const ITEMS: readonly Style[] = [
  { label: String, mark: '.' },
  { label: String, mark: '、' },
  { label: String, mark: '．' },
  { label: String, mark: ' ' },
  { label: wide, mark: '．' },
  { label: wide, mark: '、' },
];
const SUBITEMS: readonly Style[] = [
  { label: (n) => `（${n}）`, mark: '' },
  { label: (n) => `(${n})`, mark: '' },
  { label: (n) => `（${wide(n)}）`, mark: '' },
  { label: (n) => `${n}）`, mark: '' },
  { label: (n) => circled(n), mark: '' },
];
const POINTS: readonly Style[] = [
  { label: (n) => `${han(n)}是`, mark: '' },
  { label: (n) => `${han(n)}要`, mark: '' },
  { label: (n) => `第${han(n)}`, mark: '，' },
];

// Words that are no labels, units, deadlines or figures of their own.
const words = fc.stringMatching(/^[健完规推优深][全善范进化]制度[甲乙丙丁戊己庚辛]{1,6}$/);
const counts = fc.integer({ min: 0, max: 4 });
const document = fc.record({
  chapters: fc.array(fc.record({ heading: words, sections: fc.array(fc.record({ heading: words, items: counts, subitems: counts, points: counts }), { minLength: 1, maxLength: 4 }) }), { minLength: 1, maxLength: 11 }),
  styles: fc.record({ chapter: fc.constantFrom(...CHAPTERS), section: fc.constantFrom(...SECTIONS), item: fc.constantFrom(...ITEMS), subitem: fc.constantFrom(...SUBITEMS), point: fc.constantFrom(...POINTS) }),
  pointsApart: fc.boolean(),
  indent: fc.constantFrom('', '　　', '    '),
  fullStop: fc.boolean(),
}); // prettier-ignore

test('an outline in any mixture of numbering styles is read as it was written', () => {
  fc.assert(
    fc.property(document, ({ chapters, styles, pointsApart, indent, fullStop }) => {
      const lines = ['云泽市2025年法治政府建设工作报告'];
      const expected: string[] = [];
      const stop = fullStop ? '。' : '';
      const write = (style: Style, n: number, heading: string, parent: string): string => {
        lines.push(`${indent}${style.label(n)}${style.mark}${heading}${stop}`);
        expected.push(`${parent}${style.label(n)}|${style.label(n)}|${n}|${heading}`);
        return parent + style.label(n);
      };
      chapters.forEach((chapter, c) => {
        const chapterPath = write(styles.chapter, c + 1, chapter.heading, '');
        chapter.sections.forEach((section, s) => {
          const sectionPath = write(styles.section, s + 1, section.heading, chapterPath);
          lines.push('按要求抓好落实。');
          const points = section.points >= 2 && section.items === 0 ? section.points : 0;
          const pieces = Array.from({ length: points }, (_, p) => `${styles.point.label(p + 1)}${styles.point.mark}抓好工作${'甲乙丙丁'.charAt(p)}`);
          if (pointsApart) for (const piece of pieces) lines.push(`${piece}。`);
          else if (points > 0) lines.push(`${pieces.join('；')}。`);
          for (let p = 0; p < points; p++)
            expected.push(`${sectionPath}${styles.point.label(p + 1)}|${styles.point.label(p + 1)}|${p + 1}|抓好工作${'甲乙丙丁'.charAt(p)}`);
          for (let i = 0; i < section.items; i++) {
            const itemPath = write(styles.item, i + 1, `落实举措${'甲乙丙丁'.charAt(i)}`, sectionPath);
            for (let k = 0; k < section.subitems; k++) write(styles.subitem, k + 1, `细化措施${'甲乙丙丁'.charAt(k)}`, itemPath);
          }
        });
      });
      const source = readSource(Buffer.from(lines.join('\n')), 'report.txt');
      const outline = source.ok ? outlineOf(source.value) : null;
      expect(outline?.clauses.map((c) => `${c.path}|${c.label}|${c.ordinal}|${c.heading}`)).toEqual(expected);
      // Each clause stands where it says: its label begins at its start.
      for (const clause of outline?.clauses ?? []) {
        expect(lines[clause.line - 1]?.slice(clause.start).startsWith(clause.label)).toBe(true);
        expect(clause.end).toBeGreaterThan(clause.start);
      }
    }),
    { numRuns: 300 },
  );
}); // prettier-ignore

const FORMATS = [
  ['chineseCountingThousand', '%1、', han],
  ['chineseCounting', '第%1章', han],
  ['decimal', '%1.', String],
] as const;
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const wordFile = (
  levels: readonly string[],
  paragraphs: readonly (readonly [text: string, level: number | null])[],
): Uint8Array =>
  zipSync({
    'word/numbering.xml': strToU8(
      `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${levels.join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    ),
    'word/document.xml': strToU8(
      `<w:document ${W}><w:body>${paragraphs
        .map(
          ([text, level]) =>
            `<w:p>${level === null ? '' : `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`,
        )
        .join('')}</w:body></w:document>`,
    ),
  });

test("Word's automatic numbers over four levels are those that Word shows", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...FORMATS),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 }),
      ([format, shape, label], depths) => {
        const level = (i: number, kind: string, text: string): string =>
          `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${kind}"/><w:lvlText w:val="${text}"/></w:lvl>`;
        const levels = [level(0, format, shape), level(1, 'chineseCounting', '（%2）'), level(2, 'decimal', '%3．'), level(3, 'decimal', '（%4）')]; // prettier-ignore
        const counters = [0, 0, 0, 0];
        const expected: string[] = [];
        let before = -1;
        const paragraphs = depths.map((wanted): [string, number] => {
          const depth = Math.min(wanted, before + 1);
          before = depth;
          counters[depth] = (counters[depth] ?? 0) + 1;
          counters.fill(0, depth + 1);
          const n = counters[depth] ?? 0;
          // Word sets a tab behind the number; one that ends in a word or a digit is parted from the text by a space.
          const printed =
            [shape.replace('%1', label(n)).replace(/章$/, '章 '), `（${han(n)}）`, `${n}．`, `（${n}）`][depth] ?? '';
          expected.push(`${printed}落实举措`);
          return ['落实举措', depth];
        });
        const source = readSource(wordFile(levels, [['云泽市2026年工作要点', null], ...paragraphs]), 'plan.docx');
        expect(source.ok && source.value.lines.slice(1).map((l) => l.text)).toEqual(expected);
        expect(
          source.ok && source.value.lines.every((l, i) => i === 0 || l.automatic === l.text.length - '落实举措'.length),
        ).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});
