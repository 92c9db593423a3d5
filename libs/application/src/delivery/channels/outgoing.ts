import type { SendResult } from '@duban/domain';

/** What one person is to get, as text. The same notice gives the same bytes at every try. */
export interface OutgoingMessage {
  /** The key by which a receiver can tell a repetition. */
  readonly deliveryId: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** When the notice was made; the same at every try. */
  readonly eventAt: Date;
  readonly attempt: number;
  readonly personId: string | null;
  /** Empty only for a channel without persons. */
  readonly address: string;
}

export interface OpenChannel {
  readonly id: string;
  readonly kind: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export type SendMessage = (channel: OpenChannel, message: OutgoingMessage) => Promise<SendResult>;

/** As plain text within the platform's limit in bytes; what does not fit is counted, not cut in the middle of a line. */
export function plainText(message: OutgoingMessage, mostBytes: number): string {
  const lines = [message.title, ...message.lines.map((line, index) => `${index + 1}．${line}`)];
  const whole = lines.join('\n');
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  const kept: string[] = [];
  const restOf = (left: number) => `其余${left}项请登录督办系统查看。`;
  for (const [index, line] of lines.entries()) {
    const left = lines.length - index;
    if (Buffer.byteLength([...kept, line, restOf(left)].join('\n')) > mostBytes) return [...kept, restOf(left)].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}
