import { accept, refuse, type Decision } from '@duban/domain';
import { DeliveryRow, NoticeItemRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';

export interface SettleDeliveries {
  /** Failed deliveries, or such of which nobody knows whether they arrived; many at once. */
  readonly deliveryIds: readonly string[];
  readonly how: 'retry' | 'close';
  readonly reason: string;
}

/**
 * The office sends again what has failed, or says how the person was reached otherwise. Sent again means under the same delivery
 * id: a receiver that had it after all can tell.
 *
 * Refused whole: `EXCEPTION.UNKNOWN`, `EXCEPTION.SETTLED` (somebody was faster), `EXCEPTION.REASON_MISSING`.
 */
export async function settleDeliveries(act: Act, input: SettleDeliveries): Promise<Decision<{ settled: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('EXCEPTION.UNKNOWN');
  if (input.how === 'close' && input.reason.trim() === '') return refuse('EXCEPTION.REASON_MISSING');
  const ids = [...new Set(input.deliveryIds)].sort();
  const rows = await act.tx.find(DeliveryRow, 'r.id = any($1::uuid[]) and r.jurisdiction_id = $2 order by r.id for update', [
    ids,
    act.jurisdictionId,
  ]);
  if (rows.length < ids.length || rows.length === 0) return refuse('EXCEPTION.UNKNOWN');
  const settled = rows.find((row) => (row.state !== 'failed' && row.state !== 'unknown') || (row.resolvedAt ?? null) !== null);
  if (settled) return refuse('EXCEPTION.SETTLED', { deliveryId: settled.id });
  if (input.how === 'retry') {
    await act.tx.run(
      `update delivery set state = 'waiting', next_at = $2, attempts = 0, settled_at = null, leased_until = null where id = any($1::uuid[])`,
      [ids, act.now],
    );
  } else {
    await act.tx.run('update delivery set resolved_at = $2, resolved_by = $3 where id = any($1::uuid[])', [
      ids,
      act.now,
      act.person,
    ]);
  }
  for (const row of rows) {
    act.emit({
      type: input.how === 'retry' ? 'delivery.retried' : 'delivery.closedByOffice',
      subjectKind: 'delivery',
      subjectId: row.id,
      data: { channel: row.channel, was: row.state, detail: row.detail, reason: input.reason },
    });
  }
  return accept({ settled: rows.length });
}

/**
 * The office has seen to what reached nobody: told the people by other means, or found it needless.
 *
 * Refused whole: `EXCEPTION.UNKNOWN`, `EXCEPTION.SETTLED`, `EXCEPTION.REASON_MISSING`.
 */
export async function settleUnreceived(
  act: Act,
  input: { readonly itemIds: readonly string[]; readonly reason: string },
): Promise<Decision<{ settled: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('EXCEPTION.UNKNOWN');
  if (input.reason.trim() === '') return refuse('EXCEPTION.REASON_MISSING');
  const ids = [...new Set(input.itemIds)].sort();
  const rows = await act.tx.find(
    NoticeItemRow,
    'r.id = any($1::uuid[]) and r.jurisdiction_id = $2 and r.receiver_id is null order by r.id for update',
    [ids, act.jurisdictionId],
  );
  if (rows.length < ids.length || rows.length === 0) return refuse('EXCEPTION.UNKNOWN');
  const settled = rows.find((row) => (row.resolvedAt ?? null) !== null);
  if (settled) return refuse('EXCEPTION.SETTLED', { itemId: settled.id });
  await act.tx.run('update notice_item set resolved_at = $2, resolved_by = $3 where id = any($1::uuid[])', [
    ids,
    act.now,
    act.person,
  ]);
  for (const row of rows) {
    act.emit({
      type: 'notice.settledByOffice',
      subjectKind: 'noticeItem',
      subjectId: row.id,
      postId: row.postId,
      data: { text: row.text, reason: input.reason },
    });
  }
  return accept({ settled: rows.length });
}
