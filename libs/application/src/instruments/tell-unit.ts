import { receiversOf, type Receiver } from '@duban/domain';
import type { InstrumentRow } from '@duban/database';
import type { NoticeText } from '@duban/wording';
import type { Act } from '../kernel/act';

/** The liaison and the head of a target's unit. */
export async function unitReceivers(act: Act, unitId: string): Promise<Receiver[]> {
  const roster = await act.roster();
  return (['liaison', 'unitHead'] as const).flatMap((role) =>
    receiversOf(roster, { of: 'holderUnit', role }, { unitId, postId: null, coUnitIds: [] }, act.today),
  );
}

export async function tellUnit(
  act: Act,
  instrument: InstrumentRow,
  unitId: string,
  causeId: string,
  notice: NoticeText,
): Promise<void> {
  act.tell({
    ...notice,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    causeId,
    receivers: await unitReceivers(act, unitId),
  });
}

export async function tellOffice(act: Act, instrument: InstrumentRow, causeId: string, notice: NoticeText): Promise<void> {
  const roster = await act.roster();
  const office = { unitId: null, postId: null, coUnitIds: [] };
  act.tell({
    ...notice,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    causeId,
    receivers: receiversOf(roster, { of: 'jurisdiction', role: 'officeClerk' }, office, act.today),
  });
}
