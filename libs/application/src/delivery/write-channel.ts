import {
  accept,
  channelDefinitions,
  isChannelKind,
  readChannelAddress,
  readChannelSettings,
  refuse,
  type Decision,
} from '@duban/domain';
import { ChannelAddressRow, ChannelRow, DeliveryRow, NoticeItemRow, NoticeRow, PersonRow } from '@duban/database';
import { trialNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { hasRole, isOffice, type Actor } from '../kernel/actor';
import { newId } from '../kernel/new-id';

export interface WriteChannel {
  /** Null makes a new one. */
  readonly channelId: string | null;
  readonly kind: string;
  readonly name: string;
  /** By the keys of the kind (`channelDefinitions`); a secret left out or empty stays as it was. */
  readonly fields: Readonly<Record<string, string>>;
  /** Left out: what the platform documents. */
  readonly perMinute?: number;
  readonly active: boolean;
}

const mayManage = (actor: Actor): boolean => isOffice(actor) || hasRole(actor, 'administrator');

/**
 * Sets up a way by which notices leave the house, or changes it. Secrets go in and never come out: no query gives them and no event
 * names them.
 *
 * Refused: `CHANNEL.OFFICE_ONLY`, `CHANNEL.UNKNOWN`, `CHANNEL.NO_SUCH_KIND`, `CHANNEL.NAME_MISSING`, `CHANNEL.FIELD_…`.
 */
export async function writeChannel(act: Act, input: WriteChannel): Promise<Decision<{ channelId: string }>> {
  if (!act.actor || !mayManage(act.actor)) return refuse('CHANNEL.OFFICE_ONLY');
  if (!isChannelKind(input.kind)) return refuse('CHANNEL.NO_SUCH_KIND', { kind: input.kind });
  if (input.name.trim() === '') return refuse('CHANNEL.NAME_MISSING');
  const [known] =
    input.channelId === null
      ? []
      : await act.tx.find(ChannelRow, 'r.id = $1 and r.jurisdiction_id = $2 for update', [input.channelId, act.jurisdictionId]);
  if (input.channelId !== null && known?.kind !== input.kind) return refuse('CHANNEL.UNKNOWN');
  const before = known?.secret ? (JSON.parse(known.secret) as Record<string, string>) : {};
  const read = readChannelSettings(input.kind, input.fields, before);
  if (!read.ok) return read;
  const { settings, secrets } = read.value;
  const set = {
    name: input.name.trim(),
    settings,
    secret: Object.keys(secrets).length === 0 ? null : JSON.stringify(secrets),
    perMinute: input.perMinute ?? channelDefinitions[input.kind].perMinute,
    active: input.active,
    changedAt: act.now,
    changedBy: act.person,
  };
  const channelId = known?.id ?? newId();
  if (known) await act.tx.update(ChannelRow, known.id, set, known.version);
  else {
    await act.tx.insert(ChannelRow, [
      {
        id: channelId,
        jurisdictionId: act.jurisdictionId,
        key: `${input.kind}-${channelId}`,
        kind: input.kind,
        ...set,
        version: 1,
      },
    ]);
  }
  act.emit({
    type: known ? 'channel.changed' : 'channel.added',
    subjectKind: 'channel',
    subjectId: channelId,
    data: { kind: input.kind, name: set.name, settings, perMinute: set.perMinute, active: set.active },
  });
  return accept({ channelId });
}

/**
 * Writes where a channel reaches a person: each their own, the office anybody's. An empty address takes it away.
 *
 * Refused: `CHANNEL.UNKNOWN`, `CHANNEL.NO_SUCH_PERSON`, `CHANNEL.ADDRESS_INVALID`.
 */
export async function writeChannelAddress(
  act: Act,
  input: { readonly channelId: string; readonly personId: string; readonly address: string },
): Promise<Decision<null>> {
  if (!act.actor) return refuse('CHANNEL.UNKNOWN');
  const [channel] = await act.tx.find(ChannelRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.channelId, act.jurisdictionId]);
  if (!channel || !isChannelKind(channel.kind) || channelDefinitions[channel.kind].address === null) {
    return refuse('CHANNEL.UNKNOWN');
  }
  if (input.personId !== act.person && !mayManage(act.actor)) return refuse('CHANNEL.UNKNOWN');
  const [person] = await act.tx.find(PersonRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.personId, act.jurisdictionId]);
  if (!person) return refuse('CHANNEL.NO_SUCH_PERSON');
  const written = input.address.trim();
  const address = written === '' ? accept('') : readChannelAddress(channel.kind, written);
  if (!address.ok) return address;
  await act.tx.run('delete from channel_address where channel_id = $1 and person_id = $2', [channel.id, person.id]);
  if (address.value !== '') {
    await act.tx.insert(ChannelAddressRow, [
      {
        id: newId(),
        jurisdictionId: act.jurisdictionId,
        channelId: channel.id,
        personId: person.id,
        address: address.value,
        refusedAt: null,
        refusedCode: null,
      },
    ]);
  }
  act.emit({
    type: 'channel.addressWritten',
    subjectKind: 'channel',
    subjectId: channel.id,
    data: { personId: person.id, isEmpty: address.value === '' },
  });
  return accept(null);
}

/**
 * 试发: one notice to oneself by one channel, by the same way as every other; what became of it stands on the channel's page.
 *
 * Refused: `CHANNEL.OFFICE_ONLY`, `CHANNEL.UNKNOWN`, `CHANNEL.OFF`, `CHANNEL.NO_ADDRESS`.
 */
export async function tryChannel(act: Act, input: { readonly channelId: string }): Promise<Decision<{ deliveryId: string }>> {
  if (!act.actor || !mayManage(act.actor)) return refuse('CHANNEL.OFFICE_ONLY');
  const [channel] = await act.tx.find(ChannelRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.channelId, act.jurisdictionId]);
  if (!channel) return refuse('CHANNEL.UNKNOWN');
  if (!channel.active) return refuse('CHANNEL.OFF');
  const [address] = await act.tx.find(ChannelAddressRow, 'r.channel_id = $1 and r.person_id = $2', [channel.id, act.person]);
  if (!address && channel.kind !== 'webhook') return refuse('CHANNEL.NO_ADDRESS');
  const { title, text } = trialNotice(channel.name);
  const causeId = act.emit({ type: 'channel.tried', subjectKind: 'channel', subjectId: channel.id, data: {} });
  const noticeId = newId();
  const deliveryId = newId();
  const own = { jurisdictionId: act.jurisdictionId, receiverId: act.person, momentId: null, madeAt: act.now };
  await act.tx.insert(NoticeRow, [{ id: noticeId, ...own, kind: 'command', title, readAt: null }]);
  await act.tx.insert(NoticeItemRow, [
    {
      id: newId(),
      ...own,
      causeId,
      causeKind: 'command',
      postId: null,
      path: 'holder',
      noticeId,
      subjectKind: 'channel',
      subjectId: channel.id,
      obligationId: null,
      text,
    },
  ]);
  await act.tx.insert(DeliveryRow, [
    {
      id: deliveryId,
      jurisdictionId: act.jurisdictionId,
      noticeId,
      channel: channel.key,
      state: 'waiting',
      attempts: 0,
      nextAt: act.now,
      leasedUntil: null,
      settledAt: null,
      detail: '',
    },
  ]);
  return accept({ deliveryId });
}
