import { createHmac } from 'node:crypto';
import type { SendResult } from '@duban/domain';
import { sendWords } from '@duban/wording';
import { httpSend, type HttpAnswer } from './http-send';
import { plainText, type OpenChannel, type OutgoingMessage } from './outgoing';

/*
 * Group robots. None of them knows a repetition when it sees one, so a request that was lost on the way is `unknown`: a person
 * decides. Each answers 200 also when it refuses; its own code is what counts (case S40).
 */

/** 企业微信群机器人: `{errcode, errmsg}`; 45009 is the pace, 20 a minute. Text up to 2,048 bytes. */
export async function sendWecomRobot(channel: OpenChannel, message: OutgoingMessage): Promise<SendResult> {
  const body = {
    msgtype: 'text',
    text: { content: plainText(message, 2_000), mentioned_list: [message.address] },
  };
  return judge(await post(channel.secrets['url'] ?? '', body), 'errcode', 'errmsg', WECOM_LATER);
}

/** 钉钉群机器人: 130101 is the pace, 20 a minute; 310000 that the key word, the signature or the address does not fit. */
export async function sendDingtalkRobot(channel: OpenChannel, message: OutgoingMessage): Promise<SendResult> {
  const url = new URL(channel.secrets['url'] ?? '');
  const key = channel.secrets['signKey'];
  if (key !== undefined) {
    const timestamp = String(Date.now());
    url.searchParams.set('timestamp', timestamp);
    url.searchParams.set('sign', createHmac('sha256', key).update(`${timestamp}\n${key}`).digest('base64'));
  }
  const body = {
    msgtype: 'text',
    text: { content: `${plainText(message, 18_000)}\n@${message.address}` },
    at: { atMobiles: [message.address], isAtAll: false },
  };
  return judge(await post(url.href, body), 'errcode', 'errmsg', DINGTALK_LATER);
}

/** 飞书群机器人: `{code, msg}`; 11232 and 9499 are the pace, 100 a minute and 5 a second. Body up to 20 KB. */
export async function sendFeishuRobot(channel: OpenChannel, message: OutgoingMessage): Promise<SendResult> {
  const key = channel.secrets['signKey'];
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signed =
    key === undefined ? {} : { timestamp, sign: createHmac('sha256', `${timestamp}\n${key}`).update('').digest('base64') };
  const body = {
    ...signed,
    msg_type: 'text',
    content: { text: `<at user_id="${message.address}"></at> ${plainText(message, 15_000)}` },
  };
  return judge(await post(channel.secrets['url'] ?? '', body), 'code', 'msg', FEISHU_LATER);
}

/** Busy or too often: the same request later is right. Everything else is refused for good. */
const WECOM_LATER: ReadonlySet<string> = new Set(['-1', '45009', '45033']);
const DINGTALK_LATER: ReadonlySet<string> = new Set(['-1', '130101', '130102', '410100']);
const FEISHU_LATER: ReadonlySet<string> = new Set(['11232', '9499', '1000207']);

const post = (url: string, body: object): Promise<HttpAnswer> => httpSend(url, { body: JSON.stringify(body) });

function judge(answer: HttpAnswer, codeKey: string, textKey: string, later: ReadonlySet<string>): SendResult {
  if (answer.kind === 'notSent') return { result: 'later', code: null, detail: sendWords.notSent(answer.error) };
  if (answer.kind === 'lost') return { result: 'unknown', detail: sendWords.lost(answer.error) };
  const code = codeOf(answer.json, codeKey);
  if (code === null) {
    const status = String(answer.status);
    if (answer.status === 429 || answer.status >= 500) {
      return laterBy(answer, status, sendWords.busy(status));
    }
    return { result: 'refused', code: status, detail: sendWords.noCode(status), addressIsWrong: false };
  }
  if (code === '0') return { result: 'delivered', code, ref: null };
  const said = sendWords.refused(textOf(answer.json, textKey));
  if (later.has(code)) return laterBy(answer, code, said);
  return { result: 'refused', code, detail: said, addressIsWrong: false };
}

const laterBy = (answer: HttpAnswer & { kind: 'answer' }, code: string, detail: string): SendResult => ({
  result: 'later',
  code,
  detail,
  ...(answer.retryAfterMs === null ? {} : { afterMs: answer.retryAfterMs }),
});

export function codeOf(json: Readonly<Record<string, unknown>> | null, key: string): string | null {
  const value = json?.[key];
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}

export function textOf(json: Readonly<Record<string, unknown>> | null, key: string): string {
  const value = json?.[key];
  return typeof value === 'string' ? value.slice(0, 300) : '';
}
