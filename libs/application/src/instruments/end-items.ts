import { definitionOf, type Outcome } from '@duban/domain';
import { InstrumentItemRow, InstrumentRow, InstrumentTargetRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { closeTarget, endDraftWithoutItems } from './close-target';
import { instrumentStateOf } from './instrument-rows';
import { goToAcceptance } from './open-stage';

/**
 * What these obligations were urged for is over (struck off, cancelled): their items end with the outcome. In a draft the
 * item lapses, and a draft with none left ends; in a running case a target with none left closes or goes to its acceptance,
 * as the kind says. The caller holds the obligations' task locks; the instruments are locked here, in id order.
 */
export async function endItemsOf(act: Act, obligationIds: readonly string[], outcome: Outcome, reason: string): Promise<void> {
  if (obligationIds.length === 0) return;
  const known = await act.tx.find(InstrumentItemRow, `r.obligation_id = any($1::uuid[]) and r.state = 'running'`, [
    [...obligationIds],
  ]);
  if (known.length === 0) return;
  const instruments = await act.tx.find(InstrumentRow, 'r.id = any($1::uuid[]) order by r.id for no key update', [
    [...new Set(known.map((item) => item.instrumentId))],
  ]);
  // Read again under the lock: somebody may have ended them meanwhile.
  const items = await act.tx.find(InstrumentItemRow, `r.id = any($1::uuid[]) and r.state = 'running'`, [
    known.map((item) => item.id),
  ]);
  for (const instrument of instruments) {
    const own = items.filter((item) => item.instrumentId === instrument.id);
    if (own.length === 0) continue;
    const isRunning = instrumentStateOf(instrument) === 'running';
    await act.tx.run(
      `update instrument_item set state = $2, outcome = $3, ended_at = $4, end_reason = $5 where id = any($1::uuid[])`,
      [own.map((item) => item.id), isRunning ? 'ended' : 'lapsed', isRunning ? outcome : null, act.now, reason],
    );
    act.emit({
      type: isRunning ? 'instrument.itemsEnded' : 'instrument.itemsLapsed',
      planId: instrument.planId,
      subjectKind: 'instrument',
      subjectId: instrument.id,
      data: { items: own.map((item) => item.id), outcome, reason },
    });
    if (isRunning) await closeTargetsWithoutItems(act, instrument, own, outcome);
    else await endDraftWithoutItems(act, instrument);
  }
}

async function closeTargetsWithoutItems(
  act: Act,
  instrument: InstrumentRow,
  ended: readonly InstrumentItemRow[],
  outcome: Outcome,
): Promise<void> {
  const { whenItemsEnd } = definitionOf(instrument.kind);
  if (whenItemsEnd === 'stay') return;
  const targets = await act.tx.find(
    InstrumentTargetRow,
    `r.id = any($1::uuid[]) and r.state = 'running' and not exists (
       select 1 from instrument_item x where x.target_id = r.id and x.state = 'running') order by r.id`,
    [[...new Set(ended.flatMap((item) => (item.targetId === null ? [] : [item.targetId])))]],
  );
  for (const target of targets) {
    if (whenItemsEnd === 'close') await closeTarget(act, instrument, target, outcome);
    else await goToAcceptance(act, instrument, target);
  }
}
