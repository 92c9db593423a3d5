import { InstrumentRequestRow, InstrumentTargetRow, type SignOffRow, type Tx } from '@duban/database';
import { lockInstrument, lockPlan, lockSignOff, lockTasks } from '../kernel/locks';
import { ItemsMoved, taskIdsOfInstrument } from '../instruments/lock-instrument';

/**
 * Locks a sign-off with all that its end may change, in the order plan → task → instrument → sign-off, and gives the row as
 * it is now. The end of a plan's or an
 * amendment's chain changes the plan; the end of an instrument's arms what its items' tasks owe.
 */
export async function lockSignOffCase(tx: Tx, known: SignOffRow): Promise<SignOffRow> {
  const instrumentId = await instrumentIdOf(tx, known);
  if (known.planId !== null) await lockPlan(tx, known.planId, CHANGES_PLAN.includes(known.subjectKind) ? 'exclusive' : 'shared');
  const taskIds = instrumentId === null ? [] : await taskIdsOfInstrument(tx, instrumentId);
  if (known.taskId !== null) taskIds.push(known.taskId);
  if (known.subjectKind === 'amendment') taskIds.push(...(await taskIdsOfAmendment(tx, known.subjectId)));
  await lockTasks(tx, taskIds);
  if (instrumentId !== null) {
    await lockInstrument(tx, instrumentId);
    const now = await taskIdsOfInstrument(tx, instrumentId);
    if (now.some((id) => !taskIds.includes(id))) throw new ItemsMoved();
  }
  const locked = await lockSignOff(tx, known.id);
  if (!locked) throw new Error(`sign-off ${known.id} is gone`);
  return locked;
}

/** Whose end is a change of the plan itself. */
const CHANGES_PLAN: readonly string[] = ['plan', 'amendment'];

/** The tasks that an amendment speaks of: its lines stand still while it is under review. */
async function taskIdsOfAmendment(tx: Tx, amendmentId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select distinct task_id as id from amendment_line where amendment_id = $1 and task_id is not null',
    [amendmentId],
  );
  return rows.map((row) => row.id);
}

async function instrumentIdOf(tx: Tx, row: SignOffRow): Promise<string | null> {
  if (row.subjectKind === 'instrument') return row.subjectId;
  if (row.subjectKind === 'stageExtension') {
    const [request] = await tx.find(InstrumentRequestRow, 'r.id = $1', [row.subjectId]);
    return request?.instrumentId ?? null;
  }
  if (row.subjectKind !== 'delisting') return null;
  const [target] = await tx.find(InstrumentTargetRow, 'r.id = $1', [row.subjectId]);
  return target?.instrumentId ?? null;
}
