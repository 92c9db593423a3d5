import { pieceDayAfter, receiversOf } from '@duban/domain';
import { ObligationRow, type AssignmentRow, type TaskRow } from '@duban/database';
import { pieceMovedNotice, type NoticeText } from '@duban/wording';
import type { Act } from '../kernel/act';
import { setDue, voidObligation } from '../kernel/obligations';

/** The share that a piece hangs on, under lock. */
export interface ShareOfPieces {
  readonly task: Pick<TaskRow, 'id' | 'planId' | 'title'>;
  readonly assignment: Pick<AssignmentRow, 'id'>;
}

/**
 * A new day in force of a share's completion. Pieces (单位内分解) whose day would lie after it move to it in the same act, and
 * the post that holds each is told; a piece's own breach stands as everywhere.
 */
export async function moveShareDue(
  act: Act,
  share: ShareOfPieces,
  completion: ObligationRow,
  dueOn: string | null,
  dueReason: string,
): Promise<void> {
  await setDue(act, completion, dueOn, dueReason);
  for (const piece of await openPieces(act, [share.assignment.id])) {
    const day = pieceDayAfter(piece.dueOn, dueOn);
    if (day === null) continue;
    await setDue(act, piece, day, 'shareMoved');
    const eventId = emitOfPiece(act, share, piece, 'piece.moved', { fromDueOn: piece.dueOn, newDueOn: day });
    await tellHolder(act, share, piece, eventId, pieceMovedNotice(share.task.title, piece.name ?? '', piece.dueOn ?? '', day));
  }
}

/** Ends the open pieces of shares that leave their unit. */
export async function endPieces(act: Act, assignmentIds: readonly string[]): Promise<void> {
  for (const piece of await openPieces(act, assignmentIds)) voidObligation(act, piece);
}

const openPieces = (act: Act, assignmentIds: readonly string[]): Promise<ObligationRow[]> =>
  act.tx.find(ObligationRow, `r.assignment_id = any($1::uuid[]) and r.kind = 'piece' and r.state = 'open' order by r.id`, [
    [...assignmentIds],
  ]);

/** An event of the kind that only the unit and whoever oversees it may read; gives its id. */
export function emitOfPiece(
  act: Act,
  share: ShareOfPieces,
  piece: Pick<ObligationRow, 'id' | 'name'>,
  type: 'piece.opened' | 'piece.finished' | 'piece.withdrawn' | 'piece.moved',
  data: object,
  post: { readonly postId: string | null; readonly onBehalfOf: string | null } = { postId: null, onBehalfOf: null },
): string {
  return act.emit({
    type,
    planId: share.task.planId,
    taskId: share.task.id,
    subjectKind: 'piece',
    subjectId: piece.id,
    ...post,
    data: { assignmentId: share.assignment.id, name: piece.name, ...data },
  });
}

/** Tells whoever stands for the post that holds a piece, and nobody else. */
export async function tellHolder(
  act: Act,
  share: ShareOfPieces,
  piece: Pick<ObligationRow, 'id' | 'holderPostId'>,
  eventId: string,
  notice: NoticeText,
): Promise<void> {
  const obliged = { unitId: null, postId: piece.holderPostId, coUnitIds: [] };
  act.tell({
    ...notice,
    subjectKind: 'assignment',
    subjectId: share.assignment.id,
    obligationId: piece.id,
    causeId: eventId,
    receivers: receiversOf(await act.roster(), { of: 'holderPost' }, obliged, act.today),
  });
}
