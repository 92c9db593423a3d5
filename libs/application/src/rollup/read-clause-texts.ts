import { renderFigures, type PrintedFigure } from '@duban/domain';
import { WorkPointRow, type Tx } from '@duban/database';
import { readRollUp } from './read-roll-up';

/** A clause with its text as of a moment: what its units have signed, the figures printed from the rows that are stored now. */
export interface ClauseText {
  readonly point: WorkPointRow;
  /** Null where nothing is signed. */
  readonly text: string | null;
  readonly figures: readonly (PrintedFigure & { readonly taskId: string })[];
  /** The reports behind it, in the order of the text. */
  readonly reportIds: readonly string[];
}

/** The clauses of a plan in order, each with its rolled-up text; later reports of a unit and period replace earlier ones. */
export async function readClauseTexts(tx: Tx, planId: string, asOfMs: number): Promise<ClauseText[]> {
  const points = await tx.find(WorkPointRow, 'r.plan_id = $1 order by r.position', [planId]);
  const reports = await tx.query<{ id: string; taskId: string; workPointId: string; text: string }>(
    `select id, "taskId", "workPointId", text from (
       select distinct on (p.task_id, a.unit_id, p.period) p.id, p.task_id as "taskId", t.work_point_id as "workPointId", p.text,
         t.position, a.role
       from progress_report p join assignment a on a.id = p.assignment_id join task t on t.id = p.task_id
       where p.plan_id = $1 and p.state = 'signed' and p.signed_at <= $2
       order by p.task_id, a.unit_id, p.period, p.signed_at desc, p.filed_at desc, p.id desc) standing
     order by position, array_position(array['lead', 'collating', 'responsible', 'cooperating'], role), id`,
    [planId, new Date(asOfMs)],
  );
  const cells = await readRollUp(tx, { planIds: [planId], asOfMs, by: ['task'] });
  const amounts = new Map(cells.map((cell) => [`${cell.taskId ?? ''}|${cell.name}`, cell]));
  return points.map((point) => {
    const own = reports.filter((report) => report.workPointId === point.id);
    const rendered = own.map((report) => ({
      taskId: report.taskId,
      ...renderFigures(report.text, (name) => {
        const cell = amounts.get(`${report.taskId}|${name}`);
        return cell?.value ? { value: cell.value, unit: cell.unit } : null;
      }),
    }));
    return {
      point,
      text: rendered.length === 0 ? null : rendered.map((each) => each.text).join('\n'),
      figures: rendered.flatMap(({ taskId, figures }) => figures.map((figure) => ({ ...figure, taskId }))),
      reportIds: own.map((report) => report.id),
    };
  });
}
