import { accept, refuse, type Decision } from '@duban/domain';
import { AssignmentRow, ImportBatchRow, InstrumentRow, SignOffRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { lockAmendmentRow } from '../amendments/amendment-case';
import { lockInstrument, lockPlan, lockSignOff, lockTask } from '../kernel/locks';

/** What a person had before the eyes when giving a command. */
export interface Versioned {
  readonly kind: 'plan' | 'amendment' | 'import' | 'assignment' | 'instrument' | 'signOff';
  readonly id: string;
}

/**
 * Has somebody changed it since the person saw `version`? Locks in the order plan → task → instrument → sign-off, as the
 * command that follows does, so that the answer holds for it. What does not exist is left to the command to refuse.
 * Refuses with `COMMAND.STALE`, naming the last change, who made it and when.
 */
export async function checkVersion(act: Act, subject: Versioned, version: number): Promise<Decision<null>> {
  const current = await lockedVersion(act, subject);
  if (current === null || current === version) return accept(null);
  const [last] = await act.tx.query<{ type: string; at: Date; by: string | null }>(
    `select e.type, e.at, p.name as by from event e left join person p on p.id = e.person_id
     where e.subject_id = $1 order by e.at desc, e.id desc limit 1`,
    [subject.id],
  );
  return refuse('COMMAND.STALE', {
    seen: version,
    current,
    change: last?.type ?? null,
    changedBy: last?.by ?? null,
    changedAt: last?.at.toISOString() ?? null,
  });
}

async function lockedVersion(act: Act, { kind, id }: Versioned): Promise<number | null> {
  const { tx, jurisdictionId } = act;
  switch (kind) {
    case 'plan': {
      const plan = await lockPlan(tx, id, 'exclusive');
      return plan?.jurisdictionId === jurisdictionId ? plan.version : null;
    }
    case 'amendment': {
      const found = await lockAmendmentRow(tx, id, 'exclusive');
      return found?.amendment.jurisdictionId === jurisdictionId ? found.amendment.version : null;
    }
    case 'import': {
      const [row] = await tx.find(ImportBatchRow, 'r.id = $1 for update', [id]);
      return row?.jurisdictionId === jurisdictionId ? row.version : null;
    }
    case 'assignment': {
      const [known] = await tx.find(AssignmentRow, 'r.id = $1', [id]);
      if (known?.jurisdictionId !== jurisdictionId) return null;
      await lockPlan(tx, known.planId, 'shared');
      await lockTask(tx, known.taskId);
      const [locked] = await tx.find(AssignmentRow, 'r.id = $1', [id]);
      return locked?.version ?? null;
    }
    case 'instrument': {
      const [known] = await tx.find(InstrumentRow, 'r.id = $1', [id]);
      if (known?.jurisdictionId !== jurisdictionId) return null;
      if (known.planId !== null) await lockPlan(tx, known.planId, 'shared');
      return (await lockInstrument(tx, id))?.version ?? null;
    }
    case 'signOff': {
      const [known] = await tx.find(SignOffRow, 'r.id = $1', [id]);
      if (known?.jurisdictionId !== jurisdictionId) return null;
      if (known.planId !== null) await lockPlan(tx, known.planId, 'shared');
      if (known.taskId !== null) await lockTask(tx, known.taskId);
      return (await lockSignOff(tx, id))?.version ?? null;
    }
  }
}
