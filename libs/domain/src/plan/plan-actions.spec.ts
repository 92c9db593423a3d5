import { allowedPlanActions, decidePlanAction, type PlanFacts } from './plan-actions';

const facts: PlanFacts = {
  state: 'draft',
  isStanding: false,
  underReview: false,
  tasks: 3,
  tasksWithoutUnit: 0,
  tasksWithoutDay: 0,
  openObligations: 0,
};

test.each([
  ['draft', ['edit', 'submit']],
  ['approved', ['issue']],
  ['issued', ['amend', 'wrapUp']],
  ['wrappedUp', ['archive']],
  ['archived', []],
] as const)('草案 → 审定 → 印发 → 收官 → 归档: a plan that is %s allows %j', (state, actions) => {
  expect(allowedPlanActions({ ...facts, state })).toEqual(actions);
});

test.each([
  ['submit', { tasks: 0 }, 'PLAN.NO_TASKS'],
  ['submit', { tasksWithoutUnit: 1 }, 'PLAN.TASKS_WITHOUT_UNIT'],
  ['submit', { tasksWithoutDay: 2 }, 'PLAN.TASKS_WITHOUT_DAY'],
  ['edit', { underReview: true }, 'PLAN.UNDER_REVIEW'],
  ['archive', { state: 'wrappedUp', openObligations: 2 }, 'PLAN.STILL_OWED'],
  ['issue', {}, 'PLAN.WRONG_STATE'],
] as const)('%s with %j is refused by %s', (action, more, code) => {
  expect(decidePlanAction(action, { ...facts, ...more })).toMatchObject({ ok: false, refusal: { code } });
});

test('the standing plan is issued from the start and never amended, wrapped up or archived', () => {
  expect(allowedPlanActions({ ...facts, state: 'issued', isStanding: true })).toEqual([]);
});
