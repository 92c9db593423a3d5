import { postsAsked, signersOf, type ChainStep, type Roster, type StepState } from '@duban/domain';
import { SignatureRow, SignOffRow, SignOffStepRow } from '@duban/database';
import { signWaitingNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { openObligations } from '../kernel/obligations';
import { barredIn, chainOf, contextOf, hashSeenAt, signaturesOf, stepOf, stepsOf } from './sign-off-row';

/**
 * Opens the first step that is not signed yet, and gives its row; null when every step is. Steps that ask nobody by right are
 * passed over with a row that says so. A post whose signature of the last round still holds is not asked again.
 *
 * If nothing at all is left to sign in a chain where nobody has signed, the last step goes to the office's exception list:
 * no chain approves by itself.
 */
export async function openSteps(act: Act, row: SignOffRow, causeId: string): Promise<SignOffRow | null> {
  const rows = await stepsOf(act.tx, row.id);
  return openAfter(act, row, causeId, rows, rows.length === 0 ? [] : await signaturesOf(act.tx, row.id));
}

/** Opens the first step of a sign-off that this act has just made. */
export const openFirst = (act: Act, row: SignOffRow, causeId: string): Promise<SignOffRow | null> =>
  openAfter(act, row, causeId, [], []);

async function openAfter(
  act: Act,
  row: SignOffRow,
  causeId: string,
  rows: readonly SignOffStepRow[],
  standing: readonly SignatureRow[],
): Promise<SignOffRow | null> {
  const roster = await act.roster();
  const { steps } = chainOf(row);
  const signatures = [...standing];
  const kept = await keptSignatures(act, row);
  let anySigned = rows.some((each) => each.state === 'approved');
  for (const [position, step] of steps.entries()) {
    const latest = latestByPost(rows.filter((each) => each.position === position));
    if (isSigned(step, latest)) continue;
    const obliged = { unitId: contextOf(row).holderUnitId, postId: null, coUnitIds: contextOf(row).coUnitIds };
    const posts = latest.length > 0 ? latest.map((each) => each.postId) : postsAsked(step, roster, obliged);
    if (posts.length === 0) {
      const isLastHope = !anySigned && position === steps.length - 1;
      if (!isLastHope) {
        await act.tx.insert(SignOffStepRow, [stepRow(act, row, position, step, null, 'passedOver')]);
        continue;
      }
      return openStep(act, row, position, step, [null], causeId, roster, signatures);
    }
    const open: (string | null)[] = [];
    let signed = false;
    for (const postId of posts) {
      if (latest.some((each) => each.postId === postId && each.state === 'approved')) continue;
      const isAskedAgain = latest.some((each) => each.postId === postId);
      const earlier = kept.find(
        (each) =>
          !isAskedAgain &&
          each.stepKey === step.key &&
          each.signature.postId === postId &&
          each.signature.contentHash === hashSeenAt(row, step.key) &&
          each.signature.personId !== row.filedBy,
      );
      if (!earlier) open.push(postId);
      else {
        signatures.push(await keepSignature(act, row, position, step, earlier.signature));
        signed = true;
        anySigned = true;
      }
    }
    if (open.length === 0 || (signed && step.mode === 'any')) continue;
    return openStep(act, row, position, step, open, causeId, roster, signatures);
  }
  return null;
}

/** Asks posts that a running step did not find before. */
export async function openFound(
  act: Act,
  row: SignOffRow,
  position: number,
  posts: readonly (string | null)[],
  causeId: string,
): Promise<SignOffRow> {
  const signatures = await signaturesOf(act.tx, row.id);
  return openStep(act, row, position, stepOf(row, position), posts, causeId, await act.roster(), signatures);
}

function latestByPost(rows: readonly SignOffStepRow[]): SignOffStepRow[] {
  const latest = new Map<string | null, SignOffStepRow>();
  for (const row of rows) latest.set(row.postId, row);
  // A step that waited for a missing post, and was resolved, is no longer asked for the missing one.
  return [...latest.values()].filter((row) => row.postId !== null || row.state !== 'closed' || latest.size === 1);
}

function isSigned(step: ChainStep, latest: readonly SignOffStepRow[]): boolean {
  if (latest.length === 0) return false;
  const done = (row: SignOffStepRow) => row.state === 'approved' || row.state === 'passedOver';
  return step.mode === 'any' ? latest.some(done) : latest.every(done);
}

async function openStep(
  act: Act,
  row: SignOffRow,
  position: number,
  step: ChainStep,
  posts: readonly (string | null)[],
  causeId: string,
  roster: Roster,
  signatures: readonly SignatureRow[],
): Promise<SignOffRow> {
  const { policyVersionId, calendarId } = contextOf(row);
  const obligations = await openObligations(
    act,
    posts.map((postId) => ({
      kind: 'signOffStep' as const,
      owner: { kind: 'signOff' as const, id: row.id },
      policyVersionId,
      calendarId,
      taskId: row.taskId,
      signOffId: row.id,
      stageKey: `${chainOf(row).key}.${step.key}`,
      holderPostId: postId,
      due: { within: step.limit },
      dueReason: 'chainStep',
    })),
  );
  await act.tx.insert(
    SignOffStepRow,
    posts.map((postId, index) => ({
      ...stepRow(act, row, position, step, postId, 'waiting'),
      obligationId: obligations[index]?.id ?? null,
    })),
  );
  if (position !== row.stepPosition) await act.tx.update(SignOffRow, row.id, { stepPosition: position });
  const barred = barredIn(row, signatures);
  for (const postId of posts) {
    act.tell({
      ...signWaitingNotice(row.title, step.name),
      subjectKind: 'signOff',
      subjectId: row.id,
      causeId,
      receivers: signersOf(roster, postId, act.today, barred),
    });
  }
  return { ...row, stepPosition: position };
}

/** The approvals of the last round that hold; a post that this round gives back to is asked for a new one. */
async function keptSignatures(act: Act, row: SignOffRow): Promise<{ stepKey: string; signature: SignatureRow }[]> {
  const { lastRoundId } = contextOf(row);
  if (lastRoundId === null) return [];
  const keys = new Map((await stepsOf(act.tx, lastRoundId)).map((step) => [step.id, step.stepKey]));
  return (await signaturesOf(act.tx, lastRoundId))
    .filter((signature) => signature.verdict === 'approve')
    .map((signature) => ({ stepKey: keys.get(signature.stepId) ?? '', signature }));
}

async function keepSignature(
  act: Act,
  row: SignOffRow,
  position: number,
  step: ChainStep,
  earlier: SignatureRow,
): Promise<SignatureRow> {
  const asked = stepRow(act, row, position, step, earlier.postId, 'approved');
  const kept: SignatureRow = { ...earlier, id: newId(), signOffId: row.id, stepId: asked.id, keptFromId: earlier.id };
  await act.tx.insert(SignOffStepRow, [asked]);
  await act.tx.insert(SignatureRow, [kept]);
  return kept;
}

const stepRow = (
  act: Act,
  row: SignOffRow,
  position: number,
  step: ChainStep,
  postId: string | null,
  state: StepState,
): SignOffStepRow => ({
  id: newId(),
  jurisdictionId: row.jurisdictionId,
  signOffId: row.id,
  position,
  stepKey: step.key,
  postId,
  state,
  obligationId: null,
  openedAt: act.now,
});
