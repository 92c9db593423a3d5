import { accept, compareDays, dayOfInstant, isPastDue, parseDay, refuse, type Decision, type StageKey } from '@duban/domain';
import type { InstrumentTargetRow } from '@duban/database';
import { InstrumentRow, ObligationRow } from '@duban/database';
import { meetingMovedNotice, stageExtendedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { hasRole } from '../kernel/actor';
import { setDue, toObligation } from '../kernel/obligations';
import { closeTarget } from './close-target';
import { lockOfficeInstrument } from './instrument-case';
import { definitionFor, kindOf, lineOf } from './instrument-rows';
import { earliestMeetingOn } from './issue-instrument';
import { leadOn } from './lead-on';
import { publishAnew } from './publish-anew';
import { tellUnit } from './tell-unit';

/**
 * 文书环节延期 (挂牌督办 and others): the office's head or a leader gives an open stage a later day, with a reason. Only before
 * the day in force has passed; after it the miss stands (domain.md 4.3). The original day is kept.
 */
export async function extendStage(
  act: Act,
  input: {
    readonly instrumentId: string;
    readonly targetId: string;
    readonly stageKey: StageKey;
    readonly dueOn: string;
    readonly reason: string;
  },
): Promise<Decision<null>> {
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets } = found.value;
  const target = targets.find((each) => each.id === input.targetId);
  if (!target) return refuse('INSTRUMENT.UNKNOWN');
  if (!act.actor || !hasRole(act.actor, 'officeHead', 'deputyLeader', 'chiefLeader')) {
    return refuse('INSTRUMENT.NOT_YOUR_STAGE', { stage: input.stageKey });
  }
  if (input.reason.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'text' });
  const open = await openStageOf(act, instrument, target, input.stageKey);
  if (!open || open.dueOn === null) return refuse('INSTRUMENT.STAGE_NOT_OPEN', { stage: input.stageKey, open: target.stageKey });
  const dueOn = parseDay(input.dueOn);
  if (dueOn === null || compareDays(dueOn, open.dueOn) <= 0) return refuse('INSTRUMENT.DAY_NOT_LATER', { day: input.dueOn });
  if (isPastDue(toObligation(open), act.nowMs)) return refuse('INSTRUMENT.STAGE_OVERDUE', { dueOn: open.dueOn });
  await setDue(act, open, dueOn, 'stageExtended');
  const causeId = act.emit({
    type: 'instrument.stageExtended',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { targetId: target.id, stage: input.stageKey, from: open.dueOn, to: dueOn, reason: input.reason },
  });
  const notice = stageExtendedNotice(kindOf(instrument), instrument.number, input.stageKey, dueOn);
  await tellUnit(act, instrument, target.unitId, causeId, notice);
  await publishAnew(act, instrument, target);
  return accept(null);
}

/** 约谈改期: before the meeting is held, and never with less notice than the policy asks. Every target is told. */
export async function moveMeeting(
  act: Act,
  input: { readonly instrumentId: string; readonly meetingAtMs: number; readonly place: string; readonly reason: string },
): Promise<Decision<null>> {
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets } = found.value;
  if (instrument.state !== 'running') return refuse('INSTRUMENT.NOT_RUNNING', { state: instrument.state });
  if (instrument.stageKey !== 'meeting') {
    return refuse('INSTRUMENT.STAGE_NOT_OPEN', { stage: 'meeting', open: instrument.stageKey });
  }
  const meetingOn = dayOfInstant(input.meetingAtMs);
  const earliestOn = await earliestMeetingOn(act, instrument, act.nowMs);
  if (earliestOn !== null && compareDays(meetingOn, earliestOn) < 0) return refuse('INSTRUMENT.NOTICE_TOO_SHORT', { earliestOn });
  await act.tx.update(InstrumentRow, instrument.id, {
    meetingAt: new Date(input.meetingAtMs),
    meetingPlace: input.place.trim() || instrument.meetingPlace,
  });
  const open = await openStageOf(act, instrument, null, 'meeting');
  if (open && open.dueOn !== meetingOn) await setDue(act, open, meetingOn, 'meetingDay');
  const causeId = act.emit({
    type: 'instrument.meetingMoved',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: {
      from: instrument.meetingAt?.toISOString() ?? null,
      to: new Date(input.meetingAtMs).toISOString(),
      reason: input.reason,
    },
  });
  for (const target of targets) {
    if (target.state !== 'running') continue;
    await tellUnit(act, instrument, target.unitId, causeId, meetingMovedNotice(instrument.number, meetingOn));
  }
  return accept(null);
}

/**
 * A target has let its limit pass (no plan, no answer): the office ends it as not done, with a reason, and it goes on alone
 * into the kind that a miss leads to. The clock reminds of the miss; that it leads on is a person's decision.
 */
export async function endOverdueTarget(
  act: Act,
  input: { readonly instrumentId: string; readonly targetId: string; readonly reason: string },
): Promise<Decision<{ followingId: string | null }>> {
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets } = found.value;
  const target = targets.find((each) => each.id === input.targetId);
  if (!target) return refuse('INSTRUMENT.UNKNOWN');
  if (target.state !== 'running') return refuse('INSTRUMENT.TARGET_CLOSED');
  if (input.reason.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'text' });
  const open = await openStageOf(act, instrument, target, target.stageKey);
  const isUnits = definitionFor(instrument).stages.some((stage) => stage.key === target.stageKey && stage.actor === 'unit');
  if (!open || !isUnits || !isPastDue(toObligation(open), act.nowMs)) return refuse('INSTRUMENT.NOT_OVERDUE');
  const leadsTo = (await lineOf(act.tx, instrument)).definition.missLeadsTo;
  const followingId = leadsTo === null ? null : await leadOn(act, instrument, target, 'notDone', leadsTo);
  act.emit({
    type: 'instrument.stageCompleted',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { targetId: target.id, stage: target.stageKey, effect: 'missed', reason: input.reason, followingId },
  });
  await closeTarget(act, instrument, target, 'notDone');
  return accept({ followingId });
}

async function openStageOf(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow | null,
  stage: string,
): Promise<ObligationRow | null> {
  const [row] = await act.tx.find(
    ObligationRow,
    `r.instrument_id = $1 and r.target_id is not distinct from $2::uuid and r.stage_key = $3 and r.state = 'open'
     order by r.opened_at desc limit 1`,
    [instrument.id, target?.id ?? null, `${instrument.kind}.${stage}`],
  );
  return row ?? null;
}
