import { patched, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** The name of each attribute, and its type: what an operator filters and sorts by in Temporal's own lists. */
export const ENTITY = defineSearchAttributeKey('dubanEntity', SearchAttributeType.KEYWORD);
export const JURISDICTION = defineSearchAttributeKey('dubanJurisdiction', SearchAttributeType.KEYWORD);
/** When the next step falls; nothing while a run waits for a change only. */
export const NEXT_FIRE_AT = defineSearchAttributeKey('dubanNextFireAt', SearchAttributeType.DATETIME);
/** The key of that step in the policy, or `change`. */
export const WAITS_FOR = defineSearchAttributeKey('dubanWaitsFor', SearchAttributeType.KEYWORD);

/** The key that `dubanWaitsFor` has while no step is armed. */
const CHANGE = 'change';

/**
 * Says in the attributes of a run what it waits for, where its server has them (a run that was started with the others). Only a
 * change is written: a wait that is taken up again costs no event of the history.
 */
export function attributesOfWait(): (rungKey: string | undefined, atMs: number | null) => void {
  const { typedSearchAttributes } = workflowInfo();
  const isListed = typedSearchAttributes.get(ENTITY) !== undefined;
  let shown = `${typedSearchAttributes.get(WAITS_FOR) ?? ''} ${typedSearchAttributes.get(NEXT_FIRE_AT)?.getTime() ?? ''}`;
  return (rungKey, atMs) => {
    if (!isListed || !patched('5-waits-for')) return;
    const waitsFor = rungKey ?? CHANGE;
    const wait = `${waitsFor} ${atMs ?? ''}`;
    if (wait === shown) return;
    shown = wait;
    upsertSearchAttributes([
      { key: WAITS_FOR, value: waitsFor },
      { key: NEXT_FIRE_AT, value: atMs === null ? null : new Date(atMs) },
    ]);
  };
}
