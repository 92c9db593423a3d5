import type { InstrumentKind } from '@duban/domain';
import type { Act } from '../kernel/act';
import { armFollowing } from '../kernel/obligations';
import { readPolicy } from '../kernel/rulebook';

/** Arms what counts from the service of an instrument of this kind; where no policy counts from it there is nothing to read. */
export async function armAfterService(act: Act, kind: InstrumentKind, obligationIds: readonly string[]): Promise<void> {
  if (obligationIds.length === 0) return;
  const rows = await act.tx.query<{ id: string; policyVersionId: string }>(
    `select id, policy_version_id as "policyVersionId" from obligation where id = any($1::uuid[]) and state = 'open'`,
    [[...new Set(obligationIds)]],
  );
  const counting = new Set<string>();
  for (const policyVersionId of new Set(rows.map((row) => row.policyVersionId))) {
    const { ladder } = await readPolicy(act.tx, policyVersionId);
    if (ladder.some((rung) => rung.from.base === 'served' && rung.from.instrument === kind)) counting.add(policyVersionId);
  }
  await armFollowing(
    act,
    rows.filter((row) => counting.has(row.policyVersionId)).map((row) => row.id),
  );
}
