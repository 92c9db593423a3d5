import { dayOfInstant } from '@duban/domain';
import type { InstrumentItemRow, InstrumentRow, InstrumentTargetRow } from '@duban/database';
import { instrumentServedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { armAfterService } from './arm-after-service';
import { closeWithLastTarget } from './close-target';
import { definitionFor, kindOf, itemsOf } from './instrument-rows';
import { openLine } from './open-stage';
import { tellUnit } from './tell-unit';

export interface Service {
  /** The instant from which what follows counts. */
  readonly atMs: number;
  readonly how: 'inbox' | 'byHand' | 'received';
  /** Who took it, where it was handed over. */
  readonly receiver?: string;
}

/**
 * 送达: placed in the unit's inbox, or handed over on the day recorded. From here each target has its own stages and
 * obligations, and what counts from service is armed. A kind that asks for nothing back ends here.
 */
export async function serveTargets(
  act: Act,
  instrument: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  service: Service,
): Promise<void> {
  if (targets.length === 0) return;
  const definition = definitionFor(instrument);
  const ids = targets.map((target) => target.id);
  const servedAt = new Date(service.atMs);
  const items = (await itemsOf(act.tx, instrument.id)).filter(
    (item) => item.state === 'running' && (item.targetId === null || ids.includes(item.targetId)),
  );
  await act.tx.run(
    `update instrument_target set state = 'running', stage_key = 'served', served_at = $2 where id = any($1::uuid[])`,
    [ids, servedAt],
  );
  for (const target of targets) {
    const own = items.filter((item) => item.targetId === target.id);
    const causeId = act.emit({
      type: 'instrument.served',
      planId: instrument.planId,
      subjectKind: 'instrument',
      subjectId: instrument.id,
      data: {
        targetId: target.id,
        unitId: target.unitId,
        servedAt: servedAt.toISOString(),
        how: service.how,
        receiver: service.receiver ?? null,
      },
    });
    const meetingOn = instrument.meetingAt === null ? null : dayOfInstant(instrument.meetingAt.getTime());
    const notice = instrumentServedNotice(kindOf(instrument), instrument.number, own.length, meetingOn);
    await tellUnit(act, instrument, target.unitId, causeId, notice);
  }
  if (definition.closesAtService) await closeServed(act, instrument, ids, items);
  else {
    const running = targets.map((target) => ({ ...target, state: 'running', servedAt }));
    await openLine(act, instrument, running, service.atMs);
  }
  await armAfterService(
    act,
    kindOf(instrument),
    items.flatMap((item) => (item.obligationId === null ? [] : [item.obligationId])),
  );
}

async function closeServed(
  act: Act,
  instrument: InstrumentRow,
  targetIds: readonly string[],
  items: readonly InstrumentItemRow[],
): Promise<void> {
  await act.tx.run(
    `update instrument_item set state = 'ended', ended_at = $2, end_reason = 'served' where id = any($1::uuid[])`,
    [items.map((item) => item.id), act.now],
  );
  await act.tx.run(
    `update instrument_target set state = 'closed', stage_key = 'closed', closed_at = $2 where id = any($1::uuid[])`,
    [targetIds, act.now],
  );
  await closeWithLastTarget(act, instrument);
}
