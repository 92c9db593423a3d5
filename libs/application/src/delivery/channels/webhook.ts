import { createHmac } from 'node:crypto';
import type { SendResult } from '@duban/domain';
import { sendWords } from '@duban/wording';
import { httpSend } from './http-send';
import type { OpenChannel, OutgoingMessage } from './outgoing';

/**
 * A signed request to another system. At every try the same delivery id, the same event time and the same body; the number of the
 * try is in a header of its own (case S41). The signature is HMAC-SHA256 over `id.time.body` in hexadecimal.
 */
export async function sendWebhook(channel: OpenChannel, message: OutgoingMessage): Promise<SendResult> {
  const { deliveryId, title, lines, personId } = message;
  const eventTime = message.eventAt.toISOString();
  const body = JSON.stringify({ deliveryId, eventTime, personId, title, items: lines });
  const signature = createHmac('sha256', channel.secrets['signKey'] ?? '')
    .update(`${deliveryId}.${eventTime}.${body}`)
    .digest('hex');
  const answer = await httpSend(channel.settings['url'] ?? '', {
    body,
    headers: {
      'x-duban-delivery': deliveryId,
      'x-duban-event-time': eventTime,
      'x-duban-attempt': String(message.attempt),
      'x-duban-signature': `sha256=${signature}`,
    },
  });
  // The receiver knows a repetition by the id, so what was lost is sent again.
  if (answer.kind !== 'answer') return { result: 'later', code: null, detail: sendWords.notSent(answer.error) };
  const code = String(answer.status);
  if (answer.status >= 200 && answer.status < 300) return { result: 'delivered', code, ref: null };
  if (answer.status === 408 || answer.status === 429 || answer.status >= 500) {
    return {
      result: 'later',
      code,
      detail: sendWords.busy(code),
      ...(answer.retryAfterMs === null ? {} : { afterMs: answer.retryAfterMs }),
    };
  }
  return { result: 'refused', code, detail: sendWords.noCode(code), addressIsWrong: false };
}
