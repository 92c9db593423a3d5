import type { PostRule, Rung } from '@duban/domain';

const UNIT: readonly PostRule[] = [
  { of: 'holderUnit', role: 'liaison' },
  { of: 'holderUnit', role: 'unitHead' },
];
const OFFICE: readonly PostRule[] = [{ of: 'jurisdiction', role: 'officeHead' }];

/** Three rungs of which the last counts from the one before it, in minutes: for this test only. */
export const LADDER: readonly Rung[] = [
  rung('kill.remind', { base: 'due' }, 0, { kind: 'remind' }, UNIT),
  rung('kill.urging', { base: 'due' }, 0.2, { kind: 'instrument', instrument: 'urging', grouping: 'perUnit' }, UNIT),
  rung(
    'kill.order',
    { base: 'rung', rungKey: 'kill.urging' },
    0.1,
    { kind: 'instrument', instrument: 'supervisionOrder', grouping: 'perUnit' },
    OFFICE,
  ),
];

function rung(key: string, from: Rung['from'], minutes: number, act: Rung['act'], receivers: readonly PostRule[]): Rung {
  return {
    key,
    name: key,
    on: { kind: 'completion' },
    from,
    offset: { n: minutes, unit: 'minutes' },
    hour: 9,
    act,
    receivers,
  };
}
