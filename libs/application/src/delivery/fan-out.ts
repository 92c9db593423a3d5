import { DeliveryRow, type Tx } from '@duban/database';
import { waitingDelivery } from '../kernel/act';

/**
 * What has come into an inbox goes out by every channel of the jurisdiction for which its receiver has an address; a channel
 * without persons takes every notice. In the transaction that settles the inbox, so that none is forgotten; the unique key
 * (notice, channel) refuses a second.
 */
export async function fanOut(tx: Tx, inboxDeliveryIds: readonly string[], at: Date): Promise<number> {
  const wanted = await tx.query<{ jurisdictionId: string; noticeId: string; channel: string }>(
    `select n.jurisdiction_id as "jurisdictionId", n.id as "noticeId", c.key as channel
     from delivery d join notice n on n.id = d.notice_id
       join channel c on c.jurisdiction_id = n.jurisdiction_id and c.active
       left join channel_address a on a.channel_id = c.id and a.person_id = n.receiver_id and a.refused_at is null
     where d.id = any($1::uuid[]) and n.receiver_id is not null and (a.id is not null or c.kind = 'webhook')
     order by n.id, c.key`,
    [inboxDeliveryIds],
  );
  if (wanted.length === 0) return 0;
  return tx.insertMissing(
    DeliveryRow,
    wanted.map((each) => waitingDelivery(each, at)),
  );
}
