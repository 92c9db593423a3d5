import {
  dayOfInstant,
  limitEnd,
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
import { calendarIdFor, definitionFor, kindOf, officePost, targetsOf, termsOf } from './instrument-rows';
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
  const limit = (await termsOf(act.tx, instrument))[stage.key];
  if (!limit) return null;
  const calendar = await readCalendar(act.tx, await calendarIdFor(act.tx, instrument));
  const end = limitEnd(start.fromMs, limit, calendar);
  // Minutes and working hours give an instant, which only counting from now can say.
  return end.dueOn === null
    ? { due: { within: limit }, dueReason: 'stageTerm' }
    : { due: { on: end.dueOn, provisional: end.provisional }, dueReason: 'stageTerm' };
}

/** At service: the first stage of the main line, and what runs beside it. */
export async function openLine(
  act: Act,
  instrument: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  servedAtMs: number,
): Promise<void> {
  const definition = definitionFor(instrument);
  const start = { fromMs: servedAtMs };
  for (const target of targets) {
    for (const stage of definition.stages) if (stage.beside === true) await openStage(act, instrument, target, stage, start);
  }
  const first = stageAfter(definition, null);
  if (!first) return;
  if (first.scope === 'target') {
    for (const target of targets) await openStage(act, instrument, target, first, start);
    return;
  }
  // Targets wait at their own first stage until the case has come so far.
  const own = mainStages(definition).find((stage) => stage.scope === 'target');
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
    await meetObligation(act, obligation);
  }
}

/** Everything that a target was urged for has ended: what it owed on the way is void, and the acceptance is next. */
export async function goToAcceptance(act: Act, instrument: InstrumentRow, target: InstrumentTargetRow): Promise<void> {
  const line = mainStages(definitionFor(instrument));
  const acceptance = line.findIndex((stage) => stage.key === 'acceptance');
  const at = line.findIndex((stage) => stage.key === target.stageKey.replace(/^before\./, ''));
  const stage = line[acceptance];
  if (!stage || at >= acceptance) return;
  for (const obligation of await openOf(act, instrument, target, null)) await voidObligation(act, obligation);
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
