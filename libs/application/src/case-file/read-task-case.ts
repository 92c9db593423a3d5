import { refuse, accept, type Decision } from '@duban/domain';
import type { Tx } from '@duban/database';
import { caseFileWording } from '@duban/wording';
import { place, taskInScope, type Scope } from '../access/scope';
import { unitNameColumn } from '../open-data/instant-column';
import { readTaskRecord } from '../open-data/read-task-record';
import type { CaseMaterial } from './case-material';
import { readCaseDeliveries, readCaseEvidence, readCaseSignOffs } from './read-people';

/**
 * All that there is of a closed task, for whoever reads all of it: the office, leaders and auditor of its jurisdiction, and its
 * lead and collating units. Null where it is not there for the caller; refused with its state while something of it is open.
 */
export async function readTaskCase(tx: Tx, scope: Scope, taskId: string, nowMs: number): Promise<Decision<CaseMaterial> | null> {
  const values: unknown[] = [taskId];
  const inScope = taskInScope(scope, 't', values);
  const units = place(values, [...scope.unitIds]);
  const own = place(values, scope.isWhole ? scope.jurisdictionId : null);
  const [task] = await tx.query<{ id: string; title: string; planId: string; plan: object; point: object }>(
    `select t.id, t.title, t.deliverable, t.deadline_kind as "deadlineKind", t.deadline_phrase as "deadlinePhrase", t.due_on as "dueOn",
       t.original_due_on as "originalDueOn", t.cycle, t.plan_id as "planId",
       jsonb_build_object('year', p.year, 'title', p.title, 'docNumber', p.doc_number) as plan,
       jsonb_build_object('chapter', w.chapter, 'label', w.label, 'path', w.path, 'heading', w.heading, 'text', w.text) as point
     from task t join plan p on p.id = t.plan_id join work_point w on w.id = t.work_point_id
     where t.id = $1 and ${inScope} and (t.jurisdiction_id = ${own}::uuid or exists (
       select 1 from assignment la where la.task_id = t.id and la.unit_id = any(${units}::uuid[])
         and la.role in ('lead', 'collating') and la.state <> 'cancelled'))`,
    values,
  );
  if (!task) return null;
  const shares = await tx.query<{ state: string; role: string }>(
    `select a.id as "shareId", ${unitNameColumn('a.unit_id')} as unit, a.role, a.printed_role as "printedRole",
       a.printed_unit as "printedUnit", a.state, a.due_on as "dueOn", a.original_due_on as "originalDueOn"
     from assignment a where a.task_id = $1 order by a.id`,
    [taskId],
  );
  const [open] = await tx.query<{ owed: number }>(
    `select count(*)::int as owed from obligation where task_id = $1 and state = 'open' and kind in ('completion', 'milestone')`,
    [taskId],
  );
  const isDone = shares.some((share) => ['struckOff', 'archived'].includes(share.state));
  const isLeft = shares.length > 0 && shares.every((share) => share.state === 'cancelled');
  if ((open?.owed ?? 0) > 0 || !(isDone || isLeft)) {
    return refuse('CASE_FILE.TASK_OPEN', { title: task.title, states: shares.map((share) => share.state).join('、') });
  }
  const record = await readTaskRecord(tx, [taskId], nowMs);
  const instrumentIds = record.instruments.filter((each) => each.issuedAt !== null).map((each) => each.id);
  return accept({
    title: task.title,
    kind: 'task',
    content: {
      task,
      shares,
      record,
      signOffs: await readCaseSignOffs(tx, 's.task_id = $1', [taskId]),
      deliveries: await readCaseDeliveries(
        tx,
        `i.obligation_id in (select id from obligation where task_id = $1 and kind <> 'piece')`,
        [taskId],
      ),
    },
    contents: [
      { heading: caseFileWording.task, lines: [task.title] },
      { heading: caseFileWording.shares, lines: shares.map((share) => caseFileWording.share(share as never)) },
      { heading: caseFileWording.reports, lines: record.reports.map(caseFileWording.report) },
      { heading: caseFileWording.completions, lines: record.shares.flatMap(caseFileWording.completion) },
    ],
    evidence: await readCaseEvidence(tx, 'e.task_id = $1', [taskId]),
    eventIds: record.events.map((event) => event.id),
    instrumentIds: scope.isWhole ? instrumentIds : [],
  });
}
