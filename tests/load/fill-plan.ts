import { newId, type Deps } from '@duban/application';
import { withTransaction } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';

export interface PlanSize {
  readonly assignments: number;
  /** Units that share a task. */
  readonly unitsPerTask: number;
  /** Each assignment files one signed report with so many figures. */
  readonly figuresPerReport: number;
  readonly tasksPerClause: number;
  readonly clausesPerChapter: number;
}

/**
 * Fills a plan with signed reports in a few statements: nine figures of ten are counts, the tenth is a ratio. Every indicator
 * of a task has one of ten names, so that chapters and units add over tasks.
 */
export async function fillPlan(deps: Deps, sample: SampleJurisdiction, size: PlanSize): Promise<string> {
  const planId = newId();
  const tasks = size.assignments / size.unitsPerTask;
  const units = sample.units.map((unit) => unit.unitId);
  const by = sample.office.clerk.personId;
  await withTransaction(deps.database, async (tx) => {
    await tx.run(
      `insert into plan (id, jurisdiction_id, year, kind, title, state, version, policy_version_id, calendar_id, source)
       values ($1, $2, 2026, 'annual', '测速计划', 'issued', 1, $3, $4, '{}')`,
      [planId, sample.jurisdictionId, sample.policyVersionId, sample.calendarId],
    );
    await tx.run('create temp table filled_point (n int primary key, id uuid not null) on commit drop');
    await tx.run('create temp table filled_task (n int primary key, id uuid not null) on commit drop');
    await tx.run(
      'create temp table filled_share (n int primary key, task int not null, id uuid not null, report uuid not null) on commit drop',
    );
    await tx.run('insert into filled_point select n, gen_random_uuid() from generate_series(0, $1::int - 1) n', [
      Math.ceil(tasks / size.tasksPerClause),
    ]);
    await tx.run('insert into filled_task select n, gen_random_uuid() from generate_series(0, $1::int - 1) n', [tasks]);
    await tx.run(
      'insert into filled_share select n, n / $2::int, gen_random_uuid(), gen_random_uuid() from generate_series(0, $1::int - 1) n',
      [size.assignments, size.unitsPerTask],
    );
    await tx.run(
      `insert into work_point (id, jurisdiction_id, plan_id, position, chapter, label, path, heading, text, source)
       select id, $1, $2, n + 1, '第' || (n / $3::int + 1) || '章', '', '', '条目' || n, '', '{}' from filled_point`,
      [sample.jurisdictionId, planId, size.clausesPerChapter],
    );
    await tx.run(
      `insert into task (id, jurisdiction_id, plan_id, work_point_id, position, title, deadline_kind, due_on, original_due_on, version)
       select t.id, $1, $2, p.id, t.n + 1, '任务' || t.n, 'date', '2026-12-31', '2026-12-31', 1
       from filled_task t join filled_point p on p.n = t.n / $3::int`,
      [sample.jurisdictionId, planId, size.tasksPerClause],
    );
    await tx.run(
      `insert into assignment (id, jurisdiction_id, plan_id, task_id, unit_id, role, printed_role, printed_unit, state, version)
       select s.id, $1, $2, t.id, ($3::uuid[])[1 + (s.task + s.n % $4::int) % array_length($3::uuid[], 1)], 'lead', '牵头', '单位',
         'received', 1
       from filled_share s join filled_task t on t.n = s.task`,
      [sample.jurisdictionId, planId, units, size.unitsPerTask],
    );
    await tx.run(
      `insert into progress_report (id, jurisdiction_id, plan_id, task_id, assignment_id, period, state, text, problems, next_steps,
         filed_at, filed_by, signed_at, signed_by, version)
       select s.report, $1, $2, t.id, s.id, '2026-Q' || (1 + s.n % 4), 'signed', '已推进。', '', '', '2026-04-02 09:00+08', $3,
         '2026-04-03 09:00+08', $3, 1
       from filled_share s join filled_task t on t.n = s.task`,
      [sample.jurisdictionId, planId, by],
    );
    await tx.run(
      `create temp table filled_indicator on commit drop as
       select t.n as task, k, gen_random_uuid() as id from filled_task t, generate_series(0, $1::int - 1) k`,
      [size.figuresPerReport],
    );
    await tx.run(
      `insert into indicator (id, jurisdiction_id, plan_id, task_id, name, kind, unit)
       select i.id, $1, $2, t.id, '指标' || i.k, case when i.k % 10 = 9 then 'ratio' else 'count' end,
         case when i.k % 10 = 9 then '%' else '件' end
       from filled_indicator i join filled_task t on t.n = i.task`,
      [sample.jurisdictionId, planId],
    );
    await tx.run(
      `insert into report_figure (id, jurisdiction_id, progress_report_id, indicator_id, value, numerator, denominator)
       select gen_random_uuid(), $1, s.report, i.id, case when i.k % 10 = 9 then null else (s.n * 7 + i.k) % 500 end,
         case when i.k % 10 = 9 then (s.n * 3) % 90 end, case when i.k % 10 = 9 then 90 + s.n % 10 end
       from filled_share s join filled_indicator i on i.task = s.task`,
      [sample.jurisdictionId],
    );
  });
  await deps.database.query('analyze');
  return planId;
}
