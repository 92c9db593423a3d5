import { writeFillIn, type FillInRow } from '@duban/documents';
import { compareDays, dayOfInstant, periodOf } from '@duban/domain';
import { PlanRow, type Tx } from '@duban/database';
import { fillInWording } from '@duban/wording';
import { groupBy } from '../access/group-by';
import { planInScope, taskInScope, type Scope } from '../access/scope';
import { sharesOfTasks } from '../access/shares';

/** A row of the sheet, with what the system has to know when it comes back. */
export interface OfferedRow extends FillInRow {
  /** Keys of the owed periods, in the order of their names in the row. */
  readonly periodKeys: readonly string[];
}

export interface OfferedSheet {
  readonly planId: string;
  readonly title: string;
  readonly planTitle: string;
  readonly unitName: string;
  readonly rows: readonly OfferedRow[];
}

/** The plan, where it is there for the caller. */
export async function planOfScope(tx: Tx, scope: Scope, planId: string): Promise<PlanRow | null> {
  const values: unknown[] = [planId];
  const [plan] = await tx.find(PlanRow, `r.id = $1 and ${planInScope(scope, 'r', values)}`, values);
  return plan ?? null;
}

/**
 * The shares of a plan under which the caller may report progress now, by the rule that would refuse the report. Null where the
 * plan is not there for the caller.
 */
export async function offeredSheet(tx: Tx, scope: Scope, planId: string, nowMs: number): Promise<OfferedSheet | null> {
  const plan = await planOfScope(tx, scope, planId);
  if (!plan) return null;
  const taskValues: unknown[] = [planId];
  const tasks = await tx.query<{ id: string; title: string; chapter: string; label: string; heading: string }>(
    `select t.id, t.title, w.chapter, w.label, w.heading from task t join work_point w on w.id = t.work_point_id
     where t.plan_id = $1 and ${taskInScope(scope, 't', taskValues)} order by w.position, t.position, t.id`,
    taskValues,
  );
  const taskIds = tasks.map((task) => task.id);
  const mine = (await sharesOfTasks(tx, scope, taskIds, nowMs)).filter(
    (share) => share.isMine && share.actions.includes('reportProgress'),
  );
  const shareIds = mine.map((share) => share.id);
  const sharesOf = groupBy(mine, (share) => share.taskId);
  const facts = await readFacts(tx, shareIds, taskIds);
  const today = dayOfInstant(nowMs);
  const rows = tasks.flatMap((task) =>
    (sharesOf.get(task.id) ?? []).map((share): OfferedRow => {
      // The next period is written ahead; a report of it is refused until it has begun.
      const periodKeys = (facts.periods.get(share.id) ?? [])
        .map((each) => each.period)
        .filter((period) => compareDays(periodOf(period).startOn, today) <= 0);
      return {
        shareId: share.id,
        chapter: task.chapter,
        clause: `${task.label}${task.heading}`,
        task: task.title,
        role: share.printedRole,
        due: share.dueOn ?? fillInWording.longTerm,
        latest: facts.latest.get(share.id)?.[0]?.text ?? '',
        periods: periodKeys.map((period) => periodOf(period).name),
        periodKeys,
        indicators: (facts.indicators.get(task.id) ?? []).map(({ name, kind, unit }) => ({ name, kind, unit })),
      };
    }),
  );
  const unitName = [...new Set(mine.map((share) => share.unitName))].join('、');
  return { planId, planTitle: plan.title, unitName, title: fillInWording.title(plan.title, unitName), rows };
}

async function readFacts(tx: Tx, shareIds: readonly string[], taskIds: readonly string[]) {
  const periods = await tx.query<{ shareId: string; period: string }>(
    `select o.assignment_id as "shareId", o.period from obligation o
     where o.assignment_id = any($1::uuid[]) and o.kind = 'periodReport' and o.state = 'open' and o.filed_at is null
       and o.period is not null order by o.due_on, o.period`,
    [[...shareIds]],
  );
  const latest = await tx.query<{ shareId: string; text: string }>(
    `select distinct on (r.assignment_id) r.assignment_id as "shareId", r.text from progress_report r
     where r.assignment_id = any($1::uuid[]) and r.state in ('filed', 'signed') order by r.assignment_id, r.filed_at desc, r.id`,
    [[...shareIds]],
  );
  const indicators = await tx.query<{
    taskId: string;
    name: string;
    kind: FillInRow['indicators'][number]['kind'];
    unit: string;
  }>(
    `select i.task_id as "taskId", i.name, i.kind, i.unit from indicator i where i.task_id = any($1::uuid[]) order by i.name, i.id`,
    [[...taskIds]],
  );
  return {
    periods: groupBy(periods, (each) => each.shareId),
    latest: groupBy(latest, (each) => each.shareId),
    indicators: groupBy(indicators, (each) => each.taskId),
  };
}

/** The sheet to be filled in off line. */
export async function fillInFile(offered: OfferedSheet): Promise<{ fileName: string; content: Uint8Array }> {
  return { fileName: fillInWording.fileName(offered.planTitle, offered.unitName), content: await writeFillIn(offered) };
}
