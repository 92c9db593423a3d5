import { dayOfInstant, endOfDay, regroup, showCell, showDecimal, type RollUpBy, type RollUpCell } from '@duban/domain';
import { PlanRow, type Tx } from '@duban/database';
import { planInScope, type Scope } from '../access/scope';
import { readRollUp } from './read-roll-up';
import type { RollUpQuery } from './roll-up-query';
import { readUnitRegister, type UnitRegister } from './unit-register';

/** What a person asks of a plan's figures; what is not named is not narrowed. */
export interface RollUpAsk {
  readonly by: readonly RollUpBy[];
  readonly chapter?: string;
  readonly clauseId?: string;
  readonly taskId?: string;
  readonly unitId?: string;
  readonly jurisdictionId?: string;
  /** Null: free reports only. */
  readonly period?: string | null;
  /** The end of this day; now where absent or later. */
  readonly asOfOn?: string;
  /** Units as they were named on the day, or by what they have become by it. */
  readonly units: 'asNamed' | 'bySuccessor';
  /** The lower jurisdictions' plans of the year too. What they have offered counts once, as offered. */
  readonly withLower: boolean;
}

export interface ShownCell extends Omit<RollUpCell, 'value' | 'numerator' | 'denominator'> {
  readonly clause: string | null;
  readonly taskTitle: string | null;
  readonly unitName: string | null;
  /** 原…: the units that have been merged into this one. */
  readonly formerNames: readonly string[];
  readonly jurisdictionName: string | null;
  readonly shown: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

export interface RollUpPage {
  readonly asOf: Date;
  readonly cells: readonly ShownCell[];
  /** The reports behind it by what became of them: those signed count, late ones among them. */
  readonly reports: { readonly signed: number; readonly late: number; readonly waiting: number; readonly returned: number };
}

/** A question of a person as what the roll-up takes; null where the plan is not there for the caller. */
export interface AskedRollUp {
  readonly query: RollUpQuery;
  readonly register: UnitRegister;
  readonly jurisdictionIds: readonly string[];
}

/**
 * Narrows a question to what the caller may read: the office, the leaders and the auditor their plan's figures, and the
 * roll-ups of the jurisdictions below; a unit what it has reported itself.
 */
export async function askRollUp(
  tx: Tx,
  scope: Scope,
  planId: string,
  ask: RollUpAsk,
  nowMs: number,
): Promise<AskedRollUp | null> {
  const values: unknown[] = [planId];
  const [plan] = await tx.find(PlanRow, `r.id = $1 and ${planInScope(scope, 'r', values)}`, values);
  if (!plan) return null;
  const isWhole = scope.isWhole && plan.jurisdictionId === scope.jurisdictionId;
  const asOfMs = ask.asOfOn === undefined ? nowMs : Math.min(nowMs, endOfDay(ask.asOfOn) - 1);
  const lower = ask.withLower && isWhole ? await lowerPlans(tx, plan) : [];
  const jurisdictionIds = [...new Set([plan.jurisdictionId, ...lower.map((each) => each.jurisdictionId)])];
  const register = await readUnitRegister(tx, jurisdictionIds, dayOfInstant(asOfMs));
  const asked = ask.unitId === undefined ? undefined : ask.units === 'bySuccessor' ? register.partsOf(ask.unitId) : [ask.unitId];
  const unitIds = isWhole ? asked : (asked ?? [...scope.unitIds]).filter((unit) => scope.unitIds.includes(unit as never));
  const { units: _units, withLower: _withLower, asOfOn: _asOfOn, unitId: _unitId, ...narrow } = ask;
  const query: RollUpQuery = {
    ...narrow,
    planIds: [plan.id, ...lower.map((each) => each.id)],
    asOfMs,
    ...(unitIds === undefined ? {} : { unitIds }),
  };
  return { query, register, jurisdictionIds };
}

/** The issued plans of the jurisdictions below, of the same year. */
async function lowerPlans(tx: Tx, plan: PlanRow): Promise<{ id: string; jurisdictionId: string }[]> {
  return tx.query(
    `with recursive lower as (
       select id from jurisdiction where upper_id = $1
       union select j.id from jurisdiction j join lower l on j.upper_id = l.id)
     select p.id, p.jurisdiction_id as "jurisdictionId" from plan p join lower l on l.id = p.jurisdiction_id
     where p.year = $2 and p.state not in ('draft', 'approved') order by p.id`,
    [plan.jurisdictionId, plan.year],
  );
}

/** The figures of a plan by the places asked for, each cell with its names; null where the plan is not there for the caller. */
export async function readRollUpPage(
  tx: Tx,
  scope: Scope,
  planId: string,
  ask: RollUpAsk,
  nowMs: number,
): Promise<RollUpPage | null> {
  const asked = await askRollUp(tx, scope, planId, ask, nowMs);
  if (!asked) return null;
  const { query, register } = asked;
  const read = await readRollUp(tx, query);
  const cells =
    ask.units === 'bySuccessor' && ask.by.includes('unit')
      ? regroup(read, (cell) => ({ ...cell, unitId: cell.unitId && register.became(cell.unitId) }))
      : read;
  return {
    asOf: new Date(query.asOfMs),
    cells: await withNames(tx, cells, asked),
    reports: await countReports(tx, query),
  };
}

async function withNames(tx: Tx, cells: readonly RollUpCell[], { register, jurisdictionIds }: AskedRollUp): Promise<ShownCell[]> {
  const ids = (of: (cell: RollUpCell) => string | null) => [...new Set(cells.flatMap((cell) => of(cell) ?? []))];
  const points = await tx.query<{ id: string; name: string; position: number }>(
    'select id, label || heading as name, position from work_point where id = any($1::uuid[])',
    [ids((cell) => cell.clauseId)],
  );
  const chapters = await tx.query<{ id: string; position: number }>(
    'select chapter as id, min(position)::int as position from work_point where jurisdiction_id = any($1::uuid[]) and chapter = any($2::text[]) group by chapter',
    [[...jurisdictionIds], ids((cell) => cell.chapter)],
  );
  const tasks = await tx.query<{ id: string; name: string; position: number }>(
    'select id, title as name, position from task where id = any($1::uuid[])',
    [ids((cell) => cell.taskId)],
  );
  const jurisdictions = await tx.query<{ id: string; name: string }>(
    'select id, name from jurisdiction where id = any($1::uuid[])',
    [ids((cell) => cell.jurisdictionId)],
  );
  const named = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
  const [pointOf, chapterOf, taskOf, jurisdictionOf] = [named(points), named(chapters), named(tasks), named(jurisdictions)];
  const order = (cell: RollUpCell): (number | string)[] => [
    chapterOf.get(cell.chapter ?? '')?.position ?? 0,
    pointOf.get(cell.clauseId ?? '')?.position ?? 0,
    taskOf.get(cell.taskId ?? '')?.position ?? 0,
    cell.jurisdictionId ?? '',
    cell.unitId === null ? 0 : register.order(cell.unitId),
    cell.period ?? '',
    cell.name,
  ];
  return [...cells]
    .map((cell) => ({ cell, order: order(cell) }))
    .sort((a, b) => compareOrders(a.order, b.order))
    .map(({ cell }) => ({
      ...cell,
      clause: pointOf.get(cell.clauseId ?? '')?.name ?? null,
      taskTitle: taskOf.get(cell.taskId ?? '')?.name ?? null,
      unitName: cell.unitId === null ? null : register.name(cell.unitId),
      formerNames: cell.unitId === null ? [] : register.formerNames(cell.unitId),
      jurisdictionName: jurisdictionOf.get(cell.jurisdictionId ?? '')?.name ?? null,
      shown: showCell(cell),
      value: cell.value && showDecimal(cell.value),
      numerator: cell.numerator && showDecimal(cell.numerator),
      denominator: cell.denominator && showDecimal(cell.denominator),
    }));
}

function compareOrders(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}

async function countReports(tx: Tx, query: RollUpQuery): Promise<RollUpPage['reports']> {
  const [row] = await tx.query<RollUpPage['reports']>(
    `select count(*) filter (where p.state = 'signed' and p.signed_at <= $2)::int as signed,
       count(*) filter (where p.state = 'signed' and p.signed_at <= $2
         and p.filed_at >= ((o.due_on + 1)::timestamp at time zone 'Asia/Shanghai'))::int as late,
       count(*) filter (where p.state = 'filed' or (p.state = 'signed' and p.signed_at > $2))::int as waiting,
       count(*) filter (where p.state = 'returned')::int as returned
     from progress_report p left join obligation o on o.id = p.obligation_id join assignment a on a.id = p.assignment_id
     where p.plan_id = any($1::uuid[]) and p.filed_at <= $2 and ($3::uuid[] is null or a.unit_id = any($3::uuid[]))`,
    [[...query.planIds], new Date(query.asOfMs), query.unitIds ? [...query.unitIds] : null],
  );
  return row ?? { signed: 0, late: 0, waiting: 0, returned: 0 };
}
