import {
  accept,
  decideStage,
  refuse,
  type Decision,
  type Outcome,
  type StageEffect,
  type StageKey,
  type StagePayload,
} from '@duban/domain';
import { InstrumentStageRow, InstrumentTargetRow, type InstrumentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { postInUnit } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { attachEvidence } from '../tasks/evidence';
import { closeTarget } from './close-target';
import { isOfOffice, lockSeenInstrument } from './instrument-case';
import { definitionFor, instrumentStateOf, lineOf, termsOf } from './instrument-rows';
import { leadOn } from './lead-on';
import { openLines, putOnList } from './problem-lines';
import { goOn, meetStage, openStage } from './open-stage';

export interface CompleteStage {
  readonly instrumentId: string;
  /** Null for a stage of the case (the meeting). */
  readonly targetId: string | null;
  readonly stageKey: StageKey;
  readonly payload: StagePayload;
}

export interface StageCompleted {
  readonly effect: StageEffect['kind'];
  /** The instrument that an absent or failing target goes on to, as a draft. */
  readonly followingId: string | null;
}

/** Records what was done at a stage, meets what was owed there and opens what is next, for every kind alike. */
export async function completeStage(act: Act, input: CompleteStage): Promise<Decision<StageCompleted>> {
  const found = await lockSeenInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets, actor } = found.value;
  const target = input.targetId === null ? null : (targets.find((each) => each.id === input.targetId) ?? null);
  if (input.targetId !== null && !target) return refuse('INSTRUMENT.UNKNOWN');
  const unitPost = target ? postInUnit(actor, target.unitId, 'liaison', 'unitHead') : null;
  // A target sees its own part only: another target does not exist for it.
  if (!isOfOffice(actor) && !unitPost) return refuse('INSTRUMENT.UNKNOWN');
  const records = await recordsOf(act, instrument.id, input.targetId);
  const first = pendingFirst(records, input.stageKey);
  const decision = decideStage({
    ...(await lineOf(act.tx, instrument)),
    instrumentState: instrumentStateOf(instrument),
    caseStage: instrument.stageKey,
    target: target && {
      id: target.id,
      state: target.state as 'waiting' | 'running' | 'closed',
      stage: target.stageKey,
      isReceived: target.receivedAt !== null,
    },
    stageKey: input.stageKey,
    payload: input.payload,
    today: act.today,
    person: { id: act.person, isOffice: isOfOffice(actor), isOfTarget: unitPost !== null },
    first: first && {
      personId: first.doneBy,
      side: first.payload.side,
      accepted: first.payload.accepted ?? null,
    },
    answeredBy: records.filter((each) => each.stageKey === 'answer').map((each) => each.doneBy),
  });
  if (!decision.ok) return decision;
  const isDone = input.stageKey === 'acceptance' && input.payload.accepted === true && input.payload.outcome !== 'partly';
  if (target && isDone) {
    // Each problem is struck off on its own; with one still open the whole is partly done at most.
    const open = await openLines(act.tx, instrument.id, target.unitId);
    if (open > 0) return refuse('INSTRUMENT.LINES_OPEN', { count: open });
  }
  const recordId = await record(act, instrument, input, first, unitPost !== null ? 'unit' : 'office');
  const attached = await attachEvidence(
    act,
    { kind: 'instrumentStage', id: recordId },
    { taskId: null, assignmentId: null },
    input.payload.evidence ?? [],
  );
  if (!attached.ok) return attached;
  const causeId = act.emit({
    type: decision.value.kind === 'first' ? 'instrument.stageSigned' : 'instrument.stageCompleted',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    postId: unitPost?.postId ?? null,
    onBehalfOf: unitPost?.onBehalfOf ?? null,
    data: { targetId: input.targetId, stage: input.stageKey, effect: decision.value.kind, recordId, payload: input.payload },
  });
  if (target && decision.value.kind !== 'first') {
    await putOnList(act, instrument, target, first?.payload.lines ?? input.payload.lines ?? []);
  }
  const followingId = await apply(act, instrument, target, input.stageKey, decision.value, causeId);
  return accept({ effect: decision.value.kind, followingId });
}

/** 签收 of a served instrument by its unit. */
export const receiveInstrument = (act: Act, input: { readonly instrumentId: string; readonly targetId: string }) =>
  completeStage(act, { ...input, stageKey: 'receipt', payload: {} });

interface StageRecord {
  readonly id: string;
  readonly stageKey: string;
  readonly doneBy: string;
  readonly doneBySecond: string | null;
  readonly payload: StagePayload & { readonly side: 'office' | 'unit' };
}

async function recordsOf(act: Act, instrumentId: string, targetId: string | null): Promise<StageRecord[]> {
  const rows = await act.tx.find(
    InstrumentStageRow,
    'r.instrument_id = $1 and r.target_id is not distinct from $2::uuid order by r.done_at, r.id',
    [instrumentId, targetId],
  );
  return rows.map((row) => ({ ...row, payload: row.payload as StageRecord['payload'] }));
}

/** The record that still waits for its second person: a completed stage of two always has both. */
const pendingFirst = (records: readonly StageRecord[], stage: StageKey): StageRecord | null =>
  records.filter((each) => each.stageKey === stage && each.doneBySecond === null).at(-1) ?? null;

async function record(
  act: Act,
  instrument: InstrumentRow,
  input: CompleteStage,
  first: StageRecord | null,
  side: 'office' | 'unit',
): Promise<string> {
  const stage = definitionFor(instrument).stages.find((each) => each.key === input.stageKey);
  if (first && stage?.people === 2) {
    await act.tx.update(InstrumentStageRow, first.id, {
      doneBySecond: act.person,
      payload: { ...first.payload, second: { ...input.payload, side, at: act.now.toISOString() } },
    });
    return first.id;
  }
  const id = newId();
  await act.tx.insert(InstrumentStageRow, [
    {
      id,
      jurisdictionId: act.jurisdictionId,
      instrumentId: instrument.id,
      targetId: input.targetId,
      stageKey: input.stageKey,
      payload: { ...input.payload, side },
      doneAt: act.now,
      doneBy: act.person,
      doneBySecond: null,
    },
  ]);
  return id;
}

async function apply(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow | null,
  stageKey: StageKey,
  effect: StageEffect,
  causeId: string,
): Promise<string | null> {
  switch (effect.kind) {
    case 'first':
      return null;
    case 'beside':
      if (target) await completeBeside(act, instrument, target, stageKey);
      return null;
    case 'goOn':
      if (effect.next === null) {
        await meetStage(act, instrument, target, stageKey);
        if (target) await closeTarget(act, instrument, target, effect.outcome ?? (target.outcome as Outcome | null) ?? 'done');
        return null;
      }
      // What the acceptance found is kept until the target closes (after its delisting).
      if (target && effect.outcome !== null) {
        await act.tx.update(InstrumentTargetRow, target.id, { outcome: effect.outcome });
      }
      await goOn(act, instrument, target, stageKey, effect.next, causeId);
      return null;
    case 'again': {
      const stage = definitionFor(instrument).stages.find((each) => each.key === effect.stage);
      if (!stage) throw new Error(`no stage ${effect.stage}`);
      await meetStage(act, instrument, target, stageKey);
      await openStage(act, instrument, target, stage, { dueOn: effect.dueOn, reason: 'returned' });
      return null;
    }
    case 'end':
      await meetStage(act, instrument, target, stageKey);
      return target ? endTarget(act, instrument, target, effect.outcome, effect.leadsTo) : null;
  }
}

async function completeBeside(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow,
  stageKey: StageKey,
): Promise<void> {
  await meetStage(act, instrument, target, stageKey);
  if (stageKey === 'receipt') {
    await act.tx.update(InstrumentTargetRow, target.id, { receivedAt: act.now });
    return;
  }
  if (stageKey !== 'report') return;
  // A periodic report is owed again until the main line has come past the answer.
  const stage = definitionFor(instrument).stages.find((each) => each.key === stageKey);
  const isBeforeAnswer = ['plan', 'answer'].includes(target.stageKey);
  if (stage && isBeforeAnswer && (await termsOf(act.tx, instrument))[stageKey]) {
    await openStage(act, instrument, target, stage, { fromMs: act.nowMs });
  }
}

async function endTarget(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow,
  outcome: Outcome,
  leadsTo: Extract<StageEffect, { kind: 'end' }>['leadsTo'],
): Promise<string | null> {
  const following = leadsTo === null ? null : await leadOn(act, instrument, target, outcome, leadsTo);
  await closeTarget(act, instrument, target, outcome);
  return following;
}
