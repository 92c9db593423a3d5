import type { PlanRow } from '@duban/database';
import { type Tx } from '@duban/database';
import { pointKey } from './compose/done-part';
import type { ReportNow } from './report-content';

export interface CompletenessClause {
  readonly pointId: string;
  readonly chapter: string;
  readonly label: string;
  readonly heading: string;
  readonly tasks: number;
  /** Tasks with something signed. */
  readonly reported: number;
  /** The report says something of it that comes from a signed report or was written by hand. */
  readonly answered: boolean;
}

/** Case C7: the plan's clauses beside the tasks and the report. */
export interface Completeness {
  readonly clauses: readonly CompletenessClause[];
  readonly tasksWithoutClause: readonly { readonly id: string; readonly title: string; readonly plan: string }[];
}

const ANSWERS = /^(?:completion|progressReport|edit):/;

export async function readCompleteness(tx: Tx, now: ReportNow): Promise<Completeness> {
  const clauses = now.facts.points.map(({ point, tasks }): CompletenessClause => {
    const section = now.content.sections.find((each) => each.key === pointKey(point.id));
    const answered = (section?.paragraphs ?? []).some(
      (block) => 'text' in block && (block.pieces ?? []).some((piece) => ANSWERS.test(piece.source?.ref ?? '')),
    );
    const reported = tasks.filter(({ shares }) =>
      shares.some((share) => share.assignment.completionText !== null || share.reports.length > 0),
    ).length;
    const { id, chapter, label, heading } = point;
    return { pointId: id, chapter, label, heading, tasks: tasks.length, reported, answered };
  });
  return { clauses, tasksWithoutClause: await tasksWithoutClause(tx, now.facts.plan) };
}

/** Tasks whose clock this plan keeps and which no clause of its text asks for: carried over from an earlier plan. */
function tasksWithoutClause(tx: Tx, plan: PlanRow): Promise<{ id: string; title: string; plan: string }[]> {
  return tx.query(
    `select distinct t.id, t.title, p.title as plan from obligation o join task t on t.id = o.task_id join plan p on p.id = t.plan_id
     where o.owner_kind = 'plan' and o.owner_id = $1 and t.plan_id <> $1 order by p.title, t.title`,
    [plan.id],
  );
}
