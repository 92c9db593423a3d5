import {
  accept,
  checkPiece,
  decidePieceAction,
  decideSplit,
  refuse,
  type Decision,
  type ObligationState,
  type PieceAction,
} from '@duban/domain';
import type { ObligationRow } from '@duban/database';
import { PieceRow } from '@duban/database';
import { pieceOpenedNotice, pieceWithdrawnNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import type { ActorPost } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { meetObligation, openObligations, voidObligation } from '../kernel/obligations';
import { lockCase, lockOwed, unitPost, type AssignmentCase } from './assignment-case';
import { emitOfPiece, tellHolder } from './piece-followers';

/** A piece with its share under lock, and the post by which the actor acts for its unit. */
interface PieceCase {
  readonly found: AssignmentCase;
  readonly piece: ObligationRow;
  readonly post: ActorPost;
}

/**
 * 单位内分解: the liaison or the head shares a piece of the unit's share out to a post of the unit. It has a clock of its own that
 * tells that post, and counts in nothing above the unit.
 */
export async function splitShare(
  act: Act,
  input: {
    readonly assignmentId: string;
    readonly name: string;
    readonly postId: string;
    /** Not after the share's due day in force. */
    readonly dueOn: string;
  },
): Promise<Decision<{ pieceId: string }>> {
  const found = await lockCase(act, input.assignmentId);
  const post = found && unitPost(act, found.assignment.unitId);
  if (!found || !post) return refuse('ASSIGNMENT.UNKNOWN');
  const allowed = decideSplit({ planState: found.facts.planState, assignmentState: found.facts.state });
  if (!allowed.ok) return allowed;
  const { assignment, clockPlan, task } = found;
  const checked = checkPiece(input, found.completion ? found.completion.dueOn : assignment.dueOn, act.today);
  if (!checked.ok) return checked;
  const holder = (await act.roster()).posts.find((each) => each.id === input.postId && each.unitId === assignment.unitId);
  if (!holder) return refuse('PIECE.POST_NOT_OURS');
  const [piece] = await openObligations(act, [
    {
      kind: 'piece',
      owner: { kind: 'plan', id: clockPlan.id },
      policyVersionId: clockPlan.policyVersionId,
      calendarId: clockPlan.calendarId,
      taskId: task.id,
      assignmentId: assignment.id,
      // Tells the pieces of one share apart.
      stageKey: newId(),
      name: input.name.trim(),
      holderUnitId: assignment.unitId,
      holderPostId: holder.id,
      due: { on: input.dueOn },
      dueReason: 'split',
    },
  ]);
  if (!piece) throw new Error('no obligation was made');
  await act.tx.insert(PieceRow, [
    {
      id: piece.id,
      jurisdictionId: act.jurisdictionId,
      assignmentId: assignment.id,
      openedBy: act.person,
      endedAs: null,
      endedNote: null,
      endedAt: null,
      endedBy: null,
    },
  ]);
  const data = { holderPostId: holder.id, dueOn: input.dueOn };
  const eventId = emitOfPiece(act, found, piece, 'piece.opened', data, post);
  if (holder.id !== post.postId) {
    await tellHolder(act, found, piece, eventId, pieceOpenedNotice(task.title, piece.name ?? '', input.dueOn));
  }
  return accept({ pieceId: piece.id });
}

/** 完成: done, on time or late; by whoever acts for the unit, the post that holds it or another. */
export async function finishPiece(
  act: Act,
  input: { readonly pieceId: string; readonly note: string | null },
): Promise<Decision<null>> {
  const locked = await lockPiece(act, input.pieceId, 'finish');
  if (!locked.ok) return locked;
  const { found, piece, post } = locked.value;
  const note = input.note?.trim() || null;
  meetObligation(act, piece);
  await act.tx.update(PieceRow, piece.id, { endedAs: 'done', endedNote: note, endedAt: act.now, endedBy: act.person });
  emitOfPiece(act, found, piece, 'piece.finished', { note, dueOn: piece.dueOn }, post);
  return accept(null);
}

/** 撤回: no longer to be done, with its grounds; what was shared out is never deleted. */
export async function withdrawPiece(
  act: Act,
  input: { readonly pieceId: string; readonly grounds: string },
): Promise<Decision<null>> {
  const locked = await lockPiece(act, input.pieceId, 'withdraw');
  if (!locked.ok) return locked;
  const grounds = input.grounds.trim();
  if (grounds === '') return refuse('PIECE.GROUNDS_MISSING');
  const { found, piece, post } = locked.value;
  voidObligation(act, piece);
  await act.tx.update(PieceRow, piece.id, { endedAs: 'withdrawn', endedNote: grounds, endedAt: act.now, endedBy: act.person });
  const eventId = emitOfPiece(act, found, piece, 'piece.withdrawn', { grounds }, post);
  if (piece.holderPostId !== post.postId) {
    await tellHolder(act, found, piece, eventId, pieceWithdrawnNotice(found.task.title, piece.name ?? '', grounds));
  }
  return accept(null);
}

async function lockPiece(act: Act, pieceId: string, action: PieceAction): Promise<Decision<PieceCase>> {
  const owed = await lockOwed(act, pieceId, 'piece');
  // The unit that shared it out: after 转办 the share's new unit has no part in it.
  const post = owed?.obligation.holderUnitId ? unitPost(act, owed.obligation.holderUnitId) : null;
  if (!owed || !post) return refuse('PIECE.UNKNOWN');
  const { found, obligation: piece } = owed;
  const allowed = decidePieceAction(action, {
    planState: found.facts.planState,
    assignmentState: found.facts.state,
    state: piece.state as ObligationState,
  });
  return allowed.ok ? accept({ found, piece, post }) : allowed;
}
