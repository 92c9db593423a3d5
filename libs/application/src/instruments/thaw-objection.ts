import { ObligationRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { unfreeze } from '../kernel/obligations';

/** Thaws whatever one objection had frozen. */
export async function thawObjection(act: Act, requestId: string): Promise<void> {
  const frozen = await act.tx.find(
    ObligationRow,
    `r.id in (select obligation_id from obligation_freeze where cause_id = $1 and closed_at is null) order by r.id`,
    [requestId],
  );
  for (const obligation of frozen) await unfreeze(act, obligation, 'objection', requestId);
}
