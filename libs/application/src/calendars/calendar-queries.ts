import { recountDue, type CalendarException, type Decision, type WorkCalendar, accept } from '@duban/domain';
import { ObligationRow, WorkCalendarRow, type Tx } from '@duban/database';
import type { Scope } from '../access/scope';
import { readCalendar, readPolicy } from '../kernel/rulebook';
import { namesOf } from '../policies/plan-policy';
import { countingFactsOf } from '../rewriting/counting-facts';
import { readLoading, type CalendarLoading } from './load-calendar';

export interface CalendarVersion {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly firstYear: number;
  readonly publishedThrough: number;
  readonly loadedAt: Date;
  readonly loadedBy: string | null;
}

/** The versions of the jurisdiction's calendar, the newest first: everyone may know by what days they are counted. */
export async function listCalendars(tx: Tx, scope: Scope): Promise<CalendarVersion[]> {
  const rows = await tx.query<{ id: string; version: number; body: WorkCalendar; loadedAt: Date; loadedBy: string | null }>(
    `select c.id, c.version, c.body, c.loaded_at as "loadedAt", p.name as "loadedBy"
     from work_calendar c left join person p on p.id = c.loaded_by where c.jurisdiction_id = $1 order by c.version desc`,
    [scope.jurisdictionId],
  );
  return rows.map(({ body, ...row }) => ({
    ...row,
    name: body.version,
    firstYear: body.firstYear,
    publishedThrough: body.publishedThrough,
  }));
}

export interface CalendarYear {
  readonly year: number;
  readonly calendar: string;
  readonly isPublished: boolean;
  readonly days: readonly (CalendarException & { readonly date: string })[];
}

/** The days of one year that the ordinary week does not tell, by the newest calendar. */
export async function readCalendarYear(tx: Tx, scope: Scope, year: number): Promise<CalendarYear | null> {
  const [row] = await tx.find(WorkCalendarRow, 'r.jurisdiction_id = $1 order by r.version desc limit 1', [scope.jurisdictionId]);
  if (!row) return null;
  const body = row.body as WorkCalendar;
  return {
    year,
    calendar: body.version,
    isPublished: year >= body.firstYear && year <= body.publishedThrough,
    days: Object.entries(body.exceptions)
      .filter(([date]) => date.startsWith(`${year}-`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, day]) => ({ date, ...day })),
  };
}

export interface CalendarPreview extends CalendarLoading {
  readonly moves: readonly {
    readonly obligationId: string;
    readonly kind: string;
    readonly period: string | null;
    readonly taskId: string | null;
    readonly taskTitle: string | null;
    readonly unitName: string | null;
    readonly outcome: 'moves' | 'waits' | 'settled';
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

/** What loading this table would do, by the rules of the recounting itself: the days that change and every due day that moves. */
export async function previewCalendar(tx: Tx, scope: Scope, text: string): Promise<Decision<CalendarPreview>> {
  const read = await readLoading(tx, scope.jurisdictionId, text);
  if (!read.ok) return read;
  const { next } = read.value;
  const rows = await tx.find(ObligationRow, `r.jurisdiction_id = $1 and r.state = 'open' order by r.due_on, r.id`, [
    scope.jurisdictionId,
  ]);
  const facts = await countingFactsOf(tx, rows);
  const moves: Omit<CalendarPreview['moves'][number], 'taskTitle' | 'unitName'>[] = [];
  for (const row of rows) {
    const known = facts.get(row.id);
    if (!known) continue;
    const policy = await readPolicy(tx, row.policyVersionId);
    const before = await readCalendar(tx, row.calendarId);
    const inForce = { dueOn: row.dueOn, dueAtMs: row.dueAt?.getTime() ?? null, provisional: row.provisional };
    const change = recountDue(known, inForce, { policy, calendar: before }, { policy, calendar: next });
    if (change.kind === 'stays') continue;
    const { id: obligationId, kind, period, taskId } = row;
    const from = row.dueOn ?? row.dueAt?.toISOString() ?? null;
    const to = change.kind === 'settled' ? from : (change.to.dueOn ?? new Date(change.to.dueAtMs ?? 0).toISOString());
    moves.push({ obligationId, kind, period, taskId, outcome: change.kind, from, to });
  }
  const names = await namesOf(
    tx,
    moves.map((move) => move.obligationId),
  );
  return accept({
    ...read.value,
    moves: moves.map((move) => ({ ...move, ...(names.get(move.obligationId) ?? { taskTitle: null, unitName: null }) })),
  });
}
