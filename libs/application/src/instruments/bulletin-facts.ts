import { dayOfInstant, daysBetween, isOverdue, NO_RATE, periodOf, standingOf, unitProgress, wasOnTime } from '@duban/domain';
import type { InstrumentRow, PlanRow, Tx } from '@duban/database';
import type { BulletinFacts } from '@duban/wording';
import { readTwoBases } from '../rollup/read-two-bases';
import {
  readLateCauses,
  readNamedProblems,
  readOwed,
  readPapers,
  readPapersOfUnits,
  readProblems,
  type BulletinSpan,
  type Owed,
} from './bulletin-reads';

/** One thing for which a unit is named. */
export interface NamedItem {
  readonly obligation: Owed;
  readonly unitId: string;
  readonly title: string;
}

/** What a bulletin is about: a plan, a period of it or none, and the part that a special one keeps to. */
export interface WantedBulletin {
  readonly period: string | null;
  readonly nowMs: number;
  /** In the order in which they are listed. */
  readonly unitNames: ReadonlyMap<string, string>;
  /** These units alone; all of the plan's where it is empty. */
  readonly unitIds: readonly string[];
  /** These chapters of the plan alone; all where it is empty. */
  readonly chapters: readonly string[];
}

export interface DrawnFacts {
  readonly facts: BulletinFacts;
  readonly items: readonly NamedItem[];
  /** Whom it is about, and to whom it goes. */
  readonly unitIds: readonly string[];
}

/** No lamp is asked here, so that "due soon" needs no days. */
const NO_SOON_DAYS = 0;

/**
 * What a 通报 of a plan says at a moment: the one roll-up's figures, each unit's standing, what was due in the period, and who is
 * overdue and why. Overdue and on time are said by the one function each (`isOverdue`, `wasOnTime`), so that pages, ledger,
 * scores and bulletin agree.
 */
export async function bulletinFacts(tx: Tx, plan: PlanRow, wanted: WantedBulletin): Promise<DrawnFacts> {
  const { period, nowMs } = wanted;
  const asOfOn = dayOfInstant(nowMs);
  const span = spanOf(period, plan.year);
  const isAll = wanted.unitIds.length === 0 && wanted.chapters.length === 0;
  const part = { unitIds: wanted.unitIds, chapters: wanted.chapters };
  const owed = await readOwed(tx, plan.id, part);
  const late = owed.filter((row) => isOverdue(row, nowMs));
  const bases = await readTwoBases(tx, plan.id, nowMs, part);
  const order = [...wanted.unitNames.keys()];
  const unitIds = (await readUnitIds(tx, plan.id, part)).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const facts: BulletinFacts = {
    planTitle: plan.title,
    period,
    asOfOn,
    scope: isAll ? null : { units: wanted.unitIds.map((id) => wanted.unitNames.get(id) ?? ''), chapters: [...wanted.chapters] },
    tasks: bases?.byTask ?? NOTHING,
    shares: bases?.byUnit ?? NOTHING,
    units: await unitRows(tx, plan.id, { owed, goesTo: unitIds, span, wanted }),
    ...inPeriod(owed, period, nowMs),
    papers: await readPapers(tx, plan.id, span, wanted.unitIds),
    problems: await readProblems(tx, plan.id, asOfOn, wanted.unitIds),
    lateProblems: (await readNamedProblems(tx, plan.id, asOfOn, wanted.unitIds)).map(({ unitId, ...line }) => ({
      unitName: wanted.unitNames.get(unitId) ?? '',
      ...line,
    })),
    named: namedUnits(late, asOfOn, unitIds, wanted.unitNames),
    causes: await readLateCauses(tx, late, nowMs),
  };
  return { facts, items: late.map((row) => ({ obligation: row, unitId: row.holderUnitId, title: row.title })), unitIds };
}

/** The facts that an instrument was drawn from; null where it was drawn from none, or before bulletins had tables. */
export const factsOf = (row: Pick<InstrumentRow, 'facts'>): BulletinFacts | null =>
  row.facts !== null && 'units' in (row.facts as object) ? (row.facts as BulletinFacts) : null;

const NOTHING = { total: 0, done: 0, rate: NO_RATE };

const spanOf = (period: string | null, year: number): BulletinSpan =>
  period === null ? { startOn: `${year}-01-01`, endOn: `${year}-12-31` } : periodOf(period);

async function unitRows(
  tx: Tx,
  planId: string,
  about: {
    readonly owed: readonly Owed[];
    readonly goesTo: readonly string[];
    readonly span: BulletinSpan;
    readonly wanted: WantedBulletin;
  },
): Promise<BulletinFacts['units']> {
  const { nowMs, unitNames } = about.wanted;
  const counted = about.owed.filter((row) => row.kind === 'completion' && (row.dueOn !== null || row.dueAt !== null));
  const standings = unitProgress(
    counted.map((row) => ({
      taskId: row.taskId ?? row.id,
      unitId: row.holderUnitId,
      standing: standingOf(row, nowMs, NO_SOON_DAYS),
    })),
  );
  const papers = await readPapersOfUnits(tx, planId, about.span);
  return about.goesTo.map((unitId) => {
    const standing = standings.find((each) => each.unitId === unitId);
    const own = papers.get(unitId);
    return {
      unitName: unitNames.get(unitId) ?? '',
      total: standing?.total ?? 0,
      onTime: standing?.onTime ?? 0,
      late: standing?.late ?? 0,
      overdue: standing?.overdue ?? 0,
      open: standing?.open ?? 0,
      rate: standing?.rate ?? NO_RATE,
      urged: own?.urged ?? 0,
      supervised: own?.supervised ?? 0,
    };
  });
}

/** Of the period alone: what was due in it, and the reports on it. */
function inPeriod(owed: readonly Owed[], period: string | null, nowMs: number): Pick<BulletinFacts, 'dueInPeriod' | 'reports'> {
  if (period === null) return { dueInPeriod: null, reports: null };
  const span = periodOf(period);
  const due = owed.filter(
    (row) => row.kind === 'completion' && row.dueOn !== null && row.dueOn >= span.startOn && row.dueOn <= span.endOn,
  );
  const met = due.filter((row) => row.state === 'met');
  const onTime = met.filter((row) => wasOnTime(row.obligation) === true && !row.breached);
  const reports = owed.filter((row) => row.kind === 'periodReport' && row.period !== null && isWithin(row.period, span));
  return {
    dueInPeriod: {
      due: due.length,
      onTime: onTime.length,
      late: met.length - onTime.length,
      open: due.filter((row) => row.state === 'open').length,
    },
    reports: {
      owed: reports.length,
      filed: reports.filter((row) => row.filedAt !== null && row.filedAt.getTime() <= nowMs).length,
    },
  };
}

const isWithin = (period: string, span: BulletinSpan): boolean => {
  const { startOn, endOn } = periodOf(period);
  return startOn >= span.startOn && endOn <= span.endOn;
};

function namedUnits(
  late: readonly Owed[],
  asOfOn: string,
  unitIds: readonly string[],
  unitNames: ReadonlyMap<string, string>,
): BulletinFacts['named'] {
  return unitIds.flatMap((unitId) => {
    const own = late.filter((row) => row.holderUnitId === unitId);
    if (own.length === 0) return [];
    const completions = own.filter((row) => row.kind === 'completion');
    return [
      {
        unitName: unitNames.get(unitId) ?? '',
        overdue: completions.length,
        unreported: own.length - completions.length,
        mostDaysLate: Math.max(0, ...completions.map((row) => daysBetween(row.dueOn ?? asOfOn, asOfOn))),
      },
    ];
  });
}

async function readUnitIds(
  tx: Tx,
  planId: string,
  part: { readonly unitIds: readonly string[]; readonly chapters: readonly string[] },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct a.unit_id as id from assignment a join task t on t.id = a.task_id join work_point w on w.id = t.work_point_id
     where a.plan_id = $1 and a.state <> 'cancelled' and ($2::uuid[] = '{}' or a.unit_id = any($2::uuid[]))
       and ($3::text[] = '{}' or w.chapter = any($3::text[])) order by 1`,
    [planId, [...part.unitIds], [...part.chapters]],
  );
  return rows.map((row) => row.id);
}
