import { parseDay, type RectificationNature } from '@duban/domain';
import { RectificationRow } from '@duban/database';
import type { EventType } from '@duban/wording';
import type { Act } from '../kernel/act';
import type { ActorPost } from '../kernel/actor';
import { newId } from '../kernel/new-id';

export interface NewRectification {
  readonly planId?: string | null;
  /** Where the problem was found: an instrument's kind, or `handMade` for what the office found by itself. */
  readonly sourceKind: string;
  /** The instrument, where it lies here. */
  readonly sourceId?: string | null;
  /** The source in words: an outside number, the check, the meeting. */
  readonly sourceNote?: string;
  readonly unitId: string;
  readonly problem: string;
  readonly cause?: string;
  readonly goal?: string;
  readonly measure?: string;
  /** 责任人, as the unit names it. */
  readonly owner?: string;
  readonly nature?: RectificationNature;
  readonly dueOn?: string | null;
}

/** Writes a line and its event; gives both. */
export async function writeLine(
  act: Act,
  input: NewRectification,
  reopenedFromId: string | null,
): Promise<{ row: RectificationRow; causeId: string }> {
  const nature = input.nature ?? 'normal';
  const row: RectificationRow = {
    id: newId(),
    jurisdictionId: act.jurisdictionId,
    planId: input.planId ?? null,
    sourceKind: input.sourceKind,
    sourceId: input.sourceId ?? null,
    unitId: input.unitId,
    problem: input.problem.trim(),
    cause: input.cause?.trim() ?? '',
    measure: input.measure?.trim() ?? '',
    // 持续整改 has no day to be late by.
    dueOn: nature === 'continuing' ? null : parseDay(input.dueOn ?? ''),
    state: 'open',
    openedAt: act.now,
    doneAt: null,
    doneBy: null,
    struckOffAt: null,
    struckOffBy: null,
    reopenedFromId,
    version: 1,
    goal: input.goal?.trim() ?? '',
    owner: input.owner?.trim() ?? '',
    nature,
    sourceNote: input.sourceNote?.trim() ?? '',
    checkText: null,
  };
  await act.tx.insert(RectificationRow, [row]);
  const causeId = emitOn(act, row, reopenedFromId === null ? 'rectification.added' : 'rectification.reopened', {
    problem: row.problem,
    sourceKind: row.sourceKind,
    sourceId: row.sourceId,
    dueOn: row.dueOn,
    reopenedFromId,
  });
  return { row, causeId };
}

export const emitOn = (
  act: Act,
  row: RectificationRow,
  type: EventType,
  data: Readonly<Record<string, unknown>>,
  post: ActorPost | null = null,
): string =>
  act.emit({
    type,
    planId: row.planId,
    subjectKind: 'rectification',
    subjectId: row.id,
    postId: post?.postId ?? null,
    onBehalfOf: post?.onBehalfOf ?? null,
    data,
  });
