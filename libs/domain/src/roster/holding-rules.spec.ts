import { decideHolding, decideHoldingEnd, type WantedHolding } from './holding-rules';

const held = { personId: 'a', kind: 'holder' as const, fromOn: '2026-01-01', toOn: '2026-06-30' };
const wanted = (more: Partial<WantedHolding>): WantedHolding => ({
  personId: 'b',
  kind: 'holder',
  fromOn: '2026-07-01',
  toOn: null,
  ...more,
});

test.each([
  ['the day after the last holder leaves', {}, 'ok'],
  ['the last holder’s own last day', { fromOn: '2026-06-30' }, 'HOLDING.POST_TAKEN'],
  ['before the first holder, without an end', { fromOn: '2025-01-01' }, 'HOLDING.POST_TAKEN'],
  ['before the first holder, until the day before', { fromOn: '2025-01-01', toOn: '2025-12-31' }, 'ok'],
  ['acting while there is a holder', { kind: 'acting', fromOn: '2026-03-01' }, 'ok'],
  ['a delegate for a month', { kind: 'delegate', fromOn: '2026-03-01', toOn: '2026-03-31' }, 'ok'],
  ['a delegate without an end', { kind: 'delegate', fromOn: '2026-03-01' }, 'HOLDING.END_MISSING'],
  ['an end before the start', { toOn: '2026-06-01' }, 'HOLDING.ENDS_BEFORE_START'],
  ['the holder once more', { personId: 'a', kind: 'acting', fromOn: '2026-06-01' }, 'HOLDING.ALREADY_HELD'],
] as const)('%s', (_, more, expected) => {
  const decision = decideHolding(wanted(more), [held]);
  expect(decision.ok ? 'ok' : decision.refusal.code).toBe(expected);
});

test.each([
  ['2026-05-31', '2026-03-01', 'ok'],
  ['2025-12-31', '2026-03-01', 'HOLDING.ENDS_BEFORE_START'],
  ['2026-08-31', '2026-07-01', 'HOLDING.ENDED'],
] as const)('ending on %s, asked on %s', (toOn, today, expected) => {
  const decision = decideHoldingEnd(held, toOn, today);
  expect(decision.ok ? 'ok' : decision.refusal.code).toBe(expected);
});
