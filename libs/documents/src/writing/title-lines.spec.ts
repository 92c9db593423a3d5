import fc from 'fast-check';
import { widthInCharacters } from './text-width';
import { titleLines } from './title-lines';

it.each([
  ['关于2022年度法治政府建设情况的报告', ['关于2022年度法治政府建设情况的报告']],
  [
    '天津市红桥区人民政府关于2020年度法治政府建设工作情况的报告',
    ['天津市红桥区人民政府', '关于2020年度法治政府建设工作情况的报告'],
  ],
  [
    '中共禹王台区委 禹王台区人民政府关于2022年度法治政府建设情况的报告',
    ['中共禹王台区委 禹王台区人民政府', '关于2022年度法治政府建设情况的报告'],
  ],
  [
    '示例区人民政府办公室关于印发《示例区2026年法治政府建设工作要点》及任务分解方案的通知',
    ['示例区人民政府办公室关于印发', '《示例区2026年法治政府建设工作要点》', '及任务分解方案的通知'],
  ],
])('breaks %s', (title, lines) => {
  expect(titleLines(title)).toEqual(lines);
});

it('loses no character and overruns no line, whatever the title', () => {
  const word = fc.constantFrom(
    '关于',
    '的',
    '法治政府',
    '《',
    '》',
    '2026年',
    '工作',
    '报告',
    '督察',
    '、',
    'ABC',
    '〔2026〕3号',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
      const title = words.join('');
      const lines = titleLines(title);
      expect(lines.join('')).toBe(title);
      expect(Math.max(...lines.map(widthInCharacters))).toBeLessThanOrEqual(20);
    }),
    { numRuns: 200 },
  );
});
