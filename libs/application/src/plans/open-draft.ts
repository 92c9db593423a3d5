import { accept, refuse, type Decision } from '@duban/domain';
import { PlanRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { planRow } from './draft-plan';
import { editingDraft, policyThere } from './edit-draft';

/** The newest calendar and the newest version of a policy; the office's usual policy (`standard`) where none is named. */
export async function currentRules(act: Act): Promise<{ policyVersionId: string; calendarId: string } | null> {
  const [found] = await act.tx.query<{ policyVersionId: string | null; calendarId: string | null }>(
    `select (select v.id from policy_version v join policy p on p.id = v.policy_id
         where v.jurisdiction_id = $1 order by p.key = 'standard' desc, v.version desc limit 1) as "policyVersionId",
       (select id from work_calendar where jurisdiction_id = $1 order by version desc limit 1) as "calendarId"`,
    [act.jurisdictionId],
  );
  const { policyVersionId = null, calendarId = null } = found ?? {};
  return policyVersionId === null || calendarId === null ? null : { policyVersionId, calendarId };
}

/** Begins a draft by hand, without points yet; several plans a year are usual. */
export async function openDraft(
  act: Act,
  input: {
    readonly year: number;
    readonly title: string;
    readonly docNumber: string | null;
    readonly policyVersionId: string | null;
  },
): Promise<Decision<{ planId: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const rules = await currentRules(act);
  if (!rules) return refuse('IMPORT.NO_POLICY');
  const { year, title, docNumber, policyVersionId } = input;
  if (policyVersionId !== null && !(await policyThere(act, policyVersionId))) return refuse('PLAN.POLICY_UNKNOWN');
  const planId = newId();
  const head = { year, title, docNumber, ...rules, source: {} };
  await act.tx.insert(PlanRow, [planRow(act, planId, { ...head, policyVersionId: policyVersionId ?? rules.policyVersionId })]);
  act.emit({ type: 'plan.drafted', planId, subjectKind: 'plan', subjectId: planId, data: { title, year, points: 0, tasks: 0 } });
  return accept({ planId });
}

/** Takes a whole draft away: only drafts go, and what was imported for it can be confirmed anew. */
export async function removeDraft(act: Act, input: { readonly planId: string }): Promise<Decision<{ planId: string }>> {
  const plan = await editingDraft(act, input.planId, 'removed');
  if (!plan.ok) return plan;
  const { planId } = input;
  const [asked] = await act.tx.query(`select 1 from sign_off where subject_kind = 'plan' and subject_id = $1 limit 1`, [planId]);
  // What somebody has signed or refused stays on the record with what it was about.
  if (asked) return refuse('PLAN.WAS_SUBMITTED');
  await act.tx.run(`update import_batch set plan_id = null, state = 'draft', version = version + 1 where plan_id = $1`, [planId]);
  for (const table of ['assignment', 'indicator', 'milestone', 'task', 'work_point']) {
    await act.tx.run(`delete from ${table} where plan_id = $1`, [planId]);
  }
  await act.tx.run('delete from plan where id = $1', [planId]);
  act.emit({ type: 'plan.draftRemoved', subjectKind: 'plan', subjectId: planId, data: { title: plan.value.title } });
  return accept({ planId });
}
