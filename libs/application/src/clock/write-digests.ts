import { DeliveryRow, NoticeRow, insertStatement, type MomentRow } from '@duban/database';
import { digestTitle } from '@duban/wording';
import { inboxDelivery, type Act } from '../kernel/act';
import { newId } from '../kernel/new-id';

/**
 * Makes one notice for each receiver of a closing moment out of the items that have none yet, with its delivery to the inbox.
 * The unique key (moment, receiver) refuses a second digest.
 */
export async function writeDigests(act: Act, moment: MomentRow, most: number): Promise<{ written: number; left: boolean }> {
  const receivers = await act.tx.query<{ receiverId: string | null; items: number }>(
    `select receiver_id as "receiverId", count(*)::int as items from notice_item
     where moment_id = $1 and notice_id is null group by receiver_id order by receiver_id nulls first limit $2`,
    [moment.id, most],
  );
  if (receivers.length === 0) return { written: 0, left: false };
  const notices = receivers.map((each): NoticeRow => ({
    id: newId(),
    jurisdictionId: moment.jurisdictionId,
    momentId: moment.id,
    receiverId: each.receiverId,
    kind: 'digest',
    title: digestTitle(moment.hourAt.getTime(), moment.late, each.items),
    madeAt: act.now,
    readAt: null,
  }));
  const { text, values } = insertStatement(NoticeRow, notices, 'on conflict do nothing returning id');
  const written = new Set((await act.tx.query<{ id: string }>(text, values)).map((row) => row.id));
  await act.tx.run(
    `update notice_item i set notice_id = n.id from notice n
     where i.moment_id = $1 and i.notice_id is null and n.moment_id = $1 and n.receiver_id is not distinct from i.receiver_id`,
    [moment.id],
  );
  await act.tx.insert(
    DeliveryRow,
    notices.filter((notice) => written.has(notice.id)).map((notice) => inboxDelivery(notice, act.now)),
  );
  return { written: written.size, left: receivers.length === most };
}
