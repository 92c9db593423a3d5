import { receiversOf, type PostRule } from '@duban/domain';
import { TaskRow } from '@duban/database';
import { dueMovedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import type { Rewritten } from './rewrite-line';

const OF_UNIT: readonly PostRule[] = [
  { of: 'holderUnit', role: 'liaison' },
  { of: 'holderUnit', role: 'unitHead' },
];
const OF_POST: readonly PostRule[] = [{ of: 'holderPost' }];

/** Tells whoever owes each obligation whose day moved: the old day, the new one and why; one event for each. */
export async function tellMoved(act: Act, rewritten: readonly Rewritten[]): Promise<void> {
  const moved = rewritten.filter((each) => each.outcome === 'moved');
  if (moved.length === 0) return;
  const roster = await act.roster();
  const tasks = await act.tx.find(TaskRow, 'r.id = any($1::uuid[])', [moved.flatMap(({ row }) => row.taskId ?? [])]);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  for (const { row, line } of moved) {
    const task = row.taskId === null ? undefined : byId.get(row.taskId);
    const causeId = act.emit({
      type: 'obligation.dueRecounted',
      subjectKind: 'obligation',
      subjectId: row.id,
      planId: task?.planId ?? (row.ownerKind === 'plan' ? row.ownerId : null),
      taskId: row.taskId,
      data: line.due,
    });
    const obliged = { unitId: row.holderUnitId, postId: row.holderPostId, coUnitIds: [] };
    act.tell({
      ...dueMovedNotice(
        row.kind,
        task?.title ?? null,
        row.period,
        line.due?.from ?? null,
        line.due?.to ?? null,
        line.because === 'policyChanged',
      ),
      subjectKind: row.taskId === null ? row.ownerKind : 'task',
      subjectId: row.taskId ?? row.ownerId,
      obligationId: row.id,
      causeId,
      receivers: (row.holderUnitId === null ? OF_POST : OF_UNIT).flatMap((rule) => receiversOf(roster, rule, obliged, act.today)),
    });
  }
}
