import { decimalOf, targetStanding, type RollUpCell, type TargetStanding } from '@duban/domain';
import { IndicatorRow, type Tx } from '@duban/database';
import { readRollUp } from './read-roll-up';

export interface IndicatorStanding {
  readonly indicator: IndicatorRow;
  readonly cell: RollUpCell | null;
  readonly standing: TargetStanding;
}

/** Every indicator of a plan that has a target, with what it has come to as of a moment. */
export async function readTargets(tx: Tx, planId: string, asOfMs: number): Promise<IndicatorStanding[]> {
  const indicators = await tx.find(IndicatorRow, 'r.plan_id = $1 and r.target is not null order by r.id', [planId]);
  const byTask = await readRollUp(tx, { planIds: [planId], asOfMs, by: ['task'] });
  const overAll = await readRollUp(tx, { planIds: [planId], asOfMs, by: [] });
  return indicators.map((indicator) => {
    const cells = indicator.taskId === null ? overAll : byTask;
    const cell =
      cells.find(
        (each) =>
          each.taskId === indicator.taskId &&
          each.name === indicator.name &&
          each.unit === indicator.unit &&
          each.kind === indicator.kind,
      ) ?? null;
    return { indicator, cell, standing: targetStanding(cell, { value: decimalOf(indicator.target ?? '0') }) };
  });
}
