import { createHash } from 'node:crypto';
import { accept, decideAssignmentAction, dueAfterReturn, refuse, returnDays, type Decision } from '@duban/domain';
import { AssignmentRow, ObligationRow } from '@duban/database';
import { completionReturnedNotice, completionSignOffTitle, struckOffNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { fileUnderReview, meetObligation, unfreeze, voidObligation } from '../kernel/obligations';
import { readCalendar } from '../kernel/rulebook';
import { endItemsOf } from '../instruments/end-items';
import { startSignOff } from '../sign-offs/start-sign-off';
import { coUnitIds, lockCase, unitPost, type AssignmentCase } from './assignment-case';
import { moveShareDue } from './piece-followers';
import { tellAssignedUnit } from './tell-unit';
import { attachEvidence, type NewEvidence } from './evidence';

/**
 * 办结申请: the unit says that its share is done, with text and evidence, and the chain begins. While it is under review
 * nothing escalates; a filing by the day in force counts as on time once it is accepted.
 */
export async function fileCompletion(
  act: Act,
  input: { readonly assignmentId: string; readonly text: string; readonly evidence: readonly NewEvidence[] },
): Promise<Decision<{ signOffId: string }>> {
  const found = await lockCase(act, input.assignmentId);
  const post = found && unitPost(act, found.assignment.unitId);
  if (!found || !post || !found.completion) return refuse('ASSIGNMENT.UNKNOWN');
  const allowed = decideAssignmentAction('fileCompletion', found.facts);
  if (!allowed.ok) return allowed;
  if (input.text.trim() === '') return refuse('COMPLETION.EMPTY');
  const { plan, task, assignment, policy, completion } = found;
  const chain = policy.chains.completion;
  if (!chain) return refuse('POLICY.NO_CHAIN', { chain: 'completion' });
  const attached = await attachEvidence(
    act,
    { kind: 'completion', id: assignment.id },
    { taskId: task.id, assignmentId: assignment.id },
    input.evidence,
  );
  if (!attached.ok) return attached;
  await act.tx.update(
    AssignmentRow,
    assignment.id,
    { state: 'completionFiled', completionFiledAt: act.now, completionFiledBy: act.person, completionText: input.text },
    assignment.version,
  );
  const eventId = act.emit({
    type: 'assignment.completionFiled',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'assignment',
    subjectId: assignment.id,
    postId: post.postId,
    onBehalfOf: post.onBehalfOf,
    data: { text: input.text, evidence: input.evidence.map((file) => file.sha256) },
  });
  fileUnderReview(act, completion.id, eventId);
  const signOff = await startSignOff(act, {
    subjectKind: 'completion',
    subjectId: assignment.id,
    title: completionSignOffTitle(task.title, assignment.printedUnit),
    chain,
    planId: plan.id,
    taskId: task.id,
    filedUnitId: assignment.unitId,
    holderUnitId: assignment.unitId,
    coUnitIds: await coUnitIds(act.tx, assignment, policy),
    contentHash: contentHash(input.text, input.evidence),
    policyVersionId: found.clockPlan.policyVersionId,
    calendarId: found.clockPlan.calendarId,
  });
  return accept({ signOffId: signOff.id });
}

const contentHash = (text: string, evidence: readonly NewEvidence[]): string =>
  createHash('sha256')
    .update(JSON.stringify([text, evidence.map((file) => [file.sha256, file.fileName])]))
    .digest('hex');

/** What becomes of the share when its chain ends. The task is locked already by whoever signed. */
export async function afterCompletionSignOff(
  act: Act,
  assignmentId: string,
  outcome: 'approved' | 'refused' | 'withdrawn',
  opinion: string,
  /** A return: the day that whoever returned has named; null: the policy's. */
  returnDueOn: string | null = null,
): Promise<void> {
  const found = await lockCase(act, assignmentId);
  if (!found?.completion) return;
  if (outcome === 'approved') await strikeOff(act, found, found.completion);
  else await giveBack(act, found, found.completion, outcome, opinion, returnDueOn);
}

async function strikeOff(act: Act, found: AssignmentCase, completion: ObligationRow): Promise<void> {
  const { plan, task, assignment } = found;
  await act.tx.update(
    AssignmentRow,
    assignment.id,
    { state: 'struckOff', outcome: 'done', struckOffAt: act.now, struckOffBy: act.actor?.personId ?? null },
    assignment.version,
  );
  meetObligation(act, completion);
  // What is struck off owes no further period report, milestone, piece or explanation.
  for (const other of found.obligations) if (other.id !== completion.id) voidObligation(act, other);
  await endItemsOf(
    act,
    found.obligations.map((obligation) => obligation.id),
    'done',
    'struckOff',
  );
  const eventId = act.emit({
    type: 'assignment.struckOff',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'assignment',
    subjectId: assignment.id,
    data: { dueOn: completion.dueOn, filedAt: completion.filedAt?.toISOString() ?? null },
  });
  await tellAssignedUnit(act, found, eventId, struckOffNotice(task.title));
}

/** Refused: a return names a new due day, which arms everything anew; withdrawn by the unit: the old day goes on. */
async function giveBack(
  act: Act,
  found: AssignmentCase,
  completion: ObligationRow,
  outcome: 'refused' | 'withdrawn',
  opinion: string,
  namedOn: string | null,
): Promise<void> {
  const { plan, task, assignment, policy } = found;
  await act.tx.update(
    AssignmentRow,
    assignment.id,
    { state: outcome === 'refused' ? 'returned' : assignment.receivedAt === null ? 'assigned' : 'received' },
    assignment.version,
  );
  await act.tx.update(ObligationRow, completion.id, { filedAt: null });
  const cleared = { ...completion, filedAt: null };
  let newDueOn: string | null = null;
  let isNamed = false;
  if (outcome === 'refused' && completion.dueOn !== null) {
    const calendar = await readCalendar(act.tx, completion.calendarId);
    const named = dueAfterReturn(completion.dueOn, namedOn, policy, calendar, act.nowMs);
    // A day named at an earlier signature of the same step may have passed since: then the policy's counts.
    isNamed = named.ok && namedOn !== null;
    newDueOn = named.ok ? named.value : returnDays(completion.dueOn, policy, calendar, act.nowMs).proposedOn;
    if (newDueOn !== null && newDueOn !== completion.dueOn) {
      // The first breach stands: setDue judges the day left behind by what was filed in time.
      await moveShareDue(act, found, completion, newDueOn, isNamed ? 'returnNamed' : 'returned');
    }
  }
  await unfreeze(act, cleared, 'underReview');
  const eventId = act.emit({
    type: outcome === 'refused' ? 'assignment.returned' : 'assignment.completionWithdrawn',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'assignment',
    subjectId: assignment.id,
    data: { opinion, newDueOn, isNamed },
  });
  if (outcome === 'refused') await tellAssignedUnit(act, found, eventId, completionReturnedNotice(task.title, newDueOn, opinion));
}
