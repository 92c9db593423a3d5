import { accept, refuse, type Decision, type IndicatorKind } from '@duban/domain';
import { IndicatorRow, TaskRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan, lockTasks } from '../kernel/locks';
import { newId } from '../kernel/new-id';

export interface IndicatorDefinition {
  readonly planId: string;
  /** Null: of the plan as a whole, added over all its tasks. */
  readonly taskId: string | null;
  readonly name: string;
  readonly kind: IndicatorKind;
  readonly unit: string;
  /** Decimal digits; of a ratio a percentage. Null takes the target away. */
  readonly target: string | null;
}

/**
 * The office names an indicator that units report, or gives one that they report already its target. Kind and unit stay as
 * they are once figures stand under the name: another kind would add what cannot be added.
 */
export async function defineIndicator(act: Act, input: IndicatorDefinition): Promise<Decision<{ indicatorId: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  if (plan.state === 'archived') return refuse('INDICATOR.PLAN_ARCHIVED');
  const name = input.name.trim();
  const unit = input.unit.trim();
  if (name === '' || unit === '') return refuse('INDICATOR.EMPTY');
  if (input.taskId !== null) {
    await lockTasks(act.tx, [input.taskId]);
    const [task] = await act.tx.find(TaskRow, 'r.id = $1 and r.plan_id = $2', [input.taskId, plan.id]);
    if (!task) return refuse('TASK.UNKNOWN');
  }
  const [found] = await act.tx.find(IndicatorRow, 'r.plan_id = $1 and r.task_id is not distinct from $2 and r.name = $3', [
    plan.id,
    input.taskId,
    name,
  ]);
  if (found && (found.kind !== input.kind || found.unit !== unit)) {
    const [used] = await act.tx.query('select 1 from report_figure where indicator_id = $1 limit 1', [found.id]);
    if (used) return refuse('INDICATOR.IN_USE', { name, unit: found.unit });
  }
  const id = found?.id ?? newId();
  if (found) await act.tx.update(IndicatorRow, id, { kind: input.kind, unit, target: input.target });
  else {
    await act.tx.insert(IndicatorRow, [
      {
        id,
        jurisdictionId: act.jurisdictionId,
        planId: plan.id,
        taskId: input.taskId,
        name,
        kind: input.kind,
        unit,
        target: input.target,
      },
    ]);
  }
  act.emit({
    type: 'indicator.defined',
    planId: plan.id,
    taskId: input.taskId,
    subjectKind: 'indicator',
    subjectId: id,
    data: { name, kind: input.kind, unit, target: input.target, was: found ? { unit: found.unit, target: found.target } : null },
  });
  return accept({ indicatorId: id });
}
