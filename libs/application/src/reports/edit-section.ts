import { accept, refuse, type Decision } from '@duban/domain';
import { ReportSectionEditRow, type PlanRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { reportNow } from './report-content';
import { readReportSetup } from './report-setup';
import { OPENING_KEY, textOfSection } from './section-edits';

export interface EditSection {
  readonly planId: string;
  readonly sectionKey: string;
  readonly ownText: string;
  /** What the roll-up said when the person saw it: changed since, the edit would be laid over words that nobody read. */
  readonly baseText: string;
}

/** Lays a hand edit over a section; one that stood there is replaced and stays on record. */
export async function editSection(act: Act, input: EditSection): Promise<Decision<{ editId: string }>> {
  const plan = await ownPlan(act, input.planId);
  if (!plan.ok) return plan;
  const setup = await readReportSetup(act.tx, plan.value);
  const { composed: content } = await reportNow(act.tx, plan.value, setup, act.nowMs);
  const now =
    input.sectionKey === OPENING_KEY
      ? content.opening
      : content.sections.find((each) => each.key === input.sectionKey)?.paragraphs;
  if (!now) return refuse('REPORT.NO_SECTION');
  if (textOfSection(now) !== input.baseText) return refuse('REPORT.SECTION_CHANGED');
  if (input.ownText.trim() === '') return refuse('REPORT.EDIT_EMPTY');
  await endStanding(act, input.planId, input.sectionKey, 'replaced');
  const editId = newId();
  await act.tx.insert(ReportSectionEditRow, [
    {
      id: editId,
      jurisdictionId: act.jurisdictionId,
      planId: input.planId,
      sectionKey: input.sectionKey,
      baseText: input.baseText,
      ownText: input.ownText,
      state: 'standing',
      editedAt: act.now,
      editedBy: act.person,
      endedAt: null,
      endedBy: null,
    },
  ]);
  act.emit({
    type: 'report.sectionEdited',
    planId: input.planId,
    subjectKind: 'reportSection',
    subjectId: editId,
    data: { sectionKey: input.sectionKey },
  });
  return accept({ editId });
}

/** Takes what the roll-up says now and gives the hand edit up. */
export async function takeRolledUp(
  act: Act,
  input: { readonly planId: string; readonly sectionKey: string },
): Promise<Decision<{ planId: string }>> {
  const plan = await ownPlan(act, input.planId);
  if (!plan.ok) return plan;
  const ended = await endStanding(act, input.planId, input.sectionKey, 'dropped');
  if (ended === null) return refuse('REPORT.NO_EDIT');
  act.emit({
    type: 'report.sectionTaken',
    planId: input.planId,
    subjectKind: 'reportSection',
    subjectId: ended,
    data: { sectionKey: input.sectionKey },
  });
  return accept({ planId: input.planId });
}

async function ownPlan(act: Act, planId: string): Promise<Decision<PlanRow>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, planId, 'shared');
  return plan && plan.jurisdictionId === act.jurisdictionId ? accept(plan) : refuse('PLAN.UNKNOWN');
}

async function endStanding(act: Act, planId: string, sectionKey: string, state: 'replaced' | 'dropped'): Promise<string | null> {
  const [row] = await act.tx.query<{ id: string }>(
    `update report_section_edit set state = $3, ended_at = $4, ended_by = $5
     where plan_id = $1 and section_key = $2 and state = 'standing' returning id`,
    [planId, sectionKey, state, act.now, act.person],
  );
  return row?.id ?? null;
}
