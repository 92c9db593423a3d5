import { accept, refuse, type Decision } from '@duban/domain';
import { SignOffRow } from '@duban/database';
import { instrumentWithdrawnNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { lockSignOff } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { endSignOff } from '../sign-offs/end-sign-off';
import type { SignOffOutcomeHandlers } from '../sign-offs/outcome-handlers';
import { endInstrument } from './close-target';
import { lockOfficeInstrument } from './instrument-case';
import { instrumentStateOf, kindOf } from './instrument-rows';
import { tellUnit } from './tell-unit';

/** 作废: with grounds, at any time before it is closed. The number that it took stays its own and is not given again. */
export async function withdrawInstrument(
  act: Act,
  handlers: SignOffOutcomeHandlers,
  input: { readonly instrumentId: string; readonly reason: string },
): Promise<Decision<null>> {
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets } = found.value;
  if (!['collecting', 'draft', 'submitted', 'running'].includes(instrumentStateOf(instrument))) {
    return refuse('INSTRUMENT.NOT_RUNNING', { state: instrument.state });
  }
  if (input.reason.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'grounds' });
  await act.tx.run(
    `update instrument_item set state = 'ended', outcome = 'notApplicable', ended_at = $2, end_reason = 'withdrawn'
     where instrument_id = $1 and state = 'running'`,
    [instrument.id, act.now],
  );
  const causeId = await endInstrument(act, instrument, 'withdrawn', { reason: input.reason, number: instrument.number });
  // Its chains end with it; by then it is withdrawn, so that no handler brings it back.
  const running = await act.tx.find(
    SignOffRow,
    `r.state = 'running' and ((r.subject_kind = 'instrument' and r.subject_id = $1)
       or (r.subject_kind = 'delisting' and r.subject_id = any($2::uuid[]))) order by r.id`,
    [instrument.id, targets.map((target) => target.id)],
  );
  for (const each of running) {
    const signOff = await lockSignOff(act.tx, each.id);
    if (signOff?.state !== 'running') continue;
    const eventId = newId();
    act.emit(
      {
        type: 'signOff.withdrawn',
        planId: signOff.planId,
        subjectKind: 'signOff',
        subjectId: signOff.id,
        data: { subjectKind: signOff.subjectKind, subjectId: signOff.subjectId, reason: input.reason },
      },
      eventId,
    );
    await endSignOff(act, handlers, signOff, 'withdrawn', input.reason, eventId);
  }
  for (const target of targets) {
    if (target.servedAt === null || target.state === 'closed') continue;
    await tellUnit(
      act,
      instrument,
      target.unitId,
      causeId,
      instrumentWithdrawnNotice(kindOf(instrument), instrument.number, input.reason),
    );
  }
  return accept(null);
}
