import {
  accept,
  isOpenAtYearEnd,
  judgeYearEndClosing,
  refuse,
  type AssignmentState,
  type Decision,
  type YearEndClosing,
} from '@duban/domain';
import { AssignmentRow, ObligationRow, TaskRow, type PlanRow } from '@duban/database';
import { closedForYearNotice } from '@duban/wording';
import { endItemsOf } from '../instruments/end-items';
import type { Act } from '../kernel/act';
import { meetObligation, voidObligation } from '../kernel/obligations';
import { tellUnit } from '../tasks/tell-unit';

/**
 * 年度销号 of long-term items, each with its stated outcome: done and partly done meet what is owed, not done leaves it unmet for ever.
 * Nothing more is owed of them, and they are not carried over. The plan and the tasks are locked.
 */
export async function closeForYear(act: Act, plan: PlanRow, closings: readonly YearEndClosing[]): Promise<Decision<null>> {
  if (new Set(closings.map((each) => each.taskId)).size < closings.length) return refuse('YEAR_END.TWICE');
  const ids = closings.map((each) => each.taskId);
  const tasks = await act.tx.find(TaskRow, 'r.id = any($1::uuid[]) and r.plan_id = $2', [ids, plan.id]);
  const assignments = await act.tx.find(AssignmentRow, 'r.task_id = any($1::uuid[]) order by r.id', [ids]);
  for (const closing of closings) {
    const task = tasks.find((each) => each.id === closing.taskId);
    const shares = assignments.filter((each) => each.taskId === closing.taskId);
    const judged = judgeYearEndClosing(
      closing,
      task
        ? {
            title: task.title,
            isLongTerm: task.deadlineKind === 'longTerm',
            shareStates: shares.map((each) => each.state as AssignmentState),
          }
        : null,
    );
    if (!judged.ok) return judged;
    for (const share of shares) {
      if (isOpenAtYearEnd(share.state as AssignmentState)) await closeShare(act, plan, task as TaskRow, share, closing);
    }
  }
  return accept(null);
}

async function closeShare(act: Act, plan: PlanRow, task: TaskRow, share: AssignmentRow, closing: YearEndClosing): Promise<void> {
  const { outcome } = closing;
  const note = closing.note.trim();
  await act.tx.update(
    AssignmentRow,
    share.id,
    { state: 'struckOff', outcome, struckOffAt: act.now, struckOffBy: act.person },
    share.version,
  );
  const open = await act.tx.find(ObligationRow, `r.assignment_id = $1 and r.state = 'open' order by r.id`, [share.id]);
  for (const obligation of open) {
    if (obligation.kind === 'completion' && outcome !== 'notDone') meetObligation(act, obligation);
    else voidObligation(act, obligation);
  }
  await endItemsOf(act, open.map((each) => each.id), outcome, 'struckOff'); // prettier-ignore
  const causeId = act.emit({
    type: 'assignment.closedForYear',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'assignment',
    subjectId: share.id,
    data: { outcome, note, year: plan.year },
  });
  await tellUnit(act, share.unitId, share.id, causeId, closedForYearNotice(task.title, plan.year, outcome, note));
}
