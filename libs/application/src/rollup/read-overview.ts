import {
  addDays,
  compareDays,
  dayOfInstant,
  daysBetween,
  standingOf,
  weekdayOf,
  type AssignmentState,
  type Obligation,
  type Standing,
  type TwoBases,
} from '@duban/domain';
import { PlanRow, type Tx } from '@duban/database';
import type { Scope } from '../access/scope';
import { readPolicy } from '../kernel/rulebook';
import { readTwoBases } from './read-two-bases';
import { readUnitRegister } from './unit-register';

/** Days before a due day from which a share counts as due soon (临期). */
const SOON_DAYS = 7;
const MOST_DUE = 50;

export interface LampCount {
  readonly standing: Standing;
  readonly word: string;
  readonly colour: string;
  readonly count: number;
}

export interface PlanOverview {
  readonly planId: string;
  readonly title: string;
  readonly year: number;
  readonly state: string;
  readonly bases: TwoBases;
  readonly lamps: readonly LampCount[];
}

export interface OverdueUnit {
  readonly unitId: string;
  readonly unitName: string;
  readonly count: number;
  /** Calendar days past the due day, of the oldest. */
  readonly mostDays: number;
}

export interface DueItem {
  readonly obligationId: string;
  readonly kind: string;
  readonly taskId: string;
  readonly taskTitle: string;
  readonly unitName: string;
  readonly period: string | null;
  readonly dueOn: string;
  readonly isFiled: boolean;
}

/** 总览: how the jurisdiction's running plans stand today. */
export interface Overview {
  readonly today: string;
  readonly weekEndsOn: string;
  readonly plans: readonly PlanOverview[];
  readonly overdue: readonly OverdueUnit[];
  readonly dueThisWeek: readonly DueItem[];
  /** All that is due this week, of which the first are listed. */
  readonly dueCount: number;
}

/** For whoever oversees a jurisdiction; null for all others. */
export async function readOverview(tx: Tx, scope: Scope, nowMs: number): Promise<Overview | null> {
  if (!scope.isWhole) return null;
  const today = dayOfInstant(nowMs);
  const plans = await tx.find(
    PlanRow,
    `r.jurisdiction_id = $1 and r.state in ('issued', 'wrappedUp') order by r.year desc, r.kind, r.id`,
    [scope.jurisdictionId],
  );
  const register = await readUnitRegister(tx, [scope.jurisdictionId], today);
  const shares = await readShares(
    tx,
    plans.map((plan) => plan.id),
  );
  const standings = shares.map((share) => ({ share, standing: standingOf(share, nowMs, SOON_DAYS) }));
  const overviews: PlanOverview[] = [];
  for (const plan of plans) {
    const bases = await readTwoBases(tx, plan.id, nowMs);
    if (!bases) continue;
    const policy = await readPolicy(tx, plan.policyVersionId);
    const own = standings.filter(({ share }) => share.planId === plan.id);
    overviews.push({
      planId: plan.id,
      title: plan.title,
      year: plan.year,
      state: plan.state,
      bases,
      lamps: policy.lamps.flatMap(({ fact, word, colour }) => {
        const count = own.filter(({ standing }) => standing === fact).length;
        return count === 0 ? [] : [{ standing: fact as Standing, word, colour, count }];
      }),
    });
  }
  const weekEndsOn = addDays(today, (7 - weekdayOf(today)) % 7);
  const due = await readDue(tx, scope.jurisdictionId, today, weekEndsOn);
  return {
    today,
    weekEndsOn,
    plans: overviews,
    overdue: overdueByUnit(
      standings.flatMap(({ share, standing }) => (standing === 'overdue' ? [share] : [])),
      today,
    ).map((row) => ({ ...row, unitName: register.name(row.unitId) })),
    dueThisWeek: due.slice(0, MOST_DUE).map(({ unitId, ...item }) => ({ ...item, unitName: register.name(unitId) })),
    dueCount: due.length,
  };
}

interface ShareRow {
  readonly planId: string;
  readonly unitId: string;
  readonly assignmentState: AssignmentState;
  readonly breached: boolean;
  readonly obligation: Pick<Obligation, 'state' | 'dueOn' | 'dueAtMs' | 'filedAtMs' | 'metAtMs' | 'originalDueOn' | 'dueVersion'>;
}

async function readShares(tx: Tx, planIds: readonly string[]): Promise<ShareRow[]> {
  const rows = await tx.query<{
    planId: string;
    unitId: string;
    assignmentState: AssignmentState;
    breached: boolean;
    state: Obligation['state'];
    dueOn: string | null;
    dueAt: Date | null;
    filedAt: Date | null;
    metAt: Date | null;
    originalDueOn: string | null;
    dueVersion: number;
  }>(
    `select a.plan_id as "planId", a.unit_id as "unitId", a.state as "assignmentState", o.state, o.due_on as "dueOn",
       o.due_at as "dueAt", o.filed_at as "filedAt", o.met_at as "metAt", o.original_due_on as "originalDueOn",
       o.due_version as "dueVersion", coalesce(c.breached, false) as breached
     from assignment a join obligation o on o.assignment_id = a.id and o.kind = 'completion' and o.state <> 'void'
       left join (select obligation_id, bool_or(breached) as breached from due_change group by obligation_id) c on c.obligation_id = o.id
     where a.plan_id = any($1::uuid[]) and a.state <> 'cancelled'`,
    [[...planIds]],
  );
  return rows.map(({ planId, unitId, assignmentState, breached, dueAt, filedAt, metAt, ...owed }) => ({
    planId,
    unitId,
    assignmentState,
    breached,
    obligation: {
      ...owed,
      dueAtMs: dueAt?.getTime() ?? null,
      filedAtMs: filedAt?.getTime() ?? null,
      metAtMs: metAt?.getTime() ?? null,
    },
  }));
}

function overdueByUnit(shares: readonly ShareRow[], today: string): Omit<OverdueUnit, 'unitName'>[] {
  const units = new Map<string, { count: number; mostDays: number }>();
  for (const { unitId, obligation } of shares) {
    const sum = units.get(unitId) ?? { count: 0, mostDays: 0 };
    const days = obligation.dueOn === null ? 0 : daysBetween(obligation.dueOn, today);
    units.set(unitId, { count: sum.count + 1, mostDays: Math.max(sum.mostDays, days) });
  }
  return [...units]
    .map(([unitId, sum]) => ({ unitId, ...sum }))
    .sort((a, b) => b.count - a.count || b.mostDays - a.mostDays || (a.unitId < b.unitId ? -1 : 1));
}

async function readDue(tx: Tx, jurisdictionId: string, from: string, to: string) {
  const rows = await tx.query<Omit<DueItem, 'unitName'> & { unitId: string }>(
    `select o.id as "obligationId", o.kind, t.id as "taskId", t.title as "taskTitle", o.holder_unit_id as "unitId", o.period,
       o.due_on as "dueOn", o.filed_at is not null as "isFiled"
     from obligation o join task t on t.id = o.task_id join assignment a on a.id = o.assignment_id
     where o.jurisdiction_id = $1 and o.state = 'open' and o.due_on between $2 and $3 and o.kind in ('completion', 'periodReport', 'milestone')
       and a.state not in ('suspended', 'cancelled')
     order by o.due_on, t.position, o.id`,
    [jurisdictionId, from, to],
  );
  return [...rows].sort((a, b) => compareDays(a.dueOn, b.dueOn));
}
