import {
  OPEN_PLAN_SCHEMA,
  openPlanSchemaText,
  writeOpenPlan,
  type OpenChapter,
  type OpenIndicator,
  type OpenPlan,
  type OpenPoint,
  type OpenShare,
  type OpenTask,
} from '@duban/documents';
import { PlanRow, type Tx } from '@duban/database';
import { openDataFileName, openDataSchemaFileName } from '@duban/wording';
import { groupBy } from '../access/group-by';
import { place, planInScope, type Scope } from '../access/scope';
import { instantColumn, unitNameColumn } from './instant-column';
import { readTaskRecord } from './read-task-record';

/**
 * The whole plan as open data for whoever oversees its jurisdiction; null where the plan is not there for the caller. The same
 * content gives the same bytes: no moment of writing stands in it.
 */
export async function openPlanFile(
  tx: Tx,
  scope: Scope,
  planId: string,
  nowMs: number,
): Promise<{ fileName: string; content: Uint8Array } | null> {
  if (!scope.isWhole) return null;
  const values: unknown[] = [planId];
  const own = `r.jurisdiction_id = ${place(values, scope.jurisdictionId)}`;
  const [plan] = await tx.find(PlanRow, `r.id = $1 and ${own} and ${planInScope(scope, 'r', values)}`, values);
  const open = plan && (await readOpenPlan(tx, plan.id, nowMs));
  return open ? { fileName: openDataFileName(open.plan.year, open.plan.title), content: writeOpenPlan(open) } : null;
}

/** The published schema as a file. */
export const openPlanSchemaFile = (): { fileName: string; content: Uint8Array } => ({
  fileName: openDataSchemaFileName,
  content: new TextEncoder().encode(openPlanSchemaText()),
});

/** A plan with all that stands in it, and once it is issued with what was done under it. Null: there is no such plan. */
export async function readOpenPlan(tx: Tx, planId: string, nowMs: number): Promise<OpenPlan | null> {
  const head = await readHead(tx, planId);
  if (!head) return null;
  const indicators = await readIndicators(tx, planId);
  const tasks = await readTasks(tx, planId, indicators);
  const plan = { ...head, indicators: indicators.get('') ?? [] };
  const chapters = await readChapters(tx, planId, tasks);
  if (head.issuedAt === null && head.kind !== 'standing') return { schema: OPEN_PLAN_SCHEMA, plan, chapters };
  const taskIds = [...tasks.values()].flat().map((task) => task.id);
  return { schema: OPEN_PLAN_SCHEMA, plan, chapters, record: await readTaskRecord(tx, taskIds, nowMs) };
}

type Head = Omit<OpenPlan['plan'], 'indicators'>;

async function readHead(tx: Tx, planId: string): Promise<Head | null> {
  const [row] = await tx.query<
    Omit<Head, 'jurisdiction' | 'policy'> & {
      jurisdiction: string;
      code: string | null;
      policyName: string;
      policyVersion: number;
    }
  >(
    `select p.id, j.name as jurisdiction, j.code, p.year, p.kind, p.title, p.doc_number as "docNumber", p.state,
       ${instantColumn('p.issued_at')} as "issuedAt", ${instantColumn('p.wrapped_up_at')} as "wrappedUpAt",
       ${instantColumn('p.archived_at')} as "archivedAt", y.name as "policyName", v.version as "policyVersion"
     from plan p join jurisdiction j on j.id = p.jurisdiction_id join policy_version v on v.id = p.policy_version_id
     join policy y on y.id = v.policy_id where p.id = $1`,
    [planId],
  );
  if (!row) return null;
  const { jurisdiction, code, policyName, policyVersion, ...plan } = row;
  return { ...plan, jurisdiction: { name: jurisdiction, code }, policy: { name: policyName, version: policyVersion } };
}

/** By task; those of the plan as a whole under the empty id. */
async function readIndicators(tx: Tx, planId: string): Promise<Map<string, OpenIndicator[]>> {
  const rows = await tx.query<OpenIndicator & { taskId: string | null }>(
    `select i.id, i.task_id as "taskId", i.name, i.kind, i.unit, i.target::text as target
     from indicator i where i.plan_id = $1 order by i.id`,
    [planId],
  );
  const byTask = groupBy(rows, (row) => row.taskId ?? '');
  return new Map([...byTask].map(([taskId, own]) => [taskId, own.map(({ taskId: _, ...indicator }) => indicator)]));
}

async function readTasks(
  tx: Tx,
  planId: string,
  indicators: ReadonlyMap<string, OpenIndicator[]>,
): Promise<Map<string, OpenTask[]>> {
  type TaskColumns = Omit<OpenTask, 'deadline' | 'shares' | 'milestones' | 'indicators'> &
    OpenTask['deadline'] & { pointId: string };
  const rows = await tx.query<TaskColumns>(
    `select t.id, t.work_point_id as "pointId", t.title, t.deliverable, t.deadline_kind as kind, t.deadline_phrase as phrase,
       t.due_on as "dueOn", t.original_due_on as "originalDueOn", t.cycle
     from task t where t.plan_id = $1 order by t.position, t.id`,
    [planId],
  );
  const shares = await tx.query<Omit<OpenShare, 'unit'> & { taskId: string; unitId: string; unitName: string }>(
    `select a.id, a.task_id as "taskId", a.unit_id as "unitId", ${unitNameColumn('a.unit_id')} as "unitName", a.role,
       a.printed_role as "printedRole", a.printed_unit as "printedUnit", a.due_on as "dueOn",
       a.original_due_on as "originalDueOn"
     from assignment a where a.plan_id = $1 order by a.id`,
    [planId],
  );
  const milestones = await tx.query<{
    taskId: string;
    name: string;
    dueOn: string;
    unitId: string | null;
    unitName: string | null;
  }>(
    `select m.task_id as "taskId", m.name, m.due_on as "dueOn", m.unit_id as "unitId", ${unitNameColumn('m.unit_id')} as "unitName"
     from milestone m where m.plan_id = $1 order by m.due_on, m.name, m.id`,
    [planId],
  );
  const milestonesOf = groupBy(milestones, (milestone) => milestone.taskId);
  const sharesOf = groupBy(shares, (share) => share.taskId);
  const tasks = rows.map(({ kind, phrase, dueOn, originalDueOn, ...task }) => ({
    ...task,
    deadline: { kind, phrase, dueOn, originalDueOn },
    shares: (sharesOf.get(task.id) ?? []).map(({ taskId: _, unitId, unitName, ...share }) => ({
      ...share,
      unit: { id: unitId, name: unitName },
    })),
    milestones: (milestonesOf.get(task.id) ?? []).map(({ name, dueOn, unitId, unitName }) => ({
      name,
      dueOn,
      unit: unitId === null ? null : { id: unitId, name: unitName ?? '' },
    })),
    indicators: indicators.get(task.id) ?? [],
  }));
  const byPoint = groupBy(tasks, (task) => task.pointId);
  return new Map([...byPoint].map(([pointId, own]) => [pointId, own.map(({ pointId: _, ...task }) => task)]));
}

/** Points that follow one another under the same chapter title stand in one chapter. */
async function readChapters(tx: Tx, planId: string, tasks: ReadonlyMap<string, OpenTask[]>): Promise<OpenChapter[]> {
  const rows = await tx.query<Omit<OpenPoint, 'tasks'> & { chapter: string }>(
    `select w.id, w.chapter, w.label, w.path, w.heading, w.text from work_point w where w.plan_id = $1 order by w.position, w.id`,
    [planId],
  );
  const chapters: { title: string; points: OpenPoint[] }[] = [];
  for (const { chapter, ...point } of rows) {
    const own = { ...point, tasks: tasks.get(point.id) ?? [] };
    const last = chapters.at(-1);
    if (last?.title === chapter) last.points.push(own);
    else chapters.push({ title: chapter, points: [own] });
  }
  return chapters;
}
