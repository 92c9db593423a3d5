import {
  dayOfInstant,
  isOverdue,
  SCORE_FACTS,
  wasOnTime,
  type AssignmentState,
  type InstrumentKind,
  type Obligation,
  type Role,
  type ScoredFact,
  type ScoreFactKind,
} from '@duban/domain';
import type { Tx } from '@duban/database';
import { instrumentNames, scoreWords } from '@duban/wording';

export interface UnitFacts {
  readonly unitId: string;
  readonly facts: readonly ScoredFact[];
}

interface OwedRow {
  readonly kind: 'completion' | 'periodReport' | 'receipt';
  readonly unitId: string;
  readonly assignmentId: string;
  readonly role: Role;
  readonly taskId: string;
  readonly title: string;
  readonly period: string | null;
  readonly assignmentState: AssignmentState;
  readonly state: Obligation['state'];
  readonly dueOn: string | null;
  readonly dueAt: Date | null;
  readonly filedAt: Date | null;
  readonly metAt: Date | null;
  readonly originalDueOn: string | null;
  readonly dueVersion: number;
  readonly breached: boolean;
}

const SUBJECT = { completion: 'completion', periodReport: 'report', receipt: 'receipt' } as const;

/** Everything of a plan's record that rules may score, by unit, as it stands now; every unit that has a share is there. */
export async function readScoreFacts(tx: Tx, planId: string, nowMs: number): Promise<UnitFacts[]> {
  const units = await tx.query<{ unitId: string }>(
    `select distinct unit_id as "unitId" from assignment where plan_id = $1 and state <> 'cancelled' order by unit_id`,
    [planId],
  );
  const facts = new Map<string, ScoredFact[]>(units.map(({ unitId }) => [unitId, []]));
  const add = (unitId: string, fact: ScoredFact) => facts.get(unitId)?.push(fact);
  for (const row of await readOwed(tx, planId)) {
    const how = standing(row, nowMs);
    if (how === null) continue;
    add(row.unitId, {
      kind: `${SUBJECT[row.kind]}.${how}`,
      source: { kind: 'assignment', id: row.assignmentId },
      role: row.role,
      taskIds: [row.taskId],
      title: scoreWords.periodTitle(row.title, row.period),
      on: row.filedAt && how !== 'overdue' ? dayOfInstant(row.filedAt.getTime()) : row.dueOn,
    });
  }
  for (const { unitId, ...fact } of await readReturns(tx, planId)) add(unitId, fact);
  for (const { unitId, ...fact } of await readInstruments(tx, planId)) add(unitId, fact);
  return [...facts].map(([unitId, own]) => ({ unitId, facts: own }));
}

/** Met on its day or late, or past its day with nothing filed; null for what is not due yet, and for what nobody owes by a day. */
function standing(row: OwedRow, nowMs: number): 'onTime' | 'late' | 'overdue' | null {
  const obligation = {
    state: row.state,
    dueOn: row.dueOn,
    dueAtMs: row.dueAt?.getTime() ?? null,
    filedAtMs: row.filedAt?.getTime() ?? null,
    metAtMs: row.metAt?.getTime() ?? null,
    originalDueOn: row.originalDueOn,
    dueVersion: row.dueVersion,
  };
  if (obligation.dueOn === null && obligation.dueAtMs === null) return null;
  // A breach stays whatever is granted or made up afterwards.
  if (row.state === 'met') return wasOnTime(obligation) === true && !row.breached ? 'onTime' : 'late';
  return isOverdue({ obligation, assignmentState: row.assignmentState, breached: row.breached }, nowMs) ? 'overdue' : null;
}

const readOwed = (tx: Tx, planId: string): Promise<OwedRow[]> =>
  tx.query(
    `select o.kind, a.unit_id as "unitId", a.id as "assignmentId", a.role, a.task_id as "taskId", t.title, o.period,
       a.state as "assignmentState", o.state, o.due_on as "dueOn", o.due_at as "dueAt", o.filed_at as "filedAt",
       o.met_at as "metAt", o.original_due_on as "originalDueOn", o.due_version as "dueVersion",
       exists (select 1 from due_change c where c.obligation_id = o.id and c.breached) as breached
     from obligation o join assignment a on a.id = o.assignment_id join task t on t.id = a.task_id
     where a.plan_id = $1 and a.state <> 'cancelled' and o.kind in ('completion', 'periodReport', 'receipt') and o.state <> 'void'`,
    [planId],
  );

type OfUnit = ScoredFact & { readonly unitId: string };

async function readReturns(tx: Tx, planId: string): Promise<OfUnit[]> {
  const rows = await tx.query<{ type: string; id: string; at: Date; unitId: string; role: Role; taskId: string; title: string }>(
    `select e.type, e.id, e.at, a.unit_id as "unitId", a.role, a.task_id as "taskId", t.title
     from event e left join progress_report p on e.type = 'progressReport.returned' and p.id = e.subject_id
       join assignment a on a.id = coalesce(p.assignment_id, e.subject_id) join task t on t.id = a.task_id
     where e.plan_id = $1 and e.type in ('assignment.returned', 'progressReport.returned')`,
    [planId],
  );
  return rows.map(({ type, id, at, unitId, role, taskId, title }) => ({
    unitId,
    kind: type === 'assignment.returned' ? 'completion.returned' : 'report.returned',
    source: { kind: 'assignment', id },
    role,
    taskIds: [taskId],
    title,
    on: dayOfInstant(at.getTime()),
  }));
}

async function readInstruments(tx: Tx, planId: string): Promise<OfUnit[]> {
  const rows = await tx.query<{
    id: string;
    kind: string;
    number: string | null;
    issuedAt: Date;
    unitId: string;
    taskIds: (string | null)[];
  }>(
    `select i.id, i.kind, i.number, i.issued_at as "issuedAt", g.unit_id as "unitId",
       array(select distinct x.task_id from instrument_item x where x.instrument_id = i.id and (x.target_id is null or x.target_id = g.id)
         order by x.task_id) as "taskIds"
     from instrument i join instrument_target g on g.instrument_id = i.id
     where i.plan_id = $1 and i.issued_at is not null and i.state not in ('withdrawn', 'merged')`,
    [planId],
  );
  return rows.flatMap(({ id, kind, number, issuedAt, unitId, taskIds }) => {
    const fact = `instrument.${kind}`;
    if (!(SCORE_FACTS as readonly string[]).includes(fact)) return [];
    return [
      {
        unitId,
        kind: fact as ScoreFactKind,
        source: { kind: 'instrument' as const, id },
        role: null,
        taskIds: taskIds.filter((taskId) => taskId !== null),
        title: scoreWords.instrumentTitle(instrumentNames[kind as InstrumentKind] ?? kind, number),
        on: dayOfInstant(issuedAt.getTime()),
      },
    ];
  });
}
