import type { Tx } from '@duban/database';
import { dayOfInstant } from '@duban/domain';
import { groupBy } from './group-by';
import { ledgerMilestones, type LedgerMilestone } from './ledger-milestones';
import { place, taskInScope, type Scope } from './scope';
import { sharesOfTasks, type Share } from './shares';

export interface LedgerFilter {
  readonly planId?: string;
  readonly year?: number;
  readonly unitId?: string;
  readonly role?: string;
  readonly state?: string;
  /** `overdue`, `dueSoon` (seven days), `done` or `open`. */
  readonly standing?: 'overdue' | 'dueSoon' | 'done' | 'open';
  /** Words in the task's title, deliverable or clause. */
  readonly text?: string;
}

export interface LedgerEntry {
  readonly taskId: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly year: number;
  readonly chapter: string;
  readonly clause: string;
  readonly title: string;
  readonly deliverable: string | null;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly shares: readonly Share[];
  readonly milestones: readonly LedgerMilestone[];
  readonly latestProgress: string | null;
  readonly instruments: readonly string[];
}

export interface LedgerPage {
  readonly items: readonly LedgerEntry[];
  /** To be given as `after` for what follows; null at the end. */
  readonly next: string | null;
}

type Row = Omit<LedgerEntry, 'shares' | 'milestones' | 'latestProgress' | 'instruments'> & { position: number };

/**
 * One page of the ledger in the order of the plans' text, by keyset: what is added meanwhile moves no row to another page.
 * A cursor that this did not make gives null.
 */
export async function readLedger(
  tx: Tx,
  scope: Scope,
  filter: LedgerFilter,
  page: { readonly after: string | null; readonly limit: number },
  nowMs: number,
): Promise<LedgerPage | null> {
  const from = page.after === null ? null : readCursor(page.after);
  if (page.after !== null && from === null) return null;
  const values: unknown[] = [];
  const where = [taskInScope(scope, 't', values), ...conditions(filter, values, nowMs)];
  if (from) {
    where.push(
      `(-p.year, p.id, t.position, t.id) > (${place(values, -from.year)}::int, ${place(values, from.planId)}::uuid, ${place(values, from.position)}::int, ${place(values, from.taskId)}::uuid)`,
    );
  }
  const rows = await tx.query<Row>(
    `select t.id as "taskId", p.id as "planId", p.title as "planTitle", p.year, w.chapter, w.label || w.heading as clause, t.title,
       t.deliverable, t.due_on as "dueOn", t.original_due_on as "originalDueOn", t.position
     from task t join plan p on p.id = t.plan_id join work_point w on w.id = t.work_point_id
     where ${where.join(' and ')} order by -p.year, p.id, t.position, t.id limit ${place(values, page.limit + 1)}`,
    values,
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { items: await withShares(tx, scope, shown, nowMs), next: rows.length > page.limit && last ? cursorOf(last) : null };
}

function conditions(filter: LedgerFilter, values: unknown[], nowMs: number): string[] {
  const where: string[] = [];
  if (filter.planId !== undefined) where.push(`p.id = ${place(values, filter.planId)}`);
  if (filter.year !== undefined) where.push(`p.year = ${place(values, filter.year)}`);
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const words = place(values, `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%`);
    where.push(`(t.title ilike ${words} or t.deliverable ilike ${words} or w.heading ilike ${words} or w.label ilike ${words})`);
  }
  // One share must answer all that is asked of a share.
  const share: string[] = [];
  if (filter.unitId !== undefined) share.push(`a.unit_id = ${place(values, filter.unitId)}`);
  if (filter.role !== undefined) share.push(`a.role = ${place(values, filter.role)}`);
  if (filter.state !== undefined) share.push(`a.state = ${place(values, filter.state)}`);
  if (filter.standing !== undefined) share.push(standingCondition(filter.standing, values, nowMs));
  if (share.length > 0) {
    where.push(
      `exists (select 1 from assignment a left join obligation o on o.assignment_id = a.id and o.kind = 'completion' and o.state <> 'void'
         where a.task_id = t.id and ${share.join(' and ')})`,
    );
  }
  return where;
}

/** The same words as `standingOf` (libs/domain/src/clock/standing.ts), as conditions on a share's completion. */
function standingCondition(standing: NonNullable<LedgerFilter['standing']>, values: unknown[], nowMs: number): string {
  const today = `(${place(values, new Date(nowMs))}::timestamptz at time zone 'Asia/Shanghai')::date`;
  const unfiledInTime = `(o.filed_at is null or (o.filed_at at time zone 'Asia/Shanghai')::date > o.due_on)`;
  const running = `o.state = 'open' and a.state not in ('suspended', 'cancelled')`;
  switch (standing) {
    case 'overdue':
      return `${running} and o.due_on < ${today} and ${unfiledInTime}`;
    case 'dueSoon':
      return `${running} and o.due_on between ${today} and ${today} + 7`;
    case 'done':
      return `o.state = 'met'`;
    case 'open':
      return `o.state = 'open'`;
  }
}

async function withShares(tx: Tx, scope: Scope, rows: readonly Row[], nowMs: number): Promise<LedgerEntry[]> {
  const ids = rows.map((row) => row.taskId);
  const shares = await sharesOfTasks(tx, scope, ids, nowMs);
  const byTask = groupBy(shares, (share) => share.taskId);
  const milestones = await ledgerMilestones(tx, ids, dayOfInstant(nowMs));
  const texts = await tx.query<{ taskId: string; text: string }>(
    `select distinct on (task_id) task_id as "taskId", text from progress_report
     where assignment_id = any($1::uuid[]) and state = 'signed' order by task_id, filed_at desc`,
    [shares.filter((share) => share.isOpen).map((share) => share.id)],
  );
  const numbers = await tx.query<{ taskId: string; number: string }>(
    `select distinct x.task_id as "taskId", i.number, i.issued_at from instrument_item x
       join instrument i on i.id = x.instrument_id join assignment a on a.id = x.assignment_id
     where a.id = any($1::uuid[]) and i.number is not null order by i.issued_at, i.number`,
    [shares.filter((share) => share.isOpen).map((share) => share.id)],
  );
  return rows.map(({ position: _position, ...row }) => ({
    ...row,
    shares: byTask.get(row.taskId) ?? [],
    milestones: (milestones.get(row.taskId) ?? []).map(({ name, dueOn, state }) => ({ name, dueOn, state })),
    latestProgress: texts.find((each) => each.taskId === row.taskId)?.text ?? null,
    instruments: numbers.filter((each) => each.taskId === row.taskId).map((each) => each.number),
  }));
}

interface Cursor {
  readonly year: number;
  readonly planId: string;
  readonly position: number;
  readonly taskId: string;
}

const UUID = /^[0-9a-f-]{36}$/;

const cursorOf = (row: Row): string =>
  Buffer.from(JSON.stringify([row.year, row.planId, row.position, row.taskId])).toString('base64url');

function readCursor(text: string): Cursor | null {
  try {
    const [year, planId, position, taskId] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if (!Number.isInteger(year) || !Number.isInteger(position)) return null;
    if (typeof planId !== 'string' || typeof taskId !== 'string' || !UUID.test(planId) || !UUID.test(taskId)) return null;
    return { year: year as number, planId, position: position as number, taskId };
  } catch {
    return null; // not one of ours
  }
}
