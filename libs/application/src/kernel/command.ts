import { createHash } from 'node:crypto';
import { refuse, type Decision } from '@duban/domain';
import { CommandKeyRow, withTransaction } from '@duban/database';
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
 */
export async function runCommand<Value>(deps: Deps, request: CommandRequest, work: CommandWork<Value>): Promise<Decision<Value>> {
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(request.body ?? null))
    .digest('hex');
  try {
    return await withTransaction(deps.database, async (tx) => {
      const nowMs = await deps.clock.nowMs(tx);
      const commandId = newId();
      if (request.key !== null) {
        const earlier = await claimKey(tx, request, bodyHash, nowMs);
        if (earlier) return earlier as Decision<Value>;
      }
      const act = new Act(deps, tx, request.actor.jurisdictionId, nowMs, request.actor, commandId);
      const decision = await work(act);
      if (!decision.ok) throw new Refused(decision);
      await act.flush();
      if (request.key !== null) await storeAnswer(tx, request, decision);
      return decision;
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (request.key !== null) await keepRefusal(deps, request, bodyHash, error.decision);
    return error.decision;
  }
}

type Transaction = Parameters<Parameters<typeof withTransaction>[1]>[0];

/** Takes the key for this transaction, or gives the answer that it had before. A running twin is waited for by the unique key. */
async function claimKey(
  tx: Transaction,
  request: CommandRequest,
  bodyHash: string,
  nowMs: number,
): Promise<Decision<unknown> | null> {
  const mine = await tx.insertMissing(CommandKeyRow, [keyRow(request, bodyHash, null, nowMs)]);
  if (mine === 1) return null;
  const [row] = await tx.find(CommandKeyRow, 'r.person_id = $1 and r.route = $2 and r.key = $3', [
    request.actor.personId,
    request.route,
    request.key,
  ]);
  if (!row) return null;
  if (row.bodyHash !== bodyHash) return refuse('COMMAND.KEY_REUSED', { key: request.key });
  return row.answer as Decision<unknown>;
}

async function storeAnswer(tx: Transaction, request: CommandRequest, decision: Decision<unknown>): Promise<void> {
  await tx.run('update command_key set answer = $1 where person_id = $2 and route = $3 and key = $4', [
    JSON.stringify(decision),
    request.actor.personId,
    request.route,
    request.key,
  ]);
}

async function keepRefusal(deps: Deps, request: CommandRequest, bodyHash: string, decision: Decision<never>): Promise<void> {
  await withTransaction(deps.database, async (tx) => {
    const nowMs = await deps.clock.nowMs(tx);
    await tx.insertMissing(CommandKeyRow, [keyRow(request, bodyHash, decision, nowMs)]);
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
