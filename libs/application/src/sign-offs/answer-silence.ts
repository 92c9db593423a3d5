import { SignOffRow, type ObligationRow } from '@duban/database';
import { signOffSilenceOpinion } from '@duban/wording';
import type { Act } from '../kernel/act';
import { lockSignOffCase } from './lock-sign-off';
import type { SignOffOutcomeHandlers } from './outcome-handlers';
import { giveVerdict } from './sign';
import { stepsOf } from './sign-off-row';

/**
 * The policy's answer to silence at one asked post, given by the clock. It is no signature: the event says that time decided.
 * False: the post is not asked any more, so there is no silence to answer.
 */
export async function answerSilence(
  act: Act,
  handlers: SignOffOutcomeHandlers,
  signOffId: string,
  stepObligation: Pick<ObligationRow, 'id'>,
  answer: 'approve' | 'refuse',
): Promise<boolean> {
  const [known] = await act.tx.find(SignOffRow, 'r.id = $1', [signOffId]);
  if (!known) return false;
  const row = await lockSignOffCase(act.tx, known);
  const steps = await stepsOf(act.tx, row.id);
  const asked = steps.find((step) => step.obligationId === stepObligation.id && step.state === 'waiting');
  if (row.state !== 'running' || !asked) return false;
  await giveVerdict(act, handlers, row, steps, asked, answer, signOffSilenceOpinion(answer), null);
  return true;
}
