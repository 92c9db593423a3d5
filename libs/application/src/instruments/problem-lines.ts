import type { ProblemLine } from '@duban/domain';
import type { InstrumentRow, InstrumentTargetRow, Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { writeLine } from './write-rectification';

/** Puts what an instrument found at a target on the 整改问题清单, one line each. */
export async function putOnList(
  act: Act,
  instrument: InstrumentRow,
  target: Pick<InstrumentTargetRow, 'unitId'>,
  lines: readonly ProblemLine[],
): Promise<void> {
  for (const line of lines) {
    await writeLine(
      act,
      { ...line, planId: instrument.planId, sourceKind: instrument.kind, sourceId: instrument.id, unitId: target.unitId },
      null,
    );
  }
}

/** The problems of an instrument at a unit that are not struck off; 持续整改 is not waited for. */
export async function openLines(tx: Tx, instrumentId: string, unitId: string): Promise<number> {
  const [row] = await tx.query<{ open: number }>(
    `select count(*)::int as open from rectification
     where source_id = $1 and unit_id = $2 and state <> 'struckOff' and nature = 'normal'`,
    [instrumentId, unitId],
  );
  return row?.open ?? 0;
}
