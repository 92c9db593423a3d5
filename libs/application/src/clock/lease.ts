import { withTransaction, type Tx } from '@duban/database';
import type { Deps } from '../kernel/deps';
import { newId } from '../kernel/new-id';

/** Somebody else holds the lease: not now. */
export const BUSY = Symbol('lease held by another');

export interface Lease {
  /** Holds it for the same time again from now. @throws LeaseLost when it ran out and another has it. */
  renew(tx: Tx): Promise<void>;
}

export class LeaseLost extends Error {
  constructor(name: string) {
    super(`the lease ${name} was lost`);
  }
}

/**
 * Runs `work` while no other process does the same (`MachineClock` decides). A holder that crashes is followed after `lengthMs`,
 * so `work` must be safe to be taken up in the middle, and safe to overlap for a moment.
 */
export async function withLease<Result>(
  deps: Pick<Deps, 'database' | 'machine'>,
  name: string,
  lengthMs: number,
  work: (lease: Lease) => Promise<Result>,
): Promise<Result | typeof BUSY> {
  const holder = newId();
  const nowMs = () => deps.machine.nowMs();
  const taken = await withTransaction(deps.database, (tx) =>
    tx.run(
      `insert into lease (name, holder, until) values ($1, $2, $3)
       on conflict (name) do update set holder = excluded.holder, until = excluded.until where lease.until <= $4`,
      [name, holder, new Date(nowMs() + lengthMs), new Date(nowMs())],
    ),
  );
  if (taken === 0) return BUSY;
  try {
    return await work({
      async renew(tx) {
        const held = await tx.run('update lease set until = $3 where name = $1 and holder = $2', [
          name,
          holder,
          new Date(nowMs() + lengthMs),
        ]);
        if (held === 0) throw new LeaseLost(name);
      },
    });
  } finally {
    await withTransaction(deps.database, (tx) => tx.run('delete from lease where name = $1 and holder = $2', [name, holder]));
  }
}

/** True for one caller of all processes in each stretch of `everyMs` (`MachineClock`): a timer that needs no holder. */
export async function takeTurn(deps: Pick<Deps, 'database' | 'machine'>, name: string, everyMs: number): Promise<boolean> {
  const nowMs = deps.machine.nowMs();
  const taken = await withTransaction(deps.database, (tx) =>
    tx.run(
      `insert into lease (name, holder, until) values ($1, 'turn', $2)
       on conflict (name) do update set until = excluded.until where lease.until <= $3`,
      [`turn:${name}`, new Date(nowMs + everyMs), new Date(nowMs)],
    ),
  );
  return taken === 1;
}
