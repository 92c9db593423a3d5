import {
  accept,
  decideAmendmentAction,
  decideAssignmentAction,
  judgeLine,
  refuse,
  type AmendedShare,
  type AmendedTask,
  type AmendmentAction,
  type AmendmentLine,
  type AmendmentState,
  type AssignmentState,
  type Decision,
  type PlanState,
  type Role,
} from '@duban/domain';
import { AmendmentLineRow, AssignmentRow, PlanAmendmentRow, TaskRow, type PlanRow, type Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { readCase } from '../tasks/assignment-case';
import { textOfTask } from './task-text';

/** An amendment under lock: its plan first, in the mode that the command needs. */
export interface AmendmentCase {
  readonly plan: PlanRow;
  readonly amendment: PlanAmendmentRow;
  readonly lines: readonly AmendmentLineRow[];
}

/** The amendment locked behind its plan, where the office may do this with it now. */
export async function lockAmendment(
  act: Act,
  amendmentId: string,
  action: AmendmentAction,
  mode: 'shared' | 'exclusive' = 'shared',
): Promise<Decision<AmendmentCase>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const found = await lockAmendmentRow(act.tx, amendmentId, mode);
  if (!found || found.plan.jurisdictionId !== act.jurisdictionId) return refuse('AMENDMENT.UNKNOWN');
  const { amendment, plan, lines } = found;
  const allowed = decideAmendmentAction(action, {
    state: amendment.state as AmendmentState,
    planState: plan.state as PlanState,
    lines: lines.length,
  });
  return allowed.ok ? accept(found) : allowed;
}

export async function lockAmendmentRow(tx: Tx, amendmentId: string, mode: 'shared' | 'exclusive'): Promise<AmendmentCase | null> {
  const [known] = await tx.find(PlanAmendmentRow, 'r.id = $1', [amendmentId]);
  const plan = known && (await lockPlan(tx, known.planId, mode));
  const [amendment] = await tx.find(PlanAmendmentRow, 'r.id = $1 for no key update', [amendmentId]);
  return plan && amendment ? { plan, amendment, lines: await linesOf(tx, amendmentId) } : null;
}

export const linesOf = (tx: Tx, amendmentId: string): Promise<AmendmentLineRow[]> =>
  tx.find(AmendmentLineRow, 'r.amendment_id = $1 order by r.position, r.id', [amendmentId]);

export const lineOf = (row: Pick<AmendmentLineRow, 'change'>): AmendmentLine => row.change as AmendmentLine;

export interface AmendedRows extends AmendedTask {
  readonly task: TaskRow;
  readonly assignments: readonly AssignmentRow[];
}

/** A task of the plan as it stands, with what a cancellation of each open share would be answered; null where there is none. */
export async function readAmendedTask(tx: Tx, plan: PlanRow, taskId: string, nowMs: number): Promise<AmendedRows | null> {
  const [task] = await tx.find(TaskRow, 'r.id = $1 and r.plan_id = $2', [taskId, plan.id]);
  if (!task) return null;
  const assignments = await tx.find(AssignmentRow, 'r.task_id = $1 order by r.id', [taskId]);
  const shares: AmendedShare[] = [];
  for (const assignment of assignments) {
    const { facts } = await readCase(tx, { plan, clockPlan: plan, task, assignment }, nowMs);
    shares.push({
      id: assignment.id,
      unitId: assignment.unitId,
      role: assignment.role as Role,
      state: assignment.state as AssignmentState,
      cancellation: decideAssignmentAction('cancel', facts),
    });
  }
  return { text: textOfTask(task), shares, task, assignments };
}

export const taskIdOf = (line: AmendmentLine): string | null => ('taskId' in line ? line.taskId : null);

export interface Judging {
  readonly tx: Tx;
  readonly plan: PlanRow;
  readonly nowMs: number;
  readonly today: string;
  readonly unitIds: ReadonlySet<string>;
}

/** Judges a line by the rows as they stand; `others` are those lines of the same amendment that have not taken effect yet. */
export async function judgeLineNow(
  { tx, plan, nowMs, today, unitIds }: Judging,
  line: AmendmentLine,
  others: readonly AmendmentLine[],
): Promise<{ readonly judged: Decision<null>; readonly found: AmendedRows | null }> {
  const taskId = taskIdOf(line);
  const found = taskId === null ? null : await readAmendedTask(tx, plan, taskId, nowMs);
  const point =
    line.kind === 'addTask'
      ? await tx.query('select 1 from work_point where id = $1 and plan_id = $2', [line.workPointId, plan.id])
      : [];
  const judged = judgeLine(line, {
    planState: plan.state as PlanState,
    today,
    task: found,
    isPointThere: point.length > 0,
    unitIds,
    sharesToCome: others.filter(
      (other) => other.kind === 'addShare' && other.taskId === taskId && other.share.role !== 'cooperating',
    ).length,
  });
  return { judged, found };
}

export const judgingBy = async (act: Act, plan: PlanRow): Promise<Judging> => ({
  tx: act.tx,
  plan,
  nowMs: act.nowMs,
  today: act.today,
  unitIds: new Set((await act.roster()).units.map((unit) => unit.id)),
});
