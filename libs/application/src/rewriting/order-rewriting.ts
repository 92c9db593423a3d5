import { JobRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { NO_PROGRESS, type CalendarChangePayload, type PolicyChangePayload } from './rewrite-line';

export type RewritingOrder =
  | { readonly kind: 'policyChange'; readonly payload: PolicyChangePayload }
  | { readonly kind: 'calendarChange'; readonly payload: CalendarChangePayload };

/** Writes the job by which the worker rewrites what is open, and gives its id (design section 3.3). */
export async function orderRewriting(act: Act, { kind, payload }: RewritingOrder): Promise<string> {
  const id = newId();
  await act.tx.insert(JobRow, [
    {
      id,
      jurisdictionId: act.jurisdictionId,
      kind,
      state: 'waiting',
      payload,
      progress: NO_PROGRESS,
      madeAt: act.now,
      leasedUntil: null,
    },
  ]);
  return id;
}
