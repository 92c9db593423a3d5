import { InstrumentRow, type Tx } from '@duban/database';
import { lockInstrument, lockPlan, lockTasks } from '../kernel/locks';

/** The tasks whose obligations an instrument holds, also of items that have ended. */
export async function taskIdsOfInstrument(tx: Tx, instrumentId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select distinct task_id as id from instrument_item where instrument_id = $1 and task_id is not null',
    [instrumentId],
  );
  return rows.map((row) => row.id);
}

/**
 * An item came in between the look at what must be locked and the lock. Its code is PostgreSQL's own for "do the transaction
 * again", which `withTransaction` obeys.
 */
export class ItemsMoved extends Error {
  readonly code = '40001';
  constructor() {
    super('the items changed before their tasks were locked');
  }
}

/** An instrument with its plan shared and its items' tasks locked, in that order; null where there is none here. */
export async function lockInstrumentCase(tx: Tx, jurisdictionId: string, instrumentId: string): Promise<InstrumentRow | null> {
  const [known] = await tx.find(InstrumentRow, 'r.id = $1 and r.jurisdiction_id = $2', [instrumentId, jurisdictionId]);
  if (!known) return null;
  if (known.planId !== null) await lockPlan(tx, known.planId, 'shared');
  const taskIds = await taskIdsOfInstrument(tx, instrumentId);
  await lockTasks(tx, taskIds);
  const locked = await lockInstrument(tx, instrumentId);
  const now = await taskIdsOfInstrument(tx, instrumentId);
  if (now.some((id) => !taskIds.includes(id))) throw new ItemsMoved();
  return locked;
}
