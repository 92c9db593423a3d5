import type { SignatureRow } from '@duban/database';
import { SignOffRow, SignOffStepRow } from '@duban/database';
import { signaturesLapsedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { closeWaiting } from './end-sign-off';
import { openSteps } from './open-steps';
import { contextOf, hashSeenAt, signaturesOf, stepsOf } from './sign-off-row';

/**
 * The subject of a running chain has changed: exactly the signatures over what changed lapse, and their posts are asked
 * again. Nothing changed costs nothing. The caller holds the subject's and the sign-off's locks.
 */
export async function changeContent(
  act: Act,
  row: SignOffRow,
  contentHash: string,
  parts: Readonly<Record<string, string>> = {},
): Promise<{ lapsed: readonly SignatureRow[] }> {
  const changed: SignOffRow = { ...row, contentHash, context: { ...contextOf(row), parts } };
  const steps = await stepsOf(act.tx, row.id);
  const keyOf = new Map(steps.map((step) => [step.id, step.stepKey]));
  const lapsed = (await signaturesOf(act.tx, row.id)).filter(
    (signature) => signature.contentHash !== hashSeenAt(changed, keyOf.get(signature.stepId) ?? ''),
  );
  await act.tx.update(SignOffRow, row.id, { contentHash, context: changed.context });
  if (lapsed.length === 0) return { lapsed };
  await act.tx.run('update signature set lapsed_at = $2 where id = any($1::uuid[])', [lapsed.map((each) => each.id), act.now]);
  await closeWaiting(act, row.id);
  for (const signature of lapsed) await act.tx.update(SignOffStepRow, signature.stepId, { state: 'closed' });
  const causeId = newId();
  act.emit(
    {
      type: 'signOff.signaturesLapsed',
      planId: row.planId,
      taskId: row.taskId,
      subjectKind: 'signOff',
      subjectId: row.id,
      data: { signatures: lapsed.map((each) => ({ id: each.id, personId: each.personId })), contentHash },
    },
    causeId,
  );
  act.tell({
    ...signaturesLapsedNotice(row.title),
    subjectKind: 'signOff',
    subjectId: row.id,
    causeId,
    receivers: lapsed.map((each) => ({
      personId: each.personId,
      postId: each.postId,
      path: each.onBehalfOf === null ? ('holder' as const) : ('delegate' as const),
      onBehalfOf: each.onBehalfOf,
    })),
  });
  await openSteps(act, changed, causeId);
  return { lapsed };
}
