import {
  dayOfInstant,
  daysBetween,
  definitionOf,
  isInstrumentKind,
  isOverdue,
  NO_RATE,
  periodOf,
  type AssignmentState,
} from '@duban/domain';
import { ObligationRow, type PlanRow, type Tx } from '@duban/database';
import { instrumentNames, type BulletinFacts } from '@duban/wording';
import { toObligation } from '../kernel/obligations';
import { readTwoBases } from '../rollup/read-two-bases';

/** One thing for which a unit is named. */
export interface NamedItem {
  readonly obligation: ObligationRow;
  readonly unitId: string;
  readonly title: string;
}

type Owed = ObligationRow & { readonly title: string; readonly assignmentState: string };

/**
 * What a 通报 of a plan says at a moment: the one roll-up's figures, what was due in the period, and who is overdue. Overdue is
 * said by the one function (`isOverdue`), so that pages, ledger and bulletin agree.
 */
export async function bulletinFacts(
  tx: Tx,
  plan: PlanRow,
  wanted: { readonly period: string | null; readonly nowMs: number; readonly unitNames: ReadonlyMap<string, string> },
): Promise<{ facts: BulletinFacts; items: readonly NamedItem[]; unitIds: readonly string[] }> {
  const { period, nowMs } = wanted;
  const asOfOn = dayOfInstant(nowMs);
  const owed = await owedOn(tx, plan.id);
  const late = owed.filter(
    (row) =>
      row.holderUnitId !== null &&
      isOverdue(
        { obligation: toObligation(row), assignmentState: row.assignmentState as AssignmentState, breached: false },
        nowMs,
      ),
  );
  const bases = await readTwoBases(tx, plan.id, nowMs);
  const span = period === null ? null : periodOf(period);
  const inSpan = (day: string | null) => span !== null && day !== null && day >= span.startOn && day <= span.endOn;
  const due = owed.filter((row) => row.kind === 'completion' && inSpan(row.dueOn));
  const onTime = due.filter(
    (row) => row.state === 'met' && row.filedAt !== null && dayOfInstant(row.filedAt.getTime()) <= (row.dueOn ?? ''),
  );
  const reports = owed.filter(
    (row) => row.kind === 'periodReport' && row.period !== null && span !== null && isWithin(row.period, span),
  );
  const named = new Map<string, { overdue: number; unreported: number; mostDaysLate: number }>();
  for (const row of late) {
    const unit = named.get(row.holderUnitId ?? '') ?? { overdue: 0, unreported: 0, mostDaysLate: 0 };
    if (row.kind === 'completion') {
      unit.overdue += 1;
      unit.mostDaysLate = Math.max(unit.mostDaysLate, daysBetween(row.dueOn ?? asOfOn, asOfOn));
    } else unit.unreported += 1;
    named.set(row.holderUnitId ?? '', unit);
  }
  const units = await tx.query<{ id: string }>(
    `select distinct unit_id as id from assignment where plan_id = $1 and state <> 'cancelled' order by 1`,
    [plan.id],
  );
  return {
    facts: {
      planTitle: plan.title,
      period,
      asOfOn,
      tasks: bases?.byTask ?? NOTHING,
      shares: bases?.byUnit ?? NOTHING,
      dueInPeriod:
        span === null
          ? null
          : {
              due: due.length,
              onTime: onTime.length,
              late: due.filter((row) => row.state === 'met').length - onTime.length,
              open: due.filter((row) => row.state === 'open').length,
            },
      reports: span === null ? null : { owed: reports.length, filed: reports.filter((row) => row.filedAt !== null).length },
      papers: await papersOf(tx, plan.id, span, plan.year),
      problems: await problemsOf(tx, plan.id, asOfOn),
      named: [...named].map(([unitId, counts]) => ({ unitName: wanted.unitNames.get(unitId) ?? '', ...counts })),
    },
    items: late.map((row) => ({ obligation: row, unitId: row.holderUnitId ?? '', title: row.title })),
    unitIds: units.map((unit) => unit.id),
  };
}

/** What the plan's shares owe in completions and reports, with the task's title and the share's state. */
async function owedOn(tx: Tx, planId: string): Promise<Owed[]> {
  const rows = await tx.find(
    ObligationRow,
    `r.owner_kind = 'plan' and r.owner_id = $1 and r.kind in ('completion', 'periodReport') and r.state <> 'void'
       and r.assignment_id is not null order by r.due_on nulls last, r.id`,
    [planId],
  );
  const about = await tx.query<{ id: string; title: string; state: string }>(
    'select a.id, t.title, a.state from assignment a join task t on t.id = a.task_id where a.plan_id = $1',
    [planId],
  );
  const byId = new Map(about.map((each) => [each.id, each]));
  return rows.flatMap((row) => {
    const share = byId.get(row.assignmentId ?? '');
    return share ? [{ ...row, title: share.title, assignmentState: share.state }] : [];
  });
}

const NOTHING = { total: 0, done: 0, rate: NO_RATE };

const isWithin = (period: string, span: { readonly startOn: string; readonly endOn: string }): boolean => {
  const { startOn, endOn } = periodOf(period);
  return startOn >= span.startOn && endOn <= span.endOn;
};

async function papersOf(
  tx: Tx,
  planId: string,
  span: { readonly startOn: string; readonly endOn: string } | null,
  year: number,
): Promise<BulletinFacts['papers']> {
  const rows = await tx.query<{ kind: string; count: number }>(
    `select kind, count(*)::int as count from instrument where plan_id = $1 and issued_at is not null and state <> 'withdrawn'
       and (issued_at at time zone 'Asia/Shanghai')::date between $2::date and $3::date group by kind`,
    [planId, span?.startOn ?? `${year}-01-01`, span?.endOn ?? `${year}-12-31`],
  );
  const order = Object.keys(instrumentNames);
  return rows
    .filter((row) => isInstrumentKind(row.kind) && definitionOf(row.kind).origin === 'issued')
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map((row) => ({ name: isInstrumentKind(row.kind) ? instrumentNames[row.kind] : row.kind, count: row.count }));
}

async function problemsOf(tx: Tx, planId: string, asOfOn: string): Promise<BulletinFacts['problems']> {
  const [row] = await tx.query<BulletinFacts['problems']>(
    `select count(*) filter (where state <> 'struckOff')::int as open,
       count(*) filter (where state = 'open' and nature = 'normal' and due_on < $2::date)::int as late,
       count(*) filter (where state = 'struckOff')::int as "struckOff"
     from rectification where plan_id = $1`,
    [planId, asOfOn],
  );
  return row ?? { open: 0, late: 0, struckOff: 0 };
}
