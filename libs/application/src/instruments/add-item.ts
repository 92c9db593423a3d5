import { accept, refuse, type Decision } from '@duban/domain';
import { InstrumentRow, SignOffRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { lockSignOff } from '../kernel/locks';
import { changeContent } from '../sign-offs/change-content';
import { lockOfficeInstrument } from './instrument-case';
import { contentHashOf } from './instrument-content';
import { itemsOf, targetsOf } from './instrument-rows';
import { resolveItems, type NewItem } from './open-instrument';
import { addItems } from './write-draft';

/** Adds an item to a draft, or to one that is being signed: that costs all signatures, and the signers are asked again. */
export async function addItem(
  act: Act,
  input: { readonly instrumentId: string; readonly item: NewItem },
): Promise<Decision<{ itemId: string; lapsedSignatures: number }>> {
  const [before] = await act.tx.find(InstrumentRow, 'r.id = $1 and r.jurisdiction_id = $2', [
    input.instrumentId,
    act.jurisdictionId,
  ]);
  if (!before) return refuse('INSTRUMENT.UNKNOWN');
  const items = await resolveItems(act, before.kind, [input.item]);
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  if (!items.ok) return items;
  const { instrument } = found.value;
  if (!['collecting', 'draft', 'submitted'].includes(instrument.state)) return refuse('INSTRUMENT.NOT_A_DRAFT');
  const roster = await act.roster();
  if (items.value.some((item) => !roster.units.some((unit) => unit.id === item.unitId))) return refuse('INSTRUMENT.NO_SUCH_UNIT');
  const [row] = await addItems(act, instrument, items.value);
  if (!row) throw new Error('no item was added');
  await act.tx.update(InstrumentRow, instrument.id, {}, instrument.version);
  act.emit({
    type: 'instrument.itemAdded',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { itemId: row.id, obligationId: row.obligationId },
  });
  return accept({ itemId: row.id, lapsedSignatures: await refreshSignOff(act, instrument) });
}

async function refreshSignOff(act: Act, instrument: InstrumentRow): Promise<number> {
  const [known] = await act.tx.find(SignOffRow, `r.subject_kind = 'instrument' and r.subject_id = $1 and r.state = 'running'`, [
    instrument.id,
  ]);
  const signOff = known ? await lockSignOff(act.tx, known.id) : null;
  if (signOff?.state !== 'running') return 0;
  const hash = contentHashOf(instrument, await targetsOf(act.tx, instrument.id), await itemsOf(act.tx, instrument.id));
  const { lapsed } = await changeContent(act, signOff, hash);
  return lapsed.length;
}
