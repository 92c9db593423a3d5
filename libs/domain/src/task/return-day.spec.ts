import fc from 'fast-check';
import { addDays } from '../day/day';
import { instantOf } from '../day/instant';
import type { WorkCalendar } from '../calendar/work-calendar';
import { daysOffAmong, dueAfterReturn, returnDays } from './return-day';

const calendar: WorkCalendar = { version: 't', firstYear: 2020, publishedThrough: 2040, exceptions: {} };
const policy = {
  returnTerm: { n: 10, unit: 'workingDays' },
  returnBounds: { least: { n: 3, unit: 'workingDays' }, most: { n: 2, unit: 'months' } },
} as const;
// A Monday.
const nowMs = instantOf('2026-03-02', 10);
const answer = (current: string | null, named: string | null) => dueAfterReturn(current, named, policy, calendar, nowMs);

test('the policy proposes its term from the act, or the day in force where that is later', () => {
  expect(answer('2026-02-20', null)).toEqual({ ok: true, value: '2026-03-16' });
  expect(answer('2026-05-20', null)).toEqual({ ok: true, value: '2026-05-20' });
  expect(returnDays('2026-02-20', policy, calendar, nowMs)).toMatchObject({
    proposedOn: '2026-03-16',
    earliestOn: '2026-03-05',
    latestOn: '2026-05-04',
    counted: { start: '2026-03-02', n: 10, date: '2026-03-16' },
  });
});

test.each([
  ['the last that the policy lets', '2026-02-20', '2026-05-04', null],
  ['the first that the policy lets', '2026-02-20', '2026-03-05', null],
  ['a Sunday', '2026-02-20', '2026-03-15', null],
  ['yesterday', '2026-02-20', '2026-03-01', 'RETURN.DAY_PAST'],
  ['two working days from now', '2026-02-20', '2026-03-04', 'RETURN.DAY_TOO_EARLY'],
  ['a day before the one in force', '2026-04-20', '2026-04-19', 'RETURN.DAY_SHORTENS'],
  ['the day in force', '2026-04-20', '2026-04-20', null],
  ['a day beyond the bounds', '2026-02-20', '2026-05-05', 'RETURN.DAY_TOO_LATE'],
  ['a day for what has none', null, '2026-04-20', 'RETURN.NO_DUE_DAY'],
] as const)('%s', (_name, current, named, code) => {
  expect(answer(current, named)).toMatchObject(code === null ? { ok: true, value: named } : { refusal: { code } });
});

test('without bounds any day from today and from the day in force on may be named', () => {
  const free = { returnTerm: policy.returnTerm };
  expect(dueAfterReturn('2026-02-20', '2026-03-02', free, calendar, nowMs)).toEqual({ ok: true, value: '2026-03-02' });
  expect(dueAfterReturn('2026-02-20', '2031-01-01', free, calendar, nowMs)).toEqual({ ok: true, value: '2031-01-01' });
});

test('what is proposed may always be named, and what may be named is never earlier than the day in force', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -50, max: 400 }), (currentIn, namedIn) => {
      const current = addDays('2026-03-02', currentIn);
      const { proposedOn, earliestOn, latestOn } = returnDays(current, policy, calendar, nowMs);
      expect(answer(current, proposedOn)).toEqual({ ok: true, value: proposedOn });
      const named = addDays('2026-03-02', namedIn);
      expect(answer(current, named).ok).toBe(named >= earliestOn && named <= (latestOn ?? named));
      expect(earliestOn >= current).toBe(true);
    }),
  );
});

test('the days off among those that may be named are told, so that a page can warn', () => {
  const days = { ...returnDays('2026-02-20', policy, calendar, nowMs), latestOn: '2026-03-15' };
  expect(daysOffAmong(days, calendar, 400)).toEqual(['2026-03-07', '2026-03-08', '2026-03-14', '2026-03-15']);
});
