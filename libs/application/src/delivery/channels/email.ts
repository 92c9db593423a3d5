import type { SendResult } from '@duban/domain';
import { sendWords } from '@duban/wording';
import type { OpenChannel, OutgoingMessage } from './outgoing';
import { SmtpBroken, SmtpSession, type SmtpReply } from './smtp-session';

/** A server's refusal: 4xx may pass later, 5xx stays (RFC 5321, 4.2.1). */
class SmtpRefused extends Error {
  constructor(
    readonly reply: SmtpReply,
    readonly at: 'login' | 'recipient' | 'other',
  ) {
    super(reply.text);
  }
}

/** One e-mail to one person. The delivery id is the Message-ID, by which a mail server tells a repetition. */
export async function sendEmail(channel: OpenChannel, message: OutgoingMessage): Promise<SendResult> {
  const { host = '', port = '25', security = 'starttls' } = channel.settings;
  let session: SmtpSession | null = null;
  let isOnItsWay = false;
  try {
    session = await SmtpSession.open(host, Number(port), security === 'tls');
    await greet(session, channel);
    await expect(session.say(`MAIL FROM:<${bareAddress(channel.settings['from'] ?? '')}>`), 250);
    await expect(session.say(`RCPT TO:<${message.address}>`), 250, 'recipient');
    await expect(session.say('DATA'), 354);
    isOnItsWay = true;
    const reply = await expect(session.say(`${dotStuffed(mailOf(channel, message))}\r\n.`), 250);
    return { result: 'delivered', code: '250', ref: reply.text.split('\n')[0]?.slice(0, 200) ?? null };
  } catch (error) {
    if (error instanceof SmtpRefused) return refusalOf(error, message);
    // After the last dot the server may have taken it, and no reply says so.
    const said = (error as Error).message;
    if (isOnItsWay) return { result: 'unknown', detail: sendWords.lost(said) };
    if (!(error instanceof SmtpBroken) && !('code' in (error as object))) throw error;
    return { result: 'later', code: (error as { code?: string }).code ?? null, detail: sendWords.notSent(said) };
  } finally {
    session?.close();
  }
}

async function greet(session: SmtpSession, channel: OpenChannel): Promise<void> {
  const { host = '', security = 'starttls', user } = channel.settings;
  const password = channel.secrets['password'];
  await expect(session.reply(), 220);
  await expect(session.say('EHLO duban'), 250);
  if (security === 'starttls') {
    await expect(session.say('STARTTLS'), 220);
    await session.upgrade(host);
    await expect(session.say('EHLO duban'), 250);
  }
  if (user === undefined || password === undefined) return;
  const token = Buffer.from(`\0${user}\0${password}`, 'utf8').toString('base64');
  await expect(session.say(`AUTH PLAIN ${token}`), 235, 'login');
}

async function expect(answer: Promise<SmtpReply>, code: number, at: SmtpRefused['at'] = 'other'): Promise<SmtpReply> {
  const reply = await answer;
  // 251: the server forwards it, which is as good.
  if (reply.code === code || (code === 250 && reply.code === 251)) return reply;
  throw new SmtpRefused(reply, at);
}

function refusalOf({ reply, at }: SmtpRefused, message: OutgoingMessage): SendResult {
  const enhanced = /^(\d\.\d{1,3}\.\d{1,3})/.exec(reply.text)?.[1];
  const code = enhanced === undefined ? String(reply.code) : `${reply.code} ${enhanced}`;
  const detail = sendWords.refused(reply.text.slice(0, 300));
  if (reply.code < 500) return { result: 'later', code, detail };
  const wrong = at === 'recipient' && [550, 551, 553].includes(reply.code);
  return {
    result: 'refused',
    code,
    detail: wrong ? sendWords.noSuchPerson(message.address) : detail,
    addressIsWrong: wrong,
  };
}

function mailOf(channel: OpenChannel, message: OutgoingMessage): string {
  const text = [message.title, '', ...message.lines.map((line, index) => `${index + 1}．${line}`)].join('\r\n');
  const from = channel.settings['from'] ?? '';
  const headers = [
    `From: ${from}`,
    `To: <${message.address}>`,
    `Subject: ${encodedWords(message.title)}`,
    `Date: ${message.eventAt.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${message.deliveryId}@${bareAddress(from).split('@')[1] ?? 'duban'}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  const body = Buffer.from(text, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n');
  return `${headers.join('\r\n')}\r\n\r\n${body}`;
}

/** RFC 2047: words of at most 75 characters, none of which splits a character. */
export function encodedWords(text: string): string {
  const words: string[] = [];
  let part = '';
  for (const character of text) {
    if (Buffer.byteLength(part + character) > 42) {
      words.push(part);
      part = '';
    }
    part += character;
  }
  return [...words, part].map((word) => `=?utf-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`).join('\r\n ');
}

const bareAddress = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from;
const dotStuffed = (mail: string): string => mail.replace(/^\./gm, '..');
