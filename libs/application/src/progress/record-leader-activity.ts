import { accept, parseDay, refuse, type Decision } from '@duban/domain';
import { LeaderActivityRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { newId } from '../kernel/new-id';

export type LeaderActivityKind = 'meeting' | 'study' | 'instruction' | 'inspection' | 'dutyReport';

/** 第一责任人履职: meetings, studies, instructions, inspections and 述法, from which the report's third part is written. */
export async function recordLeaderActivity(
  act: Act,
  input: {
    readonly planId: string;
    readonly kind: LeaderActivityKind;
    readonly heldOn: string;
    readonly text: string;
    readonly postId: string | null;
  },
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
