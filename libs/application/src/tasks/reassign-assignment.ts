import { accept, dueAfterReassignment, parseDay, refuse, type Decision, type Role } from '@duban/domain';
import { AssignmentRow, ObligationRow } from '@duban/database';
import { reassignedInNotice, reassignedOutNotice } from '@duban/wording';
import { endItemsOf } from '../instruments/end-items';
import type { Act } from '../kernel/act';
import { openObligations, setDue, voidObligation } from '../kernel/obligations';
import { readCalendar } from '../kernel/rulebook';
import { lockForOffice, type AssignmentCase } from './assignment-case';
import { tellUnit } from './tell-unit';

export interface ReassignInput {
  readonly assignmentId: string;
  readonly toUnitId: string;
  readonly grounds: string;
  /** A day that the office names; null: the policy's rule (`dueAfterReassignment`). */
  readonly dueOn: string | null;
}

/**
 * 转办: another unit takes the share over. Its id, original day, breaches, reports and files stay; the new unit has to sign for it
 * (签收) anew, the papers that urged the old unit end for this share, and both units are told. Only the office.
 */
export async function reassignAssignment(act: Act, input: ReassignInput): Promise<Decision<{ dueOn: string | null }>> {
  const asked = await lockForOffice(act, input.assignmentId, 'reassign');
  return asked.ok ? reassign(act, asked.value, input) : asked;
}

/** What a reassignment does, whoever may order it. */
export async function reassign(
  act: Act,
  found: AssignmentCase,
  input: ReassignInput,
): Promise<Decision<{ dueOn: string | null }>> {
  const { assignment, task, plan, policy, completion } = found;
  const units = (await act.roster()).units;
  const unit = units.find((each) => each.id === input.toUnitId);
  if (!unit) return refuse('REASSIGNMENT.UNIT_UNKNOWN');
  if (unit.id === assignment.unitId) return refuse('REASSIGNMENT.SAME_UNIT');
  const taken = await act.tx.query('select 1 from assignment where task_id = $1 and unit_id = $2 and role = $3', [
    task.id,
    unit.id,
    assignment.role,
  ]);
  if (taken.length > 0) return refuse('REASSIGNMENT.ALREADY_ON_TASK', { unit: unit.name });
  const named = input.dueOn === null ? null : parseDay(input.dueOn);
  if (input.dueOn !== null && named === null) return refuse('REASSIGNMENT.DAY_PAST', { dueOn: input.dueOn });
  const calendar = await readCalendar(act.tx, found.clockPlan.calendarId);
  const due = dueAfterReassignment(completion?.dueOn ?? null, named, policy, calendar, act.nowMs);
  if (!due.ok) return due;
  await act.tx.update(
    AssignmentRow,
    assignment.id,
    { unitId: unit.id, printedUnit: unit.name, state: 'assigned', receivedAt: null, receivedBy: null },
    assignment.version,
  );
  await moveObligations(act, found, unit.id, due.value);
  await endItemsOf(
    act,
    found.obligations.map((obligation) => obligation.id),
    'notApplicable',
    'reassigned',
  );
  const fromUnit = units.find((each) => each.id === assignment.unitId)?.name ?? assignment.printedUnit;
  const eventId = act.emit({
    type: 'assignment.reassigned',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'assignment',
    subjectId: assignment.id,
    data: {
      grounds: input.grounds,
      fromUnitId: assignment.unitId,
      fromUnit,
      printedUnit: assignment.printedUnit,
      toUnitId: unit.id,
      toUnit: unit.name,
      fromDueOn: completion?.dueOn ?? null,
      dueOn: due.value,
    },
  });
  await tellUnit(act, unit.id, assignment.id, eventId, reassignedInNotice(task.title, fromUnit, due.value, input.grounds));
  await tellUnit(act, assignment.unitId, assignment.id, eventId, reassignedOutNotice(task.title, unit.name, input.grounds));
  return accept({ dueOn: due.value });
}

/** Everything open is the new unit's; the receipt of the old one is owed no more, and the new one's begins. */
async function moveObligations(act: Act, found: AssignmentCase, unitId: string, dueOn: string | null): Promise<void> {
  for (const obligation of found.obligations) {
    // What the old unit shared out among its posts ends with it.
    if (obligation.kind === 'receipt' || obligation.kind === 'piece') {
      voidObligation(act, obligation);
      continue;
    }
    await act.tx.update(ObligationRow, obligation.id, { holderUnitId: unitId });
    if (obligation.kind !== 'completion' || dueOn === null || dueOn === obligation.dueOn) continue;
    await setDue(act, { ...obligation, holderUnitId: unitId }, dueOn, 'reassigned');
  }
  if (!found.policy.owes[found.assignment.role as Role].receipt) return;
  await openObligations(act, [
    {
      kind: 'receipt',
      owner: { kind: 'plan', id: found.clockPlan.id },
      policyVersionId: found.clockPlan.policyVersionId,
      calendarId: found.clockPlan.calendarId,
      taskId: found.task.id,
      assignmentId: found.assignment.id,
      holderUnitId: unitId,
      due: { within: found.policy.receiptTerm },
      dueReason: 'policy.receiptTerm',
    },
  ]);
}
