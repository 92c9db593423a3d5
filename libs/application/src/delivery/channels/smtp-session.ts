import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** A reply of the server: its three digits and its text. */
export interface SmtpReply {
  readonly code: number;
  readonly text: string;
}

/** The server ended the talk, or it took too long; `sent` says whether the message itself was already on its way. */
export class SmtpBroken extends Error {}

const TIME_LIMIT_MS = 20_000;

/** One talk with a mail server: lines out, replies in (RFC 5321). */
export class SmtpSession {
  private buffer = '';
  private failure: Error | null = null;
  private wake: (() => void) | null = null;

  private constructor(private socket: Socket) {
    this.listen();
  }

  static async open(host: string, port: number, tls: boolean): Promise<SmtpSession> {
    const socket = await new Promise<Socket>((resolve, reject) => {
      const opened = tls
        ? connectTls({ host, port, servername: host }, () => resolve(opened))
        : connect({ host, port }, () => resolve(opened));
      opened.setTimeout(TIME_LIMIT_MS, () => opened.destroy(new Error('timed out')));
      opened.once('error', reject);
    });
    return new SmtpSession(socket);
  }

  /** Goes on under TLS on the same connection (STARTTLS). */
  async upgrade(host: string): Promise<void> {
    const plain = this.socket;
    plain.removeAllListeners('data');
    plain.removeAllListeners('error');
    plain.removeAllListeners('close');
    this.buffer = '';
    this.socket = await new Promise<Socket>((resolve, reject) => {
      const secured = connectTls({ socket: plain, servername: host }, () => resolve(secured));
      secured.once('error', reject);
    });
    this.listen();
  }

  /** Sends a line and waits for the reply to it. */
  async say(line: string): Promise<SmtpReply> {
    this.socket.write(`${line}\r\n`);
    return this.reply();
  }

  /** @throws SmtpBroken when the connection ended before the reply. */
  async reply(): Promise<SmtpReply> {
    const lines: string[] = [];
    for (;;) {
      const end = this.buffer.indexOf('\r\n');
      if (end === -1) {
        if (this.failure) throw new SmtpBroken(this.failure.message);
        await new Promise<void>((resolve) => (this.wake = resolve));
        continue;
      }
      const line = this.buffer.slice(0, end);
      this.buffer = this.buffer.slice(end + 2);
      lines.push(line.slice(4));
      // `250-` goes on, `250 ` is the last line of a reply.
      if (line[3] !== '-') return { code: Number(line.slice(0, 3)), text: lines.join('\n') };
    }
  }

  close(): void {
    this.socket.destroy();
  }

  private listen(): void {
    this.socket.on('data', (chunk: Buffer) => {
      this.buffer += chunk.toString('utf8');
      this.wake?.();
    });
    const ended = (error?: Error | boolean) => {
      this.failure ??= error instanceof Error ? error : new Error('the connection was closed');
      this.wake?.();
    };
    this.socket.on('error', ended);
    this.socket.on('close', ended);
  }
}
