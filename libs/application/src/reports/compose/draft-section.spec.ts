import { numbered, type DraftSection } from './draft-section';

const at = (key: string, level: 1 | 2 | 3): DraftSection => ({ key, level, heading: key, paragraphs: [{ text: '。' }] });
const isPoint = (section: DraftSection) => section.key.startsWith('point:');
const labels = (sections: readonly DraftSection[], numbering: 'restart' | 'through') =>
  numbered(sections, numbering, isPoint).map((section) => section.label);

test('a plan of eight chapters and forty-three items gives ten chapters, its items numbered through', () => {
  const sizes = [9, 5, 6, 5, 4, 3, 4, 7];
  let item = 0;
  const chapters = sizes.flatMap((size, chapter) => [
    at(`chapter:${chapter}`, 1),
    ...Array.from({ length: size }, () => at(`point:${(item += 1)}`, 2)),
  ]);
  const rest = [
    at('problems', 1),
    at('problems.late', 2),
    at('problems.reported', 2),
    at('next', 1),
    at('next.carried', 2),
    at('next.proposals', 2),
  ];
  const found = numbered([...chapters, ...rest], 'through', isPoint);
  expect(found.filter((section) => section.level === 1).map((section) => section.label)).toEqual(
    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].map((n) => `${n}、`),
  );
  const items = found.filter((section) => section.key?.startsWith('point:')).map((section) => section.label);
  expect([items.length, items[9], items.at(-1)]).toEqual([43, '（十）', '（四十三）']);
  expect(found.filter((section) => section.key?.startsWith('problems.')).map((section) => section.label)).toEqual([
    '（一）',
    '（二）',
  ]);
});

test('items begin anew in each chapter, and points below chapters of the second level have Arabic numbers', () => {
  expect(labels([at('chapter:a', 1), at('point:1', 2), at('chapter:b', 1), at('point:2', 2)], 'restart')).toEqual([
    '一、',
    '（一）',
    '二、',
    '（一）',
  ]);
  expect(
    labels(
      [at('done', 1), at('chapter:a', 2), at('point:1', 3), at('point:2', 3), at('chapter:b', 2), at('point:3', 3)],
      'restart',
    ),
  ).toEqual(['一、', '（一）', '1.', '2.', '（二）', '1.']);
});

test('a group that is alone in its chapter has neither number nor heading, a point of the plan has', () => {
  const found = numbered([at('problems', 1), at('problems.late', 2), at('next', 1), at('point:1', 2)], 'restart', isPoint);
  expect(found.map((section) => section.label + section.heading)).toEqual(['一、problems', '', '二、next', '（一）point:1']);
});
