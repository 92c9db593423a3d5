import { channelDefinitions, isChannelKind, type ChannelKind } from '@duban/domain';
import { ChannelRow, type Tx } from '@duban/database';
import { channelAddressWords, channelFieldHint, channelFieldWord, channelKindWords } from '@duban/wording';
import { hasRole, isOffice } from '../kernel/actor';
import type { Scope } from './scope';

export interface ChannelView {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly active: boolean;
  readonly perMinute: number;
  readonly kindName: string;
  /** Settings by key; secrets only by whether they are set. Empty for whoever may not manage channels. */
  readonly fields: readonly { readonly key: string; readonly value: string; readonly isSet: boolean }[];
  /** What I am reached by; null where the channel has no persons. */
  readonly myAddress: string | null;
  /** What such an address is called; null where there is none. */
  readonly addressName: string | null;
  /** The platform knew no such person. */
  readonly isMyAddressRefused: boolean;
  readonly addresses: number;
  /** Of the last 30 days, for whoever may manage channels. */
  readonly delivered: number;
  readonly failed: number;
  readonly waiting: number;
  readonly lastTrouble: string | null;
  readonly actions: readonly ('change' | 'try' | 'writeAddress')[];
}

export interface ChannelKindView {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly perMinute: number;
  readonly fields: readonly {
    readonly key: string;
    readonly label: string;
    readonly hint: string;
    readonly secret: boolean;
    readonly required: boolean;
    readonly form: string;
  }[];
}

export interface Channels {
  readonly items: readonly ChannelView[];
  readonly mayManage: boolean;
  /** What may be set up, for whoever may. */
  readonly kinds: readonly ChannelKindView[];
}

const RECENT_MS = 30 * 86_400_000;

/** 通知渠道: for everybody the own addresses; for the office also the settings and how the channels do. */
export async function readChannels(tx: Tx, scope: Scope, nowMs: number): Promise<Channels> {
  const { actor } = scope;
  const mayManage = isOffice(actor) || hasRole(actor, 'administrator');
  const rows = await tx.find(ChannelRow, 'r.jurisdiction_id = $1 and (r.active or $2) order by r.name, r.id', [
    scope.jurisdictionId,
    mayManage,
  ]);
  const mine = await tx.query<{ channelId: string; address: string; refused: boolean }>(
    'select channel_id as "channelId", address, refused_at is not null as refused from channel_address where person_id = $1',
    [actor.personId],
  );
  const addresses = await tx.query<{ channelId: string; n: number }>(
    'select channel_id as "channelId", count(*)::int as n from channel_address where jurisdiction_id = $1 group by 1',
    [scope.jurisdictionId],
  );
  const counts = await tx.query<{ channel: string; delivered: number; failed: number; waiting: number; trouble: string | null }>(
    `select d.channel, count(*) filter (where d.state = 'delivered')::int as delivered,
       count(*) filter (where d.state in ('failed', 'unknown'))::int as failed,
       count(*) filter (where d.state = 'waiting')::int as waiting,
       (array_agg(d.detail order by coalesce(d.settled_at, d.next_at) desc) filter (where d.detail <> '' and d.state <> 'skipped'))[1] as trouble
     from delivery d where d.jurisdiction_id = $1 and d.channel = any($2::text[]) and (d.settled_at is null or d.settled_at > $3) group by 1`,
    [scope.jurisdictionId, mayManage ? rows.map((row) => row.key) : [], new Date(nowMs - RECENT_MS)],
  );
  const items = rows.flatMap((row): ChannelView[] => {
    if (!isChannelKind(row.kind)) return [];
    const definition = channelDefinitions[row.kind];
    const settings = row.settings as Readonly<Record<string, string>>;
    const secrets = row.secret === null ? {} : (JSON.parse(row.secret) as Record<string, string>);
    const own = mine.find((each) => each.channelId === row.id);
    const count = counts.find((each) => each.channel === row.key);
    return [
      {
        id: row.id,
        kind: row.kind,
        kindName: channelKindWords[row.kind],
        name: row.name,
        active: row.active,
        perMinute: row.perMinute,
        fields: mayManage
          ? definition.fields.map(({ key, secret }) => ({
              key,
              value: secret ? '' : (settings[key] ?? ''),
              isSet: secret ? key in secrets : key in settings,
            }))
          : [],
        myAddress: definition.address === null ? null : (own?.address ?? ''),
        addressName: definition.address === null ? null : (channelAddressWords[definition.address] ?? null),
        isMyAddressRefused: own?.refused ?? false,
        addresses: addresses.find((each) => each.channelId === row.id)?.n ?? 0,
        delivered: count?.delivered ?? 0,
        failed: count?.failed ?? 0,
        waiting: count?.waiting ?? 0,
        lastTrouble: count?.trouble ?? null,
        actions: [
          ...(mayManage ? (['change'] as const) : []),
          ...(mayManage && row.active && (own !== undefined || row.kind === 'webhook') ? (['try'] as const) : []),
          ...(definition.address === null ? [] : (['writeAddress'] as const)),
        ],
      },
    ];
  });
  return { items, mayManage, kinds: mayManage ? kindViews() : [] };
}

const kindViews = (): ChannelKindView[] =>
  (Object.keys(channelDefinitions) as ChannelKind[]).map((kind) => ({
    kind,
    name: channelKindWords[kind],
    perMinute: channelDefinitions[kind].perMinute,
    fields: channelDefinitions[kind].fields.map((field) => ({
      ...field,
      label: channelFieldWord(field.key),
      hint: channelFieldHint(kind, field.key),
    })),
  }));
