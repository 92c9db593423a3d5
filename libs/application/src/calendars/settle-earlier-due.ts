import { accept, parseDay, refuse, type Decision } from '@duban/domain';
import { JobLineRow, ObligationRow } from '@duban/database';
import { lockSubjects } from '../clock/due-rungs';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { setDue } from '../kernel/obligations';
import type { RewriteLine } from '../rewriting/rewrite-line';
import { tellMoved } from '../rewriting/tell-moved';

export interface SettleEarlierDueInput {
  readonly jobId: string;
  readonly obligationId: string;
  /** `move`: the earlier day of the new calendar counts. `keep`: the day that the unit was told stays. */
  readonly verdict: 'move' | 'keep';
  readonly reason: string;
}

/**
 * The office decides about a due day that was certain and that a new calendar or a shorter term would have earlier (decision D4.4). Refused where
 * the day has been moved, met or decided on meanwhile (`CALENDAR.NOTHING_WAITS`).
 */
export async function settleEarlierDue(act: Act, input: SettleEarlierDueInput): Promise<Decision<{ dueOn: string | null }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('CALENDAR.UNKNOWN');
  if (input.reason.trim() === '') return refuse('CALENDAR.REASON_MISSING');
  const [known] = await act.tx.find(ObligationRow, 'r.id = $1 and r.jurisdiction_id = $2', [
    input.obligationId,
    act.jurisdictionId,
  ]);
  if (!known) return refuse('CALENDAR.UNKNOWN');
  const { taskId, instrumentId, signOffId, dueVersion } = known;
  await lockSubjects(act.tx, null, [{ obligationId: known.id, dueVersion, rungKey: '', taskId, instrumentId, signOffId }]);
  const [line] = await act.tx.find(JobLineRow, 'r.job_id = $1 and r.obligation_id = $2 and r.jurisdiction_id = $3 for update', [
    input.jobId,
    input.obligationId,
    act.jurisdictionId,
  ]);
  if (!line) return refuse('CALENDAR.UNKNOWN');
  const [row] = await act.tx.find(ObligationRow, 'r.id = $1', [known.id]);
  const data = line.data as RewriteLine;
  const from = row?.dueOn ?? row?.dueAt?.toISOString() ?? null;
  if (line.outcome !== 'waiting' || row?.state !== 'open' || data.due === null || from !== data.due.from) {
    return refuse('CALENDAR.NOTHING_WAITS');
  }
  const decided: RewriteLine = { ...data, decidedBy: act.person, reason: input.reason.trim() };
  const outcome = input.verdict === 'move' ? 'moved' : 'kept';
  await act.tx.run('update job_line set outcome = $3, data = $4 where job_id = $1 and obligation_id = $2', [
    line.jobId,
    line.obligationId,
    outcome,
    JSON.stringify(decided),
  ]);
  if (outcome === 'kept') {
    act.emit({
      type: 'obligation.dueKept',
      subjectKind: 'obligation',
      subjectId: row.id,
      taskId: row.taskId,
      data: { ...data.due, reason: decided.reason },
    });
    return accept({ dueOn: row.dueOn });
  }
  const to = data.due.to ?? '';
  const day = parseDay(to);
  const cause = data.because === 'policyChanged' ? 'policyChanged' : 'calendarChanged';
  await setDue(act, row, day ?? { atMs: Date.parse(to) }, cause, { provisional: data.due.provisional });
  await tellMoved(act, [
    {
      row,
      hasNewPolicy: cause === 'policyChanged',
      hasNewCalendar: cause === 'calendarChanged',
      outcome: 'moved',
      line: decided,
    },
  ]);
  return accept({ dueOn: day });
}
