import { createHash } from 'node:crypto';
import type { InstrumentItemRow, InstrumentRow, InstrumentTargetRow } from '@duban/database';

/** Exactly what is signed. A lapsed item stays part of it, so that its lapse costs no signature (design section 6). */
export function contentHashOf(
  instrument: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  items: readonly InstrumentItemRow[],
): string {
  const sorted = (ids: readonly string[]) => [...ids].sort();
  const seen = [
    instrument.kind,
    instrument.title,
    instrument.grounds,
    instrument.requirements,
    instrument.service,
    instrument.meetingAt?.toISOString() ?? null,
    instrument.meetingPlace,
    ...(instrument.chairedBy === null ? [] : [['chairedBy', instrument.chairedBy]]),
    ...(instrument.contact === null ? [] : [['contact', instrument.contact]]),
    ...(instrument.isPublic ? ['public'] : []),
    ...(instrument.facts === null ? [] : [JSON.stringify(instrument.facts)]),
    sorted(targets.map((target) => target.unitId)),
    sorted(items.map((item) => JSON.stringify([item.id, item.targetId, item.text]))),
  ];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}
