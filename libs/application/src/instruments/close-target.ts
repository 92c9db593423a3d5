import { definitionOf, type Outcome } from '@duban/domain';
import { InstrumentRow, InstrumentTargetRow, ObligationRow } from '@duban/database';
import { targetClosedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { voidObligation } from '../kernel/obligations';
import { dropRequests } from './drop-requests';
import { kindOf } from './instrument-rows';
import { tellUnit } from './tell-unit';

/** A target's line is over, with an honest outcome: what it still owed on the case is void, and the case closes with its last. */
export async function closeTarget(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow,
  outcome: Outcome,
): Promise<void> {
  await dropRequests(act, 'target', target.id);
  await voidOpen(act, 'r.target_id = $1', target.id);
  await act.tx.run(
    `update instrument_item set state = 'ended', outcome = $2, ended_at = $3, end_reason = 'targetClosed'
     where target_id = $1 and state = 'running'`,
    [target.id, outcome, act.now],
  );
  await act.tx.update(InstrumentTargetRow, target.id, { state: 'closed', stageKey: 'closed', outcome, closedAt: act.now });
  const causeId = act.emit({
    type: 'instrument.targetClosed',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { targetId: target.id, unitId: target.unitId, outcome },
  });
  if (target.servedAt !== null) {
    await tellUnit(act, instrument, target.unitId, causeId, targetClosedNotice(kindOf(instrument), instrument.number, outcome));
  }
  await closeWithLastTarget(act, instrument);
}

/** The case closes when all its targets have. */
export async function closeWithLastTarget(act: Act, instrument: InstrumentRow): Promise<void> {
  const open = await act.tx.query(`select 1 from instrument_target where instrument_id = $1 and state <> 'closed' limit 1`, [
    instrument.id,
  ]);
  if (open.length > 0) return;
  await endInstrument(act, instrument, 'closed');
}

/** A draft whose every item has lapsed has nothing to say. One that never had items (hand-made) stays. */
export async function endDraftWithoutItems(act: Act, instrument: InstrumentRow): Promise<boolean> {
  if (instrument.state === 'submitted') return false;
  const [count] = await act.tx.query<{ running: number }>(
    `select count(*) filter (where state = 'running')::int as running from instrument_item where instrument_id = $1`,
    [instrument.id],
  );
  if (count && count.running > 0) return false;
  await endInstrument(act, instrument, 'ended');
  return true;
}

/** Ends an instrument for good: nothing of it is owed any more, and its clock is told. */
export async function endInstrument(
  act: Act,
  instrument: InstrumentRow,
  state: 'closed' | 'ended' | 'refused' | 'withdrawn' | 'merged',
  data: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  await dropRequests(act, 'instrument', instrument.id);
  await voidOpen(act, 'r.instrument_id = $1', instrument.id);
  await act.tx.update(InstrumentRow, instrument.id, { state, stageKey: 'closed', closedAt: act.now });
  await act.tx.run(
    `update instrument_target set state = 'closed', stage_key = 'closed', closed_at = $2, outcome = coalesce(outcome, $3)
     where instrument_id = $1 and state <> 'closed'`,
    [instrument.id, act.now, state === 'closed' ? null : 'notApplicable'],
  );
  const eventId = act.emit({
    type: `instrument.${state}`,
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data,
  });
  // A draft and what closes at its service have had no clock.
  if (instrument.issuedAt !== null && !definitionOf(instrument.kind).closesAtService) {
    act.wake({ kind: 'instrument', id: instrument.id }, eventId);
  }
  return eventId;
}

async function voidOpen(act: Act, where: string, id: string): Promise<void> {
  const open = await act.tx.find(ObligationRow, `${where} and r.kind = 'instrumentStage' and r.state = 'open'`, [id]);
  for (const obligation of open) voidObligation(act, obligation);
}
