import { accept, decidePlanAction, refuse, type Decision } from '@duban/domain';
import { ObligationRow, PlanRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { voidObligation } from '../kernel/obligations';
import { planFacts } from './plan-facts';

/** 归档: refused while the plan keeps the clock of anything open. Its struck-off shares are archived with it. */
export async function archivePlan(act: Act, input: { readonly planId: string }): Promise<Decision<{ archived: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'exclusive');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  // An archived plan owes no further 通报; one that is drafted may still go out.
  for (const duty of await act.tx.find(
    ObligationRow,
    `r.owner_kind = 'plan' and r.owner_id = $1 and r.kind = 'bulletin' and r.state = 'open'`,
    [plan.id],
  )) {
    voidObligation(act, duty);
  }
  const allowed = decidePlanAction('archive', await planFacts(act.tx, plan));
  if (!allowed.ok) return allowed;
  await act.tx.update(PlanRow, plan.id, { state: 'archived', archivedAt: act.now }, plan.version);
  const archived = await act.tx.run(
    `update assignment set state = 'archived', version = version + 1 where plan_id = $1 and state = 'struckOff'`,
    [plan.id],
  );
  const eventId = act.emit({
    type: 'plan.archived',
    planId: plan.id,
    subjectKind: 'plan',
    subjectId: plan.id,
    data: { archived },
  });
  // Its clock reads "closed" and ends.
  act.wake({ kind: 'plan', id: plan.id }, eventId);
  return accept({ archived });
}
