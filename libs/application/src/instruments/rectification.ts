import { accept, parseDay, refuse, type Decision } from '@duban/domain';
import { RectificationRow } from '@duban/database';
import type { EventType } from '@duban/wording';
import type { Act } from '../kernel/act';
import { postInUnit } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { isOfOffice } from './instrument-case';

export interface NewRectification {
  readonly planId?: string | null;
  /** Where the problem was found: an instrument's kind, `checkup`, `audit` … and its id where it lies here. */
  readonly sourceKind: string;
  readonly sourceId?: string | null;
  readonly unitId: string;
  readonly problem: string;
  readonly cause?: string;
  readonly measure?: string;
  readonly dueOn?: string | null;
}

/** Puts one line on the 整改问题清单. */
export async function addRectification(act: Act, input: NewRectification): Promise<Decision<{ rectificationId: string }>> {
  if (!act.actor || !isOfOffice(act.actor)) return refuse('INSTRUMENT.OFFICE_ONLY');
  if (input.problem.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'problem' });
  if (!(await act.roster()).units.some((unit) => unit.id === input.unitId)) return refuse('INSTRUMENT.NO_SUCH_UNIT');
  return accept({ rectificationId: await write(act, input, null) });
}

/** 整改完成: by the unit, with what was done. The day may pass without it: it is then shown as late, never as done. */
export async function markRectified(
  act: Act,
  input: { readonly rectificationId: string; readonly measure: string },
): Promise<Decision<null>> {
  const row = await lock(act, input.rectificationId);
  if (!row || !act.actor) return refuse('RECTIFICATION.UNKNOWN');
  const post = postInUnit(act.actor, row.unitId);
  if (!post) return refuse(isOfOffice(act.actor) ? 'RECTIFICATION.NOT_YOURS' : 'RECTIFICATION.UNKNOWN');
  if (row.state !== 'open') return refuse('RECTIFICATION.NOT_OPEN', { state: row.state });
  if (input.measure.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'measure' });
  await act.tx.update(
    RectificationRow,
    row.id,
    { state: 'rectified', measure: input.measure, doneAt: act.now, doneBy: act.person },
    row.version,
  );
  emit(act, row, 'rectification.done', { measure: input.measure }, post.postId, post.onBehalfOf);
  return accept(null);
}

/** 销号 of one line, or its return, by somebody other than who did it. */
export async function strikeOffRectification(
  act: Act,
  input: { readonly rectificationId: string; readonly accepted: boolean; readonly opinion: string },
): Promise<Decision<null>> {
  const row = await lock(act, input.rectificationId);
  if (!row || !act.actor || !isOfOffice(act.actor)) return refuse('RECTIFICATION.UNKNOWN');
  if (row.state !== 'rectified') return refuse('RECTIFICATION.NOT_OPEN', { state: row.state });
  if (row.doneBy === act.person) return refuse('RECTIFICATION.OWN_WORK');
  if (!input.accepted) {
    if (input.opinion.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'text' });
    await act.tx.update(RectificationRow, row.id, { state: 'open', doneAt: null, doneBy: null }, row.version);
    emit(act, row, 'rectification.returned', { opinion: input.opinion });
    return accept(null);
  }
  await act.tx.update(
    RectificationRow,
    row.id,
    { state: 'struckOff', struckOffAt: act.now, struckOffBy: act.person },
    row.version,
  );
  emit(act, row, 'rectification.struckOff', { opinion: input.opinion });
  return accept(null);
}

/** 反弹: what was struck off has come back. A new line with a link; the old one stays as it was closed. */
export async function reopenRectification(
  act: Act,
  input: { readonly rectificationId: string; readonly problem: string; readonly dueOn?: string | null },
): Promise<Decision<{ rectificationId: string }>> {
  const row = await lock(act, input.rectificationId);
  if (!row || !act.actor || !isOfOffice(act.actor)) return refuse('RECTIFICATION.UNKNOWN');
  if (row.state !== 'struckOff') return refuse('RECTIFICATION.NOT_OPEN', { state: row.state });
  const id = await write(
    act,
    { ...row, problem: input.problem.trim() || row.problem, measure: '', dueOn: input.dueOn ?? null },
    row.id,
  );
  return accept({ rectificationId: id });
}

async function lock(act: Act, id: string): Promise<RectificationRow | null> {
  const [row] = await act.tx.find(RectificationRow, 'r.id = $1 and r.jurisdiction_id = $2 for no key update', [
    id,
    act.jurisdictionId,
  ]);
  return row ?? null;
}

async function write(act: Act, input: NewRectification, reopenedFromId: string | null): Promise<string> {
  const row: RectificationRow = {
    id: newId(),
    jurisdictionId: act.jurisdictionId,
    planId: input.planId ?? null,
    sourceKind: input.sourceKind,
    sourceId: input.sourceId ?? null,
    unitId: input.unitId,
    problem: input.problem,
    cause: input.cause ?? '',
    measure: input.measure ?? '',
    dueOn: parseDay(input.dueOn ?? ''),
    state: 'open',
    openedAt: act.now,
    doneAt: null,
    doneBy: null,
    struckOffAt: null,
    struckOffBy: null,
    reopenedFromId,
    version: 1,
  };
  await act.tx.insert(RectificationRow, [row]);
  emit(act, row, reopenedFromId === null ? 'rectification.added' : 'rectification.reopened', {
    problem: row.problem,
    dueOn: row.dueOn,
    reopenedFromId,
  });
  return row.id;
}

function emit(
  act: Act,
  row: RectificationRow,
  type: EventType,
  data: Readonly<Record<string, unknown>>,
  postId: string | null = null,
  onBehalfOf: string | null = null,
): void {
  act.emit({ type, planId: row.planId, subjectKind: 'rectification', subjectId: row.id, postId, onBehalfOf, data });
}
