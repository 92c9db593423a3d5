import { createHmac, randomBytes } from 'node:crypto';
import { accept, refuse, type Decision } from '@duban/domain';

/** Letters and digits that nobody takes for another when they are read out or written by hand. */
const CHARACTERS = 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 12;

/** A password for somebody else, to be told once: three groups of four, some 70 bits. */
export const newPassword = (): string => spelled(randomBytes(64));

/**
 * The same, as a function of a secret and a deed: the repetition of a request gives the same password again, and nothing
 * has to keep it.
 */
export const passwordOf = (secret: string, deed: string): string =>
  spelled(createHmac('sha512', secret).update(`password\n${deed}`).digest());

function spelled(bytes: Buffer): string {
  // Bytes above the last whole multiple are passed over, so that every character is as likely as another.
  const fair = [...bytes].filter((byte) => byte < 256 - (256 % CHARACTERS.length)).slice(0, LENGTH);
  const text = fair.map((byte) => CHARACTERS[byte % CHARACTERS.length]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** A password that a person chooses: long enough, and not of one kind of character only. */
export function decidePassword(password: string): Decision<null> {
  const kinds = [/[A-Za-z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  return [...password].length >= 10 && kinds >= 2 ? accept(null) : refuse('PASSWORD.TOO_SHORT');
}
