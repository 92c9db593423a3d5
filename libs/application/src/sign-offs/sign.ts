import {
  accept,
  decideVerdict,
  refuse,
  signersOf,
  type Decision,
  type Receiver,
  type Roster,
  type StepState,
  type Verdict,
} from '@duban/domain';
import type { SignOffStepRow } from '@duban/database';
import { SignatureRow, SignOffRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { endSignOff, setStepStates } from './end-sign-off';
import { lockSignOffCase } from './lock-sign-off';
import { openSteps } from './open-steps';
import { checkReturnDay } from './return-day';
import type { SignOffOutcomeHandlers } from './outcome-handlers';
import { alreadyDecided, stepDecided } from './already-decided';
import { barredIn, chainOf, hashSeenAt, maySee, signaturesOf, stepOf, stepsOf } from './sign-off-row';

export interface SignInput {
  readonly signOffId: string;
  readonly verdict: Verdict;
  readonly opinion: string;
  /** The hash of what the signer has seen. */
  readonly contentHash: string;
  /** The step that the signer has seen; a page always names it, so that a second click signs no later step. */
  readonly stepKey?: string;
  /** The new due day of a completion that is returned; left out, the policy's. */
  readonly returnDueOn?: string;
}

export interface Signed {
  readonly signatureId: string;
  /** `running` while the chain goes on. */
  readonly state: 'running' | 'approved' | 'refused';
}

/**
 * 签批: one verdict by whoever may sign now, read live. Of two people at once the first to lock wins; the other is refused
 * with who decided and when (`SIGNOFF.ALREADY_DECIDED`). What one may not see does not exist (`SIGNOFF.UNKNOWN`).
 */
export async function sign(act: Act, handlers: SignOffOutcomeHandlers, input: SignInput): Promise<Decision<Signed>> {
  const [known] = await act.tx.find(SignOffRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.signOffId, act.jurisdictionId]);
  if (!known || !act.actor) return refuse('SIGNOFF.UNKNOWN');
  const row = await lockSignOffCase(act.tx, known);
  const signatures = await signaturesOf(act.tx, row.id);
  const steps = await stepsOf(act.tx, row.id);
  const roster = await act.roster();
  const own = row.state === 'running' ? askedOf(act, row, steps, signatures, roster) : null;
  const repeated = input.stepKey === undefined && signatures.some((signature) => signature.personId === act.person);
  const isOtherStep = own !== null && input.stepKey !== undefined && own.step.stepKey !== input.stepKey;
  if (own === null || repeated || isOtherStep) {
    return refuseUnasked(act, row, steps, signatures, roster, own !== null, input.stepKey);
  }
  if (input.contentHash !== hashSeenAt(row, own.step.stepKey)) return refuse('SIGNOFF.CONTENT_CHANGED');
  if (input.verdict === 'refuse' && input.opinion.trim() === '') return refuse('SIGNOFF.OPINION_MISSING');
  const named = await checkReturnDay(act, row, input.verdict, input.returnDueOn ?? null);
  if (!named.ok) return named;

  const signatureId = newId();
  await act.tx.insert(SignatureRow, [
    {
      id: signatureId,
      jurisdictionId: row.jurisdictionId,
      signOffId: row.id,
      stepId: own.step.id,
      postId: own.postId,
      personId: act.person,
      onBehalfOf: own.receiver.onBehalfOf,
      verdict: input.verdict,
      opinion: input.opinion,
      contentHash: input.contentHash,
      signedAt: act.now,
      lapsedAt: null,
      returnDueOn: named.value,
      keptFromId: null,
    },
  ]);
  const state = await giveVerdict(act, handlers, row, steps, own.step, input.verdict, input.opinion, own);
  return accept({ signatureId, state });
}

interface Signer {
  readonly step: SignOffStepRow;
  readonly postId: string;
  readonly receiver: Receiver;
}

/** The asked post for which the actor may sign now, or null. */
function askedOf(
  act: Act,
  row: SignOffRow,
  steps: readonly SignOffStepRow[],
  signatures: readonly SignatureRow[],
  roster: Roster,
): Signer | null {
  const barred = barredIn(row, signatures);
  for (const step of steps) {
    if (step.state !== 'waiting' || step.postId === null) continue;
    const receiver = signersOf(roster, step.postId, act.today, barred).find((each) => each.personId === act.person);
    if (receiver) return { step, postId: step.postId, receiver };
  }
  return null;
}

/** Applies a verdict, by a person or by silence, and either goes on to the next step or ends the chain. */
export async function giveVerdict(
  act: Act,
  handlers: SignOffOutcomeHandlers,
  row: SignOffRow,
  steps: readonly SignOffStepRow[],
  asked: SignOffStepRow,
  verdict: Verdict,
  opinion: string,
  signer: Signer | null,
): Promise<Signed['state']> {
  const step = stepOf(row, asked.position);
  const current = latestOfStep(steps, asked.position);
  const decision = decideVerdict(step.mode, chainOf(row).onRefusal, current, asked.id, verdict);
  await setStepStates(act, steps, decision.changes);
  const event = {
    planId: row.planId,
    taskId: row.taskId,
    subjectKind: 'signOff',
    subjectId: row.id,
    postId: asked.postId,
    onBehalfOf: signer?.receiver.onBehalfOf ?? null,
    data: {
      subjectKind: row.subjectKind,
      subjectId: row.subjectId,
      step: asked.stepKey,
      verdict,
      opinion,
      path: signer?.receiver.path ?? 'silence',
      contentHash: hashSeenAt(row, asked.stepKey),
    },
  };
  // Each verdict is one event, named by what it did to the chain.
  if (decision.result === 'refused') {
    const causeId = act.emit({ type: 'signOff.refused', ...event });
    await endSignOff(act, handlers, row, 'refused', opinion, causeId);
    return 'refused';
  }
  if (decision.result === 'stays') {
    act.emit({ type: 'signOff.signed', ...event });
    return 'running';
  }
  const causeId = newId();
  const opened = await openSteps(act, row, causeId);
  act.emit({ type: opened ? 'signOff.signed' : 'signOff.approved', ...event }, causeId);
  if (opened) return 'running';
  await endSignOff(act, handlers, row, 'approved', opinion, causeId);
  return 'approved';
}

const latestOfStep = (steps: readonly SignOffStepRow[], position: number) => {
  const latest = new Map<string | null, SignOffStepRow>();
  for (const step of steps) if (step.position === position) latest.set(step.postId, step);
  return [...latest.values()].map((step) => ({ ...step, state: step.state as StepState }));
};

async function refuseUnasked(
  act: Act,
  row: SignOffRow,
  steps: readonly SignOffStepRow[],
  signatures: readonly SignatureRow[],
  roster: Roster,
  isAsked: boolean,
  stepKey: string | undefined,
): Promise<Decision<never>> {
  if (!act.actor) return refuse('SIGNOFF.UNKNOWN');
  const decided = stepDecided(act, row, steps, signatures, roster, stepKey);
  if (!isAsked && !decided && !maySee(act.actor, row)) return refuse('SIGNOFF.UNKNOWN');
  if (row.state !== 'running') return alreadyDecided(act.tx, { by: row.decidedBy, at: row.decidedAt, state: row.state });
  if (decided) return alreadyDecided(act.tx, { by: decided.personId, at: decided.signedAt, state: 'signed' });
  if (row.filedBy === act.person) return refuse('SIGNOFF.OWN_FILING');
  return refuse('SIGNOFF.NOT_YOUR_STEP', { step: stepOf(row, row.stepPosition).name });
}
