import type { Tx } from '@duban/database';
import { groupBy } from '../access/group-by';
import { milestonesByTask } from '../plans/milestone-shares';
import type { ComparedIndicator, ComparedShare, ComparedTask } from './compare-with-plan';

/** The tasks of a plan with their work points and shares, in the plan's order. */
export async function readComparedTasks(tx: Tx, planId: string): Promise<ComparedTask[]> {
  const tasks = await tx.query<Omit<ComparedTask, 'shares' | 'indicators' | 'milestones'>>(
    `select t.id as "taskId", w.label, w.path, w.chapter, t.title, w.heading, w.text, t.deliverable, t.due_on as "dueOn", t.cycle
     from task t join work_point w on w.id = t.work_point_id where t.plan_id = $1 order by w.position, t.position`,
    [planId],
  );
  const shares = await tx.query<ComparedShare & { taskId: string }>(
    `select a.task_id as "taskId", a.unit_id as "unitId", a.role, a.due_on as "dueOn",
       (select n.name from unit_name n where n.unit_id = a.unit_id order by n.from_on desc limit 1) as "unitName"
     from assignment a where a.plan_id = $1 and a.state <> 'cancelled' order by a.id`,
    [planId],
  );
  const byTask = groupBy(shares, (share) => share.taskId);
  const indicators = await tx.query<ComparedIndicator & { taskId: string }>(
    `select i.task_id as "taskId", i.name, i.unit, i.target::text as target
     from indicator i where i.plan_id = $1 and i.task_id is not null order by i.id`,
    [planId],
  );
  const indicatorsOf = groupBy(indicators, (each) => each.taskId);
  const milestones = await milestonesByTask(
    tx,
    tasks.map((task) => task.taskId),
  );
  return tasks.map((task) => ({
    ...task,
    shares: byTask.get(task.taskId) ?? [],
    indicators: indicatorsOf.get(task.taskId) ?? [],
    milestones: milestones.get(task.taskId) ?? [],
  }));
}
