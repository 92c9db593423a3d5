import { stageAfter, type Outcome, type SignOffOutcome } from '@duban/domain';
import { InstrumentRow, InstrumentTargetRow, type SignOffRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { closeTarget, endInstrument } from './close-target';
import { issueInstrument } from './issue-instrument';
import { definitionFor, lineOf } from './instrument-rows';
import { openStage } from './open-stage';

/**
 * What becomes of an instrument when its chain ends: approved it is issued; refused it ends, so that nothing ever counts from
 * its service; withdrawn it is a draft again. Its locks are held by whoever signed.
 */
export async function afterInstrumentSignOff(
  act: Act,
  signOff: SignOffRow,
  outcome: SignOffOutcome,
  opinion: string,
): Promise<void> {
  const [instrument] = await act.tx.find(InstrumentRow, `r.id = $1 and r.state = 'submitted'`, [signOff.subjectId]);
  if (!instrument) return;
  if (outcome === 'approved') await issueInstrument(act, instrument, act.actor?.personId ?? null);
  else if (outcome === 'withdrawn') await backToDraft(act, instrument);
  else {
    await act.tx.run(
      `update instrument_item set state = 'ended', ended_at = $2, end_reason = 'refused' where instrument_id = $1 and state = 'running'`,
      [instrument.id, act.now],
    );
    await endInstrument(act, instrument, 'refused', { opinion });
  }
}

async function backToDraft(act: Act, instrument: InstrumentRow): Promise<void> {
  await act.tx.update(InstrumentRow, instrument.id, { state: 'draft', stageKey: 'draft' });
  act.emit({
    type: 'instrument.backToDraft',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
  });
}

/** 摘牌: approved the target closes with what its acceptance found; refused or withdrawn it is accepted anew. */
export async function afterDelistingSignOff(
  act: Act,
  signOff: SignOffRow,
  outcome: SignOffOutcome,
  opinion: string,
): Promise<void> {
  const [target] = await act.tx.find(InstrumentTargetRow, `r.id = $1 and r.state = 'running'`, [signOff.subjectId]);
  const [instrument] = target ? await act.tx.find(InstrumentRow, 'r.id = $1', [target.instrumentId]) : [];
  if (!target || !instrument) return;
  if (outcome === 'approved') {
    act.emit({
      type: 'listing.delisted',
      planId: instrument.planId,
      subjectKind: 'instrument',
      subjectId: instrument.id,
      data: { targetId: target.id, unitId: target.unitId, opinion },
    });
    const { definition, choice } = await lineOf(act.tx, instrument);
    const next = stageAfter(definition, 'delisting', choice);
    // A listing that was public is taken off in public before the case closes.
    if (next) await openStage(act, instrument, target, next, { fromMs: act.nowMs });
    else await closeTarget(act, instrument, target, (target.outcome ?? 'done') as Outcome);
    return;
  }
  act.emit({
    type: outcome === 'refused' ? 'listing.delistingRefused' : 'listing.delistingWithdrawn',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { targetId: target.id, opinion },
  });
  const acceptance = definitionFor(instrument).stages.find((stage) => stage.key === 'acceptance');
  if (!acceptance) return;
  await act.tx.update(InstrumentTargetRow, target.id, { outcome: null });
  await openStage(act, instrument, target, acceptance, { fromMs: act.nowMs });
}
