import { accept, decidePlanAction, parseDay, refuse, type Decision } from '@duban/domain';
import { PlanAmendmentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { planFacts } from '../plans/plan-facts';
import { lockAmendment } from './amendment-case';

export interface AmendmentHeadInput {
  /** 依据: a document with its number, or a meeting. */
  readonly basis: string;
  readonly reason: string;
  /** The day of the basis. */
  readonly decidedOn: string;
}

/** Begins an amendment (调整) of an issued plan, without lines and without a number. Several may be drafted at once. */
export async function draftAmendment(
  act: Act,
  input: AmendmentHeadInput & { readonly planId: string },
): Promise<Decision<{ amendmentId: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  const allowed = decidePlanAction('amend', await planFacts(act.tx, plan));
  if (!allowed.ok) return allowed;
  const head = headOf(input);
  if (!head.ok) return head;
  const amendmentId = newId();
  await act.tx.insert(PlanAmendmentRow, [
    {
      id: amendmentId,
      jurisdictionId: act.jurisdictionId,
      planId: plan.id,
      number: null,
      ...head.value,
      state: 'draft',
      draftedAt: act.now,
      draftedBy: act.person,
      effectiveAt: null,
      version: 1,
    },
  ]);
  act.emit({
    type: 'plan.amendmentDrafted',
    planId: plan.id,
    subjectKind: 'amendment',
    subjectId: amendmentId,
    data: head.value,
  });
  return accept({ amendmentId });
}

export async function changeAmendmentHead(
  act: Act,
  input: AmendmentHeadInput & { readonly amendmentId: string },
): Promise<Decision<{ amendmentId: string }>> {
  const found = await lockAmendment(act, input.amendmentId, 'edit');
  if (!found.ok) return found;
  const { amendment, plan } = found.value;
  const head = headOf(input);
  if (!head.ok) return head;
  await act.tx.update(PlanAmendmentRow, amendment.id, head.value, amendment.version);
  act.emit({
    type: 'plan.amendmentEdited',
    planId: plan.id,
    subjectKind: 'amendment',
    subjectId: amendment.id,
    data: { what: 'head', ...head.value },
  });
  return accept({ amendmentId: amendment.id });
}

/** Takes a draft away. One that was submitted once is given up instead (作罢): what somebody has signed or refused stays on the record. */
export async function removeAmendment(act: Act, input: { readonly amendmentId: string }): Promise<Decision<{ planId: string }>> {
  const found = await lockAmendment(act, input.amendmentId, 'remove');
  if (!found.ok) return found;
  const { amendment, plan } = found.value;
  const [asked] = await act.tx.query(`select 1 from sign_off where subject_kind = 'amendment' and subject_id = $1 limit 1`, [
    amendment.id,
  ]);
  if (asked) await act.tx.update(PlanAmendmentRow, amendment.id, { state: 'dropped' }, amendment.version);
  else {
    await act.tx.run('delete from amendment_line where amendment_id = $1', [amendment.id]);
    await act.tx.run('delete from plan_amendment where id = $1', [amendment.id]);
  }
  act.emit({
    type: 'plan.amendmentRemoved',
    planId: plan.id,
    subjectKind: 'amendment',
    subjectId: amendment.id,
    data: { basis: amendment.basis, reason: amendment.reason, isKept: asked !== undefined },
  });
  return accept({ planId: plan.id });
}

function headOf({ basis, reason, decidedOn }: AmendmentHeadInput): Decision<AmendmentHeadInput> {
  const day = parseDay(decidedOn);
  if (basis.trim() === '' || reason.trim() === '' || day === null) return refuse('AMENDMENT.INCOMPLETE');
  return accept({ basis: basis.trim(), reason: reason.trim(), decidedOn: day });
}
