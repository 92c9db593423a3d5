import { showDecimal, type Decimal, type InstrumentKind, type Role } from '@duban/domain';
import { LeaderActivityRow, PlanRow, TaskRow, WorkPointRow, type Tx } from '@duban/database';
import { readPolicy } from '../kernel/rulebook';
import { readRollUp } from '../rollup/read-roll-up';
import { readAmendedTexts, type TaskAmendment } from './amended-texts';
import { readShares, type ShareFacts } from './share-facts';

/** One indicator of a task, added up over the signed reports: values add; of ratios the numerators and denominators add. */
export interface RolledFigure {
  readonly name: string;
  readonly kind: 'count' | 'amount' | 'ratio';
  readonly unit: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

export interface TaskFacts {
  /** With the text in force at the moment. */
  readonly task: TaskRow;
  readonly amendments: readonly TaskAmendment[];
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
  readonly id: string;
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
  /** How often the plan was amended by the moment. */
  readonly amendments: number;
  readonly instruments: readonly InstrumentFact[];
  readonly rectifications: readonly RectificationFact[];
  readonly leaderActivities: readonly LeaderActivityRow[];
  readonly extensionsGranted: number;
}

/** Reads the facts of a plan as of `asOfMs`: what was signed, decided or changed after it does not count. */
export async function readPlanYear(tx: Tx, planId: string, asOfMs: number): Promise<PlanYearFacts | null> {
  const [plan] = await tx.find(PlanRow, 'r.id = $1', [planId]);
  if (!plan) return null;
  const asOf = new Date(asOfMs);
  const policy = await readPolicy(tx, plan.policyVersionId);
  const texts = await readAmendedTexts(tx, planId, asOf);
  const points = (await tx.find(WorkPointRow, 'r.plan_id = $1 order by r.position', [planId])).filter(({ id }) =>
    texts.isThere(id),
  );
  const tasks = (await tx.find(TaskRow, 'r.plan_id = $1 order by r.position', [planId]))
    .filter(({ id }) => texts.isThere(id))
    .map(texts.asThen);
  const names = await unitNames(tx, plan.jurisdictionId, asOf);
  const shares = (await readShares(tx, planId, policy, names, asOf)).filter(({ assignment }) => texts.isThere(assignment.id));
  const figures = await rolledFigures(tx, planId, asOf);
  const [about] = await tx.query<{ jurisdiction: string; office: string | null; granted: number }>(
    `select j.name as jurisdiction, (select n.name from unit u join unit_name n on n.unit_id = u.id
       where u.jurisdiction_id = j.id and u.is_office order by n.from_on desc limit 1) as office,
       (select count(*)::int from extension e join assignment a on a.id = e.assignment_id
        where a.plan_id = $2 and e.state = 'granted' and e.decided_at <= $3) as granted
     from jurisdiction j where j.id = $1`,
    [plan.jurisdictionId, planId, asOf],
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
          amendments: texts.of(task.id),
          shares: shares.filter((share) => share.assignment.taskId === task.id).sort((a, b) => roleOrder(a) - roleOrder(b)),
          figures: figures.get(task.id) ?? [],
        })),
    })),
    amendments: texts.amendments,
    instruments: await instrumentFacts(tx, planId, names, asOf),
    rectifications: await rectificationFacts(tx, planId, names, asOf),
    // What stood at the moment: a record that was corrected by then is told by its correction.
    leaderActivities: await tx.find(
      LeaderActivityRow,
      `r.plan_id = $1 and r.recorded_at <= $2 and not exists (
         select 1 from leader_activity c where c.corrects_id = r.id and c.recorded_at <= $2) order by r.held_on, r.id`,
      [planId, asOf],
    ),
    extensionsGranted: about?.granted ?? 0,
  };
}

const ROLE_ORDER: readonly Role[] = ['lead', 'collating', 'responsible', 'cooperating'];
const roleOrder = (share: ShareFacts): number => ROLE_ORDER.indexOf(share.assignment.role as Role);

/** Names in force on the day; a later reform does not rename the past (case S38). */
async function unitNames(tx: Tx, jurisdictionId: string, asOf: Date): Promise<Map<string, string>> {
  const rows = await tx.query<{ unitId: string; name: string }>(
    `select distinct on (unit_id) unit_id as "unitId", name from unit_name
     where jurisdiction_id = $1 and from_on <= ($2::timestamptz at time zone 'Asia/Shanghai')::date order by unit_id, from_on desc`,
    [jurisdictionId, asOf],
  );
  return new Map(rows.map((row) => [row.unitId, row.name]));
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

/** What was issued by the moment and not withdrawn by it; a target that closed later was still running. */
async function instrumentFacts(
  tx: Tx,
  planId: string,
  names: ReadonlyMap<string, string>,
  asOf: Date,
): Promise<InstrumentFact[]> {
  const rows = await tx.query<Omit<InstrumentFact, 'targets'>>(
    `select id, kind, number, issued_at as "issuedAt",
       case when state = 'void' and exists (select 1 from event e where e.subject_id = i.id and e.type = 'instrument.withdrawn' and e.at > $2)
         then 'running' else state end as state
     from instrument i where plan_id = $1 and issued_at <= $2 order by issued_at, id`,
    [planId, asOf],
  );
  const targets = await tx.query<{ instrumentId: string; unitId: string; state: string; outcome: string | null }>(
    `select t.instrument_id as "instrumentId", t.unit_id as "unitId",
       case when t.closed_at > $2 then 'running' else t.state end as state,
       case when t.closed_at > $2 then null else t.outcome end as outcome
     from instrument_target t join instrument i on i.id = t.instrument_id where i.plan_id = $1 order by t.id`,
    [planId, asOf],
  );
  return rows.map((row) => ({
    ...row,
    targets: targets
      .filter((target) => target.instrumentId === row.id)
      .map(({ unitId, state, outcome }) => ({ unitName: names.get(unitId) ?? '', state, outcome })),
  }));
}

async function rectificationFacts(
  tx: Tx,
  planId: string,
  names: ReadonlyMap<string, string>,
  asOf: Date,
): Promise<RectificationFact[]> {
  const rows = await tx.query<Omit<RectificationFact, 'unitName'> & { unitId: string }>(
    `select id, unit_id as "unitId", problem, cause, measure,
       case when struck_off_at > $2 then 'open' else state end as state
     from rectification where plan_id = $1 and opened_at <= $2 order by opened_at, id`,
    [planId, asOf],
  );
  return rows.map(({ unitId, ...row }) => ({ ...row, unitName: names.get(unitId) ?? '' }));
}
