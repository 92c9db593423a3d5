import { parseYearTable } from '@duban/calendar';
import {
  accept,
  diffCalendars,
  refuse,
  withYear,
  type CalendarDifference,
  type Decision,
  type WorkCalendar,
} from '@duban/domain';
import { PlanRow, WorkCalendarRow, type Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { orderRewriting } from '../rewriting/order-rewriting';

export interface CalendarLoading {
  readonly current: WorkCalendarRow;
  readonly year: number;
  readonly next: WorkCalendar;
  readonly difference: CalendarDifference;
}

export async function newestCalendar(tx: Tx, jurisdictionId: string): Promise<WorkCalendarRow> {
  const [row] = await tx.find(WorkCalendarRow, 'r.jurisdiction_id = $1 order by r.version desc limit 1', [jurisdictionId]);
  if (!row) throw new Error(`jurisdiction ${jurisdictionId} has no work calendar`);
  return row;
}

/** Reads a year's table (pasted notice, lines or JSON) and lays it over the newest calendar; nothing is written. */
export async function readLoading(tx: Tx, jurisdictionId: string, text: string): Promise<Decision<CalendarLoading>> {
  const table = parseYearTable(text);
  if (!table.ok) return table;
  const current = await newestCalendar(tx, jurisdictionId);
  const before = current.body as WorkCalendar;
  const next = withYear(before, table.value, versionAfter(before, table.value.year, current.version + 1));
  if (!next.ok) return next;
  const difference = diffCalendars(before, next.value);
  if (difference.changed.length + difference.renamed.length + difference.settledYears.length === 0) {
    return refuse('CALENDAR.NO_CHANGE', { year: table.value.year });
  }
  return accept({ current, year: table.value.year, next: next.value, difference });
}

/** `cn-2004-2027`; a second notice for a year that was known adds its number: `cn-2004-2026.3`. */
const versionAfter = (before: WorkCalendar, year: number, version: number): string =>
  year > before.publishedThrough
    ? `cn-${Math.min(before.firstYear, year)}-${year}`
    : `cn-${Math.min(before.firstYear, year)}-${before.publishedThrough}.${version}`;

/**
 * Loads a year's table as the next version of the jurisdiction's calendar. Every plan that is not archived, and every sign-off
 * that runs, counts by it from now on; a job recounts what was counted before, with an exact list (design section 4). Only the
 * office may. Refuses with `CALENDAR.…` and the line where the table cannot be read.
 */
export async function loadCalendar(
  act: Act,
  input: { readonly text: string; readonly source: string },
): Promise<Decision<{ calendarId: string; version: string; jobId: string; difference: CalendarDifference }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('CALENDAR.UNKNOWN');
  // Two loadings at once: the second lays its year over the first one's.
  await act.tx.query('select 1 from jurisdiction where id = $1 for update', [act.jurisdictionId]);
  const read = await readLoading(act.tx, act.jurisdictionId, input.text);
  if (!read.ok) return read;
  const { current, next, difference, year } = read.value;
  const plans = await act.tx.find(PlanRow, `r.jurisdiction_id = $1 and r.state <> 'archived' order by r.id for update`, [
    act.jurisdictionId,
  ]);
  const calendarId = newId();
  await act.tx.insert(WorkCalendarRow, [
    {
      id: calendarId,
      jurisdictionId: act.jurisdictionId,
      version: current.version + 1,
      body: next,
      loadedAt: act.now,
      loadedBy: act.person,
    },
  ]);
  await act.tx.run('update plan set calendar_id = $1 where id = any($2::uuid[])', [calendarId, plans.map((plan) => plan.id)]);
  await act.tx.run(
    `update sign_off set context = jsonb_set(context, '{calendarId}', to_jsonb($1::text))
     where jurisdiction_id = $2 and state = 'running'`,
    [calendarId, act.jurisdictionId],
  );
  const jobId = await orderRewriting(act, { kind: 'calendarChange', payload: { fromCalendarId: current.id, calendarId } });
  act.emit({
    type: 'calendar.loaded',
    subjectKind: 'calendar',
    subjectId: calendarId,
    data: { year, version: next.version, source: input.source, jobId, changedDays: difference.changed.length },
  });
  return accept({ calendarId, version: next.version, jobId, difference });
}
