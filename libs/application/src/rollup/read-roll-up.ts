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
 * Adds up the signed figures of plans in the database, by the same rules as the pure `countOnce` and `rollUp`, in one
 * statement. Amounts come exactly; cells come sorted by place and name.
 */
export async function readRollUp(tx: Tx, query: RollUpQuery): Promise<RollUpCell[]> {
  const values: unknown[] = [[...query.planIds], new Date(query.asOfMs)];
  const part = partConditions(query, values);
  const places = [
    { column: 'task_id', from: 'p.task_id', as: 'taskId', by: 'task' },
    { column: 'clause_id', from: 't.work_point_id', as: 'clauseId', by: 'clause' },
    { column: 'chapter', from: 'w.chapter', as: 'chapter', by: 'chapter' },
    { column: 'unit_id', from: 'a.unit_id', as: 'unitId', by: 'unit' },
    { column: 'period', from: 'p.period', as: 'period', by: 'period' },
  ] as const;
  const on = places.filter((place) => query.by.includes(place.by));
  const columns = (alias: string) => on.map((place) => `, ${alias}.${place.column}`).join('');
  const ownColumns = on
    .filter((place) => place.by === 'clause' || place.by === 'chapter')
    .map((place) => `, ${place.from} as ${place.column}`)
    .join('');
  const needsPoint = query.by.includes('chapter') || query.chapter !== undefined || query.clauseId !== undefined;
  const points =
    (ownColumns !== '' || needsPoint ? 'join task t on t.id = p.task_id ' : '') +
    (needsPoint ? 'join work_point w on w.id = t.work_point_id' : '');
  const added = `sum(f.value) as value, sum(f.numerator) as numerator, sum(f.denominator) as denominator, count(*) as figures,
    count(*) filter (where s.late) as late`;
  // Less memory sends a million rows through the disk; compiling costs more than it saves; two processes share the rows.
  await tx.query(`select set_config('work_mem', '192MB', true), set_config('jit', 'off', true),
    set_config('parallel_tuple_cost', '0.01', true)`);
  const rows = await tx.query<Row>(
    `with signed as not materialized (
       select p.id, p.task_id, a.unit_id, p.period, p.signed_at, p.filed_at, ${LATE} as late ${ownColumns}
       from progress_report p join assignment a on a.id = p.assignment_id left join obligation o on o.id = p.obligation_id
         ${points}
       where p.plan_id = any($1::uuid[]) and p.state = 'signed' and p.signed_at <= $2 ${part}),
     -- Only where a unit has signed more than once for a task and period can one figure replace another.
     rival as not materialized (
       select p.id, p.task_id, a.unit_id, coalesce(p.period, '') as period
       from progress_report p join assignment a on a.id = p.assignment_id ${points}
       where p.plan_id = any($1::uuid[]) and p.state = 'signed' and p.signed_at <= $2 ${part}),
     alone as (
       select i.name, i.unit, i.kind ${columns('s')}, ${added}
       from signed s join report_figure f on f.progress_report_id = s.id join indicator i on i.id = f.indicator_id
       where not exists (${RIVAL})
       group by i.name, i.unit, i.kind ${columns('s')}),
     latest as (
       select i.name, i.unit, i.kind ${columns('s')}, ${added}
       from (select f.*, row_number() over (partition by f.indicator_id, s.task_id, s.unit_id, s.period
               order by s.signed_at desc, s.filed_at desc, f.id desc) as place
             from signed s join report_figure f on f.progress_report_id = s.id where exists (${RIVAL})) f
         join signed s on s.id = f.progress_report_id join indicator i on i.id = f.indicator_id
       where f.place = 1
       group by i.name, i.unit, i.kind ${columns('s')})
     select ${places.map((place) => (on.includes(place) ? `d.${place.column}` : 'null') + ` as "${place.as}"`).join(', ')},
       d.name, d.unit, d.kind, sum(d.value)::text as value, sum(d.numerator)::text as numerator,
       sum(d.denominator)::text as denominator, sum(d.figures)::int as figures, sum(d.late)::int as late
     from (select * from alone union all select * from latest) d
     group by d.name, d.unit, d.kind ${columns('d')}`,
    values,
  );
  return rows
    .map((row) => ({ key: cellKey(row, row.name, row.unit, row.kind), cell: toCell(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ cell }) => cell);
}

const RIVAL = `select 1 from rival r where r.task_id = s.task_id and r.unit_id = s.unit_id
  and r.period = coalesce(s.period, '') and r.id <> s.id`;

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
