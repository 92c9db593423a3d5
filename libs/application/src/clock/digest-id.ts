import { createHash } from 'node:crypto';

const SEPARATOR = ':';

/**
 * The id of the one digest that a moment's receiver gets, known before the digest is written: the moment's own id with its random
 * part replaced by what receiver and moment hash to. A valid UUIDv7 of the moment's time. Items name their digest by it at the
 * firing, so that none has to be written again when the moment closes.
 */
export function digestIdOf(momentId: string, receiverId: string | null): string {
  const hash = createHash('sha256')
    .update(`${momentId}${SEPARATOR}${receiverId ?? ''}`)
    .digest('hex');
  const time = momentId.slice(0, 13);
  const variant = ((parseInt(hash.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${time}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
