import { createHash } from 'node:crypto';
import { accept, inOrderOfEffect, refuse, type Decision, type SignOffOutcome } from '@duban/domain';
import { PlanAmendmentRow, type AmendmentLineRow } from '@duban/database';
import { amendmentSignOffTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { officePost } from '../kernel/actor';
import { readPolicy } from '../kernel/rulebook';
import { startSignOff } from '../sign-offs/start-sign-off';
import { judgeLineNow, judgingBy, lineOf, lockAmendment, lockAmendmentRow, type AmendmentCase } from './amendment-case';
import { putInForce } from './put-in-force';

/**
 * 送审: by the policy's chain for amendments, and where it names none by that of the plan itself. Every line is judged again; one
 * that could not take effect any more is refused with its reason, to be changed or taken out first.
 */
export async function submitAmendment(
  act: Act,
  input: { readonly amendmentId: string },
): Promise<Decision<{ signOffId: string }>> {
  const found = await lockAmendment(act, input.amendmentId, 'submit', 'exclusive');
  if (!found.ok) return found;
  const post = officePost(act.actor);
  if (!post) return refuse('PLAN.NOT_YOURS');
  const { plan, amendment, lines } = found.value;
  const judging = await judgingBy(act, plan);
  const all = lines.map((row) => ({ row, line: lineOf(row) }));
  for (const { line } of inOrderOfEffect(all)) {
    const { judged } = await judgeLineNow(judging, line, all.map((each) => each.line)); // prettier-ignore
    if (!judged.ok) return judged;
  }
  const policy = await readPolicy(act.tx, plan.policyVersionId);
  const chain = policy.chains.planAmendment ?? policy.chains.planApproval;
  if (!chain) return refuse('POLICY.NO_CHAIN', { chain: 'planApproval' });
  await act.tx.update(PlanAmendmentRow, amendment.id, { state: 'underReview' }, amendment.version);
  const signOff = await startSignOff(act, {
    subjectKind: 'amendment',
    subjectId: amendment.id,
    title: amendmentSignOffTitle(plan.title),
    chain,
    planId: plan.id,
    taskId: null,
    filedUnitId: post.unitId,
    holderUnitId: post.unitId,
    coUnitIds: [],
    contentHash: amendmentHash(amendment, lines),
    policyVersionId: plan.policyVersionId,
    calendarId: plan.calendarId,
  });
  act.emit({
    type: 'plan.amendmentSubmitted',
    planId: plan.id,
    subjectKind: 'amendment',
    subjectId: amendment.id,
    data: { lines: lines.length, signOffId: signOff.id },
  });
  return accept({ signOffId: signOff.id });
}

/** Exactly what is signed: the grounds, and what each line changes. */
function amendmentHash(amendment: PlanAmendmentRow, lines: readonly AmendmentLineRow[]): string {
  const seen = [amendment.basis, amendment.reason, amendment.decidedOn, lines.map(lineOf)];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}

/** What becomes of the amendment when its chain ends: it takes effect, or is a draft again. */
export async function afterAmendmentSignOff(act: Act, amendmentId: string, outcome: SignOffOutcome): Promise<void> {
  const found = await lockAmendmentRow(act.tx, amendmentId, 'exclusive');
  if (found?.amendment.state !== 'underReview') return;
  if (outcome === 'approved') return putInForce(act, found);
  await backToDraft(act, found, outcome);
}

async function backToDraft(act: Act, { amendment, plan }: AmendmentCase, outcome: 'refused' | 'withdrawn'): Promise<void> {
  await act.tx.update(PlanAmendmentRow, amendment.id, { state: 'draft' }, amendment.version);
  act.emit({
    type: outcome === 'refused' ? 'plan.amendmentRefused' : 'plan.amendmentWithdrawn',
    planId: plan.id,
    subjectKind: 'amendment',
    subjectId: amendment.id,
  });
}
