import { definitionOf, isInstrumentKind, type AssignmentState, type StandingFacts } from '@duban/domain';
import { ObligationRow, type Tx } from '@duban/database';
import { instrumentNames, type BulletinFacts } from '@duban/wording';
import { toObligation } from '../kernel/obligations';

export interface BulletinSpan {
  readonly startOn: string;
  readonly endOn: string;
}

/** A completion or a period report that a unit owes, with what its standing is judged by. */
export type Owed = ObligationRow & StandingFacts & { readonly holderUnitId: string; readonly title: string };

/** What the plan's shares owe in completions and reports, the part of the units and chapters named; none named, all. */
export async function readOwed(
  tx: Tx,
  planId: string,
  part: { readonly unitIds: readonly string[]; readonly chapters: readonly string[] },
): Promise<Owed[]> {
  const rows = await tx.find(
    ObligationRow,
    `r.owner_kind = 'plan' and r.owner_id = $1 and r.kind in ('completion', 'periodReport') and r.state <> 'void'
       and r.assignment_id is not null order by r.due_on nulls last, r.id`,
    [planId],
  );
  const about = await tx.query<{ id: string; title: string; state: AssignmentState }>(
    `select a.id, t.title, a.state from assignment a join task t on t.id = a.task_id join work_point w on w.id = t.work_point_id
     where a.plan_id = $1 and ($2::uuid[] = '{}' or a.unit_id = any($2::uuid[])) and ($3::text[] = '{}' or w.chapter = any($3::text[]))`,
    [planId, [...part.unitIds], [...part.chapters]],
  );
  const breaches = await tx.query<{ id: string }>(
    `select distinct c.obligation_id as id from due_change c join obligation o on o.id = c.obligation_id
     where o.owner_kind = 'plan' and o.owner_id = $1 and c.breached`,
    [planId],
  );
  const byId = new Map(about.map((each) => [each.id, each]));
  const breached = new Set(breaches.map((each) => each.id));
  return rows.flatMap((row): Owed[] => {
    const share = byId.get(row.assignmentId ?? '');
    if (!share || row.holderUnitId === null) return [];
    return [
      {
        ...row,
        holderUnitId: row.holderUnitId,
        title: share.title,
        obligation: toObligation(row),
        assignmentState: share.state,
        breached: breached.has(row.id),
      },
    ];
  });
}

/** Issued in the span and not made void; of the units named where some are. */
const ISSUED_IN_SPAN = `i.plan_id = $1 and i.issued_at is not null and i.state <> 'withdrawn'
  and (i.issued_at at time zone 'Asia/Shanghai')::date between $2::date and $3::date`;

/** Papers issued in the span, by kind and in the order of their weight. */
export async function readPapers(
  tx: Tx,
  planId: string,
  span: BulletinSpan,
  unitIds: readonly string[],
): Promise<BulletinFacts['papers']> {
  const rows = await tx.query<{ kind: string; count: number }>(
    `select i.kind, count(*)::int as count from instrument i where ${ISSUED_IN_SPAN}
       and ($4::uuid[] = '{}' or exists (select 1 from instrument_target t where t.instrument_id = i.id and t.unit_id = any($4::uuid[])))
     group by i.kind`,
    [planId, span.startOn, span.endOn, [...unitIds]],
  );
  const order = Object.keys(instrumentNames);
  return rows
    .filter((row) => isInstrumentKind(row.kind) && definitionOf(row.kind).origin === 'issued')
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map((row) => ({ name: isInstrumentKind(row.kind) ? instrumentNames[row.kind] : row.kind, count: row.count }));
}

/** How often each unit was urged in the span, and how many papers above a 催办 it was sent. */
export async function readPapersOfUnits(
  tx: Tx,
  planId: string,
  span: BulletinSpan,
): Promise<Map<string, { readonly urged: number; readonly supervised: number }>> {
  const rows = await tx.query<{ unitId: string; urged: number; supervised: number }>(
    `select t.unit_id as "unitId", count(*) filter (where i.kind = 'urging')::int as urged,
       count(*) filter (where i.kind in ('supervisionOrder', 'summons', 'listing'))::int as supervised
     from instrument i join instrument_target t on t.instrument_id = i.id where ${ISSUED_IN_SPAN} group by t.unit_id`,
    [planId, span.startOn, span.endOn],
  );
  return new Map(rows.map(({ unitId, ...counts }) => [unitId, counts]));
}

/** A line of the 整改问题清单 that is open past its day. */
const IS_LATE = `r.state = 'open' and r.nature = 'normal' and r.due_on < $2::date`;

export async function readProblems(
  tx: Tx,
  planId: string,
  asOfOn: string,
  unitIds: readonly string[],
): Promise<BulletinFacts['problems']> {
  const [row] = await tx.query<BulletinFacts['problems']>(
    `select count(*) filter (where r.state <> 'struckOff')::int as open, count(*) filter (where ${IS_LATE})::int as late,
       count(*) filter (where r.state = 'struckOff')::int as "struckOff"
     from rectification r where r.plan_id = $1 and ($3::uuid[] = '{}' or r.unit_id = any($3::uuid[]))`,
    [planId, asOfOn, [...unitIds]],
  );
  return row ?? { open: 0, late: 0, struckOff: 0 };
}

type LateProblem = Omit<BulletinFacts['lateProblems'][number], 'unitName'> & { readonly unitId: string };

/** The lines past their day, each with its cause as it was written down. */
export const readNamedProblems = (tx: Tx, planId: string, asOfOn: string, unitIds: readonly string[]): Promise<LateProblem[]> =>
  tx.query<LateProblem>(
    `select r.unit_id as "unitId", r.problem, r.cause, r.due_on::text as "dueOn" from rectification r join unit u on u.id = r.unit_id
     where r.plan_id = $1 and ${IS_LATE} and ($3::uuid[] = '{}' or r.unit_id = any($3::uuid[])) order by u.official_order, r.due_on, r.id`,
    [planId, asOfOn, [...unitIds]],
  );

/** The unit's own last explanation (逾期说明) of what is late, by obligation. */
export async function readLateCauses(tx: Tx, late: readonly Owed[], nowMs: number): Promise<BulletinFacts['causes']> {
  const rows = await tx.query<{ assignmentId: string; reason: string }>(
    `select distinct on (e.subject_id) e.subject_id as "assignmentId", e.data ->> 'reason' as reason from event e
     where e.type = 'assignment.lateExplained' and e.subject_id = any($1::uuid[]) and e.at <= $2
     order by e.subject_id, e.at desc, e.id desc`,
    [late.map((row) => row.assignmentId), new Date(nowMs)],
  );
  const byShare = new Map(rows.map((row) => [row.assignmentId, row.reason]));
  return Object.fromEntries(
    late.flatMap((row) => {
      const reason = byShare.get(row.assignmentId ?? '');
      return row.kind === 'completion' && reason !== undefined ? [[row.id, reason]] : [];
    }),
  );
}
