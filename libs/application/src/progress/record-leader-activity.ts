import { accept, parseDay, refuse, type Decision } from '@duban/domain';
import { LeaderActivityRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { newId } from '../kernel/new-id';

export type LeaderActivityKind = 'meeting' | 'study' | 'instruction' | 'inspection' | 'dutyReport';

export interface LeaderActivity {
  readonly kind: LeaderActivityKind;
  readonly heldOn: string;
  readonly text: string;
  readonly postId: string | null;
}

/** 第一责任人履职: meetings, studies, instructions, inspections and 述法, from which the report's third part is written. */
export async function recordLeaderActivity(
  act: Act,
  input: LeaderActivity & { readonly planId: string },
): Promise<Decision<{ id: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  const heldOn = parseDay(input.heldOn);
  if (heldOn === null || input.text.trim() === '') return refuse('LEADER.EMPTY');
  const id = newId();
  await act.tx.insert(LeaderActivityRow, [
    {
      id,
      jurisdictionId: act.jurisdictionId,
      planId: plan.id,
      kind: input.kind,
      heldOn,
      text: input.text,
      postId: input.postId,
      recordedAt: act.now,
      recordedBy: act.person,
      correctsId: null,
      correctionReason: null,
    },
  ]);
  act.emit({
    type: 'leaderActivity.recorded',
    planId: plan.id,
    subjectKind: 'leaderActivity',
    subjectId: id,
    data: { kind: input.kind, heldOn },
  });
  return accept({ id });
}

/**
 * 更正履职登记: a further record that stands for the first from now on, with the reason. The first stays as it was written, and
 * what was reported by it as of an earlier moment stays so too. What was corrected already is corrected by its correction.
 */
export async function correctLeaderActivity(
  act: Act,
  input: LeaderActivity & { readonly planId: string; readonly activityId: string; readonly reason: string },
): Promise<Decision<{ id: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  const [first] = await act.tx.find(LeaderActivityRow, 'r.id = $1 and r.plan_id = $2', [input.activityId, plan.id]);
  if (!first) return refuse('LEADER.UNKNOWN');
  const heldOn = parseDay(input.heldOn);
  if (heldOn === null || input.text.trim() === '') return refuse('LEADER.EMPTY');
  if (input.reason.trim() === '') return refuse('LEADER.NO_REASON');
  const { kind, text, postId } = input;
  if (kind === first.kind && heldOn === first.heldOn && text === first.text && postId === first.postId)
    return refuse('LEADER.NOTHING_CHANGED');
  const id = newId();
  // Two corrections at once: the unique key lets one through.
  const written = await act.tx.insertMissing(LeaderActivityRow, [
    {
      id,
      jurisdictionId: act.jurisdictionId,
      planId: plan.id,
      kind,
      heldOn,
      text,
      postId,
      recordedAt: act.now,
      recordedBy: act.person,
      correctsId: first.id,
      correctionReason: input.reason.trim(),
    },
  ]);
  if (written === 0) return refuse('LEADER.CORRECTED_ALREADY');
  act.emit({
    type: 'leaderActivity.corrected',
    planId: plan.id,
    subjectKind: 'leaderActivity',
    subjectId: id,
    data: {
      correctsId: first.id,
      reason: input.reason.trim(),
      before: { kind: first.kind, heldOn: first.heldOn, text: first.text, postId: first.postId },
      after: { kind, heldOn, text, postId },
    },
  });
  return accept({ id });
}
