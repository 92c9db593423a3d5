import type { Chain, ChainStep, InstrumentKind, Limit, PostRule, Rung } from '@duban/domain';

/* What every template is built of. */

export const LIAISON: PostRule = { of: 'holderUnit', role: 'liaison' };
export const HEAD: PostRule = { of: 'holderUnit', role: 'unitHead' };
export const OFFICE: PostRule = { of: 'jurisdiction', role: 'officeClerk' };
export const OFFICE_HEAD: PostRule = { of: 'jurisdiction', role: 'officeHead' };
export const IN_CHARGE: PostRule = { of: 'leaderInCharge' };
export const CHIEF: PostRule = { of: 'jurisdiction', role: 'chiefLeader' };
export const OWN_POST: PostRule = { of: 'holderPost' };

export const MORNING = 9;

export const workingDays = (n: number): Limit => ({ n, unit: 'workingDays' });
export const calendarDays = (n: number): Limit => ({ n, unit: 'calendarDays' });

export const REMIND: Rung['act'] = { kind: 'remind' };

/** Opens a paper, one for each unit unless the policy groups otherwise. */
export const paper = (instrument: InstrumentKind, grouping: 'perTask' | 'perUnit' | 'perMoment' = 'perUnit'): Rung['act'] => ({
  kind: 'instrument',
  instrument,
  grouping,
});

/** A rung at nine o'clock, counted in working days. */
export const rung = (
  key: string,
  name: string,
  on: Rung['on']['kind'] | Rung['on'],
  from: Rung['from'],
  days: number,
  act: Rung['act'],
  receivers: readonly PostRule[],
): Rung => ({
  key,
  name,
  on: typeof on === 'string' ? { kind: on } : on,
  from,
  offset: workingDays(days),
  hour: MORNING,
  act,
  receivers,
});

export const chain = (key: string, name: string, steps: Chain['steps']): Chain => ({
  key,
  name,
  steps,
  onRefusal: 'returnAtOnce',
  allowSamePerson: false,
});

export const step = (
  key: string,
  name: string,
  posts: readonly PostRule[],
  days: number,
  mode: ChainStep['mode'] = 'any',
): ChainStep => ({ key, name, mode, posts, limit: workingDays(days) });
