import { accept, postsAsked, refuse, type Decision, type Roster } from '@duban/domain';
import { SignOffRow, type SignOffStepRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { setStepStates } from './end-sign-off';
import { lockSignOffCase } from './lock-sign-off';
import { openFound } from './open-steps';
import { contextOf, stepOf, stepsOf } from './sign-off-row';

/** The office has made the post that a step did not find: the step asks it from now on. No signature is waived. */
export async function resolveStep(act: Act, input: { readonly signOffId: string }): Promise<Decision<null>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('SIGNOFF.OFFICE_ONLY');
  const [known] = await act.tx.find(SignOffRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.signOffId, act.jurisdictionId]);
  if (!known) return refuse('SIGNOFF.UNKNOWN');
  const row = await lockSignOffCase(act.tx, known);
  const steps = await stepsOf(act.tx, row.id);
  const missing = steps.find((step) => step.state === 'waiting' && step.postId === null);
  if (row.state !== 'running' || !missing) return refuse('SIGNOFF.NOTHING_TO_RESOLVE');
  const found = foundFor(row, steps, missing, await act.roster());
  if (found.length === 0) return refuse('SIGNOFF.NOTHING_TO_RESOLVE');
  const causeId = newId();
  act.emit(
    {
      type: 'signOff.stepResolved',
      planId: row.planId,
      taskId: row.taskId,
      subjectKind: 'signOff',
      subjectId: row.id,
      data: { step: missing.stepKey, posts: found },
    },
    causeId,
  );
  // While some unit still lacks its post the step goes on waiting for it too.
  if (!askedNow(row, missing, await act.roster()).includes(null))
    await setStepStates(act, steps, [{ id: missing.id, state: 'closed' }]);
  await openFound(act, row, missing.position, found, causeId);
  return accept(null);
}

/** The posts that the rule of a step finds by now and that were not asked before. */
export function foundFor(
  row: SignOffRow,
  steps: readonly SignOffStepRow[],
  missing: SignOffStepRow,
  roster: Roster,
): readonly (string | null)[] {
  const askedBefore = new Set(steps.filter((step) => step.position === missing.position).map((step) => step.postId));
  return askedNow(row, missing, roster).filter((postId) => !askedBefore.has(postId));
}

function askedNow(row: SignOffRow, missing: SignOffStepRow, roster: Roster): readonly (string | null)[] {
  const { holderUnitId, coUnitIds } = contextOf(row);
  return postsAsked(stepOf(row, missing.position), roster, { unitId: holderUnitId, postId: null, coUnitIds });
}
