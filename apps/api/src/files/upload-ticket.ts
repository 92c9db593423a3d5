import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * A file is stored under its hash before anything names it. Whoever merely knows a hash must not be able to attach, and so
 * to read, another's file: an upload answers with a ticket, which counts for the person who uploaded it alone.
 */

const macOf = (secret: string, sha256: string, personId: string): Buffer =>
  createHmac('sha256', secret).update(`upload:${sha256}:${personId}`).digest();

export const uploadTicket = (secret: string, sha256: string, personId: string): string =>
  `${sha256}.${macOf(secret, sha256, personId).toString('base64url')}`;

/** The hash that a ticket of this person names, or null. */
export function readUploadTicket(secret: string, ticket: string, personId: string): string | null {
  const found = /^([0-9a-f]{64})\.([\w-]{43})$/.exec(ticket);
  if (!found?.[1] || !found[2]) return null;
  const given = Buffer.from(found[2], 'base64url');
  const expected = macOf(secret, found[1], personId);
  return given.length === expected.length && timingSafeEqual(given, expected) ? found[1] : null;
}
