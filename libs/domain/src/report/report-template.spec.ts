import { checkReportTemplate, isNumberedThrough, type ReportTemplate } from './report-template';

const template = (...parts: ReportTemplate['parts'][number]['part'][]): ReportTemplate => ({
  parts: parts.map((part) => ({ part, heading: `标题${part}` })),
  chaptersAtTop: false,
  numbering: 'restart',
});

test('a report needs what was done, the problems and next year; the leader may come first', () => {
  expect(checkReportTemplate(template('leader', 'done', 'problems', 'next', 'other'))).toEqual([]);
  expect(checkReportTemplate(template('done', 'problems'))).toEqual([{ fault: 'PART_MISSING', part: 'next' }]);
  expect(checkReportTemplate(template('done', 'done', 'problems', 'next'))).toEqual([{ fault: 'PART_TWICE', part: 'done' }]);
  expect(checkReportTemplate(template('problems', 'done', 'next'))).toEqual([{ fault: 'DONE_NOT_FIRST', part: 'done' }]);
});

test('a part without a heading is at fault, but for what was done where the chapters stand at the top', () => {
  const bare = {
    ...template('problems', 'next'),
    parts: [{ part: 'done' as const, heading: '' }, ...template('problems', 'next').parts],
  };
  expect(checkReportTemplate(bare)).toEqual([{ fault: 'HEADING_EMPTY', part: 'done' }]);
  expect(checkReportTemplate({ ...bare, chaptersAtTop: true })).toEqual([]);
});

test.each([
  [[[1, 2, 3], [4, 5], [6]], true],
  [
    [
      [1, 2, 3],
      [1, 2],
    ],
    false,
  ],
  [[[1, 2, 3]], false],
  [[[1, 2], [], [3]], true],
  [[[1, 2], [4]], false],
])('items %j are numbered through: %s', (chapters, through) => {
  expect(isNumberedThrough(chapters)).toBe(through);
});
