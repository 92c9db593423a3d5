import { DeliveryRow, NoticeRow, insertStatement, type MomentRow } from '@duban/database';
import { digestTitle } from '@duban/wording';
import { inboxDelivery, type Act } from '../kernel/act';

/**
 * Makes one notice for each receiver of a closing moment whose digest is not there yet, with its delivery to the inbox: at most
 * `most` at once, and all of them when called until nothing is left. The items name their digest already.
 */
export async function writeDigests(act: Act, moment: MomentRow, most: number): Promise<{ written: number; left: boolean }> {
  const digests = await act.tx.query<{ id: string; receiverId: string | null; items: number }>(
    `select x.id, (select i.receiver_id from notice_item i where i.notice_id = x.id limit 1) as "receiverId", x.items
     from (select notice_id as id, count(*)::int as items from notice_item where moment_id = $1 group by notice_id) x
     where not exists (select from notice n where n.id = x.id) order by x.id limit $2`,
    [moment.id, most],
  );
  if (digests.length === 0) return { written: 0, left: false };
  const notices = digests.map((each): NoticeRow => ({
    id: each.id,
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
  await act.tx.insert(
    DeliveryRow,
    notices.filter((notice) => written.has(notice.id)).map((notice) => inboxDelivery(notice, act.now)),
  );
  return { written: written.size, left: digests.length === most };
}
