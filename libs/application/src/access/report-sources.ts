import { formatDayChinese, periodOf } from '@duban/domain';
import { PlanRow, type Tx } from '@duban/database';
import { instrumentNames, leaderKindNames, reportSourceWords as say } from '@duban/wording';
import { readCommitments } from '../reports/commitments';
import { readPlanYear } from '../reports/plan-year-facts';
import { FILED_REPORTS, on, signedWords, type FiledReport } from './filed-report';
import { figureSource } from './report-figure-source';
import { UUIDS, type ReportSource, type SourceRow } from './report-source';
import type { Scope } from './scope';

/** What stands behind a piece of the annual report (`kind:id`); null where there is no such thing in the caller's plan. */
export async function readReportSource(
  tx: Tx,
  scope: Scope,
  planId: string,
  ref: string,
  asOfMs: number,
): Promise<ReportSource | null> {
  if (!scope.isWhole) return null;
  const [plan] = await tx.find(PlanRow, 'r.id = $1 and r.jurisdiction_id = $2', [planId, scope.jurisdictionId]);
  if (!plan) return null;
  const at = ref.indexOf(':');
  const kind = ref.slice(0, at);
  const rest = ref.slice(at + 1);
  if (kind === 'figure') return figureSource(tx, plan, rest, asOfMs);
  if (!UUIDS.test(rest)) return null;
  const read = READERS[kind];
  const source = read ? await read(tx, plan, rest.split(','), asOfMs) : null;
  return source && source.rows.length > 0 ? source : null;
}

type Reader = (tx: Tx, plan: PlanRow, ids: readonly string[], asOfMs: number) => Promise<ReportSource>;

const plainRows = (title: string, rows: readonly Omit<SourceRow, 'counts'>[]): ReportSource => ({
  title,
  rows: rows.map((row) => ({ ...row, counts: true })),
  total: null,
});

const progressReports: Reader = async (tx, plan, ids) => {
  const rows = await tx.query<FiledReport>(
    `${FILED_REPORTS} where r.id = any($1::uuid[]) and r.plan_id = $2 order by array_position($1::uuid[], r.id)`,
    [ids, plan.id],
  );
  return plainRows(
    say.progressReport,
    rows.map((row) => ({
      of: row.unit,
      heading: `${row.task}${row.period === null ? '' : `（${periodOf(row.period).name}）`}`,
      text: [
        row.text,
        ...(row.problems === '' ? [] : [`${say.problems}：${row.problems}`]),
        ...(row.nextSteps === '' ? [] : [`${say.nextSteps}：${row.nextSteps}`]),
      ].join('\n'),
      who: signedWords(row),
      address: `/tasks/${row.taskId}`,
    })),
  );
};

const completions: Reader = async (tx, plan, ids) => {
  const rows = await tx.query<{
    unit: string;
    task: string;
    taskId: string;
    text: string | null;
    filedBy: string | null;
    filedAt: Date | null;
    by: string | null;
    at: Date | null;
  }>(
    `select a.printed_unit as unit, t.title as task, t.id as "taskId", a.completion_text as text, f.name as "filedBy",
       a.completion_filed_at as "filedAt", s.name as by, a.struck_off_at as at
     from assignment a join task t on t.id = a.task_id left join person f on f.id = a.completion_filed_by
       left join person s on s.id = a.struck_off_by where a.id = any($1::uuid[]) and a.plan_id = $2`,
    [ids, plan.id],
  );
  return plainRows(
    say.completion,
    rows.map((row) => ({
      of: row.unit,
      heading: row.task,
      text: row.text ?? '',
      who: [
        ...(row.filedBy !== null && row.filedAt !== null ? [say.filed(row.filedBy, on(row.filedAt))] : []),
        ...(row.by !== null && row.at !== null ? [say.struckOff(row.by, on(row.at))] : []),
      ].join('，'),
      address: `/tasks/${row.taskId}`,
    })),
  );
};

/** A share's late days: what was explained and what days were moved, each with who and when. */
const assignments: Reader = async (tx, plan, ids) => {
  const rows = await tx.query<{
    unit: string;
    task: string;
    taskId: string;
    type: string;
    data: Record<string, unknown>;
    by: string | null;
    at: Date;
  }>(
    `select a.printed_unit as unit, t.title as task, t.id as "taskId", e.type, e.data, p.name as by, e.at
     from assignment a join task t on t.id = a.task_id join event e on e.subject_id = a.id
       and e.type in ('assignment.lateExplained', 'assignment.struckOff', 'assignment.received', 'assignment.completionFiled')
       left join person p on p.id = e.person_id
     where a.id = any($1::uuid[]) and a.plan_id = $2 order by e.at, e.id`,
    [ids, plan.id],
  );
  const words: Readonly<Record<string, string>> = {
    'assignment.lateExplained': say.lateExplained,
    'assignment.struckOff': '销号',
    'assignment.received': '签收',
    'assignment.completionFiled': '申请办结',
  };
  return plainRows(
    say.assignment,
    rows.map((row) => ({
      of: row.unit,
      heading: words[row.type] ?? row.type,
      text: row.type === 'assignment.lateExplained' ? String(row.data['reason'] ?? '') : row.task,
      who: `${row.by ?? ''}，${on(row.at)}`,
      address: `/tasks/${row.taskId}`,
    })),
  );
};

const tasks: Reader = async (tx, plan, ids) => {
  const rows = await tx.query<{ id: string; title: string; phrase: string | null; dueOn: string | null; units: string }>(
    `select t.id, t.title, t.deadline_phrase as phrase, t.due_on as "dueOn", coalesce((select string_agg(a.printed_role || '：' || a.printed_unit, '；'
       order by array_position(array['lead', 'collating', 'responsible', 'cooperating'], a.role)) from assignment a where a.task_id = t.id), '') as units
     from task t where t.id = any($1::uuid[]) and t.plan_id = $2`,
    [ids, plan.id],
  );
  return plainRows(
    say.task,
    rows.map((row) => ({
      of: row.units,
      heading: row.title,
      text: row.dueOn === null ? (row.phrase ?? '') : `${formatDayChinese(row.dueOn)}前`,
      who: '',
      address: `/tasks/${row.id}`,
    })),
  );
};

const rectifications: Reader = async (tx, plan, ids) => {
  const rows = await tx.query<{ unit: string; problem: string; cause: string; measure: string; at: Date }>(
    `select coalesce((select name from unit_name n where n.unit_id = r.unit_id order by from_on desc limit 1), '') as unit,
       r.problem, r.cause, r.measure, r.opened_at as at from rectification r where r.id = any($1::uuid[]) and r.plan_id = $2`,
    [ids, plan.id],
  );
  return plainRows(
    say.rectification,
    rows.map((row) => ({
      of: row.unit,
      heading: row.problem,
      text: [row.cause, row.measure].filter((text) => text !== '').join('\n'),
      who: on(row.at),
      address: null,
    })),
  );
};

const leaderActivities: Reader = async (tx, plan, ids) => {
  const rows = await tx.query<{ kind: string; heldOn: string; text: string; post: string | null; by: string; at: Date }>(
    `select l.kind, l.held_on as "heldOn", l.text, o.title as post, p.name as by, l.recorded_at as at
     from leader_activity l join person p on p.id = l.recorded_by left join post o on o.id = l.post_id
     where l.id = any($1::uuid[]) and l.plan_id = $2 order by l.held_on, l.id`,
    [ids, plan.id],
  );
  return plainRows(
    say.leaderActivity,
    rows.map((row) => ({
      of: row.post ?? '',
      heading: `${formatDayChinese(row.heldOn)} ${leaderKindNames[row.kind] ?? row.kind}`,
      text: row.text,
      who: say.recorded(row.by, on(row.at)),
      address: `/report/${plan.id}/leaders`,
    })),
  );
};

const instruments: Reader = async (tx, plan) => {
  const rows = await tx.query<{ id: string; kind: string; number: string | null; title: string; by: string | null; at: Date }>(
    `select i.id, i.kind, i.number, i.title, p.name as by, i.issued_at as at from instrument i left join person p on p.id = i.issued_by
     where i.plan_id = $1 and i.issued_at is not null order by i.issued_at, i.id`,
    [plan.id],
  );
  return plainRows(
    say.instruments,
    rows.map((row) => ({
      of: (instrumentNames as Readonly<Record<string, string>>)[row.kind] ?? row.kind,
      heading: row.number ?? '',
      text: row.title,
      who: row.by === null ? on(row.at) : say.signed(row.by, on(row.at)),
      address: `/instruments/${row.id}`,
    })),
  );
};

const commitments: Reader = async (tx, plan, _ids, asOfMs) => {
  const facts = await readPlanYear(tx, plan.id, asOfMs);
  const found = facts ? await readCommitments(tx, facts, asOfMs) : [];
  return plainRows(
    say.commitments,
    found.map((each) => ({
      of: each.outcome === null ? say.unknownOutcome : (say.outcomes[each.outcome] ?? each.outcome),
      heading: `${each.label}${each.point?.heading ?? ''}`,
      text: each.text,
      who: each.note,
      address: `/report/${plan.id}/commitments`,
    })),
  );
};

const plans: Reader = async (_tx, plan) =>
  plainRows(say.plan, [{ of: '', heading: plan.title, text: plan.docNumber ?? '', who: '', address: `/plans/${plan.id}` }]);

const edits: Reader = async (tx, plan, ids) => {
  const rows = await tx.query<{ base: string; own: string; by: string; at: Date }>(
    `select e.base_text as base, e.own_text as own, p.name as by, e.edited_at as at from report_section_edit e
     join person p on p.id = e.edited_by where e.id = any($1::uuid[]) and e.plan_id = $2`,
    [ids, plan.id],
  );
  return plainRows(
    say.edit,
    rows.flatMap((row) => [
      { of: '', heading: say.editOwn, text: row.own, who: say.edited(row.by, on(row.at)), address: null },
      { of: '', heading: say.editBase, text: row.base, who: '', address: null },
    ]),
  );
};

const READERS: Readonly<Record<string, Reader>> = {
  progressReport: progressReports,
  completion: completions,
  assignment: assignments,
  task: tasks,
  rectification: rectifications,
  leaderActivity: leaderActivities,
  instruments,
  commitments,
  plan: plans,
  edit: edits,
};
