import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SendResult } from '@duban/domain';
import { sendWords } from '@duban/wording';
import type { OpenChannel, OutgoingMessage } from './outgoing';

const TIME_LIMIT_MS = 20_000;

/** What the library tells of a failure: the server's reply where there was one, and the command that it answered. */
interface SmtpFailure extends Error {
  readonly code?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/**
 * One e-mail to one person. The delivery id is the Message-ID, by which a mail server tells a repetition. The connection of the
 * library is used and not its transport: only so can be seen whether the message itself was already on its way when a talk ended.
 */
export async function sendEmail(channel: OpenChannel, message: OutgoingMessage): Promise<SendResult> {
  const { host = '', port = '25', security = 'starttls', user } = channel.settings;
  const password = channel.secrets['password'];
  const connection = new SMTPConnection({
    host,
    port,
    name: 'duban',
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: TIME_LIMIT_MS,
    greetingTimeout: TIME_LIMIT_MS,
    socketTimeout: TIME_LIMIT_MS,
  });
  let isOnItsWay = false;
  try {
    const mail = await mailOf(channel, message).compile().build();
    await step(connection, (done) => connection.connect(done));
    if (user !== undefined && password !== undefined) {
      await step(connection, (done) => connection.login({ credentials: { user, pass: password } }, done));
    }
    const envelope = { from: bareAddress(channel.settings['from'] ?? ''), to: [message.address] };
    // Read only once the server has said that it takes the message.
    const content = new Readable({
      read() {
        isOnItsWay = true;
        this.push(mail);
        this.push(null);
      },
    });
    const reply = await step<{ response: string }>(connection, (done) => connection.send(envelope, content, done));
    return { result: 'delivered', code: '250', ref: textOf(reply.response).split('\n')[0]?.slice(0, 200) ?? null };
  } catch (error) {
    const failure = error as SmtpFailure;
    if (failure.responseCode !== undefined) return refusalOf(failure, failure.responseCode, message);
    // After the last dot the server may have taken it, and no reply says so.
    if (isOnItsWay) return { result: 'unknown', detail: sendWords.lost(failure.message) };
    if (failure.code === undefined) throw error;
    return { result: 'later', code: failure.code, detail: sendWords.notSent(failure.message) };
  } finally {
    connection.close();
  }
}

/** One step of the talk; it ends by its own answer or by an error of the connection, whichever comes first. */
function step<Value>(
  connection: SMTPConnection,
  begin: (done: (error?: Error | null, value?: Value) => void) => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    begin((error, value) => {
      connection.off('error', reject);
      if (error) reject(error);
      else resolve(value as Value);
    });
  });
}

/** 4xx may pass later, 5xx stays (RFC 5321, 4.2.1). */
function refusalOf(failure: SmtpFailure, status: number, message: OutgoingMessage): SendResult {
  const text = textOf(failure.response ?? '');
  const enhanced = /^(\d\.\d{1,3}\.\d{1,3})/.exec(text)?.[1];
  const code = enhanced === undefined ? String(status) : `${status} ${enhanced}`;
  const detail = sendWords.refused(text.slice(0, 300));
  if (status < 500) return { result: 'later', code, detail };
  const wrong = failure.command === 'RCPT TO' && [550, 551, 553].includes(status);
  return {
    result: 'refused',
    code,
    detail: wrong ? sendWords.noSuchPerson(message.address) : detail,
    addressIsWrong: wrong,
  };
}

/** A reply without its digits. */
const textOf = (reply: string): string => reply.replace(/^\d{3}[ -]/gm, '');

function mailOf(channel: OpenChannel, message: OutgoingMessage): MailComposer {
  const from = channel.settings['from'] ?? '';
  return new MailComposer({
    from,
    to: message.address,
    subject: message.title,
    date: message.eventAt,
    messageId: `<${message.deliveryId}@${bareAddress(from).split('@')[1] ?? 'duban'}>`,
    text: [message.title, '', ...message.lines.map((line, index) => `${index + 1}．${line}`)].join('\r\n'),
    textEncoding: 'base64',
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

const bareAddress = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from;
