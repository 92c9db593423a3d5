import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface FakeSmtp {
  readonly port: number;
  readonly mails: ReceivedMail[];
  readonly logins: string[];
  /** Replies to RCPT by address; everybody else is known. */
  readonly recipients: Map<string, string>;
  /** Ends the connection after the last dot without a word. */
  hangsUpAfterData: boolean;
  close(): Promise<void>;
}

/** A mail server in plain text on this machine: EHLO, AUTH PLAIN, MAIL, RCPT, DATA (RFC 5321). */
export async function startFakeSmtp(): Promise<FakeSmtp> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // a client that hangs up is its own affair
    const say = (line: string) => socket.write(`${line}\r\n`);
    let from = '';
    let to = '';
    let data: string | null = null;
    let buffer = '';
    say('220 fake ESMTP');
    socket.on('data', (chunk: Buffer) => {
      buffer += chunk.toString('utf8');
      for (let end = buffer.indexOf('\r\n'); end !== -1; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (data !== null) {
          if (line !== '.') {
            data += `${line.startsWith('..') ? line.slice(1) : line}\r\n`;
            continue;
          }
          if (fake.hangsUpAfterData) {
            socket.destroy();
            return;
          }
          fake.mails.push({ from, to, ...parse(data) });
          data = null;
          say('250 2.0.0 queued as 1');
        } else if (line.startsWith('EHLO')) {
          socket.write('250-fake\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n');
        } else if (line.startsWith('AUTH PLAIN ')) {
          const login = Buffer.from(line.slice(11), 'base64').toString('utf8').split('\0').slice(1).join(':');
          fake.logins.push(login);
          say(login === 'duban:right' ? '235 2.7.0 ok' : '535 5.7.8 authentication failed');
        } else if (line.startsWith('MAIL FROM:')) {
          from = line.slice(11, -1);
          say('250 2.1.0 ok');
        } else if (line.startsWith('RCPT TO:')) {
          to = line.slice(9, -1);
          say(fake.recipients.get(to) ?? '250 2.1.5 ok');
        } else if (line === 'DATA') {
          data = '';
          say('354 go on');
        } else say('500 5.5.1 what?');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeSmtp = {
    port: (server.address() as AddressInfo).port,
    mails: [],
    logins: [],
    recipients: new Map(),
    hangsUpAfterData: false,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return fake;
}

function parse(mail: string): Pick<ReceivedMail, 'headers' | 'text'> {
  const end = mail.indexOf('\r\n\r\n');
  const unfolded = mail.slice(0, end).replace(/\r\n\s+/g, ' ');
  const headers = Object.fromEntries(
    unfolded.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
    }),
  );
  return { headers, text: Buffer.from(mail.slice(end + 4).replace(/\r\n/g, ''), 'base64').toString('utf8') };
}

const decodeWords = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?B\?([^?]*)\?=/gi, (_, word: string) => Buffer.from(word, 'base64').toString('utf8'));
