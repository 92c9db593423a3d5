import {
  isOverdue,
  showDecimal,
  wasOnTime,
  type AssignmentState,
  type Decimal,
  type InstrumentKind,
  type Obligation,
  type Role,
} from '@duban/domain';
import { AssignmentRow, LeaderActivityRow, ObligationRow, PlanRow, TaskRow, WorkPointRow, type Tx } from '@duban/database';
import { toObligation } from '../kernel/obligations';
import { readRollUp } from '../rollup/read-roll-up';
import { readPolicy } from '../kernel/rulebook';

/** One indicator of a task, added up over the signed reports: values add; of ratios the numerators and denominators add. */
export interface RolledFigure {
  readonly name: string;
  readonly kind: 'count' | 'amount' | 'ratio';
  readonly unit: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

export interface ShareFacts {
  readonly assignment: AssignmentRow;
  readonly unitName: string;
  readonly owesCompletion: boolean;
  readonly completion: Obligation | null;
  readonly overdue: boolean;
  /** Null while nothing is accepted. */
  readonly onTime: boolean | null;
  readonly breached: boolean;
  readonly latestText: string | null;
  readonly problems: readonly string[];
  readonly nextSteps: readonly string[];
  /** 逾期说明: why it was late, as the unit explained it. */
  readonly lateReasons: readonly string[];
}

export interface TaskFacts {
  readonly task: TaskRow;
  readonly shares: readonly ShareFacts[];
  readonly figures: readonly RolledFigure[];
}

export interface PointFacts {
  readonly point: WorkPointRow;
  readonly tasks: readonly TaskFacts[];
}

export interface InstrumentFact {
  readonly id: string;
  readonly kind: InstrumentKind;
  readonly number: string | null;
  readonly state: string;
  readonly issuedAt: Date | null;
  readonly targets: readonly { readonly unitName: string; readonly state: string; readonly outcome: string | null }[];
}

export interface RectificationFact {
  readonly unitName: string;
  readonly problem: string;
  readonly cause: string;
  readonly measure: string;
  readonly state: string;
}

/** Everything that a plan's year has left in the tables, as of a moment: what reports, ledgers and bulletins are written from. */
export interface PlanYearFacts {
  readonly plan: PlanRow;
  readonly jurisdictionName: string;
  readonly officeName: string;
  readonly points: readonly PointFacts[];
  readonly instruments: readonly InstrumentFact[];
  readonly rectifications: readonly RectificationFact[];
  readonly leaderActivities: readonly LeaderActivityRow[];
}

/** Reads the facts of a plan as of `asOfMs`; signed reports after it do not count. */
export async function readPlanYear(tx: Tx, planId: string, asOfMs: number): Promise<PlanYearFacts | null> {
  const [plan] = await tx.find(PlanRow, 'r.id = $1', [planId]);
  if (!plan) return null;
  const asOf = new Date(asOfMs);
  const policy = await readPolicy(tx, plan.policyVersionId);
  const points = await tx.find(WorkPointRow, 'r.plan_id = $1 order by r.position', [planId]);
  const tasks = await tx.find(TaskRow, 'r.plan_id = $1 order by r.position', [planId]);
  const assignments = await tx.find(AssignmentRow, `r.plan_id = $1 and r.state <> 'cancelled' order by r.task_id, r.id`, [
    planId,
  ]);
  const completions = await tx.find(ObligationRow, `r.kind = 'completion' and r.assignment_id = any($1::uuid[])`, [
    assignments.map((assignment) => assignment.id),
  ]);
  const names = await unitNames(tx, plan.jurisdictionId, asOf);
  const texts = await reportTexts(tx, planId, asOf);
  const breaches = await breachedObligations(tx, planId);
  const figures = await rolledFigures(tx, planId, asOf);
  const reasons = await lateReasons(tx, planId, asOf);

  const shareOf = (assignment: AssignmentRow): ShareFacts => {
    const row = completions.find((each) => each.assignmentId === assignment.id);
    const completion = row ? toObligation(row) : null;
    const own = texts.filter((each) => each.assignmentId === assignment.id);
    const breachedBefore = row !== undefined && breaches.has(row.id);
    const standing = completion && {
      obligation: completion,
      assignmentState: assignment.state as AssignmentState,
      breached: breachedBefore,
    };
    const onTime = completion ? wasOnTime(completion) : null;
    const overdue = standing ? isOverdue(standing, asOfMs) : false;
    return {
      assignment,
      unitName: names.get(assignment.unitId) ?? assignment.printedUnit,
      owesCompletion: policy.owes[assignment.role as Role].completion,
      completion,
      overdue,
      onTime,
      breached: breachedBefore || overdue || onTime === false,
      latestText: own.at(-1)?.text ?? null,
      problems: own.map((each) => each.problems).filter((text) => text !== ''),
      nextSteps: own.map((each) => each.nextSteps).filter((text) => text !== ''),
      lateReasons: reasons.get(assignment.id) ?? [],
    };
  };
  const [about] = await tx.query<{ jurisdiction: string; office: string | null }>(
    `select j.name as jurisdiction, (select n.name from unit u join unit_name n on n.unit_id = u.id
       where u.jurisdiction_id = j.id and u.is_office order by n.from_on desc limit 1) as office
     from jurisdiction j where j.id = $1`,
    [plan.jurisdictionId],
  );
  return {
    plan,
    jurisdictionName: about?.jurisdiction ?? '',
    officeName: about?.office ?? '',
    points: points.map((point) => ({
      point,
      tasks: tasks
        .filter((task) => task.workPointId === point.id)
        .map((task) => ({
          task,
          shares: assignments
            .filter((assignment) => assignment.taskId === task.id)
            .sort((a, b) => ROLE_ORDER.indexOf(a.role as Role) - ROLE_ORDER.indexOf(b.role as Role))
            .map(shareOf),
          figures: figures.get(task.id) ?? [],
        })),
    })),
    instruments: await instrumentFacts(tx, planId, names),
    rectifications: await rectificationFacts(tx, planId, names),
    leaderActivities: await tx.find(LeaderActivityRow, 'r.plan_id = $1 order by r.held_on, r.id', [planId]),
  };
}

const ROLE_ORDER: readonly Role[] = ['lead', 'collating', 'responsible', 'cooperating'];

/** Names in force on the day; a later reform does not rename the past (case S38). */
async function unitNames(tx: Tx, jurisdictionId: string, asOf: Date): Promise<Map<string, string>> {
  const rows = await tx.query<{ unitId: string; name: string }>(
    `select distinct on (unit_id) unit_id as "unitId", name from unit_name
     where jurisdiction_id = $1 and from_on <= ($2::timestamptz at time zone 'Asia/Shanghai')::date order by unit_id, from_on desc`,
    [jurisdictionId, asOf],
  );
  return new Map(rows.map((row) => [row.unitId, row.name]));
}

interface ReportText {
  readonly assignmentId: string;
  readonly text: string;
  readonly problems: string;
  readonly nextSteps: string;
}

const reportTexts = (tx: Tx, planId: string, asOf: Date): Promise<ReportText[]> =>
  tx.query(
    `select assignment_id as "assignmentId", text, problems, next_steps as "nextSteps" from progress_report
     where plan_id = $1 and state = 'signed' and signed_at <= $2 order by filed_at, id`,
    [planId, asOf],
  );

async function lateReasons(tx: Tx, planId: string, asOf: Date): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ assignmentId: string; reasons: string[] }>(
    `select subject_id as "assignmentId", array_agg(data->>'reason' order by at) as reasons from event
     where plan_id = $1 and type = 'assignment.lateExplained' and at <= $2 group by subject_id`,
    [planId, asOf],
  );
  return new Map(rows.map((row) => [row.assignmentId, row.reasons]));
}

async function breachedObligations(tx: Tx, planId: string): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select distinct c.obligation_id as id from due_change c join obligation o on o.id = c.obligation_id
       join assignment a on a.id = o.assignment_id where a.plan_id = $1 and c.breached`,
    [planId],
  );
  return new Set(rows.map((row) => row.id));
}

/** By the one roll-up that pages and reports share: nothing counts twice, however often a period was signed anew. */
async function rolledFigures(tx: Tx, planId: string, asOf: Date): Promise<Map<string, RolledFigure[]>> {
  const cells = await readRollUp(tx, { planIds: [planId], asOfMs: asOf.getTime(), by: ['task'] });
  const shown = (amount: Decimal | null): string | null => (amount === null ? null : showDecimal(amount));
  const byTask = new Map<string, RolledFigure[]>();
  for (const { taskId, name, kind, unit, value, numerator, denominator } of cells) {
    // A relative amount that stands more than once has no sum, and is not told.
    if (taskId === null || (value === null && denominator === null)) continue;
    const figure = { name, kind, unit, value: shown(value), numerator: shown(numerator), denominator: shown(denominator) };
    byTask.set(taskId, [...(byTask.get(taskId) ?? []), figure]);
  }
  return byTask;
}

async function instrumentFacts(tx: Tx, planId: string, names: ReadonlyMap<string, string>): Promise<InstrumentFact[]> {
  const rows = await tx.query<Omit<InstrumentFact, 'targets'>>(
    `select id, kind, number, state, issued_at as "issuedAt" from instrument
     where plan_id = $1 and issued_at is not null order by issued_at, id`,
    [planId],
  );
  const targets = await tx.query<{ instrumentId: string; unitId: string; state: string; outcome: string | null }>(
    `select t.instrument_id as "instrumentId", t.unit_id as "unitId", t.state, t.outcome from instrument_target t
       join instrument i on i.id = t.instrument_id where i.plan_id = $1 order by t.id`,
    [planId],
  );
  return rows.map((row) => ({
    ...row,
    targets: targets
      .filter((target) => target.instrumentId === row.id)
      .map(({ unitId, state, outcome }) => ({ unitName: names.get(unitId) ?? '', state, outcome })),
  }));
}

async function rectificationFacts(tx: Tx, planId: string, names: ReadonlyMap<string, string>): Promise<RectificationFact[]> {
  const rows = await tx.query<Omit<RectificationFact, 'unitName'> & { unitId: string }>(
    `select unit_id as "unitId", problem, cause, measure, state from rectification where plan_id = $1 order by opened_at, id`,
    [planId],
  );
  return rows.map(({ unitId, ...row }) => ({ ...row, unitName: names.get(unitId) ?? '' }));
}
