import type { InstrumentKind, Outcome } from '@duban/domain';
import { InstrumentItemRow, ObligationRow, type InstrumentRow, type InstrumentTargetRow } from '@duban/database';
import { defaultRequirements, followingGrounds, instrumentTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { runningCases } from './collect-firings';
import { kindOf } from './instrument-rows';
import { writeDraft } from './write-draft';

/**
 * An absent or failing target goes on alone: a draft of the next kind with what it still owes, linked to the case it comes
 * from. What is in a running case of that kind already stays there. The draft waits for a person to submit it.
 */
export async function leadOn(
  act: Act,
  instrument: InstrumentRow,
  target: InstrumentTargetRow,
  outcome: Outcome,
  kind: InstrumentKind,
): Promise<string | null> {
  const items = await act.tx.find(InstrumentItemRow, `r.target_id = $1 and r.state = 'running' order by r.added_at, r.id`, [
    target.id,
  ]);
  const ids = items.flatMap((item) => (item.obligationId === null ? [] : [item.obligationId]));
  const obligations = new Map(
    (await act.tx.find(ObligationRow, `r.id = any($1::uuid[]) and r.state = 'open'`, [ids])).map((row) => [row.id, row]),
  );
  const cases = await runningCases(act.tx, ids);
  const going = items.filter(
    (item) => item.obligationId === null || (obligations.has(item.obligationId) && !cases.has(`${item.obligationId}:${kind}`)),
  );
  // Everything it still owes is in such a case already.
  if (items.length > 0 && going.length === 0) return cases.get(`${ids[0] ?? ''}:${kind}`) ?? null;
  const name = (await act.roster()).units.find((unit) => unit.id === target.unitId)?.name ?? null;
  const draft = await writeDraft(act, {
    kind,
    planId: instrument.planId,
    policyVersionId: instrument.policyVersionId,
    title: instrumentTitle(kind, name),
    grounds: followingGrounds(kindOf(instrument), instrument.number, outcome),
    requirements: defaultRequirements(kind),
    service: 'inbox',
    meetingAt: null,
    meetingPlace: null,
    precedingId: instrument.id,
    outsideNumber: null,
    isPublic: instrument.isPublic && kind === 'listing',
    unitIds: [target.unitId],
    items: going.map((item) => ({
      unitId: target.unitId,
      obligation: item.obligationId === null ? null : (obligations.get(item.obligationId) ?? null),
      text: item.text,
    })),
  });
  return draft.id;
}
