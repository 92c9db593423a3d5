import { receiveAssignment } from '@duban/application';
import { dayOfInstant } from '@duban/domain';
import { AssignmentRow, withTransaction } from '@duban/database';
import { conductOf, unitById, workingDaysFrom, type YearContext } from '../year-context';
import { leadNumbers } from './lead-numbers';

/** 签收: the liaison takes what was assigned, by habit the next working day; a unit whose conduct says so is late. */
export async function planReceipts(year: YearContext): Promise<void> {
  const waiting = await withTransaction(year.deps.database, async (tx) => {
    const plan = await tx.query<{ issuedAt: Date | null }>('select issued_at as "issuedAt" from plan where id = $1', [
      year.planId,
    ]);
    const issuedAt = plan[0]?.issuedAt ?? null;
    if (issuedAt === null) return [];
    const rows = await tx.find(AssignmentRow, `r.plan_id = $1 and r.state = 'assigned' order by r.id`, [year.planId]);
    return rows.map((row) => ({ row, issuedAt }));
  });
  const numbers = await leadNumbers(year);
  for (const { row, issuedAt } of waiting) {
    const unit = unitById(year, row.unitId);
    if (!unit) continue;
    const late = conductOf(year, unit.name, numbers.get(row.id) ?? null, 'receiveLate');
    const after = year.scenario.habits.receiveAfter + (late?.workingDays ?? 0);
    year.queue.plan({
      key: `receive:${row.id}`,
      atMs: workingDaysFrom(year, dayOfInstant(issuedAt.getTime()), after, 9) + 30 * 60_000,
      run: async () => {
        await year.people.give(unit.liaison.personId, 'assignment.receive', (act) =>
          receiveAssignment(act, { assignmentId: row.id }),
        );
      },
    });
  }
}
