import { isChannelKind, retryAfterMs, type SendResult } from '@duban/domain';
import { ChannelRow, withTransaction, type Tx } from '@duban/database';
import { sendWords, undeliveredWords } from '@duban/wording';
import type { Deps } from '../kernel/deps';
import type { OpenChannel, OutgoingMessage } from './channels/outgoing';
import { senders } from './channels/senders';

/** Of one channel at once: its pace allows it, and a stuck platform holds up no more. */
const BATCH = 20;
const AT_ONCE = 4;
/** Longer than any sender waits for its platform; then another takes the delivery, under the same id (`MachineClock`). */
const LEASE_MS = 90_000;
const PACE_MS = 60_000;

export interface SentOutgoing {
  /** Tries made, whatever came of them. */
  readonly tries: number;
  readonly delivered: number;
}

/**
 * Sends what waits on the channels that leave the house. Of each channel at most its number a minute, whichever process sends;
 * each delivery is leased, its subject is read again, what is done meanwhile is not sent, and it ends once: `delivered`, `skipped`,
 * `failed` with the platform's own code, or `unknown` where it may have arrived. Until then it waits for its next try in PostgreSQL.
 */
export async function sendOutgoing(deps: Deps): Promise<SentOutgoing> {
  const channels = await withTransaction(deps.database, async (tx) =>
    tx.find(
      ChannelRow,
      `exists (select from delivery d where d.jurisdiction_id = r.jurisdiction_id and d.channel = r.key and d.state = 'waiting'
         and d.next_at <= $1 and (d.leased_until is null or d.leased_until <= $2))`,
      [new Date(await deps.clock.nowMs(tx)), new Date(deps.machine.nowMs())],
    ),
  );
  const sent = await Promise.all(channels.map((channel) => sendOfChannel(deps, channel)));
  return {
    tries: sent.reduce((sum, each) => sum + each.tries, 0),
    delivered: sent.reduce((sum, each) => sum + each.delivered, 0),
  };
}

async function sendOfChannel(deps: Deps, known: ChannelRow): Promise<SentOutgoing> {
  const leased = await leaseByPace(deps, known);
  let delivered = 0;
  for (let from = 0; from < leased.length; from += AT_ONCE) {
    const results = await Promise.all(leased.slice(from, from + AT_ONCE).map((each) => sendOne(deps, known.id, each)));
    delivered += results.filter((result) => result).length;
  }
  return { tries: leased.length, delivered };
}

interface Leased {
  readonly id: string;
  readonly attempts: number;
}

/** The row of the channel is the turnstile: of several senders at once each counts what the others have taken. */
function leaseByPace(deps: Deps, known: ChannelRow): Promise<Leased[]> {
  return withTransaction(deps.database, async (tx) => {
    const [channel] = await tx.find(ChannelRow, 'r.id = $1 for update', [known.id]);
    if (!channel) return [];
    const machineMs = deps.machine.nowMs();
    const [used] = await tx.query<{ n: number }>(
      'select count(*)::int as n from delivery where jurisdiction_id = $1 and channel = $2 and machine_sent_at > $3',
      [channel.jurisdictionId, channel.key, new Date(machineMs - PACE_MS)],
    );
    const room = Math.min(BATCH, channel.perMinute - (used?.n ?? 0));
    if (room <= 0) return [];
    return tx.query<Leased>(
      `update delivery set leased_until = $4, machine_sent_at = $5, attempts = attempts + 1
       where id in (select id from delivery where jurisdiction_id = $1 and channel = $2 and state = 'waiting' and next_at <= $3
           and (leased_until is null or leased_until <= $5) order by next_at, id limit $6 for update skip locked)
       returning id, attempts`,
      [
        channel.jurisdictionId,
        channel.key,
        new Date(await deps.clock.nowMs(tx)),
        new Date(machineMs + LEASE_MS),
        new Date(machineMs),
        room,
      ],
    );
  });
}

/** True: delivered. */
async function sendOne(deps: Deps, channelId: string, leased: Leased): Promise<boolean> {
  const ready = await withTransaction(deps.database, (tx) => prepare(tx, channelId, leased));
  if ('state' in ready) {
    await settle(deps, leased.id, ready);
    return false;
  }
  const { channel, message } = ready;
  if (!isChannelKind(channel.kind)) throw new Error(`no channel of the kind ${channel.kind}`);
  // What a sender throws is a fault of ours: the lease runs out and the loop's error says it.
  const result = await senders[channel.kind](channel, message);
  await record(deps, channelId, leased, message, result);
  return result.result === 'delivered';
}

interface Settled {
  readonly state: 'delivered' | 'skipped' | 'failed' | 'unknown';
  readonly detail: string;
  readonly code: string | null;
  readonly ref: string | null;
}

const settledAs = (state: Settled['state'], detail: string, code: string | null = null, ref: string | null = null): Settled => ({
  state,
  detail,
  code,
  ref,
});

/** Reads the subject again, right before the sending: what is done or frozen by now is left out (case S10). */
async function prepare(
  tx: Tx,
  channelId: string,
  leased: Leased,
): Promise<Settled | { channel: OpenChannel; message: OutgoingMessage }> {
  const [row] = await tx.find(ChannelRow, 'r.id = $1', [channelId]);
  if (!row?.active) return settledAs('skipped', sendWords.channelOff);
  const [notice] = await tx.query<{ title: string; madeAt: Date; receiverId: string | null; address: string | null }>(
    `select n.title, n.made_at as "madeAt", n.receiver_id as "receiverId",
       (select a.address from channel_address a where a.channel_id = $2 and a.person_id = n.receiver_id and a.refused_at is null) as address
     from delivery d join notice n on n.id = d.notice_id where d.id = $1`,
    [leased.id, channelId],
  );
  if (!notice) throw new Error(`delivery ${leased.id} has no notice`);
  if (notice.address === null && row.kind !== 'webhook') return settledAs('failed', sendWords.noAddress);
  const items = await tx.query<{ text: string }>(
    `select i.text from notice_item i join delivery d on d.notice_id = i.notice_id left join obligation o on o.id = i.obligation_id
     where d.id = $1 and i.drop_reason is null
       and (i.cause_kind <> 'firing' or o.id is null or (o.state = 'open' and o.filed_at is null
         and not exists (select from obligation_freeze f where f.obligation_id = o.id and f.closed_at is null)))
     order by i.made_at, i.id`,
    [leased.id],
  );
  if (items.length === 0) return settledAs('skipped', undeliveredWords.nothingLeft);
  return {
    channel: {
      id: row.id,
      kind: row.kind,
      settings: row.settings as Record<string, string>,
      secrets: row.secret === null ? {} : (JSON.parse(row.secret) as Record<string, string>),
    },
    message: {
      deliveryId: leased.id,
      title: notice.title,
      lines: items.map((item) => item.text),
      eventAt: notice.madeAt,
      attempt: leased.attempts,
      personId: notice.receiverId,
      address: notice.address ?? '',
    },
  };
}

async function record(
  deps: Deps,
  channelId: string,
  leased: Leased,
  message: OutgoingMessage,
  result: SendResult,
): Promise<void> {
  switch (result.result) {
    case 'delivered':
      return settle(deps, leased.id, settledAs('delivered', '', result.code, result.ref));
    case 'unknown':
      return settle(deps, leased.id, settledAs('unknown', result.detail));
    case 'refused':
      if (result.addressIsWrong) await refuseAddress(deps, channelId, message, result.code);
      return settle(deps, leased.id, settledAs('failed', result.detail, result.code));
    case 'later': {
      const afterMs = retryAfterMs(leased.attempts, result.afterMs);
      if (afterMs === null) return settle(deps, leased.id, settledAs('failed', sendWords.gaveUp(result.detail), result.code));
      return withTransaction(deps.database, async (tx) => {
        await tx.run(
          `update delivery set next_at = $2, leased_until = null, detail = $3, platform_code = $4 where id = $1 and state = 'waiting'`,
          [leased.id, new Date((await deps.clock.nowMs(tx)) + afterMs), result.detail, result.code],
        );
      });
    }
  }
}

/** Of two senders that had the same delivery, the first word stands. */
function settle(deps: Deps, deliveryId: string, settled: Settled): Promise<void> {
  return withTransaction(deps.database, async (tx) => {
    await tx.run(
      `update delivery set state = $2, detail = $3, platform_code = $4, message_ref = $5, settled_at = $6, next_at = null,
         leased_until = null where id = $1 and state = 'waiting'`,
      [deliveryId, settled.state, settled.detail, settled.code, settled.ref, new Date(await deps.clock.nowMs(tx))],
    );
  });
}

/** Only that person is marked, and only while the address is still the one that was refused. */
function refuseAddress(deps: Deps, channelId: string, message: OutgoingMessage, code: string | null): Promise<void> {
  return withTransaction(deps.database, async (tx) => {
    await tx.run(
      'update channel_address set refused_at = $4, refused_code = $5 where channel_id = $1 and person_id = $2 and address = $3',
      [channelId, message.personId, message.address, new Date(await deps.clock.nowMs(tx)), code],
    );
  });
}
