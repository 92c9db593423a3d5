import { receiversOf } from '@duban/domain';
import type { NoticeText } from '@duban/wording';
import type { Act } from '../kernel/act';
import type { AssignmentCase } from './assignment-case';

/** Tells the liaison and the head of the unit that owes. */
export const tellAssignedUnit = (
  act: Act,
  found: Pick<AssignmentCase, 'assignment'>,
  eventId: string,
  notice: NoticeText,
): Promise<void> => tellUnit(act, found.assignment.unitId, found.assignment.id, eventId, notice);

/** Tells the liaison and the head of a unit about a share, whoever owes it now. */
export async function tellUnit(
  act: Act,
  unitId: string,
  assignmentId: string,
  eventId: string,
  notice: NoticeText,
): Promise<void> {
  const roster = await act.roster();
  const obliged = { unitId, postId: null, coUnitIds: [] };
  act.tell({
    ...notice,
    subjectKind: 'assignment',
    subjectId: assignmentId,
    causeId: eventId,
    receivers: (['liaison', 'unitHead'] as const).flatMap((role) =>
      receiversOf(roster, { of: 'holderUnit', role }, obliged, act.today),
    ),
  });
}
