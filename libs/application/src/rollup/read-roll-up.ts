import { addsUp, cellKey, decimalOf, type Decimal, type IndicatorKind, type RollUpCell } from '@duban/domain';
import type { Tx } from '@duban/database';
import { LATE, needsUnit, partConditions, WHOSE, type RollUpQuery } from './roll-up-query';

interface Row {
  readonly taskId: string | null;
  readonly clauseId: string | null;
  readonly chapter: string | null;
  readonly unitId: string | null;
  readonly jurisdictionId: string | null;
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

const PLACES = [
  { column: 'task_id', from: 'p.task_id', as: 'taskId', by: 'task' },
  { column: 'clause_id', from: 't.work_point_id', as: 'clauseId', by: 'clause' },
  { column: 'chapter', from: 'w.chapter', as: 'chapter', by: 'chapter' },
  { column: 'unit_id', from: 'a.unit_id', as: 'unitId', by: 'unit' },
  { column: 'jurisdiction_id', from: WHOSE, as: 'jurisdictionId', by: 'jurisdiction' },
  { column: 'period', from: 'p.period', as: 'period', by: 'period' },
] as const;

const SUMS = `sum(value) as value, sum(numerator) as numerator, sum(denominator) as denominator, count(*) as figures,
  count(*) filter (where late) as late`;

/**
 * Adds up the signed figures of plans in the database, by the same rules as the pure `countOnce` and `rollUp`, in one
 * statement: the reports are joined and judged once, and each figure is then met once. Amounts come exactly; cells come sorted
 * by place and name.
 */
export async function readRollUp(tx: Tx, query: RollUpQuery): Promise<RollUpCell[]> {
  const values: unknown[] = [[...query.planIds], new Date(query.asOfMs)];
  const part = partConditions(query, values);
  const on = PLACES.filter((place) => query.by.includes(place.by));
  const keys = on.map((place) => `, s.${place.column}`).join('');
  const points =
    query.by.includes('chapter') || query.chapter !== undefined || query.clauseId !== undefined
      ? 'join task t on t.id = p.task_id join work_point w on w.id = t.work_point_id'
      : query.by.includes('clause')
        ? 'join task t on t.id = p.task_id'
        : '';
  // Less memory sends a million rows through the disk; compiling costs more than it saves.
  await tx.query(`select set_config('work_mem', '192MB', true), set_config('jit', 'off', true)`);
  const rows = await tx.query<Row>(
    `with signed as materialized (
       select p.id, p.task_id as report_task, a.unit_id as report_unit, coalesce(p.period, '') as report_period, p.signed_at,
         p.filed_at, ${LATE} as late,
         -- Only where a unit has signed more than once for a task and period can one figure replace another.
         count(*) over (partition by p.task_id, a.unit_id, p.period) > 1 as has_rival
         ${on.map((place) => `, ${place.from} as ${place.column}`).join('')}
       from progress_report p join assignment a on a.id = p.assignment_id left join obligation o on o.id = p.obligation_id
         ${needsUnit(query) ? 'join unit u on u.id = a.unit_id' : ''} ${points}
       where p.plan_id = any($1::uuid[]) and p.state = 'signed' and p.signed_at <= $2 ${part}),
     alone as (
       select i.name, i.unit, i.kind ${keys}, ${SUMS}
       from signed s join report_figure f on f.progress_report_id = s.id join indicator i on i.id = f.indicator_id
       where not s.has_rival group by i.name, i.unit, i.kind ${keys}),
     latest as (
       select s.name, s.unit, s.kind ${keys}, ${SUMS}
       from (select s.*, i.name, i.unit, i.kind, f.value, f.numerator, f.denominator,
               row_number() over (partition by f.indicator_id, s.report_task, s.report_unit, s.report_period
                 order by s.signed_at desc, s.filed_at desc, f.id desc) as place
             from signed s join report_figure f on f.progress_report_id = s.id join indicator i on i.id = f.indicator_id
             where s.has_rival) s
       where s.place = 1 group by s.name, s.unit, s.kind ${keys})
     select ${PLACES.map((place) => (on.includes(place) ? `s.${place.column}` : 'null') + ` as "${place.as}"`).join(', ')},
       s.name, s.unit, s.kind, sum(s.value)::text as value, sum(s.numerator)::text as numerator,
       sum(s.denominator)::text as denominator, sum(s.figures)::int as figures, sum(s.late)::int as late
     from (select * from alone union all select * from latest) s
     group by s.name, s.unit, s.kind ${keys}`,
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
