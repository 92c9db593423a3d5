import {
  cellKey,
  countOnce,
  decimalOf,
  placeOf,
  type CountedFigures,
  type IndicatorKind,
  type ReportedFigure,
  type RollUpCell,
} from '@duban/domain';
import type { Tx } from '@duban/database';
import { LATE, partConditions, type RollUpQuery } from './roll-up-query';

interface Row extends Omit<ReportedFigure, 'amount' | 'filedAtMs' | 'signedAtMs'> {
  readonly kind: IndicatorKind;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly filedAt: Date;
  readonly signedAt: Date | null;
}

/** Every figure of a part, whatever its report's state, with all that it can be grouped by: the rows behind any cell. */
export async function readReportedFigures(tx: Tx, query: Omit<RollUpQuery, 'by'>): Promise<ReportedFigure[]> {
  const values: unknown[] = [[...query.planIds]];
  const part = partConditions({ ...query, by: [] }, values);
  const rows = await tx.query<Row>(
    `select f.id, p.id as "reportId", f.indicator_id as "indicatorId", i.name, i.unit, i.kind, p.task_id as "taskId",
       t.work_point_id as "clauseId", w.chapter, a.unit_id as "unitId", p.period, p.state, p.filed_at as "filedAt",
       p.signed_at as "signedAt", ${LATE} as late, f.value::text as value, f.numerator::text as numerator,
       f.denominator::text as denominator
     from progress_report p join assignment a on a.id = p.assignment_id left join obligation o on o.id = p.obligation_id
       join task t on t.id = p.task_id join work_point w on w.id = t.work_point_id
       join report_figure f on f.progress_report_id = p.id join indicator i on i.id = f.indicator_id
     where p.plan_id = any($1::uuid[]) ${part} order by f.id`,
    values,
  );
  return rows.map(({ kind, value, numerator, denominator, filedAt, signedAt, ...row }) => ({
    ...row,
    amount:
      kind === 'ratio'
        ? { kind, numerator: decimalOf(numerator ?? '0'), denominator: decimalOf(denominator ?? '0') }
        : { kind, value: decimalOf(value ?? '0') },
    filedAtMs: filedAt.getTime(),
    signedAtMs: signedAt?.getTime() ?? null,
  }));
}

/** The figures that a cell is the sum of, and those of its place that do not count, each with its reason (case C8). */
export async function readCellFigures(tx: Tx, query: RollUpQuery, cell: RollUpCell): Promise<CountedFigures> {
  const figures = await readReportedFigures(tx, {
    ...query,
    ...(cell.taskId === null ? {} : { taskId: cell.taskId }),
    ...(cell.clauseId === null ? {} : { clauseId: cell.clauseId }),
    ...(cell.unitId === null ? {} : { unitId: cell.unitId }),
  });
  const key = cellKey(cell, cell.name, cell.unit, cell.kind);
  return countOnce(
    figures.filter((figure) => cellKey(placeOf(figure, query.by), figure.name, figure.unit, figure.amount.kind) === key),
    query.asOfMs,
  );
}
