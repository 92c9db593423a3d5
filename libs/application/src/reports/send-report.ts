import { accept, parseDay, refuse, reportDutyKey, type Decision } from '@duban/domain';
import { ObligationRow, ReportRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { meetObligation } from '../kernel/obligations';

/**
 * 报送 / 公开: the office records that a frozen version has gone out, on which day and how. That meets the duty of its version;
 * a day after the due day stays a breach.
 */
export async function sendReport(
  act: Act,
  input: { readonly reportId: string; readonly sentOn: string; readonly note: string },
): Promise<Decision<{ reportId: string; met: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const sentOn = parseDay(input.sentOn);
  if (sentOn === null || sentOn > act.today) return refuse('REPORT.SENT_IN_FUTURE');
  const [known] = await act.tx.find(ReportRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.reportId, act.jurisdictionId]);
  const plan = known && (await lockPlan(act.tx, known.planId, 'shared'));
  const [report] = await act.tx.find(ReportRow, 'r.id = $1 for update', [input.reportId]);
  if (!plan || !report) return refuse('REPORT.UNKNOWN');
  if (report.state !== 'frozen') return refuse('REPORT.NOT_FROZEN');
  if (report.sentOn !== null) return refuse('REPORT.SENT_ALREADY', { day: report.sentOn });
  if (input.note.trim() === '') return refuse('REPORT.SENT_HOW');
  await act.tx.update(
    ReportRow,
    report.id,
    { sentOn, sentAt: act.now, sentBy: act.person, sentNote: input.note },
    report.version,
  );
  const duties = await act.tx.find(
    ObligationRow,
    `r.owner_kind = 'plan' and r.owner_id = $1 and r.kind = 'reportDuty' and r.stage_key = $2 and r.state = 'open' order by r.id for update`,
    [plan.id, reportDutyKey(report.edition)],
  );
  for (const duty of duties) meetObligation(act, duty);
  act.emit({
    type: 'report.sent',
    planId: plan.id,
    subjectKind: 'report',
    subjectId: report.id,
    data: {
      edition: report.edition,
      sentOn,
      note: input.note,
      late: duties.some((duty) => duty.dueOn !== null && sentOn > duty.dueOn),
    },
  });
  return accept({ reportId: report.id, met: duties.length });
}
