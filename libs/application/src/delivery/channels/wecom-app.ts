import type { SendResult } from '@duban/domain';
import { sendWords } from '@duban/wording';
import { httpSend } from './http-send';
import { plainText, type OpenChannel, type OutgoingMessage } from './outgoing';
import { codeOf, textOf } from './robots';

interface KeptToken {
  readonly token: string;
  readonly secret: string;
  readonly untilMs: number;
}

const tokens = new Map<string, KeptToken>();

/** Token no longer valid: taken anew once, as the platform asks. */
const STALE_TOKEN: ReadonlySet<string> = new Set(['40014', '42001', '40001']);
const LATER: ReadonlySet<string> = new Set(['-1', '45009', '45033', '50001']);
/** No such person, or nobody of those named may see the app. */
const WRONG_PERSON: ReadonlySet<string> = new Set(['81013', '60111', '40003']);

/**
 * 企业微信应用消息. The platform itself refuses a repetition of the same content for half an hour, so a lost request is tried again.
 * 200 with `errcode: 0` and the person in `invaliduser` reached nobody: that person's address is wrong (case S40).
 */
export async function sendWecomApp(channel: OpenChannel, message: OutgoingMessage): Promise<SendResult> {
  for (const isSecondTry of [false, true]) {
    const token = await tokenOf(channel, isSecondTry);
    if ('result' in token) return token;
    const { agentId = '' } = channel.settings;
    const body = {
      touser: message.address,
      msgtype: 'text',
      agentid: /^\d+$/.test(agentId) ? Number(agentId) : agentId,
      text: { content: plainText(message, 2_000) },
      enable_duplicate_check: 1,
      duplicate_check_interval: 1_800,
    };
    const answer = await httpSend(address(channel, 'message/send', { access_token: token.token }), {
      body: JSON.stringify(body),
    });
    if (answer.kind !== 'answer') return { result: 'later', code: null, detail: sendWords.notSent(answer.error) };
    const code = codeOf(answer.json, 'errcode');
    if (code === null) return { result: 'later', code: String(answer.status), detail: sendWords.busy(String(answer.status)) };
    if (STALE_TOKEN.has(code) && !isSecondTry) continue;
    const said = sendWords.refused(textOf(answer.json, 'errmsg'));
    if (LATER.has(code) || STALE_TOKEN.has(code)) return { result: 'later', code, detail: said };
    const invalid = textOf(answer.json, 'invaliduser').split('|');
    if (code === '0' && !invalid.some((each) => each.toLowerCase() === message.address.toLowerCase())) {
      return { result: 'delivered', code, ref: textOf(answer.json, 'msgid') || null };
    }
    const wrong = code === '0' || WRONG_PERSON.has(code);
    return {
      result: 'refused',
      code: code === '0' ? 'invaliduser' : code,
      detail: wrong ? sendWords.noSuchPerson(message.address) : said,
      addressIsWrong: wrong,
    };
  }
  throw new Error('two tries give an answer');
}

async function tokenOf(channel: OpenChannel, anew: boolean): Promise<KeptToken | (SendResult & { result: 'later' | 'refused' })> {
  const secret = channel.secrets['corpSecret'] ?? '';
  const kept = tokens.get(channel.id);
  if (!anew && kept && kept.secret === secret && kept.untilMs > Date.now()) return kept;
  const answer = await httpSend(address(channel, 'gettoken', { corpid: channel.settings['corpId'] ?? '', corpsecret: secret }), {
    method: 'GET',
  });
  if (answer.kind !== 'answer') return { result: 'later', code: null, detail: sendWords.notSent(answer.error) };
  const code = codeOf(answer.json, 'errcode');
  const token = textOf(answer.json, 'access_token');
  if (code !== '0' || token === '') {
    const detail = sendWords.refused(textOf(answer.json, 'errmsg'));
    if (code === null || LATER.has(code)) return { result: 'later', code, detail };
    return { result: 'refused', code, detail, addressIsWrong: false };
  }
  const seconds = Number(answer.json?.['expires_in'] ?? 7_200);
  // A minute earlier than the platform's own end, so that none runs out on the way.
  const fresh: KeptToken = { token, secret, untilMs: Date.now() + Math.max(0, seconds - 60) * 1_000 };
  tokens.set(channel.id, fresh);
  return fresh;
}

function address(channel: OpenChannel, path: string, query: Readonly<Record<string, string>>): string {
  const base = (channel.settings['apiBase'] ?? '').replace(/\/+$/, '');
  return `${base}/cgi-bin/${path}?${new URLSearchParams(query).toString()}`;
}
