import { anything, day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';

const sheetView = object('ScoreSheet', {
  base: text,
  total: text,
  unbounded: text,
  lines: listOf(
    object('ScoreLine', {
      ruleKey: text,
      name: text,
      points: text,
      uncapped: text,
      isCapped: fact,
      rate: maybe(object('ScoreRate', { onTime: whole, due: whole })),
      items: listOf(
        object('ScoreItem', {
          points: text,
          title: text,
          on: maybe(day),
          source: object('ScoreSource', { kind: oneOf('assignment', 'progressReport', 'instrument', 'award'), id }),
          taskIds: listOf(id),
          isCovered: fact,
        }),
      ),
    }),
  ),
});

const unitsView = listOf(
  object('ScoredUnit', {
    unitId: id,
    unitName: text,
    hasTasks: fact,
    rank: maybe(whole),
    total: text,
    adjustment: text,
    sheet: maybe(sheetView),
  }),
);

/** A rule with the sentence that says how it counts. */
const rulesView = listOf(object('ScoreRuleWords', { key: text, name: text, how: text, isAward: fact }));

export const schemeView = object('ScoreScheme', {
  version: whole,
  scheme: maybe(anything),
  versions: listOf(object('ScoreSchemeVersion', { version: whole, madeAt: instant, madeBy: maybe(text), scheme: anything })),
  actions: listOf(oneOf('keep')),
});

/** What is wrong with rules, by field, and how the units would stand by them; no scores while something is wrong. */
export const schemeTrialView = object('ScoreTrial', {
  flaws: listOf(object('ScoreFlaw', { place: text, sentence: text })),
  schemeName: maybe(text),
  note: text,
  rules: rulesView,
  units: maybe(unitsView),
});

export const liveScoresView = object('LiveScores', {
  schemeName: maybe(text),
  note: text,
  rules: rulesView,
  units: unitsView,
  actions: listOf(oneOf('award', 'publish')),
});

const summary = {
  id,
  title: text,
  state: oneOf('published', 'final'),
  asOf: instant,
  appealUntilOn: day,
  publishedAt: instant,
  finalisedAt: maybe(instant),
};

export const roundsView = object('ScoreRounds', { items: listOf(object('ScoreRoundSummary', summary)) });

export const roundView = object('ScoreRound', {
  ...summary,
  planId: id,
  schemeName: text,
  note: text,
  rules: rulesView,
  units: unitsView,
  appeals: listOf(
    object('ScoreAppeal', {
      id,
      unitId: id,
      unitName: text,
      ruleKey: text,
      text,
      state: oneOf('filed', 'upheld', 'rejected'),
      filedAt: instant,
      decidedAt: maybe(instant),
      decidedBy: maybe(text),
      decisionText: maybe(text),
      adjustment: maybe(text),
      actions: listOf(oneOf('decide')),
    }),
  ),
  appealUnitIds: listOf(id),
  actions: listOf(oneOf('finalise')),
});
