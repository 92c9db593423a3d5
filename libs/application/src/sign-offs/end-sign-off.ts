import { receiversOf, type Receiver, type SignOffOutcome, type StepState } from '@duban/domain';
import { ObligationRow, SignOffRow, SignOffStepRow } from '@duban/database';
import { signOffEndedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { meetObligation, voidObligation } from '../kernel/obligations';
import type { SignOffOutcomeHandlers } from './outcome-handlers';
import { subjectKindOf } from './sign-off-row';

/** Ends the chain, closes what it still asks, tells whoever filed, and has the subject go on, all in one transaction. */
export async function endSignOff(
  act: Act,
  handlers: SignOffOutcomeHandlers,
  row: SignOffRow,
  outcome: SignOffOutcome,
  opinion: string,
  causeId: string,
): Promise<void> {
  await closeWaiting(act, row.id);
  const ended: SignOffRow = {
    ...row,
    state: outcome,
    decidedAt: act.now,
    decidedBy: act.actor?.personId ?? null,
    outcomeText: opinion,
    version: row.version + 1,
  };
  await act.tx.update(
    SignOffRow,
    row.id,
    { state: outcome, decidedAt: ended.decidedAt, decidedBy: ended.decidedBy, outcomeText: opinion },
    row.version,
  );
  act.wake({ kind: 'signOff', id: row.id }, causeId);
  if (outcome !== 'withdrawn') {
    act.tell({
      ...signOffEndedNotice(row.title, outcome, opinion),
      subjectKind: 'signOff',
      subjectId: row.id,
      causeId,
      receivers: await filersOf(act, row),
    });
  }
  await handlers[subjectKindOf(row)](act, ended, outcome, opinion);
}

/** Nobody is asked any more: the posts still waiting are closed and owe nothing. */
export async function closeWaiting(act: Act, signOffId: string): Promise<SignOffStepRow[]> {
  const waiting = await act.tx.find(SignOffStepRow, `r.sign_off_id = $1 and r.state = 'waiting'`, [signOffId]);
  await setStepStates(
    act,
    waiting,
    waiting.map((step) => ({ id: step.id, state: 'closed' as const })),
  );
  return waiting;
}

/** Writes what became of asked posts, and ends what they owed: met by who answered, void for who is no longer asked. */
export async function setStepStates(
  act: Act,
  steps: readonly SignOffStepRow[],
  changes: readonly { readonly id: string; readonly state: StepState }[],
): Promise<void> {
  for (const change of changes) {
    await act.tx.update(SignOffStepRow, change.id, { state: change.state });
    const step = steps.find((each) => each.id === change.id);
    const obligationId = step?.obligationId ?? null;
    if (obligationId === null) continue;
    const [obligation] = await act.tx.find(ObligationRow, `r.id = $1 and r.state = 'open'`, [obligationId]);
    if (!obligation) continue;
    if (change.state === 'closed' || change.state === 'passedOver') voidObligation(act, obligation);
    else meetObligation(act, obligation);
  }
}

/** Whoever filed; where that person may no longer act, the liaison of the filing unit. */
async function filersOf(act: Act, row: SignOffRow): Promise<readonly Receiver[]> {
  const roster = await act.roster();
  if (!roster.disabledPersonIds.includes(row.filedBy)) {
    return [{ personId: row.filedBy, postId: null, path: 'holder', onBehalfOf: null }];
  }
  const filer = { unitId: row.filedUnitId, postId: null, coUnitIds: [] };
  return receiversOf(roster, { of: 'holderUnit', role: 'liaison' }, filer, act.today);
}
