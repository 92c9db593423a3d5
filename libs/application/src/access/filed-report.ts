import { dayOfInstant, formatDayChinese } from '@duban/domain';
import { reportSourceWords as say } from '@duban/wording';

/** The day of an instant, as people write it. */
export const on = (at: Date): string => formatDayChinese(dayOfInstant(at.getTime()));

/** A unit's report with who filed and who signed it. */
export interface FiledReport {
  readonly id: string;
  readonly unit: string;
  readonly task: string;
  readonly taskId: string;
  readonly period: string | null;
  readonly text: string;
  readonly problems: string;
  readonly nextSteps: string;
  readonly filedBy: string;
  readonly filedAt: Date;
  readonly signedBy: string | null;
  readonly signedAt: Date | null;
}

export const FILED_REPORTS = `select r.id, a.printed_unit as unit, t.title as task, t.id as "taskId", r.period, r.text, r.problems, r.next_steps as "nextSteps",
    f.name as "filedBy", r.filed_at as "filedAt", s.name as "signedBy", r.signed_at as "signedAt"
  from progress_report r join assignment a on a.id = r.assignment_id join task t on t.id = r.task_id
    join person f on f.id = r.filed_by left join person s on s.id = r.signed_by`;

export const signedWords = (row: Pick<FiledReport, 'filedBy' | 'filedAt' | 'signedBy' | 'signedAt'>): string =>
  [
    say.filed(row.filedBy, on(row.filedAt)),
    ...(row.signedBy !== null && row.signedAt !== null ? [say.signed(row.signedBy, on(row.signedAt))] : []),
  ].join('，');
