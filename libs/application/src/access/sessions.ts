import { createHash, randomBytes } from 'node:crypto';
import { dayOfInstant } from '@duban/domain';
import { SessionRow, readAlone, withTransaction, type Tx } from '@duban/database';
import { actorOn, type Actor } from '../kernel/actor';
import type { Deps } from '../kernel/deps';
import { readRoster, rosterOf } from '../kernel/roster';
import { scopeOf, type Scope } from './scope';

/** A working day and a little: whoever logs in in the morning is not thrown out before the evening. */
export const SESSION_MS = 12 * 3_600_000;

export interface Session {
  readonly personId: string;
  readonly actor: Actor;
  readonly scope: Scope;
}

/** What is stored of a session's token. */
export const sessionHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Opens a session and gives its token; only the token's hash is stored, so a copy of the table opens nothing. */
export async function openSession(tx: Tx, deps: Deps, personId: string): Promise<{ token: string; expiresAtMs: number }> {
  const token = randomBytes(32).toString('base64url');
  const nowMs = deps.machine.nowMs();
  const expiresAtMs = nowMs + SESSION_MS;
  await tx.run('delete from session where expires_at < $1', [new Date(nowMs)]);
  await tx.insert(SessionRow, [
    { tokenHash: sessionHash(token), personId, createdAt: new Date(nowMs), expiresAt: new Date(expiresAtMs) },
  ]);
  return { token, expiresAtMs };
}

interface FoundSession {
  readonly personId: string;
  readonly jurisdictionId: string;
  readonly rosterVersion: number;
  readonly startedAt: Date;
}

/** Whose session it is, with the posts held today; null where it is unknown, has ended, or the person is disabled. */
export async function readSession(deps: Deps, token: string): Promise<Session | null> {
  // Before every request: one statement, unless the roster has changed or the scope reaches into another jurisdiction.
  const [found] = await readAlone<FoundSession>(
    deps.database,
    `select p.id as "personId", p.jurisdiction_id as "jurisdictionId", j.roster_version as "rosterVersion",
       statement_timestamp() as "startedAt"
     from session s join person p on p.id = s.person_id join jurisdiction j on j.id = p.jurisdiction_id
     where s.token_hash = $1 and s.expires_at > $2 and p.disabled_at is null`,
    [sessionHash(token), new Date(deps.machine.nowMs())],
  );
  if (!found) return null;
  const { personId, jurisdictionId } = found;
  const today = dayOfInstant(await deps.clock.nowMs(found));
  const roster =
    rosterOf(jurisdictionId, found.rosterVersion) ??
    (await withTransaction(deps.database, (tx) => readRoster(tx, jurisdictionId)));
  const actor = actorOn(roster, jurisdictionId, personId, today);
  return { personId, actor, scope: await scopeOf(deps.database, actor) };
}

/** Ends a session. Ending one that is gone changes nothing. */
export async function closeSession(deps: Deps, token: string): Promise<void> {
  await withTransaction(deps.database, (tx) => tx.run('delete from session where token_hash = $1', [sessionHash(token)]));
}
