import { accept, refuse, type Decision } from '../shared/result';

/** How a notice goes out beside the inbox. */
export type ChannelKind = 'email' | 'wecomApp' | 'wecomRobot' | 'dingtalkRobot' | 'feishuRobot' | 'webhook';

export interface ChannelField {
  readonly key: string;
  /** Kept apart, written and never shown. */
  readonly secret: boolean;
  readonly required: boolean;
  readonly form: 'text' | 'url' | 'port' | 'security';
}

export interface ChannelDefinition {
  readonly fields: readonly ChannelField[];
  /** Messages a minute that the platform takes from one sender, as it documents; a place may set fewer. */
  readonly perMinute: number;
  /** What is written for each person; null: the channel has no persons and takes every notice. */
  readonly address: 'email' | 'userId' | 'mobile' | 'openId' | null;
}

const field = (key: string, more: Partial<ChannelField> = {}): ChannelField => ({
  key,
  secret: false,
  required: true,
  form: 'text',
  ...more,
});

const URL_SECRET = field('url', { secret: true, form: 'url' });

/** What each kind of channel needs. Robots carry their key in their address, so the address is a secret. */
export const channelDefinitions: Readonly<Record<ChannelKind, ChannelDefinition>> = {
  email: {
    fields: [
      field('host'),
      field('port', { form: 'port' }),
      field('security', { form: 'security' }),
      field('from'),
      field('user', { required: false }),
      field('password', { secret: true, required: false }),
    ],
    perMinute: 60,
    address: 'email',
  },
  wecomApp: {
    fields: [field('apiBase', { form: 'url' }), field('corpId'), field('agentId'), field('corpSecret', { secret: true })],
    perMinute: 200,
    address: 'userId',
  },
  wecomRobot: { fields: [URL_SECRET], perMinute: 20, address: 'userId' },
  dingtalkRobot: { fields: [URL_SECRET, field('signKey', { secret: true, required: false })], perMinute: 20, address: 'mobile' },
  feishuRobot: { fields: [URL_SECRET, field('signKey', { secret: true, required: false })], perMinute: 100, address: 'openId' },
  webhook: { fields: [field('url', { form: 'url' }), field('signKey', { secret: true })], perMinute: 600, address: null },
};

export const isChannelKind = (kind: string): kind is ChannelKind => Object.hasOwn(channelDefinitions, kind);

export interface ChannelSettings {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * Sorts what was written into settings and secrets, and refuses what cannot work: `CHANNEL.FIELD_MISSING`,
 * `CHANNEL.FIELD_INVALID` with the field's key, `CHANNEL.FIELD_UNKNOWN`. A secret that is left out stays what it was.
 */
export function readChannelSettings(
  kind: ChannelKind,
  given: Readonly<Record<string, string>>,
  knownSecrets: Readonly<Record<string, string>> = {},
): Decision<ChannelSettings> {
  const { fields } = channelDefinitions[kind];
  const stranger = Object.keys(given).find((key) => !fields.some((each) => each.key === key));
  if (stranger !== undefined) return refuse('CHANNEL.FIELD_UNKNOWN', { field: stranger });
  const settings: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const { key, secret, required, form } of fields) {
    const written = given[key]?.trim() ?? '';
    const value = written === '' && secret ? (knownSecrets[key] ?? '') : written;
    if (value === '') {
      if (required) return refuse('CHANNEL.FIELD_MISSING', { field: key });
      continue;
    }
    if (!FORMS[form].test(value)) return refuse('CHANNEL.FIELD_INVALID', { field: key });
    (secret ? secrets : settings)[key] = value;
  }
  return accept({ settings, secrets });
}

const FORMS: Readonly<Record<ChannelField['form'], RegExp>> = {
  text: /^[^\r\n]{1,400}$/,
  url: /^https?:\/\/[^\s]{1,1000}$/,
  port: /^([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/,
  security: /^(tls|starttls|none)$/,
};

/** One line without a line break: an address never ends a header. Refused: `CHANNEL.ADDRESS_INVALID`. */
export function readChannelAddress(kind: ChannelKind, written: string): Decision<string> {
  const address = written.trim();
  const form = channelDefinitions[kind].address;
  const fits = form !== null && ADDRESSES[form].test(address);
  return fits ? accept(address) : refuse('CHANNEL.ADDRESS_INVALID', { kind });
}

const ADDRESSES = {
  email: /^[^\s@<>"(),:;]{1,64}@[A-Za-z0-9.-]{1,190}$/,
  userId: /^[\w.@-]{1,64}$/,
  mobile: /^\+?[\d-]{5,20}$/,
  openId: /^[\w-]{1,64}$/,
} as const;

/** What became of one try. `later`: tried again; `unknown`: it may have arrived, and only a person can tell. */
export type SendResult =
  | { readonly result: 'delivered'; readonly code: string; readonly ref: string | null }
  | { readonly result: 'refused'; readonly code: string | null; readonly detail: string; readonly addressIsWrong: boolean }
  | { readonly result: 'later'; readonly code: string | null; readonly detail: string; readonly afterMs?: number }
  | { readonly result: 'unknown'; readonly detail: string };

/** Minutes after a failed try until the next; after the last one the delivery has failed. */
const RETRY_MINUTES = [1, 5, 15, 60, 240] as const;

/** Milliseconds to the next try after `attempts` tries; null: there is none. */
export function retryAfterMs(attempts: number, askedMs = 0): number | null {
  const minutes = RETRY_MINUTES[attempts - 1];
  return minutes === undefined ? null : Math.max(minutes * 60_000, askedMs);
}
