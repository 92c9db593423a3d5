import { accept, refuse, type Decision } from '@duban/domain';
import type { InstrumentRow, InstrumentTargetRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { hasRole, isLeader, isOffice, type Actor } from '../kernel/actor';
import { instrumentStateOf, targetsOf } from './instrument-rows';
import { lockInstrumentCase } from './lock-instrument';

/** The office's and the leaders' instruments are theirs to open and to move; drafts are seen by nobody else. */
export const isOfOffice = (actor: Actor): boolean => isOffice(actor) || isLeader(actor);

/** The whole jurisdiction reads; a target sees an instrument once it is served on it. */
export function maySeeInstrument(actor: Actor, targets: readonly InstrumentTargetRow[]): boolean {
  if (isOfOffice(actor) || hasRole(actor, 'auditor')) return true;
  return targets.some((target) => target.servedAt !== null && actor.posts.some((post) => post.unitId === target.unitId));
}

export interface InstrumentCase {
  readonly instrument: InstrumentRow;
  readonly targets: readonly InstrumentTargetRow[];
}

/** Locks an instrument with all before it, for somebody who may see it; else it does not exist. */
export async function lockSeenInstrument(act: Act, instrumentId: string): Promise<Decision<InstrumentCase & { actor: Actor }>> {
  if (!act.actor) return refuse('INSTRUMENT.UNKNOWN');
  const instrument = await lockInstrumentCase(act.tx, act.jurisdictionId, instrumentId);
  if (!instrument) return refuse('INSTRUMENT.UNKNOWN');
  const targets = await targetsOf(act.tx, instrument.id);
  if (!maySeeInstrument(act.actor, targets)) return refuse('INSTRUMENT.UNKNOWN');
  return accept({ instrument, targets, actor: act.actor });
}

/** The same, for what only the office and the leaders do. */
export async function lockOfficeInstrument(act: Act, instrumentId: string): Promise<Decision<InstrumentCase>> {
  const found = await lockSeenInstrument(act, instrumentId);
  if (!found.ok) return found;
  return isOfOffice(found.value.actor) ? found : refuse('INSTRUMENT.OFFICE_ONLY');
}

/** The same, while it may still be changed. */
export async function lockDraft(act: Act, instrumentId: string): Promise<Decision<InstrumentCase>> {
  const found = await lockOfficeInstrument(act, instrumentId);
  if (!found.ok) return found;
  const state = instrumentStateOf(found.value.instrument);
  return state === 'collecting' || state === 'draft' ? found : refuse('INSTRUMENT.NOT_A_DRAFT', { state });
}
