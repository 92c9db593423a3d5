import { day, id, listOf, maybe, object, text, whole } from '../http/views';

const standing = object('BulletinStanding', { total: whole, done: whole, rate: text });

/** What a 通报 was drawn from, as the tables and the chart of its page show it. */
export const bulletinFactsView = object('BulletinFacts', {
  asOfOn: day,
  period: maybe(text),
  scope: maybe(object('BulletinScope', { units: listOf(text), chapters: listOf(text) })),
  tasks: standing,
  shares: standing,
  units: listOf(
    object('BulletinUnit', {
      unitName: text,
      total: whole,
      onTime: whole,
      late: whole,
      overdue: whole,
      open: whole,
      rate: text,
      urged: whole,
      supervised: whole,
    }),
  ),
  named: listOf(object('BulletinNamed', { unitName: text, overdue: whole, unreported: whole, mostDaysLate: whole })),
  lateProblems: listOf(object('BulletinProblem', { unitName: text, problem: text, cause: text, dueOn: day })),
});

export const bulletinPreviewView = object('BulletinPreview', {
  title: text,
  paragraphs: listOf(text),
  facts: bulletinFactsView,
  periods: listOf(object('BulletinPeriod', { period: text, instrumentId: maybe(id) })),
});
