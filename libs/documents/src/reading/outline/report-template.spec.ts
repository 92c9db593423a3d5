import { readSource } from '../read-source';
import { outlineOf } from './outline-of';
import { reportTemplateOf } from './report-template';

const templateOf = (text: string, year: number) => {
  const source = readSource(new TextEncoder().encode(text), '报告.txt');
  if (!source.ok) throw new Error(source.refusal.code);
  return reportTemplateOf(outlineOf(source.value), year);
};
const report = (...lines: string[]) =>
  [
    '示例区人民政府关于2025年度法治政府建设情况的报告',
    '现将有关情况报告如下。',
    ...lines,
    '示例区人民政府',
    '2026年2月20日',
  ].join('\n');

test("the layout is last year's, its years moved on, with the required parts that it lacked", () => {
  const template = templateOf(
    report(
      '一、主要工作及成效',
      '（一）规范执法',
      '办理案件3件。',
      '二、存在的主要问题',
      '力量不足。',
      '三、2026年工作安排',
      '（一）加强培训',
      '开展培训。',
    ),
    2026,
  );
  expect(template).toEqual({
    parts: [
      { part: 'done', heading: '主要工作及成效' },
      { part: 'problems', heading: '存在的主要问题' },
      { part: 'leader', heading: '党政主要负责人履行推进法治建设第一责任人职责情况' },
      { part: 'next', heading: '2027年工作安排' },
      { part: 'other', heading: '其他需要报告的情况' },
    ],
    chaptersAtTop: false,
    numbering: 'restart',
  });
});

test('a report of many chapters numbered through keeps its chapters at the top and adds none', () => {
  const chapters = ['履行职能', '制度体系', '行政决策', '行政执法', '权力监督'];
  let item = 0;
  const numerals = '一二三四五六七八九十';
  const body = chapters.flatMap((chapter, at) => [
    `${numerals[at]}、${chapter}`,
    ...[1, 2].flatMap(() => [`（${numerals[item++]}）推进${chapter}工作`, '有关工作已经落实。']),
  ]);
  const template = templateOf(
    report(...body, '六、存在的问题和不足', '力量不足。', '七、2026年工作思路', '（一）加强培训', '开展培训。'),
    2026,
  );
  expect(template).toEqual({
    parts: [
      { part: 'done', heading: '' },
      { part: 'problems', heading: '存在的问题和不足' },
      { part: 'next', heading: '2027年工作思路' },
    ],
    chaptersAtTop: true,
    numbering: 'through',
  });
});

test('a report in one piece gives no layout to take over', () => {
  expect(templateOf(report('一年来开展了培训4次。', '下一步，将继续加强培训。'), 2026)).toBeNull();
});
