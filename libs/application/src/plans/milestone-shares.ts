import { milestonesOwed, type MilestoneShare, type Policy, type Role } from '@duban/domain';
import { MilestoneRow, type AssignmentRow, type Tx } from '@duban/database';
import { groupBy } from '../access/group-by';

/** A share as its milestones are judged, with what it is. */
export interface NamedShare extends MilestoneShare {
  readonly id: string;
  readonly taskId: string;
}

export const milestoneShare = ({ id, taskId, unitId, role, dueOn }: AssignmentRow): NamedShare => ({
  id,
  taskId,
  unitId,
  role: role as Role,
  dueOn,
});

/** The milestones of tasks, by task. */
export async function milestonesByTask(
  tx: Tx,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly MilestoneRow[]>> {
  const rows = await tx.find(MilestoneRow, 'r.task_id = any($1::uuid[]) order by r.due_on, r.id', [[...taskIds]]);
  return groupBy(rows, (row) => row.taskId);
}

/** Those that one share owes, of the shares and milestones of its task. */
export function milestonesOfShare(
  assignmentId: string,
  shares: readonly NamedShare[],
  milestones: readonly MilestoneRow[],
  policy: Pick<Policy, 'owes'>,
): readonly MilestoneRow[] {
  const share = shares.find((each) => each.id === assignmentId);
  return share ? milestonesOwed(share, shares, milestones, policy) : [];
}
