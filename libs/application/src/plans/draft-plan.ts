import { accept, refuse, type Decision } from '@duban/domain';
import { PlanRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { draftRows, indicatorRow, insertDraftRows } from './draft-rows';
import type { DraftPlan } from './draft-shapes';

/** Makes a plan's draft (草案) with its work points, tasks and shares. Only the supervision office may. */
export async function draftPlan(
  act: Act,
  draft: DraftPlan,
): Promise<Decision<{ planId: string; tasks: number; assignments: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  if (draft.points.length === 0) return refuse('PLAN.NO_POINTS');
  for (const task of draft.points.flatMap((point) => point.tasks)) {
    if (task.deadlineKind === 'date' && task.dueOn === null) return refuse('TASK.NO_DUE_DAY', { title: task.title });
  }
  const planId = newId();
  const rows = draftRows({ jurisdictionId: act.jurisdictionId, planId }, draft.points);
  await act.tx.insert(PlanRow, [planRow(act, planId, draft)]);
  const own = { jurisdictionId: act.jurisdictionId, planId };
  await insertDraftRows(act.tx, {
    ...rows,
    indicators: [...(draft.indicators ?? []).map((each) => indicatorRow(each, null, own)), ...rows.indicators],
  });
  act.emit({
    type: 'plan.drafted',
    planId,
    subjectKind: 'plan',
    subjectId: planId,
    data: { title: draft.title, year: draft.year, points: rows.points.length, tasks: rows.tasks.length },
  });
  return accept({ planId, tasks: rows.tasks.length, assignments: rows.assignments.length });
}

export function planRow(act: Act, planId: string, draft: Omit<DraftPlan, 'points'>): PlanRow {
  return {
    id: planId,
    jurisdictionId: act.jurisdictionId,
    year: draft.year,
    kind: 'annual',
    title: draft.title,
    docNumber: draft.docNumber ?? null,
    state: 'draft',
    version: 1,
    policyVersionId: draft.policyVersionId,
    calendarId: draft.calendarId,
    source: draft.source,
    issuedAt: null,
    issuedBy: null,
    wrappedUpAt: null,
    archivedAt: null,
  };
}
