import { fileProgressReport, storeFile } from '@duban/application';
import { periodOf } from '@duban/domain';
import { withTransaction } from '@duban/database';
import { problemsText, nextStepsText, progressText, reportFigures } from '../report-texts';
import { conductOf, unitById, workingDaysFrom, type YearContext } from '../year-context';
import { leadNumbers } from './lead-numbers';

interface OwedReport {
  readonly obligationId: string;
  readonly assignmentId: string;
  readonly unitId: string;
  readonly task: string;
  readonly period: string;
  readonly dueOn: string;
  readonly filings: number;
}

/** 定期填报: text, figures and a file for each period, some working days before the day, or late where the conduct says so. */
export async function planPeriodReports(year: YearContext): Promise<void> {
  const owed = await withTransaction(year.deps.database, (tx) =>
    tx.query<OwedReport>(
      `select o.id as "obligationId", o.assignment_id as "assignmentId", a.unit_id as "unitId", t.title as task, o.period,
         o.due_on as "dueOn", (select count(*)::int from progress_report p where p.obligation_id = o.id) as filings
       from obligation o join assignment a on a.id = o.assignment_id join task t on t.id = a.task_id
       where a.plan_id = $1 and o.kind = 'periodReport' and o.state = 'open' and o.filed_at is null
         and a.state in ('received', 'returned', 'completionFiled') order by o.id`,
      [year.planId],
    ),
  );
  const numbers = await leadNumbers(year);
  for (const report of owed) {
    const unit = unitById(year, report.unitId);
    if (!unit) continue;
    const late = conductOf(year, unit.name, numbers.get(report.assignmentId) ?? null, 'reportLate');
    const isLate = late !== undefined && report.period.endsWith(late.period);
    const after = isLate ? late.workingDays : -year.scenario.habits.reportBefore;
    const subject = { unit: unit.name, task: report.task, period: periodOf(report.period).name };
    year.queue.plan({
      key: `report:${report.obligationId}:${report.filings}`,
      atMs: workingDaysFrom(year, report.dueOn, after, 10),
      run: async () => {
        if (!(await isStillOwed(year, report.obligationId))) return;
        const text = progressText(year.scenario.reports, subject);
        const file = await storeFile(year.deps, Buffer.from(`${subject.period}${subject.task}\n${text}\n`, 'utf8'), 'text/plain');
        await year.people.give(unit.liaison.personId, 'progress.file', (act) =>
          fileProgressReport(act, {
            assignmentId: report.assignmentId,
            period: report.period,
            text,
            problems: problemsText(year.scenario.reports, subject),
            nextSteps: nextStepsText(year.scenario.reports, subject),
            figures: reportFigures(year.scenario.reports, subject),
            evidence: [{ sha256: file.sha256, fileName: `${subject.period}进展佐证材料.txt` }],
          }),
        );
      },
    });
  }
}

/** A share that was struck off meanwhile owes no report. */
async function isStillOwed(year: YearContext, obligationId: string): Promise<boolean> {
  const rows = await withTransaction(year.deps.database, (tx) =>
    tx.query(`select 1 from obligation where id = $1 and state = 'open' and filed_at is null`, [obligationId]),
  );
  return rows.length > 0;
}
