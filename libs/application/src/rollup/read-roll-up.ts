import { addsUp, cellKey, decimalOf, type Decimal, type IndicatorKind, type RollUpCell } from '@duban/domain';
import type { Tx } from '@duban/database';
import { LATE, partConditions, type RollUpQuery } from './roll-up-query';

interface Row {
  readonly taskId: string | null;
  readonly clauseId: string | null;
  readonly chapter: string | null;
  readonly unitId: string | null;
  readonly period: string | null;
  readonly name: string;
  readonly unit: string;
  readonly kind: IndicatorKind;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly figures: number;
  readonly late: number;
}

/**
 * Adds up the signed figures of plans in the database, by the same rules as the pure `countOnce` and `rollUp`: one statement,
 * one pass over the figures of the part. Amounts come exactly; cells come sorted by place and name.
 */
export async function readRollUp(tx: Tx, query: RollUpQuery): Promise<RollUpCell[]> {
  const values: unknown[] = [[...query.planIds], new Date(query.asOfMs)];
  const part = partConditions(query, values);
  const has = (by: RollUpQuery['by'][number]) => query.by.includes(by);
  const needsPoint = has('clause') || has('chapter') || query.chapter !== undefined || query.clauseId !== undefined;
  // A report's places are columns of `signed`; the figures are first added by indicator and place ids, then by names.
  const places = [
    { column: 'task_id', from: 'p.task_id', as: 'taskId', on: has('task') },
    { column: 'clause_id', from: 't.work_point_id', as: 'clauseId', on: has('clause') },
    { column: 'chapter', from: 'w.chapter', as: 'chapter', on: has('chapter') },
    { column: 'unit_id', from: 'a.unit_id', as: 'unitId', on: has('unit') },
    { column: 'period', from: 'p.period', as: 'period', on: has('period') },
  ];
  const on = places.filter((place) => place.on);
  const columns = (alias: string) => on.map((place) => `, ${alias}.${place.column}`).join('');
  const rows = await tx.query<Row>(
    `with signed as materialized (
       select p.id, p.task_id, a.unit_id, p.period, p.signed_at, p.filed_at, ${LATE} as late
         ${has('clause') ? ', t.work_point_id as clause_id' : ''} ${has('chapter') ? ', w.chapter' : ''}
         , count(*) over (partition by p.task_id, a.unit_id, p.period) as reports
       from progress_report p join assignment a on a.id = p.assignment_id left join obligation o on o.id = p.obligation_id
         ${needsPoint ? 'join task t on t.id = p.task_id join work_point w on w.id = t.work_point_id' : ''}
       where p.plan_id = any($1::uuid[]) and p.state = 'signed' and p.signed_at <= $2 ${part}),
     -- Only where a unit has signed more than once for a task and period can one figure replace another.
     replaced as materialized (
       select ranked.id from (
         select f.id, row_number() over (partition by f.indicator_id, s.task_id, s.unit_id, s.period
           order by s.signed_at desc, s.filed_at desc, f.id desc) as place
         from signed s join report_figure f on f.progress_report_id = s.id where s.reports > 1) ranked
       where ranked.place > 1),
     added as (
       select f.indicator_id ${columns('s')}, sum(f.value) as value, sum(f.numerator) as numerator,
         sum(f.denominator) as denominator, count(*) as figures, count(*) filter (where s.late) as late
       from signed s join report_figure f on f.progress_report_id = s.id
       where f.id not in (select id from replaced)
       group by f.indicator_id ${columns('s')})
     select ${places.map((place) => (place.on ? `d.${place.column}` : 'null') + ` as "${place.as}"`).join(', ')},
       i.name, i.unit, i.kind, sum(d.value)::text as value, sum(d.numerator)::text as numerator,
       sum(d.denominator)::text as denominator, sum(d.figures)::int as figures, sum(d.late)::int as late
     from added d join indicator i on i.id = d.indicator_id
     group by i.name, i.unit, i.kind ${columns('d')}`,
    values,
  );
  return rows
    .map((row) => ({ key: cellKey(row, row.name, row.unit, row.kind), cell: toCell(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ cell }) => cell);
}

function toCell(row: Row): RollUpCell {
  const ratio = row.kind === 'ratio';
  const hasSum = !ratio && (row.figures === 1 || addsUp(row.unit));
  return {
    ...row,
    value: hasSum ? exact(row.value) : null,
    numerator: ratio ? exact(row.numerator) : null,
    denominator: ratio ? exact(row.denominator) : null,
  };
}

const exact = (text: string | null): Decimal | null => (text === null ? null : decimalOf(text));
