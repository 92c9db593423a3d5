import { decimalOf, type IndicatorKind, type ReportedFigure } from '@duban/domain';
import type { Tx } from '@duban/database';
import { LATE, partConditions, WHOSE, type RollUpQuery } from './roll-up-query';

interface Row extends Omit<ReportedFigure, 'amount' | 'filedAtMs' | 'signedAtMs'> {
  readonly kind: IndicatorKind;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly filedAt: Date;
  readonly signedAt: Date | null;
}

/** Every figure of a part (of one measure where named), whatever its report's state, with all that it can be grouped by: the rows behind any cell. */
export async function readReportedFigures(
  tx: Tx,
  query: Omit<RollUpQuery, 'by'>,
  measure: { readonly name: string; readonly unit: string; readonly kind: IndicatorKind } | null = null,
): Promise<ReportedFigure[]> {
  const values: unknown[] = [[...query.planIds]];
  const part = partConditions({ ...query, by: [] }, values);
  const ofMeasure =
    measure === null
      ? ''
      : `and i.name = $${values.push(measure.name)} and i.unit = $${values.push(measure.unit)} and i.kind = $${values.push(measure.kind)}`;
  const rows = await tx.query<Row>(
    `select f.id, p.id as "reportId", f.indicator_id as "indicatorId", i.name, i.unit, i.kind, p.task_id as "taskId",
       t.work_point_id as "clauseId", w.chapter, a.unit_id as "unitId", ${WHOSE} as "jurisdictionId", p.period, p.state, p.filed_at as "filedAt",
       p.signed_at as "signedAt", ${LATE} as late, f.value::text as value, f.numerator::text as numerator,
       f.denominator::text as denominator
     from progress_report p join assignment a on a.id = p.assignment_id join unit u on u.id = a.unit_id
       left join obligation o on o.id = p.obligation_id
       join task t on t.id = p.task_id join work_point w on w.id = t.work_point_id
       join report_figure f on f.progress_report_id = p.id join indicator i on i.id = f.indicator_id
     where p.plan_id = any($1::uuid[]) ${part} ${ofMeasure} order by f.id`,
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
