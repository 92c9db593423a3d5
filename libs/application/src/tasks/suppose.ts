import {
  accept,
  compareDays,
  dayOfInstant,
  daysBetween,
  decideAssignmentAction,
  dueAfterReturn,
  refuse,
  type Decision,
  type Supposed,
} from '@duban/domain';
import { PlanRow, WorkCalendarRow } from '@duban/database';
import { rewriteOlder } from '../rewriting/rewrite-older';
import { Act } from '../kernel/act';
import { readCalendar } from '../kernel/rulebook';
import { grantExtension, checkExtension } from './ask-extension';
import { lockCase, type AssignmentCase } from './assignment-case';
import { cancel } from './cancel-assignment';
import { afterCompletionSignOff } from './file-completion';
import { reassign } from './reassign-assignment';
import { resume, suspend } from './suspend-assignment';

/**
 * Makes a supposed act for one share within a transaction that the caller undoes: the very rules and writes of the real one, as
 * whoever decides it would give it today. Gives the instant at which its clock is to be read: of a resumption on a later day,
 * that day at this hour. The caller has made sure that the share may be read.
 */
export async function suppose(act: Act, assignmentId: string, supposed: Supposed): Promise<Decision<number>> {
  const found = await lockCase(act, assignmentId);
  if (!found) return refuse('ASSIGNMENT.UNKNOWN');
  switch (supposed.act) {
    case 'extend':
      return extend(act, found, supposed.untilOn);
    case 'suspend': {
      const allowed = decideAssignmentAction('suspend', found.facts);
      if (!allowed.ok) return allowed;
      const later = supposed.resumedOn === null ? accept(act) : laterAct(act, supposed.resumedOn);
      if (!later.ok) return later;
      await suspend(act, found, '');
      return supposed.resumedOn === null ? accept(act.nowMs) : resumeAt(later.value, assignmentId);
    }
    case 'resume': {
      const allowed = decideAssignmentAction('resume', found.facts);
      if (!allowed.ok) return allowed;
      const later = supposed.on === null ? accept(act) : laterAct(act, supposed.on);
      return later.ok ? resumeAt(later.value, assignmentId) : later;
    }
    case 'reassign': {
      const allowed = decideAssignmentAction('reassign', found.facts);
      if (!allowed.ok) return allowed;
      const done = await reassign(act, found, {
        assignmentId,
        toUnitId: supposed.toUnitId,
        dueOn: supposed.dueOn,
        grounds: '',
      });
      return done.ok ? accept(act.nowMs) : done;
    }
    case 'return':
      if (found.assignment.state !== 'completionFiled') {
        return refuse('ASSIGNMENT.WRONG_STATE', { action: 'return', state: found.assignment.state });
      }
      return giveBack(act, found, supposed.dueOn);
    case 'cancel': {
      const allowed = decideAssignmentAction('cancel', found.facts);
      if (!allowed.ok) return allowed;
      await cancel(act, found, '');
      return accept(act.nowMs);
    }
    case 'calendar':
      return useCalendar(act, found, supposed.calendarId);
  }
}

/** Asked today and granted; one that is asked already, granted. */
async function extend(act: Act, found: AssignmentCase, untilOn: string): Promise<Decision<number>> {
  const allowed = decideAssignmentAction('askExtension', { ...found.facts, extensionAsked: false });
  if (!allowed.ok) return allowed;
  const asked = checkExtension(found, untilOn);
  if (!asked.ok) return asked;
  await grantExtension(act, asked.value.completion, asked.value.untilOn);
  return accept(act.nowMs);
}

async function giveBack(act: Act, found: AssignmentCase, dueOn: string | null): Promise<Decision<number>> {
  const calendar = await readCalendar(act.tx, found.clockPlan.calendarId);
  const named = dueAfterReturn(found.completion?.dueOn ?? null, dueOn, found.policy, calendar, act.nowMs);
  if (!named.ok) return named;
  await afterCompletionSignOff(act, found.assignment.id, 'refused', '', dueOn);
  return accept(act.nowMs);
}

async function resumeAt(act: Act, assignmentId: string): Promise<Decision<number>> {
  const found = await lockCase(act, assignmentId);
  if (!found) return refuse('ASSIGNMENT.UNKNOWN');
  await resume(act, found, '');
  return accept(act.nowMs);
}

function laterAct(act: Act, day: string): Decision<Act> {
  if (compareDays(day, act.today) < 0) return refuse('WHATIF.DAY_PAST', { day });
  const nowMs = act.nowMs + daysBetween(dayOfInstant(act.nowMs), day) * DAY_MS;
  return accept(new Act(act.deps, act.tx, act.jurisdictionId, nowMs, act.actor, act.commandId));
}

// Asia/Shanghai has no summer time.
const DAY_MS = 86_400_000;

async function useCalendar(act: Act, found: AssignmentCase, calendarId: string): Promise<Decision<number>> {
  const [calendar] = await act.tx.find(WorkCalendarRow, 'r.id = $1', [calendarId]);
  if (!calendar) return refuse('WHATIF.CALENDAR_UNKNOWN');
  await act.tx.update(PlanRow, found.clockPlan.id, { calendarId });
  await rewriteOlder(act, { ofPlans: found.obligations.map((obligation) => obligation.id), ofOthers: [] });
  return accept(act.nowMs);
}
