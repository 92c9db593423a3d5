import { accept, refuse, signersOf, type Decision } from '@duban/domain';
import { SignOffRow } from '@duban/database';
import { signOffReturnedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { alreadyDecided } from './already-decided';
import { closeWaiting, setStepStates } from './end-sign-off';
import { lockSignOffCase } from './lock-sign-off';
import { openSteps } from './open-steps';
import { barredIn, chainOf, maySee, signaturesOf, stepOf, stepsOf } from './sign-off-row';

/**
 * 退回至某一环节: whoever may sign now gives the case back to an earlier step, or to some of its posts (会签 by part). Only
 * their signatures lapse; the drafts, the files and the other signatures stay, and the case is on their lists at once.
 */
export async function returnToStep(
  act: Act,
  input: {
    readonly signOffId: string;
    readonly stepKey: string;
    /** Only these of the step's posts; left out: all of them. */
    readonly postIds?: readonly string[];
    readonly opinion: string;
  },
): Promise<Decision<null>> {
  const [known] = await act.tx.find(SignOffRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.signOffId, act.jurisdictionId]);
  if (!known || !act.actor) return refuse('SIGNOFF.UNKNOWN');
  const row = await lockSignOffCase(act.tx, known);
  const steps = await stepsOf(act.tx, row.id);
  const signatures = await signaturesOf(act.tx, row.id);
  const roster = await act.roster();
  const barred = barredIn(row, signatures);
  const own = steps.find(
    (step) =>
      step.state === 'waiting' && signersOf(roster, step.postId, act.today, barred).some((each) => each.personId === act.person),
  );
  if (!own && !maySee(act.actor, row)) return refuse('SIGNOFF.UNKNOWN');
  if (row.state !== 'running') return alreadyDecided(act.tx, { by: row.decidedBy, at: row.decidedAt, state: row.state });
  if (!own) return refuse('SIGNOFF.NOT_YOUR_STEP', { step: stepOf(row, row.stepPosition).name });
  if (input.opinion.trim() === '') return refuse('SIGNOFF.OPINION_MISSING');
  const returned = steps.filter(
    (step) =>
      step.stepKey === input.stepKey &&
      step.position < own.position &&
      step.state === 'approved' &&
      (input.postIds === undefined || (step.postId !== null && input.postIds.includes(step.postId))),
  );
  if (returned.length === 0) return refuse('SIGNOFF.NO_SUCH_STEP');

  await closeWaiting(act, row.id);
  await act.tx.run('update signature set lapsed_at = $2 where step_id = any($1::uuid[]) and lapsed_at is null', [
    returned.map((step) => step.id),
    act.now,
  ]);
  await setStepStates(
    act,
    [],
    returned.map((step) => ({ id: step.id, state: 'closed' as const })),
  );
  const causeId = newId();
  const name = chainOf(row).steps.find((step) => step.key === input.stepKey)?.name ?? input.stepKey;
  act.emit(
    {
      type: 'signOff.returnedToStep',
      planId: row.planId,
      taskId: row.taskId,
      subjectKind: 'signOff',
      subjectId: row.id,
      postId: own.postId,
      data: { from: own.stepKey, to: input.stepKey, posts: returned.map((step) => step.postId), opinion: input.opinion },
    },
    causeId,
  );
  // Told first: of two items of one cause a receiver gets the first, and this one says why.
  for (const step of returned) {
    act.tell({
      ...signOffReturnedNotice(row.title, name, input.opinion),
      subjectKind: 'signOff',
      subjectId: row.id,
      causeId,
      receivers: signersOf(roster, step.postId, act.today, { filedBy: row.filedBy, signedBy: [] }),
    });
  }
  await openSteps(act, row, causeId);
  return accept(null);
}
