import { isOverdue, wasOnTime, type AssignmentState, type Obligation, type Policy, type Role } from '@duban/domain';
import { AssignmentRow, ObligationRow, type Tx } from '@duban/database';
import { toObligation } from '../kernel/obligations';

/** A signed report of a share, as it was filed. */
export interface SignedText {
  readonly id: string;
  readonly text: string;
  readonly problems: string;
  readonly nextSteps: string;
}

/** A unit's share of a task as it stood at a moment. What came later (a strike-off, an extension, a suspension) is undone. */
export interface ShareFacts {
  readonly assignment: AssignmentRow;
  readonly unitName: string;
  readonly owesCompletion: boolean;
  readonly completion: Obligation | null;
  readonly overdue: boolean;
  /** Null while nothing is accepted. */
  readonly onTime: boolean | null;
  readonly breached: boolean;
  /** Signed reports in the order of their filing. */
  readonly reports: readonly SignedText[];
  /** Reports that are filed and wait for their signature. */
  readonly unsigned: number;
  /** 逾期说明: why it was late, as the unit explained it. */
  readonly lateReasons: readonly string[];
}

/** Reads the shares of a plan as of `asOf`. */
export async function readShares(
  tx: Tx,
  planId: string,
  policy: Policy,
  names: ReadonlyMap<string, string>,
  asOf: Date,
): Promise<ShareFacts[]> {
  const changes = await changesAround(tx, planId, asOf);
  const holders = await holdersAsOf(tx, planId, asOf);
  const rows = (await tx.find(AssignmentRow, 'r.plan_id = $1 order by r.task_id, r.id', [planId])).map((row) => ({
    ...row,
    ...holders.get(row.id),
  }));
  const assignments = rows.filter((row) => row.state !== 'cancelled' || changes.cancelledLater.has(row.id));
  const ids = assignments.map((assignment) => assignment.id);
  const completions = new Map(
    (await tx.find(ObligationRow, `r.kind = 'completion' and r.assignment_id = any($1::uuid[])`, [ids])).map((row) => [
      row.assignmentId,
      row,
    ]),
  );
  const dueChanges = await dueChangesOf(tx, planId);
  const texts = await signedTexts(tx, planId, asOf);
  const unsigned = await unsignedReports(tx, planId, asOf);
  const reasons = await lateReasons(tx, planId, asOf);
  return assignments.map((row): ShareFacts => {
    const obligationRow = completions.get(row.id);
    const moves = obligationRow ? (dueChanges.get(obligationRow.id) ?? []) : [];
    const filedAt = changes.filedAt.get(row.id) ?? null;
    const completion = obligationRow ? completionAsOf(obligationRow, moves, filedAt, asOf) : null;
    const assignment = assignmentAsOf(row, filedAt, changes, asOf);
    const breachedBefore = moves.some((move) => move.breached && move.changedAt <= asOf);
    const standing = completion && {
      obligation: completion,
      assignmentState: assignment.state as AssignmentState,
      breached: breachedBefore,
    };
    const onTime = completion ? wasOnTime(completion) : null;
    const overdue = standing ? isOverdue(standing, asOf.getTime()) : false;
    return {
      assignment,
      unitName: names.get(row.unitId) ?? row.printedUnit,
      owesCompletion: policy.owes[row.role as Role].completion,
      completion,
      overdue,
      onTime,
      breached: breachedBefore || overdue || onTime === false,
      reports: texts.get(row.id) ?? [],
      unsigned: unsigned.get(row.id) ?? 0,
      lateReasons: reasons.get(row.id) ?? [],
    };
  });
}

/** Whose a share was at the moment, where it has gone to another unit since (转办): the first hand-over after it says. */
async function holdersAsOf(
  tx: Tx,
  planId: string,
  asOf: Date,
): Promise<ReadonlyMap<string, { readonly unitId: string; readonly printedUnit: string }>> {
  const rows = await tx.query<{ id: string; unitId: string; printedUnit: string }>(
    `select distinct on (subject_id) subject_id as id, data ->> 'fromUnitId' as "unitId", data ->> 'printedUnit' as "printedUnit"
     from event where plan_id = $1 and type = 'assignment.reassigned' and at > $2 order by subject_id, at, id`,
    [planId, asOf],
  );
  return new Map(rows.map(({ id, ...holder }) => [id, holder]));
}

interface ChangesAround {
  /** Filed for completion and not taken back by the moment. */
  readonly filedAt: ReadonlyMap<string, Date>;
  readonly suspended: ReadonlySet<string>;
  readonly cancelledLater: ReadonlySet<string>;
}

const FOLLOWED = ['completionFiled', 'completionWithdrawn', 'returned', 'suspended', 'resumed', 'cancelled'].map(
  (verb) => `assignment.${verb}`,
);

async function changesAround(tx: Tx, planId: string, asOf: Date): Promise<ChangesAround> {
  const events = await tx.query<{ type: string; subjectId: string; at: Date }>(
    `select type, subject_id as "subjectId", at from event where plan_id = $1 and type = any($2::text[]) order by at, id`,
    [planId, FOLLOWED],
  );
  const filedAt = new Map<string, Date>();
  const suspended = new Set<string>();
  const cancelledLater = new Set<string>();
  for (const { type, subjectId, at } of events) {
    if (at > asOf) {
      if (type === 'assignment.cancelled') cancelledLater.add(subjectId);
    } else if (type === 'assignment.completionFiled') filedAt.set(subjectId, at);
    else if (type === 'assignment.completionWithdrawn' || type === 'assignment.returned') filedAt.delete(subjectId);
    else if (type === 'assignment.suspended') suspended.add(subjectId);
    else if (type === 'assignment.resumed') suspended.delete(subjectId);
  }
  return { filedAt, suspended, cancelledLater };
}

interface DueMove {
  readonly obligationId: string;
  readonly fromVersion: number;
  readonly fromDueOn: string | null;
  readonly breached: boolean;
  readonly changedAt: Date;
}

async function dueChangesOf(tx: Tx, planId: string): Promise<Map<string, DueMove[]>> {
  const rows = await tx.query<DueMove>(
    `select c.obligation_id as "obligationId", c.from_version as "fromVersion", c.from_due_on as "fromDueOn", c.breached,
       c.changed_at as "changedAt"
     from due_change c join obligation o on o.id = c.obligation_id join assignment a on a.id = o.assignment_id
     where a.plan_id = $1 order by c.from_version`,
    [planId],
  );
  return groupedBy(rows, (row) => row.obligationId);
}

function completionAsOf(row: ObligationRow, moves: readonly DueMove[], filedAt: Date | null, asOf: Date): Obligation {
  const now = toObligation(row);
  const later = moves.find((move) => move.changedAt > asOf);
  const due = later
    ? { dueOn: later.fromDueOn, dueVersion: later.fromVersion }
    : { dueOn: now.dueOn, dueVersion: now.dueVersion };
  const met = now.state === 'met' && row.metAt !== null && row.metAt <= asOf;
  // Ended without an event of its own (a cancelled share is left out where it was cancelled by then).
  const state = met ? 'met' : now.state === 'void' ? 'void' : 'open';
  const filedAtMs = met ? now.filedAtMs : (filedAt?.getTime() ?? null);
  return { ...now, ...due, state, filedAtMs, metAtMs: met ? now.metAtMs : null };
}

function assignmentAsOf(row: AssignmentRow, filedAt: Date | null, changes: ChangesAround, asOf: Date): AssignmentRow {
  const struckOff = row.struckOffAt !== null && row.struckOffAt <= asOf;
  const wasOpen = row.receivedAt !== null && row.receivedAt <= asOf ? 'received' : 'assigned';
  let state = row.state;
  if (struckOff) state = row.state === 'archived' ? 'archived' : 'struckOff';
  else if (changes.suspended.has(row.id)) state = 'suspended';
  else if (['struckOff', 'archived', 'cancelled', 'suspended'].includes(row.state))
    state = filedAt === null ? wasOpen : 'completionFiled';
  return {
    ...row,
    state,
    struckOffAt: struckOff ? row.struckOffAt : null,
    struckOffBy: struckOff ? row.struckOffBy : null,
    outcome: struckOff ? row.outcome : null,
    // Before it is struck off nobody but the unit has said that it is so.
    completionText: struckOff ? row.completionText : null,
  };
}

async function signedTexts(tx: Tx, planId: string, asOf: Date): Promise<Map<string, SignedText[]>> {
  const rows = await tx.query<SignedText & { assignmentId: string }>(
    `select id, assignment_id as "assignmentId", text, problems, next_steps as "nextSteps" from progress_report
     where plan_id = $1 and state = 'signed' and signed_at <= $2 order by filed_at, id`,
    [planId, asOf],
  );
  return groupedBy(rows, (row) => row.assignmentId);
}

async function unsignedReports(tx: Tx, planId: string, asOf: Date): Promise<Map<string, number>> {
  const rows = await tx.query<{ assignmentId: string; n: number }>(
    `select assignment_id as "assignmentId", count(*)::int as n from progress_report
     where plan_id = $1 and filed_at <= $2 and (state = 'filed' or (state = 'signed' and signed_at > $2)) group by assignment_id`,
    [planId, asOf],
  );
  return new Map(rows.map((row) => [row.assignmentId, row.n]));
}

async function lateReasons(tx: Tx, planId: string, asOf: Date): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ assignmentId: string; reasons: string[] }>(
    `select subject_id as "assignmentId", array_agg(data->>'reason' order by at) as reasons from event
     where plan_id = $1 and type = 'assignment.lateExplained' and at <= $2 group by subject_id`,
    [planId, asOf],
  );
  return new Map(rows.map((row) => [row.assignmentId, row.reasons]));
}

function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
