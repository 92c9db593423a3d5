import {
  dayOfInstant,
  limitEnd,
  hasStage,
  mainStages,
  stageAfter,
  type DayString,
  type StageDefinition,
  type StageKey,
} from '@duban/domain';
import { InstrumentRow, InstrumentTargetRow, ObligationRow } from '@duban/database';
import { stageOpenedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { meetObligation, openObligations, voidObligation, type NewObligation } from '../kernel/obligations';
import { readCalendar } from '../kernel/rulebook';
import { calendarIdFor, kindOf, lineOf, officePost, targetsOf, termsOf } from './instrument-rows';
import { tellOffice, tellUnit } from './tell-unit';

/** From when a stage's limit counts, or the day that it is given outright. */
export type StageStart = { readonly fromMs: number } | { readonly dueOn: DayString; readonly reason: string };

/** Opens a stage of a target, or of the case where `target` is null, with its obligation where the policy gives it a limit. */
export async function openStage(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow | null,
  stage: StageDefinition,
  start: StageStart,
): Promise<void> {
  if (stage.beside !== true) {
    if (target) await act.tx.update(InstrumentTargetRow, target.id, { stageKey: stage.key });
    else await act.tx.update(InstrumentRow, instrument.id, { stageKey: stage.key });
  }
  // What is owed from service on has its clock already when the line comes to it.
  if (stage.owedFrom === 'service' && target && (await openOf(act, instrument, target, stage.key)).length > 0) return;
  await oweStage(act, instrument, target, stage, start);
}

/** Writes what is owed at a stage, where it has a limit. */
async function oweStage(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow | null,
  stage: StageDefinition,
  start: StageStart,
): Promise<void> {
  const due = await dueOf(act, instrument, stage, start);
  if (due === null) return;
  const isUnits = stage.actor === 'unit';
  await openObligations(act, [
    {
      kind: 'instrumentStage',
      owner: { kind: 'instrument', id: instrument.id },
      policyVersionId: instrument.policyVersionId,
      calendarId: await calendarIdFor(act.tx, instrument),
      instrumentId: instrument.id,
      targetId: target?.id ?? null,
      stageKey: `${instrument.kind}.${stage.key}`,
      holderUnitId: isUnits ? (target?.unitId ?? null) : null,
      holderPostId: isUnits ? null : await officePost(act),
      ...due,
    },
  ]);
}

async function dueOf(
  act: Act,
  instrument: InstrumentRow,
  stage: StageDefinition,
  start: StageStart,
): Promise<Pick<NewObligation, 'due' | 'dueReason'> | null> {
  if (stage.key === 'meeting') {
    // The limit of a meeting is the notice that must be given before it; the meeting itself has its day.
    if (instrument.meetingAt === null) return null;
    return { due: { on: dayOfInstant(instrument.meetingAt.getTime()) }, dueReason: 'meetingDay' };
  }
  if ('dueOn' in start) return { due: { on: start.dueOn }, dueReason: start.reason };
  if (instrument.answerByOn !== null && stage.key === (await answeringStage(act, instrument))) {
    return { due: { on: instrument.answerByOn }, dueReason: 'outsideLimit' };
  }
  const limit = (await termsOf(act.tx, instrument))[stage.key];
  if (!limit) return null;
  const calendar = await readCalendar(act.tx, await calendarIdFor(act.tx, instrument));
  const end = limitEnd(start.fromMs, limit, calendar);
  // Never later than the day until which whoever sent the paper wants the answer.
  if (stage.key === 'answer' && end.dueOn !== null && instrument.answerByOn !== null && instrument.answerByOn < end.dueOn) {
    return { due: { on: instrument.answerByOn }, dueReason: 'outsideLimit' };
  }
  // Minutes and working hours give an instant, which only counting from now can say.
  return end.dueOn === null
    ? { due: { within: limit }, dueReason: 'stageTerm' }
    : { due: { on: end.dueOn, provisional: end.provisional }, dueReason: 'stageTerm' };
}

/** The stage that a limit set by others binds: the reply where the office sends one, else the unit's answer. */
async function answeringStage(act: Act, instrument: InstrumentRow): Promise<StageKey> {
  const { definition, choice } = await lineOf(act.tx, instrument);
  return definition.stages.some((stage) => stage.key === 'reply' && hasStage(stage, choice)) ? 'reply' : 'answer';
}

/** At service: the first stage of the main line, and what runs beside it. */
export async function openLine(
  act: Act,
  instrument: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  servedAtMs: number,
): Promise<void> {
  const { definition, choice } = await lineOf(act.tx, instrument);
  const start = { fromMs: servedAtMs };
  for (const target of targets) {
    for (const stage of definition.stages) {
      if (!hasStage(stage, choice)) continue;
      if (stage.beside === true || stage.owedFrom === 'service') await oweStage(act, instrument, target, stage, start);
    }
  }
  const first = stageAfter(definition, null, choice);
  if (!first) return;
  if (first.scope === 'target') {
    for (const target of targets) await openStage(act, instrument, target, first, start);
    return;
  }
  // Targets wait at their own first stage until the case has come so far.
  const own = mainStages(definition, choice).find((stage) => stage.scope === 'target');
  for (const target of targets) await act.tx.update(InstrumentTargetRow, target.id, { stageKey: `before.${own?.key ?? ''}` });
  if (instrument.stageKey !== first.key) await openStage(act, instrument, null, first, start);
}

/** A stage is completed: what it owed is met and the next one opens, in this transaction, and those who are on are told. */
export async function goOn(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow | null,
  done: StageKey,
  next: StageDefinition,
  causeId: string,
): Promise<void> {
  await meetStage(act, instrument, target, done);
  if (target === null && next.scope === 'target') {
    await act.tx.update(InstrumentRow, instrument.id, { stageKey: 'targets' });
    for (const each of await targetsOf(act.tx, instrument.id)) {
      if (each.state === 'running' && each.stageKey.startsWith('before.')) {
        await openStage(act, instrument, each, next, { fromMs: act.nowMs });
      }
    }
  } else await openStage(act, instrument, next.scope === 'case' ? null : target, next, { fromMs: act.nowMs });
  const notice = stageOpenedNotice(kindOf(instrument), instrument.number, next.key);
  if (next.actor === 'unit' && target) await tellUnit(act, instrument, target.unitId, causeId, notice);
  else await tellOffice(act, instrument, causeId, notice);
}

/** What is open at a stage is done. */
export async function meetStage(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow | null,
  stage: StageKey,
): Promise<void> {
  for (const obligation of await openOf(act, instrument, target, stage)) {
    meetObligation(act, obligation);
  }
}

/** Everything that a target was urged for has ended: what it owed on the way is void, and the acceptance is next. */
export async function goToAcceptance(act: Act, instrument: InstrumentRow, target: InstrumentTargetRow): Promise<void> {
  const { definition, choice } = await lineOf(act.tx, instrument);
  const line = mainStages(definition, choice);
  const acceptance = line.findIndex((stage) => stage.key === 'acceptance');
  const at = line.findIndex((stage) => stage.key === target.stageKey.replace(/^before\./, ''));
  const stage = line[acceptance];
  if (!stage || at >= acceptance) return;
  for (const obligation of await openOf(act, instrument, target, null)) {
    const owed = definition.stages.find((each) => obligation.stageKey === `${instrument.kind}.${each.key}`);
    // What the office still owes on its own account (公开, 复函) does not end with the items.
    if (owed?.actor !== 'office' || owed.key === 'attendance') voidObligation(act, obligation);
  }
  await openStage(act, instrument, target, stage, { fromMs: act.nowMs });
  const causeId = act.emit({
    type: 'instrument.acceptanceOpened',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { targetId: target.id, because: 'itemsEnded' },
  });
  await tellOffice(act, instrument, causeId, stageOpenedNotice(kindOf(instrument), instrument.number, 'acceptance'));
}

const openOf = (act: Act, instrument: InstrumentRow, target: InstrumentTargetRow | null, stage: StageKey | null) =>
  act.tx.find(
    ObligationRow,
    `r.instrument_id = $1 and r.target_id is not distinct from $2::uuid and r.kind = 'instrumentStage' and r.state = 'open'
       and ($3::text is null or r.stage_key = $3)`,
    [instrument.id, target?.id ?? null, stage === null ? null : `${instrument.kind}.${stage}`],
  );
