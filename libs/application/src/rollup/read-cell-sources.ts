import { countOnce, rollUp, showCell, type LeftOut, type ReportedFigure } from '@duban/domain';
import type { Tx } from '@duban/database';
import type { Scope } from '../access/scope';
import { readReportedFigures } from './read-reported-figures';
import { askRollUp, type RollUpAsk } from './read-roll-up-page';

/** One indicator, as cells name it. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  readonly kind: ReportedFigure['amount']['kind'];
}

export interface CellSource {
  readonly figureId: string;
  readonly reportId: string;
  readonly taskId: string;
  readonly taskTitle: string;
  readonly unitName: string;
  readonly period: string | null;
  readonly shown: string;
  readonly filedAt: Date;
  readonly signedAt: Date | null;
  readonly signedBy: string | null;
  readonly late: boolean;
  /** Null: it counts. */
  readonly leftOut: LeftOut | null;
  /** The task is open to the caller: a figure of a jurisdiction below is seen, its task's page is not. */
  readonly isOpen: boolean;
}

export interface CellSources {
  /** What the rows that count come to: the cell. */
  readonly shown: string;
  readonly figures: number;
  readonly items: readonly CellSource[];
  readonly next: string | null;
}

const PAGE = 200;

/**
 * The rows behind a cell, those that count first, then those that do not with the reason; the rows that count add up to the
 * cell (case C8). Null where the plan is not there for the caller.
 *
 * @param ask the page's question narrowed to the cell's place
 */
export async function readCellSources(
  tx: Tx,
  scope: Scope,
  planId: string,
  input: { readonly ask: RollUpAsk; readonly measure: Measure; readonly after: string | null },
  nowMs: number,
): Promise<CellSources | null> {
  const asked = await askRollUp(tx, scope, planId, input.ask, nowMs);
  if (!asked) return null;
  const { by: _by, ...part } = asked.query;
  const figures = await readReportedFigures(tx, part, input.measure);
  const { counted, leftOut } = countOnce(figures, asked.query.asOfMs);
  const [cell] = rollUp(counted, []);
  const byId =
    <T>(of: (each: T) => string) =>
    (a: T, b: T) =>
      of(a) < of(b) ? -1 : 1;
  const all = [
    ...[...counted].sort(byId((figure) => figure.id)).map((figure) => ({ figure, why: null })),
    ...[...leftOut].sort(byId(({ figure }) => figure.id)),
  ];
  const from = input.after === null ? 0 : all.findIndex(({ figure }) => figure.id === input.after) + 1;
  const shown = all.slice(from, from + PAGE);
  const about = await readAbout(
    tx,
    shown.map(({ figure }) => figure),
  );
  return {
    shown: cell ? showCell(cell) : '—',
    figures: counted.length,
    items: shown.map(({ figure, why }) => {
      const facts = about.get(figure.reportId);
      return {
        figureId: figure.id,
        reportId: figure.reportId,
        taskId: figure.taskId,
        taskTitle: facts?.taskTitle ?? '',
        unitName: asked.register.name(figure.unitId),
        period: figure.period,
        shown: showOne(figure),
        filedAt: new Date(figure.filedAtMs),
        signedAt: figure.signedAtMs === null ? null : new Date(figure.signedAtMs),
        signedBy: facts?.signedBy ?? null,
        late: figure.late,
        leftOut: why,
        isOpen: facts?.jurisdictionId === scope.jurisdictionId,
      };
    }),
    next: from + PAGE < all.length ? (shown.at(-1)?.figure.id ?? null) : null,
  };
}

function showOne(figure: ReportedFigure): string {
  const [cell] = rollUp([figure], []);
  return cell ? showCell(cell) : '';
}

interface About {
  readonly id: string;
  readonly taskTitle: string;
  readonly signedBy: string | null;
  readonly jurisdictionId: string;
}

async function readAbout(tx: Tx, figures: readonly ReportedFigure[]): Promise<Map<string, About>> {
  const rows = await tx.query<About>(
    `select p.id, t.title as "taskTitle", s.name as "signedBy", p.jurisdiction_id as "jurisdictionId"
     from progress_report p join task t on t.id = p.task_id left join person s on s.id = p.signed_by
     where p.id = any($1::uuid[])`,
    [[...new Set(figures.map((figure) => figure.reportId))]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
