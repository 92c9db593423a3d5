import { nextPeriodOwed, periodDue } from '@duban/domain';
import { PlanRow, type ObligationRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { openObligations, type NewObligation } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';

/**
 * Writes the report that follows each of these, one period ahead (design section 3.3). An annual plan owes no period after
 * its year; the standing plan's go on. A period that is there already is left alone, and a share that is struck off or cancelled
 * owes none.
 */
export async function openNextPeriod(act: Act, obligations: readonly ObligationRow[]): Promise<void> {
  const wanted: NewObligation[] = [];
  const plans = new Map<string, PlanRow>();
  for (const obligation of obligations) {
    if (obligation.period === null || obligation.assignmentId === null || obligation.ownerKind !== 'plan') continue;
    const plan = plans.get(obligation.ownerId) ?? (await act.tx.find(PlanRow, 'r.id = $1', [obligation.ownerId]))[0];
    if (!plan) continue;
    plans.set(plan.id, plan);
    const period = nextPeriodOwed(obligation.period, plan);
    if (period === null) continue;
    const policy = await readPolicy(act.tx, obligation.policyVersionId);
    const calendar = await readCalendar(act.tx, obligation.calendarId);
    wanted.push({
      kind: 'periodReport',
      owner: { kind: 'plan', id: plan.id },
      policyVersionId: obligation.policyVersionId,
      calendarId: obligation.calendarId,
      taskId: obligation.taskId,
      assignmentId: obligation.assignmentId,
      period,
      due: periodDue(period, policy.periodReportTerm, calendar),
      dueReason: 'policy.periodReportTerm',
    });
  }
  // Whoever has the share by now: a unit that reported early may have handed it over since.
  const shares = await act.tx.query<{ id: string; unitId: string }>(
    `select id, unit_id as "unitId" from assignment
     where id = any($1::uuid[]) and state not in ('struckOff', 'archived', 'cancelled')`,
    [wanted.map((each) => each.assignmentId)],
  );
  const unitOf = new Map(shares.map((share) => [share.id, share.unitId]));
  const known = await act.tx.query<{ assignmentId: string; period: string }>(
    `select assignment_id as "assignmentId", period from obligation
     where assignment_id = any($1::uuid[]) and kind = 'periodReport' and state <> 'void'`,
    [wanted.map((each) => each.assignmentId)],
  );
  const there = new Set(known.map((row) => `${row.assignmentId}:${row.period}`));
  const owed = wanted.flatMap((each) => {
    const holderUnitId = unitOf.get(each.assignmentId ?? '');
    const isThere = there.has(`${each.assignmentId}:${each.period}`);
    return holderUnitId === undefined || isThere ? [] : [{ ...each, holderUnitId }];
  });
  await openObligations(act, owed);
}
