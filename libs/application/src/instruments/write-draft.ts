import type { InstrumentKind, ObligationKind } from '@duban/domain';
import { InstrumentItemRow, InstrumentRow, type ObligationRow } from '@duban/database';
import { instrumentItemText } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { ensureTargets, taskTitles } from './collect-firings';

/** An item that a person adds, or that goes over from an earlier instrument: a line of text, an obligation, or both. */
export interface DraftItem {
  readonly unitId: string;
  readonly obligation: ObligationRow | null;
  readonly text: string | null;
}

export interface Draft {
  readonly kind: InstrumentKind;
  readonly planId: string | null;
  readonly policyVersionId: string;
  readonly title: string;
  readonly grounds: string;
  readonly requirements: string;
  readonly service: 'inbox' | 'byHand';
  readonly meetingAt: Date | null;
  readonly meetingPlace: string | null;
  readonly precedingId: string | null;
  readonly outsideNumber: string | null;
  readonly unitIds: readonly string[];
  readonly items: readonly DraftItem[];
  readonly isPublic?: boolean;
  readonly answerByOn?: string | null;
  /** Of a 通报 that was drawn from facts: their moment, and the period where it is a periodic one. */
  readonly bulletin?: { readonly period: string | null; readonly facts: unknown; readonly atMs: number };
}

/** Writes an instrument that is not collecting: opened by a person, or following another one. */
export async function writeDraft(act: Act, draft: Draft): Promise<InstrumentRow> {
  const row: InstrumentRow = {
    id: newId(),
    jurisdictionId: act.jurisdictionId,
    planId: draft.planId,
    kind: draft.kind,
    title: draft.title,
    grounds: draft.grounds,
    requirements: draft.requirements,
    service: draft.service,
    state: 'draft',
    stageKey: 'draft',
    groupKey: null,
    number: draft.outsideNumber,
    numberYear: null,
    numberSerial: null,
    openedAt: act.now,
    openedBy: act.actor?.personId ?? null,
    issuedAt: null,
    issuedBy: null,
    closedAt: null,
    meetingAt: draft.meetingAt,
    meetingPlace: draft.meetingPlace,
    chairedBy: null,
    contact: null,
    precedingId: draft.precedingId,
    mergedIntoId: null,
    policyVersionId: draft.policyVersionId,
    version: 1,
    isPublic: draft.isPublic ?? false,
    answerByOn: draft.answerByOn ?? null,
    period: draft.bulletin?.period ?? null,
    facts: draft.bulletin?.facts ?? null,
    factsAt: draft.bulletin === undefined ? null : new Date(draft.bulletin.atMs),
  };
  await act.tx.insert(InstrumentRow, [row]);
  act.emit({
    type: 'instrument.opened',
    planId: row.planId,
    subjectKind: 'instrument',
    subjectId: row.id,
    data: { kind: row.kind, precedingId: row.precedingId, units: draft.unitIds },
  });
  await ensureTargets(
    act,
    [...draft.unitIds, ...draft.items.map((item) => item.unitId)].map((unitId) => ({ instrumentId: row.id, unitId })),
  );
  await addItems(act, row, draft.items);
  return row;
}

/** Adds items to an instrument, making targets of their units. Gives the rows. */
export async function addItems(act: Act, instrument: InstrumentRow, items: readonly DraftItem[]): Promise<InstrumentItemRow[]> {
  if (items.length === 0) return [];
  const targets = await ensureTargets(
    act,
    items.map((item) => ({ instrumentId: instrument.id, unitId: item.unitId })),
  );
  const named = new Set(items.flatMap((item) => targets.get(`${instrument.id}:${item.unitId}`) ?? []));
  // A unit whose items had all lapsed is a target again.
  await act.tx.run(
    `update instrument_target set state = 'waiting', stage_key = 'draft', outcome = null, closed_at = null
     where id = any($1::uuid[]) and state = 'closed' and served_at is null`,
    [[...named]],
  );
  const titles = await taskTitles(
    act.tx,
    items.flatMap((item) => item.obligation?.taskId ?? []),
  );
  const rows = items.map(({ unitId, obligation, text }): InstrumentItemRow => ({
    id: newId(),
    jurisdictionId: act.jurisdictionId,
    instrumentId: instrument.id,
    targetId: targets.get(`${instrument.id}:${unitId}`) ?? null,
    obligationId: obligation?.id ?? null,
    rungRecordId: null,
    taskId: obligation?.taskId ?? null,
    assignmentId: obligation?.assignmentId ?? null,
    text:
      text ??
      (obligation
        ? instrumentItemText(
            obligation.kind as ObligationKind,
            titles.get(obligation.taskId ?? '') ?? null,
            obligation.name ?? obligation.period,
            obligation.dueOn,
          )
        : ''),
    state: 'running',
    outcome: null,
    addedAt: act.now,
    endedAt: null,
    endReason: null,
  }));
  await act.tx.insert(InstrumentItemRow, rows);
  return rows;
}
