import * as fc from 'fast-check';
import type { Rung } from '../policy/policy';
import { OPEN_NEXT_PERIOD } from './armed-rungs';
import { basesOf, isLate, judgeRung, type RungCase } from './judge-rung';

const rung = (act: Rung['act'], from: Rung['from'] = { base: 'due' }): Rung => ({
  key: 'completion.step',
  name: '测试',
  on: { kind: 'completion' },
  from,
  offset: { n: 1, unit: 'workingDays' },
  hour: 9,
  act,
  receivers: [],
});
const remind = rung({ kind: 'remind' });
const summons = rung({ kind: 'instrument', instrument: 'summons', grouping: 'perUnit' });
const order = rung({ kind: 'instrument', instrument: 'supervisionOrder', grouping: 'perUnit' });
const open: RungCase['obligation'] = { state: 'open', dueVersion: 2, filedAtMs: null };
const aCase = (more: Partial<RungCase>): RungCase => ({
  obligation: open,
  dueVersion: 2,
  rungKey: 'completion.step',
  rung: remind,
  late: false,
  baseLate: false,
  laterReminder: false,
  ...more,
});

test.each<[string, Partial<RungCase>, string, string]>([
  ['an open obligation fires on time', {}, 'fired', 'onTime'],
  ['a summons on time fires', { rung: summons }, 'fired', 'onTime'],
  ['a replaced due version is superseded', { dueVersion: 1 }, 'superseded', 'newDueVersion'],
  ['what is met is skipped', { obligation: { ...open, state: 'met' } }, 'skipped', 'closed'],
  ['what is void is skipped, also when late', { obligation: { ...open, state: 'void' }, late: true }, 'skipped', 'closed'],
  ['what is filed and not returned is skipped', { obligation: { ...open, filedAtMs: 1 } }, 'skipped', 'filed'],
  ['a rung that the policy dropped is superseded', { rung: null }, 'superseded', 'notInPolicy'],
  ['a late 督办单 fires: it is a draft that a person signs', { rung: order, late: true }, 'fired', 'late'],
  ['a late summons is held', { rung: summons, late: true }, 'held', 'lateCallsIn'],
  ['a late rung that counts from a late one is held', { rung: order, late: true, baseLate: true }, 'held', 'followsLate'],
  ['on time it fires even when its base was late', { rung: order, baseLate: true }, 'fired', 'onTime'],
  ['the last of the late reminders goes out', { late: true }, 'fired', 'late'],
  ['an earlier late reminder does not', { late: true, laterReminder: true }, 'superseded', 'laterReminder'],
  ['on time a reminder does not wait for the next', { laterReminder: true }, 'fired', 'onTime'],
  ['a next period is opened late as well', { rungKey: OPEN_NEXT_PERIOD, rung: null, late: true }, 'fired', 'late'],
  [
    'a next period is opened after an early report',
    { rungKey: OPEN_NEXT_PERIOD, rung: null, obligation: { ...open, state: 'met' } },
    'fired',
    'onTime',
  ],
  [
    'no next period follows a cancelled one',
    { rungKey: OPEN_NEXT_PERIOD, rung: null, obligation: { ...open, state: 'void' } },
    'skipped',
    'closed',
  ],
])('%s', (_name, more, outcome, reason) => {
  expect(judgeRung(aCase(more))).toEqual({ outcome, reason });
});

test('nothing fires for what is done, filed or of an older due version, whatever else is true', () => {
  fc.assert(
    fc.property(
      fc.record({
        state: fc.constantFrom('open' as const, 'met' as const, 'void' as const),
        filed: fc.boolean(),
        version: fc.constantFrom(1, 2),
        rung: fc.constantFrom(remind, summons, order, null),
        late: fc.boolean(),
        baseLate: fc.boolean(),
        laterReminder: fc.boolean(),
      }),
      (x) => {
        const { outcome } = judgeRung(
          aCase({
            ...x,
            obligation: { state: x.state, dueVersion: 2, filedAtMs: x.filed ? 1 : null },
            dueVersion: x.version,
          }),
        );
        if (x.state !== 'open' || x.filed || x.version === 1 || x.rung === null) return outcome !== 'fired' && outcome !== 'held';
        return x.late || outcome === 'fired';
      },
    ),
  );
});

test('late is past the grace, not at it', () => {
  const policy = { graceMinutes: 240 };
  expect(isLate(0, 240 * 60_000, policy)).toBe(false);
  expect(isLate(0, 240 * 60_000 + 1, policy)).toBe(true);
});

test('only rungs that another counts from are bases', () => {
  const ladder = [remind, { ...order, key: 'b', from: { base: 'rung' as const, rungKey: 'completion.step' } }];
  expect([...basesOf({ ladder } as never)]).toEqual(['completion.step']);
});
