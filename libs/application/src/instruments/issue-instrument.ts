import { compareDays, dayOfInstant, instantOf, limitEnd, minuteOfDay } from '@duban/domain';
import { InstrumentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { readCalendar } from '../kernel/rulebook';
import { endInstrument } from './close-target';
import { meetBulletinDuty } from './draft-bulletin';
import { calendarIdFor, itemsOf, kindOf, targetsOf, termsOf } from './instrument-rows';
import { judgeItems } from './judge-items';
import { serveTargets } from './serve-targets';
import { takeNumbers } from './take-numbers';

/**
 * 签发: every item is judged once more, the number is taken (or an outside one kept), and the instrument is served at once or
 * waits to be handed over. One with no item left ends instead, and takes no number. The caller holds its locks.
 */
export async function issueInstrument(act: Act, instrument: InstrumentRow, issuedBy: string | null): Promise<void> {
  const hadItems = (await itemsOf(act.tx, instrument.id)).length > 0;
  const { standing } = await judgeItems(act, instrument);
  // A 通报 drawn from facts says how things stand, also when nobody is left to be named.
  if (hadItems && standing.length === 0 && instrument.facts === null) {
    await endInstrument(act, instrument, 'ended', { because: 'noGroundLeft' });
    return;
  }
  const taken = instrument.number === null ? (await takeNumbers(act, kindOf(instrument), 1))[0] : undefined;
  const meetingAt = await meetingWithNotice(act, instrument, act.nowMs);
  const issued: InstrumentRow = {
    ...instrument,
    number: taken?.number ?? instrument.number,
    numberYear: taken?.numberYear ?? null,
    numberSerial: taken?.numberSerial ?? null,
    state: 'running',
    stageKey: 'service',
    issuedAt: act.now,
    issuedBy,
    meetingAt,
  };
  await act.tx.update(InstrumentRow, instrument.id, {
    number: issued.number,
    numberYear: issued.numberYear,
    numberSerial: issued.numberSerial,
    state: 'running',
    stageKey: 'service',
    issuedAt: act.now,
    issuedBy,
    meetingAt,
  });
  act.emit({
    type: 'instrument.issued',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: {
      kind: instrument.kind,
      number: issued.number,
      meetingAt: meetingAt?.toISOString() ?? null,
      meetingMoved: meetingAt?.getTime() !== instrument.meetingAt?.getTime(),
    },
  });
  await meetBulletinDuty(act, issued);
  const targets = (await targetsOf(act.tx, instrument.id)).filter((target) => target.state !== 'closed');
  if (issued.service === 'inbox') await serveTargets(act, issued, targets, { atMs: act.nowMs, how: 'inbox' });
  else {
    await act.tx.run(`update instrument_target set stage_key = 'service' where id = any($1::uuid[])`, [
      targets.map((target) => target.id),
    ]);
  }
}

/**
 * The meeting of a 约谈 is never sooner than the policy's notice after service. Where the approval took so long that the day
 * asked for has come too near, the meeting moves to the first day that keeps the notice, at the same time of day.
 */
export async function meetingWithNotice(act: Act, instrument: InstrumentRow, servedAtMs: number): Promise<Date | null> {
  if (instrument.meetingAt === null) return null;
  const earliestOn = await earliestMeetingOn(act, instrument, servedAtMs);
  const askedMs = instrument.meetingAt.getTime();
  if (earliestOn === null || compareDays(dayOfInstant(askedMs), earliestOn) >= 0) return instrument.meetingAt;
  const minute = minuteOfDay(askedMs);
  return new Date(instantOf(earliestOn, Math.floor(minute / 60), minute % 60));
}

/** The first day on which the meeting may be, where service is at `servedAtMs`; null where the policy asks for no notice. */
export async function earliestMeetingOn(act: Act, instrument: InstrumentRow, servedAtMs: number): Promise<string | null> {
  const notice = (await termsOf(act.tx, instrument))['meeting'];
  if (!notice) return null;
  return limitEnd(servedAtMs, notice, await readCalendar(act.tx, await calendarIdFor(act.tx, instrument))).dueOn;
}
