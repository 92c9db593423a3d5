import { compareDays, dayOfInstant, instantOf, parseDay, refuse, type Decision } from '@duban/domain';
import type { Act } from '../kernel/act';
import { attachEvidence, type NewEvidence } from '../tasks/evidence';
import { lockOfficeInstrument } from './instrument-case';
import { serveTargets } from './serve-targets';

/** 当面送达: an issued instrument was handed over on a day, to a named receiver. What follows counts from that day. */
export async function serveByHand(
  act: Act,
  input: {
    readonly instrumentId: string;
    readonly targetId: string;
    readonly servedOn: string;
    readonly receiver: string;
    /** 送达回证. */
    readonly evidence?: readonly NewEvidence[];
  },
): Promise<Decision<null>> {
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets } = found.value;
  const target = targets.find((each) => each.id === input.targetId);
  if (!target) return refuse('INSTRUMENT.UNKNOWN');
  if (instrument.state !== 'running' || instrument.issuedAt === null) return refuse('INSTRUMENT.NOT_RUNNING');
  if (target.servedAt !== null) return refuse('INSTRUMENT.SERVED_ALREADY');
  if (target.state !== 'waiting') return refuse('INSTRUMENT.TARGET_CLOSED');
  if (input.receiver.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'receiver' });
  const servedOn = parseDay(input.servedOn);
  if (servedOn === null || compareDays(servedOn, act.today) > 0) {
    return refuse('INSTRUMENT.DAY_IN_FUTURE', { day: input.servedOn });
  }
  const issuedOn = dayOfInstant(instrument.issuedAt.getTime());
  if (compareDays(servedOn, issuedOn) < 0) return refuse('INSTRUMENT.SERVED_BEFORE_ISSUE', { issuedOn });
  const atMs = servedOn === act.today ? act.nowMs : Math.max(instrument.issuedAt.getTime(), instantOf(servedOn, 12));
  await serveTargets(act, instrument, [target], { atMs, how: 'byHand', receiver: input.receiver });
  const subject = { kind: 'instrumentService' as const, id: target.id };
  return attachEvidence(act, subject, { taskId: null, assignmentId: null }, input.evidence ?? []);
}
