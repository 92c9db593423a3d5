import fc from 'fast-check';
import { readStages } from './stages';

test.each([
  [
    '完善制度。3月底前制定方案，10月底前完成清理。',
    [
      ['制定方案', '2026-03-31'],
      ['完成清理', '2026-10-31'],
    ],
  ],
  [
    '制定实施方案（3月31日前）；组织实施（9月30日前）',
    [
      ['制定实施方案', '2026-03-31'],
      ['组织实施', '2026-09-30'],
    ],
  ],
  [
    '12月底前，全面完成整改；6月底前，完成自查',
    [
      ['完成自查', '2026-06-30'],
      ['全面完成整改', '2026-12-31'],
    ],
  ],
  ['每季度通报一次，长期坚持', []],
  ['', []],
])('%s', (text, stages) => {
  expect(readStages(text, 2026).map(({ name, dueOn }) => [name, dueOn])).toEqual(stages);
});

test('whatever the text, each stage has a name that stands in it, and the days come in order', () => {
  const piece = fc.constantFrom('3月底前', '，', '。', '完成清单', '6月30日前', '印发文件', '（', '）', '年底前', '2月30日前');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const stages = readStages(text, 2026);
      for (const stage of stages) expect(stage.name !== '' && text.includes(stage.name)).toBe(true);
      expect(stages.map((stage) => stage.dueOn)).toEqual([...stages.map((stage) => stage.dueOn)].sort());
    }),
  );
});
