import { decidePlanAction, judgeYearEndClosing } from '@duban/domain';
import { PlanRow, type Tx } from '@duban/database';
import { isOffice } from '../kernel/actor';
import { planFacts } from '../plans/plan-facts';
import type { PlanName } from './carried-over-queries';
import { groupBy } from './group-by';
import type { Scope } from './scope';
import { sharesOfTasks } from './shares';

/** What is open at a 收官, task by task. */
export interface OpenAtYearEnd {
  readonly taskId: string;
  readonly title: string;
  readonly units: readonly string[];
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  /** Long-term items may be closed for the year instead of being carried over. */
  readonly mayClose: boolean;
}

export interface WrapUpPreview {
  readonly open: readonly OpenAtYearEnd[];
  /** Issued plans of this and later years that may take over; without one, the standing plan does. */
  readonly into: readonly PlanName[];
}

/** What a 收官 made now would carry over, for the office that makes it; nothing where there is none to make. Null for everybody else. */
export async function readWrapUp(tx: Tx, scope: Scope, planId: string, nowMs: number): Promise<WrapUpPreview | null> {
  const [plan] = await tx.find(PlanRow, 'r.id = $1 and r.jurisdiction_id = $2', [planId, scope.jurisdictionId]);
  if (!plan || !isOffice(scope.actor)) return null;
  if (!decidePlanAction('wrapUp', await planFacts(tx, plan)).ok) return { open: [], into: [] };
  const tasks = await tx.query<{ id: string; title: string; dueOn: string | null; isLongTerm: boolean }>(
    `select t.id, t.title, t.due_on as "dueOn", t.deadline_kind = 'longTerm' as "isLongTerm" from task t
     where exists (select 1 from obligation o where o.task_id = t.id and o.owner_kind = 'plan' and o.owner_id = $1
       and o.state = 'open' and o.assignment_id is not null) order by t.position, t.id`,
    [planId],
  );
  const shares = groupBy(await sharesOfTasks(tx, scope, tasks.map((task) => task.id), nowMs), (share) => share.taskId); // prettier-ignore
  const into = await tx.query<PlanName>(
    `select id, title from plan where jurisdiction_id = $1 and state = 'issued' and kind <> 'standing' and id <> $2 and year >= $3
     order by year, title, id`,
    [scope.jurisdictionId, planId, plan.year],
  );
  return {
    open: tasks.map(({ id, title, dueOn, isLongTerm }) => {
      const of = shares.get(id) ?? [];
      const shareStates = of.map((share) => share.state);
      return {
        taskId: id,
        title,
        units: [...new Set(of.filter((share) => share.state !== 'cancelled').map((share) => share.unitName))],
        dueOn,
        isOverdue: of.some((share) => share.standing === 'overdue'),
        mayClose: judgeYearEndClosing({ note: title }, { title, isLongTerm, shareStates }).ok,
      };
    }),
    into,
  };
}
