import type { AddedTask, AmendmentLine, AmendmentLineKind, Role, TaskText } from '@duban/domain';
import { TaskRow, type AmendmentLineRow, type PlanRow, type Tx } from '@duban/database';
import {
  addedTaskWords,
  amendmentLineNames,
  printedRoles,
  refusalText,
  shareDifference,
  shareWords,
  textDifferences,
  type TextDifference,
} from '@duban/wording';
import { judgeLineNow, lineOf, taskIdOf } from '../amendments/amendment-case';
import { columnsOfText, textOfTask, type TaskTextColumns } from '../amendments/task-text';
import { readRoster } from '../kernel/roster';

/** One line of an amendment, as it is read: what it speaks of, and what stood before and stands after it. */
export interface AmendmentLineView {
  readonly id: string;
  readonly kind: AmendmentLineKind;
  readonly kindName: string;
  readonly state: string;
  /** The point or task that the line speaks of; its title as it stood before. */
  readonly subject: string;
  readonly taskId: string | null;
  readonly differences: readonly TextDifference[];
  readonly grounds: string | null;
  /** Why it could not take effect (now, or when the last signature was given). */
  readonly problem: string | null;
  readonly input: AmendmentLineInput;
}

/** The line as a form writes it. */
export interface AmendmentLineInput {
  readonly workPointId: string | null;
  readonly assignmentId: string | null;
  readonly point: { readonly chapter: string; readonly label: string; readonly heading: string; readonly text: string } | null;
  readonly tasks: readonly AddedTaskInput[];
  readonly share: { readonly unitId: string; readonly role: Role; readonly dueOn: string | null } | null;
  readonly text: TaskTextColumns | null;
}

export interface AddedTaskInput extends TaskTextColumns {
  readonly units: readonly { readonly unitId: string; readonly role: Role; readonly dueOn: string | null }[];
}

interface LineContext {
  readonly tasks: ReadonlyMap<string, TaskText>;
  readonly points: ReadonlyMap<string, string>;
  readonly shares: ReadonlyMap<string, { readonly unit: string; readonly role: string }>;
  readonly unitNames: ReadonlyMap<string, string>;
}

/** The lines as they are read; what is still a draft is laid beside the text in force, and judged by it. */
export async function describeLines(
  tx: Tx,
  plan: PlanRow,
  rows: readonly AmendmentLineRow[],
  now: { readonly nowMs: number; readonly today: string } | null,
): Promise<AmendmentLineView[]> {
  const context = await contextOf(tx, plan, rows);
  const unitIds = new Set(context.unitNames.keys());
  const lines = rows.map(lineOf);
  const views: AmendmentLineView[] = [];
  for (const row of rows) {
    const line = lineOf(row);
    let problem = row.lapseReason === null ? null : refusalText(row.lapseReason as Parameters<typeof refusalText>[0]);
    if (row.state === 'drafted' && now !== null) {
      const { judged } = await judgeLineNow({ tx, plan, ...now, unitIds }, line, lines);
      problem = judged.ok ? null : refusalText(judged.refusal);
    }
    const before = (row.before as TaskText | null) ?? context.tasks.get(row.taskId ?? '') ?? null;
    views.push({
      id: row.id,
      kind: line.kind,
      kindName: amendmentLineNames[line.kind],
      state: row.state,
      subject: subjectOf(line, before, context),
      taskId: taskIdOf(line),
      differences: differencesOf(line, before, context),
      grounds: 'grounds' in line ? line.grounds : null,
      problem,
      input: inputOf(line, before),
    });
  }
  return views;
}

async function contextOf(tx: Tx, plan: PlanRow, rows: readonly AmendmentLineRow[]): Promise<LineContext> {
  const lines = rows.map(lineOf);
  const taskIds = rows.flatMap((row) => row.taskId ?? []);
  const tasks = await tx.find(TaskRow, 'r.id = any($1::uuid[])', [taskIds]);
  const points = await tx.query<{ id: string; name: string }>(
    'select id, label || heading as name from work_point where id = any($1::uuid[])',
    [lines.flatMap((line) => (line.kind === 'addTask' ? [line.workPointId] : []))],
  );
  const shares = await tx.query<{ id: string; unit: string; role: string }>(
    'select id, printed_unit as unit, printed_role as role from assignment where id = any($1::uuid[])',
    [lines.flatMap((line) => (line.kind === 'takeShare' ? [line.assignmentId] : []))],
  );
  const { units } = await readRoster(tx, plan.jurisdictionId);
  return {
    tasks: new Map(tasks.map((task) => [task.id, textOfTask(task)])),
    points: new Map(points.map(({ id, name }) => [id, name])),
    shares: new Map(shares.map(({ id, ...share }) => [id, share])),
    unitNames: new Map(units.map((unit) => [unit.id, unit.name])),
  };
}

function subjectOf(line: AmendmentLine, before: TaskText | null, { points }: LineContext): string {
  if (line.kind === 'addPoint') return `${line.point.label}${line.point.heading}`;
  if (line.kind === 'addTask') return points.get(line.workPointId) ?? '';
  return before?.title ?? '';
}

function differencesOf(line: AmendmentLine, before: TaskText | null, context: LineContext): TextDifference[] {
  const nameOf = (unitId: string) => context.unitNames.get(unitId) ?? '';
  const added = (task: AddedTask): TextDifference => ({
    field: '任务',
    before: '',
    after: addedTaskWords(
      task,
      task.shares.map((share) => shareWords(nameOf(share.unitId), printedRoles[share.role], share.dueOn)),
    ),
  });
  switch (line.kind) {
    case 'addPoint':
      return [{ field: '条目', before: '', after: line.point.text }, ...line.tasks.map(added)];
    case 'addTask':
      return [added(line.task)];
    case 'addShare': {
      const { unitId, role, dueOn } = line.share;
      return [shareDifference('', shareWords(nameOf(unitId), printedRoles[role], dueOn))];
    }
    case 'changeTask':
      return before === null ? [] : textDifferences(before, line.set);
    case 'takeShare': {
      const share = context.shares.get(line.assignmentId);
      return share ? [shareDifference(shareWords(share.unit, share.role, null), '')] : [];
    }
    case 'withdrawTask':
      return [{ field: '任务', before: before?.title ?? '', after: '' }];
  }
}

function inputOf(line: AmendmentLine, before: TaskText | null): AmendmentLineInput {
  return {
    workPointId: line.kind === 'addTask' ? line.workPointId : null,
    assignmentId: line.kind === 'takeShare' ? line.assignmentId : null,
    point: line.kind === 'addPoint' ? line.point : null,
    tasks: line.kind === 'addPoint' ? line.tasks.map(addedInput) : line.kind === 'addTask' ? [addedInput(line.task)] : [],
    share: line.kind === 'addShare' ? line.share : null,
    text: line.kind === 'changeTask' && before !== null ? columnsOfText({ ...before, ...line.set }) : null,
  };
}

const addedInput = (task: AddedTask): AddedTaskInput => ({ ...columnsOfText(task), units: task.shares });
