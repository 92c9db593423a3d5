import {
  accept,
  decideRectification,
  parseDay,
  refuse,
  type Decision,
  type RectificationAction,
  type RectificationNature,
  type RectificationState,
} from '@duban/domain';
import { InstrumentRow, InstrumentTargetRow, PlanRow, RectificationRow } from '@duban/database';
import { rectificationAddedNotice, rectificationCheckedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { postInUnit, type ActorPost } from '../kernel/actor';
import { attachEvidence, type NewEvidence } from '../tasks/evidence';
import { isOfOffice } from './instrument-case';
import { unitReceivers } from './tell-unit';
import { emitOn, writeLine, type NewRectification } from './write-rectification';

/** Puts one line on the 整改问题清单, from whatever source, and tells its unit. */
export async function addRectification(act: Act, input: NewRectification): Promise<Decision<{ rectificationId: string }>> {
  if (!act.actor || !isOfOffice(act.actor)) return refuse('INSTRUMENT.OFFICE_ONLY');
  if (input.problem.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'problem' });
  if (!(await act.roster()).units.some((unit) => unit.id === input.unitId)) return refuse('INSTRUMENT.NO_SUCH_UNIT');
  const source = await checkSource(act, input);
  if (!source.ok) return source;
  const { row, causeId } = await writeLine(act, { ...input, planId: source.value }, null);
  await tell(act, row, causeId, rectificationAddedNotice(row.problem, row.dueOn));
  return accept({ rectificationId: row.id });
}

/** An instrument named as the source is one of here, and the unit one of its targets. Gives the plan of the line. */
async function checkSource(act: Act, input: NewRectification): Promise<Decision<string | null>> {
  if (input.planId) {
    const [plan] = await act.tx.find(PlanRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.planId, act.jurisdictionId]);
    if (!plan) return refuse('PLAN.UNKNOWN');
  }
  if (!input.sourceId) return accept(input.planId ?? null);
  const [instrument] = await act.tx.find(InstrumentRow, 'r.id = $1 and r.jurisdiction_id = $2', [
    input.sourceId,
    act.jurisdictionId,
  ]);
  if (!instrument) return refuse('INSTRUMENT.UNKNOWN');
  const targets = await act.tx.find(InstrumentTargetRow, 'r.instrument_id = $1 and r.unit_id = $2', [
    instrument.id,
    input.unitId,
  ]);
  return targets.length === 0 ? refuse('INSTRUMENT.NO_SUCH_UNIT') : accept(input.planId ?? instrument.planId);
}

export interface AmendRectification {
  readonly rectificationId: string;
  readonly owner?: string;
  readonly goal?: string;
  readonly measure?: string;
  readonly dueOn?: string | null;
  readonly nature?: RectificationNature;
  readonly reason: string;
}

/** 调整: measure, person in charge, goal or day, with the reason; what was before stays in the record. */
export async function amendRectification(act: Act, input: AmendRectification): Promise<Decision<null>> {
  const found = await decided(act, input.rectificationId, 'amend');
  if (!found.ok) return found;
  const { row } = found.value;
  if (input.reason.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'reason' });
  const changed = {
    owner: input.owner?.trim() ?? row.owner,
    goal: input.goal?.trim() ?? row.goal,
    measure: input.measure?.trim() ?? row.measure,
    dueOn: input.dueOn === undefined ? row.dueOn : parseDay(input.dueOn ?? ''),
    nature: input.nature ?? row.nature,
  };
  await act.tx.update(RectificationRow, row.id, changed, row.version);
  const before = { owner: row.owner, goal: row.goal, measure: row.measure, dueOn: row.dueOn, nature: row.nature };
  emitOn(act, row, 'rectification.amended', { before, after: changed, reason: input.reason.trim() });
  return accept(null);
}

/** 整改完成: by the unit, with what was done and its proof. The day may pass without it: it is then late, never done. */
export async function markRectified(
  act: Act,
  input: { readonly rectificationId: string; readonly measure: string; readonly evidence?: readonly NewEvidence[] },
): Promise<Decision<null>> {
  const found = await decided(act, input.rectificationId, 'markDone');
  if (!found.ok) return found;
  const { row, post } = found.value;
  if (input.measure.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'measure' });
  await act.tx.update(
    RectificationRow,
    row.id,
    { state: 'rectified', measure: input.measure.trim(), doneAt: act.now, doneBy: act.person, checkText: null },
    row.version,
  );
  emitOn(act, row, 'rectification.done', { measure: input.measure.trim() }, post);
  const subject = { kind: 'rectification' as const, id: row.id };
  return attachEvidence(act, subject, { taskId: null, assignmentId: null }, input.evidence ?? []);
}

/** 核查: 销号 of one line, or its return with the reason, by somebody other than who did it. */
export async function strikeOffRectification(
  act: Act,
  input: { readonly rectificationId: string; readonly accepted: boolean; readonly opinion: string },
): Promise<Decision<null>> {
  const found = await decided(act, input.rectificationId, 'check');
  if (!found.ok) return found;
  const { row } = found.value;
  const opinion = input.opinion.trim();
  if (!input.accepted && opinion === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'text' });
  const set = input.accepted
    ? { state: 'struckOff', struckOffAt: act.now, struckOffBy: act.person, checkText: opinion }
    : { state: 'open', doneAt: null, doneBy: null, checkText: opinion };
  await act.tx.update(RectificationRow, row.id, set, row.version);
  const causeId = emitOn(act, row, input.accepted ? 'rectification.struckOff' : 'rectification.returned', { opinion });
  await tell(act, row, causeId, rectificationCheckedNotice(row.problem, input.accepted, opinion));
  return accept(null);
}

/** 反弹: what was struck off has come back. A new line with a link; the old one stays as it was closed. */
export async function reopenRectification(
  act: Act,
  input: { readonly rectificationId: string; readonly problem: string; readonly dueOn?: string | null },
): Promise<Decision<{ rectificationId: string }>> {
  const found = await decided(act, input.rectificationId, 'reopen');
  if (!found.ok) return found;
  const { row } = found.value;
  const again = await writeLine(
    act,
    {
      ...row,
      nature: row.nature as RectificationNature,
      problem: input.problem.trim() || row.problem,
      measure: '',
      dueOn: input.dueOn ?? null,
    },
    row.id,
  );
  await tell(act, again.row, again.causeId, rectificationAddedNotice(again.row.problem, again.row.dueOn));
  return accept({ rectificationId: again.row.id });
}

async function decided(
  act: Act,
  id: string,
  action: RectificationAction,
): Promise<Decision<{ row: RectificationRow; post: ActorPost | null }>> {
  const [row] = await act.tx.find(RectificationRow, 'r.id = $1 and r.jurisdiction_id = $2 for no key update', [
    id,
    act.jurisdictionId,
  ]);
  if (!row || !act.actor) return refuse('RECTIFICATION.UNKNOWN');
  const post = postInUnit(act.actor, row.unitId, 'liaison', 'unitHead');
  const decision = decideRectification(action, {
    state: row.state as RectificationState,
    doneBy: row.doneBy,
    person: { id: act.person, isOffice: isOfOffice(act.actor), isOfUnit: post !== null },
  });
  return decision.ok ? accept({ row, post }) : decision;
}

async function tell(act: Act, row: RectificationRow, causeId: string, notice: { title: string; text: string }): Promise<void> {
  act.tell({
    ...notice,
    subjectKind: 'rectification',
    subjectId: row.id,
    causeId,
    receivers: await unitReceivers(act, row.unitId),
  });
}
