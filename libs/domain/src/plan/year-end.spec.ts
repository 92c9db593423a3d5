import { judgeYearEndClosing, type YearEndTask } from './year-end';

const task: YearEndTask = { title: '普法宣传', isLongTerm: true, shareStates: ['received', 'struckOff'] };

test.each<[string, string, Partial<YearEndTask>, string | null]>([
  ['a long-term item with its outcome', '按季度开展', {}, null],
  ['one whose share stands still', '按季度开展', { shareStates: ['suspended'] }, null],
  ['no word on what the outcome rests on', ' ', {}, 'YEAR_END.NOTE_MISSING'],
  ['what has a due day', '按季度开展', { isLongTerm: false }, 'YEAR_END.NOT_LONG_TERM'],
  ['what is under review', '按季度开展', { shareStates: ['received', 'completionFiled'] }, 'YEAR_END.UNDER_REVIEW'],
  ['what has ended', '按季度开展', { shareStates: ['struckOff', 'cancelled'] }, 'YEAR_END.TASK_ENDED'],
])('年度销号 of %s', (_name, note, more, code) => {
  const judged = judgeYearEndClosing({ note }, { ...task, ...more });
  expect(judged.ok ? null : judged.refusal.code).toBe(code);
});

test('年度销号 of no task of the plan is refused', () => {
  expect(judgeYearEndClosing({ note: 'x' }, null)).toMatchObject({ refusal: { code: 'TASK.UNKNOWN' } });
});
