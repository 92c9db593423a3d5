import { decimalOf, showCell, targetStanding, type RollUpCell, type TargetStanding } from '@duban/domain';
import { IndicatorRow, PlanRow, type Tx } from '@duban/database';
import { planInScope, type Scope } from '../access/scope';
import { isOffice } from '../kernel/actor';
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

export interface PlanTargets {
  readonly items: readonly {
    readonly indicatorId: string;
    readonly taskId: string | null;
    readonly taskTitle: string | null;
    readonly name: string;
    readonly unit: string;
    readonly kind: string;
    readonly target: string;
    readonly reached: string;
    readonly state: TargetStanding['state'];
    readonly rate: string;
  }[];
  readonly actions: readonly 'define'[];
}

/** The targets of an own plan for whoever oversees it; null for all others. */
export async function readPlanTargets(tx: Tx, scope: Scope, planId: string, nowMs: number): Promise<PlanTargets | null> {
  const values: unknown[] = [planId, scope.jurisdictionId];
  const [plan] = scope.isWhole
    ? await tx.find(PlanRow, `r.id = $1 and r.jurisdiction_id = $2 and ${planInScope(scope, 'r', values)}`, values)
    : [];
  if (!plan) return null;
  const standings = await readTargets(tx, plan.id, nowMs);
  const tasks = await tx.query<{ id: string; title: string }>('select id, title from task where id = any($1::uuid[])', [
    standings.flatMap(({ indicator }) => indicator.taskId ?? []),
  ]);
  return {
    items: standings.map(({ indicator, cell, standing }) => ({
      indicatorId: indicator.id,
      taskId: indicator.taskId,
      taskTitle: tasks.find((task) => task.id === indicator.taskId)?.title ?? null,
      name: indicator.name,
      unit: indicator.unit,
      kind: indicator.kind,
      target: indicator.target ?? '',
      reached: cell ? showCell(cell) : '—',
      state: standing.state,
      rate: standing.rate,
    })),
    actions: isOffice(scope.actor) && plan.state !== 'archived' ? ['define'] : [],
  };
}
