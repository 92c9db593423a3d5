import { createHash } from 'node:crypto';
import { refuse, type Decision } from '@duban/domain';
import { CommandKeyRow, withTransaction, type Tx } from '@duban/database';
import { Act } from './act';
import type { Actor } from './actor';
import type { Deps } from './deps';
import { newId } from './new-id';

/** One person's request: the key makes a repetition harmless (design section 3.1). */
export interface CommandRequest {
  readonly actor: Actor;
  /** The route or command name; a key counts for one person and one route. */
  readonly route: string;
  /** Null only for commands that no client repeats (a demo, a test). */
  readonly key: string | null;
  readonly body: unknown;
}

/** What a command does once it has its transaction. It refuses before it writes; what it writes after a refusal is undone. */
export type CommandWork<Value> = (act: Act) => Promise<Decision<Value>>;

class Refused extends Error {
  constructor(readonly decision: Decision<never>) {
    super('refused');
  }
}

/**
 * One command is one transaction. The same key again gives the same answer, refusals too; with another body it is refused
 * (`COMMAND.KEY_REUSED`). The reply means that everything is durable.
 *
 * The key is written last, with the events, and not looked for before: a repetition, at once or later, is stopped by the unique
 * key, or refused because everything is done already, and gives the first one's answer. It is rare, and a look costs each command.
 */
export async function runCommand<Value>(deps: Deps, request: CommandRequest, work: CommandWork<Value>): Promise<Decision<Value>> {
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(request.body ?? null))
    .digest('hex');
  try {
    return await withTransaction(deps.database, async (tx) => {
      const nowMs = await deps.clock.nowMs(tx);
      const act = new Act(deps, tx, request.actor.jurisdictionId, nowMs, request.actor, newId());
      const decision = await work(act);
      if (!decision.ok) throw new Refused(decision);
      await act.flush();
      if (request.key !== null) await tx.insert(CommandKeyRow, [keyRow(request, bodyHash, decision, nowMs)]);
      return decision;
    });
  } catch (error) {
    if (error instanceof Refused) {
      return request.key === null ? error.decision : keepRefusal<Value>(deps, request, bodyHash, error.decision);
    }
    if (request.key === null || !isTaken(error)) throw error;
    const answer = await withTransaction(deps.database, (tx) => readAnswer<Value>(tx, request, bodyHash));
    if (!answer) throw error;
    return answer;
  }
}

/** A unique rule refused it: the key itself, or what the first request with this key has made. */
const isTaken = (error: unknown): boolean => (error as { code?: string }).code === '23505';

/** The answer that the key had before; null where it is new. */
async function readAnswer<Value>(tx: Tx, request: CommandRequest, bodyHash: string): Promise<Decision<Value> | null> {
  const [row] = await tx.find(CommandKeyRow, 'r.person_id = $1 and r.route = $2 and r.key = $3', [
    request.actor.personId,
    request.route,
    request.key,
  ]);
  if (!row) return null;
  if (row.bodyHash !== bodyHash) return refuse('COMMAND.KEY_REUSED', { key: request.key });
  return row.answer as Decision<Value>;
}

/** Keeps a refusal as the key's answer, or gives the answer of a twin that was faster. */
function keepRefusal<Value>(
  deps: Deps,
  request: CommandRequest,
  bodyHash: string,
  decision: Decision<never>,
): Promise<Decision<Value>> {
  return withTransaction(deps.database, async (tx) => {
    const nowMs = await deps.clock.nowMs(tx);
    const kept = await tx.insertMissing(CommandKeyRow, [keyRow(request, bodyHash, decision, nowMs)]);
    return kept === 1 ? decision : ((await readAnswer<Value>(tx, request, bodyHash)) ?? decision);
  });
}

function keyRow(request: CommandRequest, bodyHash: string, answer: unknown, nowMs: number): CommandKeyRow {
  return {
    personId: request.actor.personId,
    route: request.route,
    key: request.key ?? '',
    bodyHash,
    answer,
    madeAt: new Date(nowMs),
  };
}
