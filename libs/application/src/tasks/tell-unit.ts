import { receiversOf } from '@duban/domain';
import type { NoticeText } from '@duban/wording';
import type { Act } from '../kernel/act';
import type { AssignmentCase } from './assignment-case';

/** Tells the liaison and the head of the unit that owes. */
export async function tellAssignedUnit(
  act: Act,
  found: Pick<AssignmentCase, 'assignment'>,
  eventId: string,
  notice: NoticeText,
): Promise<void> {
  const roster = await act.roster();
  const obliged = { unitId: found.assignment.unitId, postId: null, coUnitIds: [] };
  act.tell({
    ...notice,
    subjectKind: 'assignment',
    subjectId: found.assignment.id,
    causeId: eventId,
    receivers: (['liaison', 'unitHead'] as const).flatMap((role) =>
      receiversOf(roster, { of: 'holderUnit', role }, obliged, act.today),
    ),
  });
}
