import { createHash } from 'node:crypto';
import { accept, compareDays, daysBetween, decideAssignmentAction, parseDay, refuse, type Decision } from '@duban/domain';
import { ExtensionRow, ObligationRow } from '@duban/database';
import { extensionGrantedNotice, extensionRefusedNotice, extensionSignOffTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { freeze, setDue, unfreeze } from '../kernel/obligations';
import { startSignOff } from '../sign-offs/start-sign-off';
import { lockCase, unitPost, type AssignmentCase } from './assignment-case';
import { tellAssignedUnit } from './tell-unit';

/** 延期申请: only until the end of the due day. Asked in time it freezes the ladder (not the lamp) until it is decided. */
export async function askExtension(
  act: Act,
  input: { readonly assignmentId: string; readonly untilOn: string; readonly reason: string },
): Promise<Decision<{ extensionId: string; signOffId: string }>> {
  const found = await lockCase(act, input.assignmentId);
  const post = found && unitPost(act, found.assignment.unitId);
  if (!found || !post) return refuse('ASSIGNMENT.UNKNOWN');
  const allowed = decideAssignmentAction('askExtension', found.facts);
  if (!allowed.ok) return allowed;
  const { plan, task, assignment, policy } = found;
  const asked = checkExtension(found, input.untilOn);
  if (!asked.ok) return asked;
  const { completion, untilOn } = asked.value;
  const chain = policy.chains.extension;
  if (!chain) return refuse('POLICY.NO_CHAIN', { chain: 'extension' });
  const extensionId = newId();
  await act.tx.insert(ExtensionRow, [
    {
      id: extensionId,
      jurisdictionId: act.jurisdictionId,
      obligationId: completion.id,
      assignmentId: assignment.id,
      askedUntilOn: untilOn,
      reason: input.reason,
      state: 'asked',
      askedAt: act.now,
      askedBy: act.person,
      decidedAt: null,
      decidedBy: null,
      grantedUntilOn: null,
    },
  ]);
  await freeze(act, completion.id, 'extensionAsked', extensionId);
  act.emit({
    type: 'assignment.extensionAsked',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'assignment',
    subjectId: assignment.id,
    postId: post.postId,
    onBehalfOf: post.onBehalfOf,
    data: { extensionId, dueOn: completion.dueOn, untilOn, reason: input.reason },
  });
  const signOff = await startSignOff(act, {
    subjectKind: 'extension',
    subjectId: extensionId,
    title: extensionSignOffTitle(task.title, assignment.printedUnit, untilOn),
    chain,
    planId: plan.id,
    taskId: task.id,
    filedUnitId: assignment.unitId,
    holderUnitId: assignment.unitId,
    coUnitIds: [],
    contentHash: createHash('sha256')
      .update(JSON.stringify([untilOn, input.reason]))
      .digest('hex'),
    policyVersionId: found.clockPlan.policyVersionId,
    calendarId: found.clockPlan.calendarId,
  });
  return accept({ extensionId, signOffId: signOff.id });
}

/** The day that is asked for is later than the one in force, and by no more than the policy lets one extension add. */
export function checkExtension(
  { completion, policy }: AssignmentCase,
  until: string,
): Decision<{ completion: ObligationRow; untilOn: string }> {
  const untilOn = parseDay(until);
  if (!completion || completion.dueOn === null) return refuse('EXTENSION.NO_DUE_DAY');
  if (untilOn === null || compareDays(untilOn, completion.dueOn) <= 0)
    return refuse('EXTENSION.NOT_LATER', { dueOn: completion.dueOn });
  if (daysBetween(completion.dueOn, untilOn) > policy.extension.maxDays) {
    return refuse('EXTENSION.TOO_LONG', { days: policy.extension.maxDays });
  }
  return accept({ completion, untilOn });
}

/** Granted: a new day in force and no breach of the old one. Refused, withdrawn or met with silence: the ladder thaws. */
export async function afterExtensionSignOff(
  act: Act,
  extensionId: string,
  outcome: 'approved' | 'refused' | 'withdrawn',
  opinion: string,
): Promise<void> {
  const [extension] = await act.tx.find(ExtensionRow, `r.id = $1 and r.state = 'asked'`, [extensionId]);
  const found = extension && (await lockCase(act, extension.assignmentId));
  if (!extension || !found) return;
  const { plan, task, assignment } = found;
  const granted = outcome === 'approved';
  await act.tx.update(ExtensionRow, extensionId, {
    state: granted ? 'granted' : outcome,
    decidedAt: act.now,
    decidedBy: act.actor?.personId ?? null,
    grantedUntilOn: granted ? extension.askedUntilOn : null,
  });
  const [completion] = await act.tx.find(ObligationRow, `r.id = $1 and r.state = 'open'`, [extension.obligationId]);
  const eventId = act.emit({
    type: granted
      ? 'assignment.extensionGranted'
      : outcome === 'refused'
        ? 'assignment.extensionRefused'
        : 'assignment.extensionWithdrawn',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'assignment',
    subjectId: assignment.id,
    data: { extensionId, untilOn: extension.askedUntilOn, opinion },
  });
  if (!completion) return;
  if (granted) await grantExtension(act, completion, extension.askedUntilOn);
  else await unfreeze(act, completion, 'extensionAsked');
  if (outcome === 'withdrawn') return;
  await tellAssignedUnit(
    act,
    found,
    eventId,
    granted
      ? extensionGrantedNotice(task.title, extension.askedUntilOn)
      : extensionRefusedNotice(task.title, completion.dueOn, opinion),
  );
}

/** The new day in force; what escalates is armed for it, and the day left behind was not breached. */
export async function grantExtension(act: Act, completion: ObligationRow, untilOn: string): Promise<void> {
  // A resumption may have moved the day beyond what was asked for: a grant never shortens.
  const isLater = completion.dueOn === null || compareDays(untilOn, completion.dueOn) > 0;
  const current = isLater ? await setDue(act, completion, untilOn, 'extensionGranted', { askedInTime: true }) : completion;
  await unfreeze(act, current, 'extensionAsked');
}
