import type { ClockOwner } from '@duban/domain';
import type { TaskRow } from '@duban/database';
import { InstrumentRow, ObligationRow, SignOffRow, type Tx } from '@duban/database';
import { lockTasks } from '../kernel/locks';

/** Names one armed rung for ever: the key of its record. */
export interface RungKey {
  readonly obligationId: string;
  readonly dueVersion: number;
  readonly rungKey: string;
}

export interface Candidate extends RungKey {
  readonly taskId: string | null;
  readonly instrumentId: string | null;
  readonly signOffId: string | null;
}

/** As found before any lock: only what is still there under the lock counts. */
export interface FoundCandidate extends Candidate {
  readonly fireAtMs: number;
}

export interface DueRung extends RungKey {
  readonly fireAtMs: number;
  readonly obligation: ObligationRow;
}

/** What the rungs of a chunk belong to, locked. */
export interface LockedSubjects {
  readonly tasks: ReadonlyMap<string, TaskRow>;
  readonly instruments: ReadonlyMap<string, InstrumentRow>;
  readonly signOffs: ReadonlyMap<string, SignOffRow>;
}

/** The owner's unfrozen rungs up to `nowMs` by (fireAt, obligation), not locked yet. */
export async function findCandidates(tx: Tx, owner: ClockOwner, nowMs: number, limit: number): Promise<FoundCandidate[]> {
  const rows = await tx.query<Omit<FoundCandidate, 'fireAtMs'> & { fireAt: Date }>(
    `select a.obligation_id as "obligationId", a.due_version as "dueVersion", a.rung_key as "rungKey",
       a.fire_at as "fireAt", o.task_id as "taskId", o.instrument_id as "instrumentId", o.sign_off_id as "signOffId"
     from (select * from armed_rung where owner_kind = $1 and owner_id = $2 and not frozen and fire_at <= $3
           order by fire_at, obligation_id, due_version, rung_key limit $4) a
       join obligation o on o.id = a.obligation_id
     order by a.fire_at, a.obligation_id, a.due_version, a.rung_key`,
    [owner.kind, owner.id, new Date(nowMs), limit],
  );
  return rows.map(({ fireAt, ...each }) => ({ ...each, fireAtMs: fireAt.getTime() }));
}

const ids = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value): value is string => value !== null))].sort();

/** Locks plans (shared) → tasks → instruments → sign-offs, each in id order, waiting and never skipping (design section 3.2). */
export async function lockSubjects(tx: Tx, planId: string | null, candidates: readonly Candidate[]): Promise<LockedSubjects> {
  const signOffIds = ids(candidates.map((each) => each.signOffId));
  const known = {
    taskIds: ids(candidates.map((each) => each.taskId)),
    instrumentIds: ids(candidates.map((each) => each.instrumentId)),
  };
  // A sign-off lies under its task and under the instrument that it signs: theirs come first.
  const under =
    signOffIds.length === 0
      ? []
      : await tx.query<{ taskId: string | null; instrumentId: string | null }>(
          `select task_id as "taskId", case when subject_kind = 'instrument' then subject_id end as "instrumentId"
           from sign_off where id = any($1::uuid[])`,
          [signOffIds],
        );
  const taskIds = ids([...known.taskIds, ...under.map((each) => each.taskId)]);
  const instrumentIds = ids([...known.instrumentIds, ...under.map((each) => each.instrumentId)]);
  await tx.run(
    `select id from plan where id in (
       select $1::uuid union all select plan_id from task where id = any($2::uuid[])
       union all select plan_id from instrument where id = any($3::uuid[])
       union all select plan_id from sign_off where id = any($4::uuid[]))
     order by id for share`,
    [planId, taskIds, instrumentIds, signOffIds],
  );
  const tasks = await lockTasks(tx, taskIds);
  const instruments =
    instrumentIds.length === 0
      ? []
      : await tx.find(InstrumentRow, 'r.id = any($1::uuid[]) order by r.id for no key update', [instrumentIds]);
  const signOffs =
    signOffIds.length === 0
      ? []
      : await tx.find(SignOffRow, 'r.id = any($1::uuid[]) order by r.id for no key update', [signOffIds]);
  return { tasks: byId(tasks), instruments: byId(instruments), signOffs: byId(signOffs) };
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]));

/**
 * Reads the rungs again under the lock by taking them away: one that was deleted, frozen or moved meanwhile is not there any
 * more and drops out. What is given back must be recorded in the same transaction.
 */
export async function takeDueRungs(tx: Tx, candidates: readonly RungKey[], nowMs: number): Promise<DueRung[]> {
  const taken = await tx.query<RungKey & { fireAt: Date }>(
    `delete from armed_rung a using unnest($1::uuid[], $2::int[], $3::text[]) as k(obligation_id, due_version, rung_key)
     where a.obligation_id = k.obligation_id and a.due_version = k.due_version and a.rung_key = k.rung_key
       and not a.frozen and a.fire_at <= $4
     returning a.obligation_id as "obligationId", a.due_version as "dueVersion", a.rung_key as "rungKey", a.fire_at as "fireAt"`,
    [
      candidates.map((each) => each.obligationId),
      candidates.map((each) => each.dueVersion),
      candidates.map((each) => each.rungKey),
      new Date(nowMs),
    ],
  );
  if (taken.length === 0) return [];
  const rows = await tx.find(ObligationRow, 'r.id = any($1::uuid[])', [[...new Set(taken.map((each) => each.obligationId))]]);
  const obligations = byId(rows);
  return taken
    .map((each): DueRung => {
      const obligation = obligations.get(each.obligationId);
      if (!obligation) throw new Error(`no obligation ${each.obligationId}`);
      return { ...each, fireAtMs: each.fireAt.getTime(), obligation };
    })
    .sort(
      (a, b) =>
        a.fireAtMs - b.fireAtMs ||
        compareText(a.obligationId, b.obligationId) ||
        a.dueVersion - b.dueVersion ||
        compareText(a.rungKey, b.rungKey),
    );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
