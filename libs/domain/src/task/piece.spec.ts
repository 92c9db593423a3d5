import type { AssignmentState } from './assignment';
import { allowedPieceActions, checkPiece, decidePieceAction, decideSplit, pieceDayAfter } from './piece';

const today = '2026-03-02';
const code = (piece: { name: string; dueOn: string }, shareDueOn: string | null) => {
  const checked = checkPiece(piece, shareDueOn, today);
  return checked.ok ? 'ok' : checked.refusal.code;
};

test.each([
  ['起草清单', '2026-03-31', '2026-03-31', 'ok'],
  ['起草清单', '2026-04-01', '2026-03-31', 'PIECE.AFTER_DUE_DAY'],
  ['起草清单', '2026-03-02', '2026-03-31', 'ok'],
  ['起草清单', '2026-03-01', '2026-03-31', 'PIECE.DAY_PAST'],
  ['起草清单', '2026-02-30', '2026-03-31', 'PIECE.DAY_MISSING'],
  ['  ', '2026-03-31', '2026-03-31', 'PIECE.NAME_MISSING'],
  // Long-term work has no day that would end a piece.
  ['起草清单', '2030-12-31', null, 'ok'],
])('a piece %s by %s of a share due on %s: %s', (name, dueOn, shareDueOn, expected) => {
  expect(code({ name, dueOn }, shareDueOn)).toBe(expected);
});

test('a share is split while the unit works on it, not while its completion is judged', () => {
  const states: AssignmentState[] = [
    'assigned',
    'received',
    'completionFiled',
    'returned',
    'suspended',
    'struckOff',
    'cancelled',
  ];
  const may = (assignmentState: AssignmentState) => decideSplit({ planState: 'issued', assignmentState }).ok;
  expect(states.filter(may)).toEqual(['assigned', 'received', 'returned']);
  expect(decideSplit({ planState: 'draft', assignmentState: 'assigned' })).toMatchObject({
    refusal: { code: 'PLAN.NOT_ISSUED' },
  });
});

test('what is open can be finished or withdrawn as long as the share runs; what has ended cannot', () => {
  const facts = { planState: 'issued', assignmentState: 'completionFiled', state: 'open' } as const;
  expect(allowedPieceActions(facts)).toEqual(['finish', 'withdraw']);
  expect(decidePieceAction('finish', { ...facts, state: 'met' })).toMatchObject({ refusal: { code: 'PIECE.NOT_OPEN' } });
  expect(allowedPieceActions({ ...facts, state: 'void' })).toEqual([]);
  expect(allowedPieceActions({ ...facts, assignmentState: 'suspended' })).toEqual([]);
});

test('a piece follows its share only to an earlier day', () => {
  expect(pieceDayAfter('2026-05-29', '2026-04-30')).toBe('2026-04-30');
  expect(pieceDayAfter('2026-04-30', '2026-04-30')).toBeNull();
  expect(pieceDayAfter('2026-04-01', '2026-04-30')).toBeNull();
  expect(pieceDayAfter('2026-04-01', null)).toBeNull();
});
