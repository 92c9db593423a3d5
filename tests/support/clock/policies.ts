import type { Policy, Rung } from '@duban/domain';
import { newId, type Deps } from '@duban/application';
import { PolicyRow, PolicyVersionRow, withTransaction } from '@duban/database';
import { standardPolicy, type SampleJurisdiction } from '@duban/sample';

/** A rung on 办结 that counts in calendar days from the due day, at nine, unless it says otherwise. */
export const onCompletion = (key: string, days: number, act: Rung['act'], more: Partial<Rung> = {}): Rung => ({
  key,
  name: key,
  on: { kind: 'completion' },
  from: { base: 'due' },
  offset: { n: days, unit: 'calendarDays' },
  hour: 9,
  act,
  receivers: [{ of: 'holderUnit', role: 'liaison' }],
  ...more,
});

export const remind: Rung['act'] = { kind: 'remind' };
export const instrument = (kind: 'urging' | 'supervisionOrder' | 'summons' | 'listing'): Rung['act'] => ({
  kind: 'instrument',
  instrument: kind,
  grouping: 'perUnit',
});

/** Stores a policy of the sample whose ladder is this, and what else is to differ. */
export async function storePolicy(
  deps: Deps,
  sample: SampleJurisdiction,
  ladder: readonly Rung[],
  more: Partial<Policy> = {},
): Promise<string> {
  const policy: Policy = { ...standardPolicy, key: `test-${newId()}`, ladder, ...more };
  const policyId = newId();
  const id = newId();
  await withTransaction(deps.database, async (tx) => {
    const { jurisdictionId } = sample;
    await tx.insert(PolicyRow, [{ id: policyId, jurisdictionId, key: policy.key, name: policy.name }]);
    await tx.insert(PolicyVersionRow, [
      { id, jurisdictionId, policyId, version: 1, body: policy, madeAt: new Date(await deps.clock.nowMs(tx)), madeBy: null },
    ]);
  });
  return id;
}
