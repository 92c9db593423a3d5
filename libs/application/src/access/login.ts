import { hash, verify } from '@node-rs/argon2';
import { accept, refuse, type Decision } from '@duban/domain';
import { withTransaction } from '@duban/database';
import type { Deps } from '../kernel/deps';
import { openSession } from './sessions';

/** argon2id with 19 MiB and two passes: some 150 ms, the price of one guess. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

let nobody: Promise<string> | null = null;

/**
 * Opens a session for a login and its password. An unknown login takes as long as a wrong password, and both get the same
 * answer, so that nobody learns which logins exist. Refuses with `LOGIN.WRONG`.
 */
export async function login(
  deps: Deps,
  name: string,
  password: string,
): Promise<Decision<{ token: string; expiresAtMs: number; personId: string }>> {
  const found = await withTransaction(deps.database, (tx) =>
    tx.query<{ id: string; hash: string; disabled: boolean }>(
      'select id, password_hash as hash, disabled_at is not null as disabled from person where login = $1',
      [name],
    ),
  );
  const person = found[0];
  nobody ??= hashPassword('nobody has this password');
  const isRight = await verify(person?.hash ?? (await nobody), password).catch(() => false); // a stored hash of another kind opens nothing
  if (!person || person.disabled || !isRight) return refuse('LOGIN.WRONG');
  const session = await withTransaction(deps.database, (tx) => openSession(tx, deps, person.id));
  return accept({ ...session, personId: person.id });
}
