import {
  shareDayAfter,
  dueAfterAmendment,
  type AddedShare,
  type AddedTask,
  type AmendmentLine,
  type TaskText,
} from '@duban/domain';
import { AssignmentRow, ObligationRow, TaskRow, type PlanRow } from '@duban/database';
import {
  amendmentGrounds,
  printedRoles,
  shareAddedNotice,
  shareTakenNotice,
  taskAmendedNotice,
  taskWithdrawnNotice,
  textDifferences,
  type AmendmentHead,
} from '@duban/wording';
import type { Act } from '../kernel/act';
import { openObligations } from '../kernel/obligations';
import { addTaskRows, assignmentRow, draftRows, insertDraftRows, noRows, type DraftRows } from '../plans/draft-rows';
import type { DraftTask } from '../plans/draft-shapes';
import { placeBehind, ownOf } from '../plans/edit-draft';
import { obligationsOf } from '../plans/issue-plan';
import { readCase } from '../tasks/assignment-case';
import { cancel } from '../tasks/cancel-assignment';
import { moveShareDue } from '../tasks/piece-followers';
import { tellUnit } from '../tasks/tell-unit';
import type { AmendedRows } from './amendment-case';
import { changeCycle } from './change-cycle';
import { columnsOfText } from './task-text';

export interface Amending {
  readonly plan: PlanRow;
  readonly amendmentId: string;
  readonly head: AmendmentHead;
}

/** The ids of what a line has brought in. */
export interface MadeByLine {
  readonly pointId?: string;
  readonly taskIds?: readonly string[];
  readonly assignmentIds?: readonly string[];
}

/** Shares that are at work: the text moves with them; what is struck off or cancelled stays as it was. */
const AT_WORK = ['assigned', 'received', 'completionFiled', 'returned', 'suspended'];

/** Writes what a line that was judged changes; the plan is locked exclusively. `found` is the task that it speaks of. */
export async function applyLine(
  act: Act,
  amending: Amending,
  line: AmendmentLine,
  found: AmendedRows | null,
): Promise<MadeByLine | null> {
  if (line.kind === 'addPoint') return addPoint(act, amending, line);
  if (line.kind === 'addTask') return addTask(act, amending, line.workPointId, line.task);
  if (!found) throw new Error(`an amendment of no task: ${line.kind}`);
  switch (line.kind) {
    case 'addShare':
      return addShare(act, amending, found, line.share);
    case 'changeTask':
      await changeTask(act, amending, found, line.set);
      return null;
    case 'takeShare':
      await cancelShares(act, amending, found, [line.assignmentId], line.grounds, shareTakenNotice);
      return null;
    case 'withdrawTask': {
      const open = found.assignments.filter((each) => AT_WORK.includes(each.state)).map((each) => each.id);
      await cancelShares(act, amending, found, open, line.grounds, taskWithdrawnNotice);
      act.emit({
        type: 'task.withdrawn',
        planId: amending.plan.id,
        taskId: found.task.id,
        subjectKind: 'task',
        subjectId: found.task.id,
        data: { number: amending.head.number, grounds: line.grounds },
      });
      return null;
    }
  }
}

async function addPoint(act: Act, amending: Amending, line: Extract<AmendmentLine, { kind: 'addPoint' }>): Promise<MadeByLine> {
  const nameOf = await unitNames(act);
  const { plan, amendmentId } = amending;
  const rows = draftRows(ownOf(plan), [
    { ...line.point, source: { amendmentId }, tasks: line.tasks.map((task) => draftTask(task, nameOf)) },
  ]);
  await insertDraftRows(act.tx, rows);
  const [point] = rows.points;
  if (!point) throw new Error('a point that was added is not there');
  await placeBehind(act, 'work_point', plan.id, [point.id], await lastOfChapter(act, plan.id, point.chapter, point.id));
  const taskIds = rows.tasks.map((task) => task.id);
  await placeBehind(act, 'task', plan.id, taskIds, await lastTaskBefore(act, point.id, taskIds));
  await begin(act, amending, rows);
  return { pointId: point.id, ...idsOf(rows) };
}

async function addTask(act: Act, amending: Amending, workPointId: string, task: AddedTask): Promise<MadeByLine> {
  const { plan } = amending;
  const rows = noRows();
  const before = await lastTaskBefore(act, workPointId);
  const taskId = addTaskRows(rows, { ...ownOf(plan), workPointId }, draftTask(task, await unitNames(act)));
  await insertDraftRows(act.tx, rows);
  await placeBehind(act, 'task', plan.id, [taskId], before);
  await begin(act, amending, rows);
  return idsOf(rows);
}

const idsOf = (rows: DraftRows): MadeByLine => ({
  taskIds: rows.tasks.map((task) => task.id),
  assignmentIds: rows.assignments.map((share) => share.id),
});

/** What came in owes from now on what it would have owed at the issue; rungs whose moment lies before are superseded. */
async function begin(act: Act, amending: Amending, rows: DraftRows): Promise<void> {
  const { plan, head } = amending;
  await openObligations(act, await obligationsOf(act, plan, rows.tasks, rows.assignments));
  for (const task of rows.tasks) {
    const shares = rows.assignments.filter((share) => share.taskId === task.id);
    const causeId = act.emit({
      type: 'task.added',
      planId: plan.id,
      taskId: task.id,
      subjectKind: 'task',
      subjectId: task.id,
      data: { number: head.number, title: task.title, dueOn: task.dueOn, units: shares.map((share) => share.unitId) },
    });
    for (const share of shares) await tellOfShare(act, head, task, share, causeId);
  }
}

async function addShare(act: Act, amending: Amending, found: AmendedRows, share: AddedShare): Promise<MadeByLine> {
  const { plan, head } = amending;
  const nameOf = await unitNames(act);
  const row = assignmentRow(draftShare(share, nameOf), draftOf(found.task), found.task.id, ownOf(plan));
  const others = found.assignments.filter((each) => each.state !== 'cancelled');
  await act.tx.insert(AssignmentRow, [row]);
  await openObligations(act, await obligationsOf(act, plan, [found.task], [row], [...others, row]));
  const causeId = act.emit({
    type: 'assignment.added',
    planId: plan.id,
    taskId: found.task.id,
    subjectKind: 'assignment',
    subjectId: row.id,
    data: { number: head.number, unitId: row.unitId, role: row.role, dueOn: row.dueOn },
  });
  await tellOfShare(act, head, found.task, row, causeId);
  return { assignmentIds: [row.id] };
}

const tellOfShare = (act: Act, head: AmendmentHead, task: TaskRow, share: AssignmentRow, causeId: string): Promise<void> =>
  tellUnit(act, share.unitId, share.id, causeId, shareAddedNotice(head, task.title, share.printedRole, share.dueOn));

async function changeTask(act: Act, amending: Amending, found: AmendedRows, set: Partial<TaskText>): Promise<void> {
  const { plan, head } = amending;
  const { task } = found;
  const columns = columnsOfText({ ...found.text, ...set });
  const after: TaskRow = { ...task, ...columns };
  await act.tx.update(TaskRow, task.id, columns, task.version);
  const differences = textDifferences(found.text, set);
  const causeId = act.emit({
    type: 'task.amended',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'task',
    subjectId: task.id,
    data: { number: head.number, before: found.text, set },
  });
  for (const share of found.assignments.filter((each) => AT_WORK.includes(each.state))) {
    const moved = set.deadline === undefined ? undefined : await moveShare(act, share, task, after.dueOn);
    if (set.cycle !== undefined) await changeCycle(act, plan, after, share);
    await tellUnit(act, share.unitId, share.id, causeId, taskAmendedNotice(head, task.title, differences, moved));
  }
}

/** The share's day in the text and the due day in force; gives the latter where it moved. The original days stay. */
async function moveShare(
  act: Act,
  share: AssignmentRow,
  task: TaskRow,
  taskAfter: string | null,
): Promise<string | null | undefined> {
  const textAfter = shareDayAfter(task.dueOn, share.dueOn, taskAfter);
  if (textAfter === share.dueOn) return undefined;
  await act.tx.update(AssignmentRow, share.id, { dueOn: textAfter });
  // What is filed was filed against the day in force then.
  const [completion] = await act.tx.find(
    ObligationRow,
    `r.assignment_id = $1 and r.kind = 'completion' and r.state = 'open' and r.filed_at is null`,
    [share.id],
  );
  if (!completion) return undefined;
  const due = dueAfterAmendment(share.dueOn, textAfter, completion.dueOn);
  if (due === completion.dueOn) return undefined;
  await moveShareDue(act, { task, assignment: share }, completion, due, 'amended');
  return due;
}

async function cancelShares(
  act: Act,
  { plan, head }: Amending,
  found: AmendedRows,
  assignmentIds: readonly string[],
  grounds: string,
  notice: typeof shareTakenNotice,
): Promise<void> {
  for (const assignment of found.assignments.filter((each) => assignmentIds.includes(each.id))) {
    const share = await readCase(act.tx, { plan, clockPlan: plan, task: found.task, assignment }, act.nowMs);
    await cancel(act, share, amendmentGrounds(head.number, grounds), notice(head, found.task.title, grounds));
  }
}

const unitNames = async (act: Act): Promise<(unitId: string) => string> => {
  const names = new Map((await act.roster()).units.map((unit) => [unit.id, unit.name]));
  return (unitId) => names.get(unitId) ?? '';
};

const draftShare = ({ unitId, role, dueOn }: AddedShare, nameOf: (unitId: string) => string) => ({
  unitId,
  role,
  printedRole: printedRoles[role],
  printedUnit: nameOf(unitId),
  dueOn,
});

const draftTask = ({ shares, ...text }: AddedTask, nameOf: (unitId: string) => string): DraftTask => ({
  ...columnsOfText(text),
  assignments: shares.map((share) => draftShare(share, nameOf)),
});

const draftOf = ({ title, dueOn, deadlineKind }: TaskRow): DraftTask => ({
  title,
  dueOn,
  deadlineKind: deadlineKind as 'date' | 'longTerm',
  assignments: [],
});

/** The last point of the chapter that is not the new one; null where the chapter is new: then it comes last of all. */
async function lastOfChapter(act: Act, planId: string, chapter: string, pointId: string): Promise<string | undefined> {
  const [last] = await act.tx.query<{ id: string }>(
    'select id from work_point where plan_id = $1 and chapter = $2 and id <> $3 order by position desc, id desc limit 1',
    [planId, chapter, pointId],
  );
  return last?.id;
}

/** The last task, but for these, that stands before the end of this point; null where the plan's order begins here. */
async function lastTaskBefore(act: Act, pointId: string, except: readonly string[] = []): Promise<string | null> {
  const [last] = await act.tx.query<{ id: string }>(
    `select t.id from task t join work_point w on w.id = t.work_point_id join work_point p on p.plan_id = w.plan_id
     where p.id = $1 and w.position <= p.position and t.id <> all($2::uuid[])
     order by w.position desc, t.position desc, t.id desc limit 1`,
    [pointId, [...except]],
  );
  return last?.id ?? null;
}
