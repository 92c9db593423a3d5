import { allowedAssignmentActions, decideAssignmentAction, type AssignmentFacts } from './assignment-actions';

const facts: AssignmentFacts = {
  state: 'received',
  planState: 'issued',
  owesCompletion: true,
  hasDueDay: true,
  pastDue: false,
  extensionAsked: false,
  extensionsGranted: 0,
  maxExtensions: 2,
};

test('before the day a unit may report, finish or ask for more time; the office may suspend, cancel or reassign', () => {
  expect(allowedAssignmentActions(facts)).toEqual([
    'reportProgress',
    'fileCompletion',
    'askExtension',
    'suspend',
    'cancel',
    'reassign',
  ]);
});

test('after the day there is only a late explanation, no extension (decision D4.2)', () => {
  const late = { ...facts, pastDue: true };
  expect(decideAssignmentAction('askExtension', late)).toMatchObject({ refusal: { code: 'EXTENSION.AFTER_DUE_DAY' } });
  expect(decideAssignmentAction('explainLate', late).ok).toBe(true);
  expect(decideAssignmentAction('explainLate', facts)).toMatchObject({ refusal: { code: 'EXPLANATION.NOT_LATE' } });
});

test('while an extension is asked nothing else about the due day is decided', () => {
  const asked = { ...facts, extensionAsked: true };
  expect(decideAssignmentAction('askExtension', asked)).toMatchObject({ refusal: { code: 'EXTENSION.ALREADY_ASKED' } });
  expect(decideAssignmentAction('fileCompletion', asked)).toMatchObject({ refusal: { code: 'EXTENSION.STILL_ASKED' } });
});

test.each([
  [{ owesCompletion: false }, 'fileCompletion', 'ASSIGNMENT.OWES_NO_COMPLETION'],
  [{ hasDueDay: false }, 'askExtension', 'EXTENSION.NO_DUE_DAY'],
  [{ extensionsGranted: 2 }, 'askExtension', 'EXTENSION.TOO_MANY'],
  [{ state: 'struckOff' }, 'reportProgress', 'ASSIGNMENT.WRONG_STATE'],
  [{ planState: 'draft' }, 'receive', 'PLAN.NOT_ISSUED'],
] as const)('%j: %s is refused by %s', (more, action, code) => {
  expect(decideAssignmentAction(action, { ...facts, ...more })).toMatchObject({ ok: false, refusal: { code } });
});
