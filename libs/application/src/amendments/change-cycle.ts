import { owedAtIssue, OPEN_NEXT_PERIOD, periodOf, type Cycle, type Role } from '@duban/domain';
import { ObligationRow, type AssignmentRow, type PlanRow, type TaskRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { freeze, openObligations, voidObligation } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';

/**
 * Another reporting cycle: reports of periods that are over stay owed, those of the old cycle that run or are to come are owed no
 * more (unless filed already), and the period of the new cycle that runs and the next are owed as at an issue today.
 */
export async function changeCycle(act: Act, plan: PlanRow, task: TaskRow, share: AssignmentRow): Promise<void> {
  const policy = await readPolicy(act.tx, plan.policyVersionId);
  const calendar = await readCalendar(act.tx, plan.calendarId);
  const cycle = (task.cycle as Cycle | null) ?? policy.defaultCycle;
  const reports = await act.tx.find(ObligationRow, `r.assignment_id = $1 and r.kind = 'periodReport' order by r.id`, [share.id]);
  const old = reports.filter((row) => row.period !== null && periodOf(row.period).cycle !== cycle);
  for (const row of old) {
    const isOver = periodOf(row.period ?? '').endOn < act.today;
    if (row.state === 'open' && row.filedAt === null && !isOver) voidObligation(act, row);
  }
  // A report of the old cycle opens no further one, also where it is done already.
  await act.tx.run('delete from armed_rung where obligation_id = any($1::uuid[]) and rung_key = $2', [
    old.map((row) => row.id),
    OPEN_NEXT_PERIOD,
  ]);
  const known = new Set(reports.filter((row) => row.state !== 'void').map((row) => row.period));
  const owed = owedAtIssue(
    { role: share.role as Role, dueOn: share.dueOn, cycle, deadlinePhrase: task.deadlinePhrase },
    policy,
    calendar,
    plan,
    act.today,
  ).filter((thing) => thing.kind === 'periodReport' && !known.has(thing.period));
  const made = await openObligations(
    act,
    owed.map((thing) => ({
      ...thing,
      owner: { kind: 'plan' as const, id: plan.id },
      policyVersionId: plan.policyVersionId,
      calendarId: plan.calendarId,
      taskId: task.id,
      assignmentId: share.id,
      holderUnitId: share.unitId,
    })),
  );
  if (share.state !== 'suspended') return;
  // The clock of a suspended share stands still for what is owed anew, too.
  const [stop] = await act.tx.query<{ causeId: string }>(
    `select f.cause_id as "causeId" from obligation_freeze f join obligation o on o.id = f.obligation_id
     where o.assignment_id = $1 and f.kind = 'suspension' and f.closed_at is null limit 1`,
    [share.id],
  );
  if (stop) for (const row of made) await freeze(act, row.id, 'suspension', stop.causeId);
}
