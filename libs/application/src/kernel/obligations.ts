import {
  armRungs,
  isBreached,
  limitEnd,
  NO_FACTS,
  OPEN_NEXT_PERIOD,
  type ClockFacts,
  type ClockOwner,
  type FreezeKind,
  type InstrumentKind,
  type Limit,
  type Obligation,
  type ObligationKind,
} from '@duban/domain';
import { ArmedRungRow, DueChangeRow, ObligationFreezeRow, ObligationRow, RungRecordRow, type Tx } from '@duban/database';
import type { Act } from './act';
import { newId } from './new-id';
import { readCalendar, readPolicy } from './rulebook';

/** What is needed to make an obligation; the rest follows from the act. */
export interface NewObligation {
  readonly kind: ObligationKind;
  readonly owner: ClockOwner;
  readonly policyVersionId: string;
  readonly calendarId: string;
  readonly taskId?: string | null;
  readonly assignmentId?: string | null;
  readonly instrumentId?: string | null;
  readonly targetId?: string | null;
  readonly signOffId?: string | null;
  /** `kind.stage` of an instrument's stage, `chain.step` of a sign-off's. */
  readonly stageKey?: string | null;
  readonly period?: string | null;
  /** What is owed, in words, where its kind and period do not say it. */
  readonly name?: string | null;
  readonly holderUnitId?: string | null;
  readonly holderPostId?: string | null;
  /** A day that is written down, a limit that is counted from now, or null for what has no due day. */
  readonly due: { readonly on: string; readonly provisional?: boolean } | { readonly within: Limit } | null;
  /** Why the due day is what it is, as data for a reader: `planText`, `policy`, `granted` … */
  readonly dueReason: string;
}

export function toObligation(row: ObligationRow): Obligation {
  return {
    id: row.id,
    jurisdictionId: row.jurisdictionId,
    kind: row.kind as ObligationKind,
    owner: { kind: row.ownerKind as ClockOwner['kind'], id: row.ownerId },
    taskId: row.taskId,
    assignmentId: row.assignmentId,
    instrumentId: row.instrumentId,
    targetId: row.targetId,
    signOffId: row.signOffId,
    stageKey: row.stageKey,
    period: row.period,
    holderUnitId: row.holderUnitId,
    holderPostId: row.holderPostId,
    openedAtMs: row.openedAt.getTime(),
    dueOn: row.dueOn,
    dueAtMs: row.dueAt?.getTime() ?? null,
    originalDueOn: row.originalDueOn,
    dueVersion: row.dueVersion,
    provisional: row.provisional,
    state: row.state as Obligation['state'],
    filedAtMs: row.filedAt?.getTime() ?? null,
    metAtMs: row.metAt?.getTime() ?? null,
  };
}

/** Makes obligations, arms what they arm and wakes their owners. Gives the rows in the order asked for. */
export async function openObligations(act: Act, wanted: readonly NewObligation[]): Promise<ObligationRow[]> {
  const rows: ObligationRow[] = [];
  for (const each of wanted) {
    const calendar = await readCalendar(act.tx, each.calendarId);
    let end: { dueOn: string | null; dueAtMs: number | null; provisional: boolean };
    if (each.due === null) end = { dueOn: null, dueAtMs: null, provisional: false };
    else if ('on' in each.due) end = { dueOn: each.due.on, dueAtMs: null, provisional: each.due.provisional ?? false };
    else end = limitEnd(act.nowMs, each.due.within, calendar);
    rows.push({
      id: newId(),
      jurisdictionId: act.jurisdictionId,
      kind: each.kind,
      ownerKind: each.owner.kind,
      ownerId: each.owner.id,
      taskId: each.taskId ?? null,
      assignmentId: each.assignmentId ?? null,
      instrumentId: each.instrumentId ?? null,
      targetId: each.targetId ?? null,
      signOffId: each.signOffId ?? null,
      stageKey: each.stageKey ?? null,
      period: each.period ?? null,
      holderUnitId: each.holderUnitId ?? null,
      holderPostId: each.holderPostId ?? null,
      openedAt: act.now,
      dueOn: end.dueOn,
      dueAt: end.dueAtMs === null ? null : new Date(end.dueAtMs),
      originalDueOn: end.dueOn,
      dueVersion: 1,
      provisional: end.provisional,
      state: 'open',
      filedAt: null,
      metAt: null,
      metBy: null,
      policyVersionId: each.policyVersionId,
      calendarId: each.calendarId,
      dueReason: each.dueReason,
      name: each.name ?? null,
    });
  }
  await act.tx.insert(ObligationRow, rows);
  await arm(
    act,
    rows.map((row) => ({ row, facts: { servedAtMs: {}, recordedAtMs: {} }, armed: new Set<string>(), frozen: false })),
  );
  return rows;
}

/** What was owed is accepted: nothing more fires. What only takes rungs away wakes nobody. */
export function meetObligation(act: Act, obligation: ObligationRow): void {
  endObligation(act, obligation, 'met');
}

/** No longer owed: cancelled, reassigned, or ended with its instrument or sign-off. */
export function voidObligation(act: Act, obligation: ObligationRow): void {
  endObligation(act, obligation, 'void');
}

/** One statement for the three tables: a command that ends an obligation is the most frequent of all. */
function endObligation(act: Act, obligation: ObligationRow, state: 'met' | 'void'): void {
  const isMet = state === 'met';
  act.tx.send(
    // The opening of the next period outlives a report that was filed early or during an outage: no duty is hidden.
    `with unarmed as (delete from armed_rung where obligation_id = $1 and ($2 = 'void' or rung_key <> $7)),
       thawed as (update obligation_freeze set closed_at = $6 where obligation_id = $1 and closed_at is null)
     update obligation set state = $2, met_at = $3, met_by = $4, filed_at = $5 where id = $1`,
    [
      obligation.id,
      state,
      isMet ? act.now : null,
      isMet ? (act.actor?.personId ?? null) : null,
      isMet ? (obligation.filedAt ?? act.now) : obligation.filedAt,
      act.now,
      OPEN_NEXT_PERIOD,
    ],
  );
}

/**
 * A new day in force: a new due version replaces every armed rung, and what follows is armed anew (design section 5). The day
 * left behind is kept with its reason and decider, and whether it was breached: passed with nothing filed, unless `askedInTime`
 * says that an extension asked by the end of that day is what moves it. An instant moves where the limit is in hours; null is
 * long-term work, which has no due day.
 */
export async function setDue(
  act: Act,
  obligation: ObligationRow,
  due: string | { readonly atMs: number } | null,
  dueReason: string,
  options: { readonly askedInTime?: boolean; readonly provisional?: boolean } = {},
): Promise<ObligationRow> {
  const dueOn = typeof due === 'string' ? due : null;
  const dueAt = due === null || typeof due === 'string' ? null : new Date(due.atMs);
  const provisional = options.provisional ?? false;
  await act.tx.insert(DueChangeRow, [
    {
      id: newId(),
      jurisdictionId: act.jurisdictionId,
      obligationId: obligation.id,
      fromVersion: obligation.dueVersion,
      fromDueOn: obligation.dueOn,
      toDueOn: dueOn,
      reason: dueReason,
      breached: options.askedInTime !== true && isBreached(toObligation(obligation), act.nowMs),
      changedAt: act.now,
      changedBy: act.actor?.personId ?? null,
    },
  ]);
  const changed: ObligationRow = {
    ...obligation,
    dueOn,
    dueAt,
    dueVersion: obligation.dueVersion + 1,
    provisional,
    dueReason,
  };
  await act.tx.update(ObligationRow, obligation.id, {
    dueOn,
    dueAt,
    dueVersion: changed.dueVersion,
    provisional,
    dueReason,
  });
  act.tx.send('delete from armed_rung where obligation_id = $1', [obligation.id]);
  await arm(act, [
    { row: changed, facts: await factsOf(act.tx, changed), armed: new Set(), frozen: await isFrozen(act.tx, obligation.id) },
  ]);
  return changed;
}

/** Gives the clock of an obligation to another owner (收官, 结转): what is recorded stays, the unfired rungs are rewritten by its policy. */
export async function moveObligation(
  act: Act,
  obligation: ObligationRow,
  owner: ClockOwner,
  policyVersionId: string,
): Promise<ObligationRow> {
  const moved: ObligationRow = { ...obligation, ownerKind: owner.kind, ownerId: owner.id, policyVersionId };
  await act.tx.update(ObligationRow, obligation.id, { ownerKind: owner.kind, ownerId: owner.id, policyVersionId });
  act.tx.send('delete from armed_rung where obligation_id = $1', [obligation.id]);
  await arm(act, [
    { row: moved, facts: await factsOf(act.tx, moved), armed: new Set(), frozen: await isFrozen(act.tx, obligation.id) },
  ]);
  return moved;
}

/** Stops the escalation of an obligation (not its lamp): its armed rungs are no candidates until the last freeze is lifted. */
export async function freeze(act: Act, obligationId: string, kind: FreezeKind, causeId: string): Promise<void> {
  await act.tx.insert(ObligationFreezeRow, [
    { id: newId(), jurisdictionId: act.jurisdictionId, obligationId, kind, openedAt: act.now, closedAt: null, causeId },
  ]);
  act.tx.send('update armed_rung set frozen = true where obligation_id = $1 and not frozen', [obligationId]);
}

/**
 * What was asked for is filed and waits for its sign-off: escalation stops until that is decided. One statement for the three
 * tables, for it is part of every report.
 */
export function fileUnderReview(act: Act, obligationId: string, causeId: string): void {
  act.tx.send(
    `with frozen as (update armed_rung set frozen = true where obligation_id = $1 and not frozen),
       held as (insert into obligation_freeze (id, jurisdiction_id, obligation_id, kind, opened_at, cause_id)
         values ($2, $3, $1, 'underReview', $4, $5))
     update obligation set filed_at = $4 where id = $1`,
    [obligationId, newId(), act.jurisdictionId, act.now, causeId],
  );
}

/** Lifts one freeze. When it was the last, the rungs thaw, and those whose moment has passed are handled as late. */
export async function unfreeze(
  act: Act,
  obligation: ObligationRow,
  kind: FreezeKind,
  /** Only the freeze of this cause, where several of a kind may be open (objections to two papers). */
  causeId: string | null = null,
): Promise<void> {
  act.tx.send(
    `update obligation_freeze set closed_at = $3 where obligation_id = $1 and kind = $2 and closed_at is null
       and ($4::uuid is null or cause_id = $4)`,
    [obligation.id, kind, act.now, causeId],
  );
  if (await isFrozen(act.tx, obligation.id)) return;
  const thawed = await act.tx.run('update armed_rung set frozen = false where obligation_id = $1 and frozen', [obligation.id]);
  if (thawed > 0) act.wake({ kind: obligation.ownerKind as ClockOwner['kind'], id: obligation.ownerId });
}

/** An instrument that holds these obligations has been served, or a rung of theirs was recorded: arms what counts from it. */
export async function armFollowing(act: Act, obligationIds: readonly string[]): Promise<void> {
  if (obligationIds.length === 0) return;
  const rows = await act.tx.find(ObligationRow, `r.id = any($1::uuid[]) and r.state = 'open' order by r.id`, [
    [...obligationIds],
  ]);
  const ids = rows.map((row) => row.id);
  const facts = await factsOfAll(act.tx, rows);
  const armed = new Map<string, Set<string>>();
  for (const rung of await act.tx.query<{ id: string; version: number; key: string }>(
    'select obligation_id as id, due_version as version, rung_key as key from armed_rung where obligation_id = any($1::uuid[])',
    [ids],
  )) {
    const name = versionKey(rung.id, rung.version);
    const keys = armed.get(name) ?? new Set<string>();
    armed.set(name, keys.add(rung.key));
  }
  const frozen = new Set(
    (
      await act.tx.query<{ id: string }>(
        'select obligation_id as id from obligation_freeze where obligation_id = any($1::uuid[]) and closed_at is null',
        [ids],
      )
    ).map((row) => row.id),
  );
  const targets = rows.map((row) => ({
    row,
    facts: facts.get(row.id) ?? NO_FACTS,
    armed: armed.get(versionKey(row.id, row.dueVersion)) ?? new Set<string>(),
    frozen: frozen.has(row.id),
  }));
  await arm(act, targets);
}

const versionKey = (obligationId: string, dueVersion: number): string => `${obligationId}:${dueVersion}`;

/**
 * What an obligation's rungs count from, as recorded. A held rung counts only from its release, a skipped one never. The service of
 * a paper counts only for the due version that it urged: a new day begins anew; and not for a unit that had not the share then.
 */
export async function factsOf(tx: Tx, obligation: Pick<ObligationRow, 'id' | 'dueVersion'>): Promise<ClockFacts> {
  return (await factsOfAll(tx, [obligation])).get(obligation.id) ?? NO_FACTS;
}

/** The same of many, with the same two statements for any number; by obligation id. */
export async function factsOfAll(
  tx: Tx,
  obligations: readonly Pick<ObligationRow, 'id' | 'dueVersion'>[],
): Promise<Map<string, ClockFacts>> {
  const ids = obligations.map((obligation) => obligation.id);
  const served = await tx.query<{ id: string; kind: InstrumentKind; at: Date }>(
    `select x.obligation_id as id, i.kind, max(t.served_at) as at
     from unnest($1::uuid[], $2::int[]) as o(id, due_version) join instrument_item x on x.obligation_id = o.id
       join instrument i on i.id = x.instrument_id join instrument_target t on t.id = x.target_id
       left join rung_record rr on rr.id = x.rung_record_id
     where t.served_at is not null and x.end_reason is distinct from 'reassigned'
       and case when rr.id is not null then rr.due_version = o.due_version
         else t.served_at >= coalesce((select max(c.changed_at) from due_change c where c.obligation_id = o.id), t.served_at) end
     group by 1, 2`,
    [ids, obligations.map((obligation) => obligation.dueVersion)],
  );
  const recorded = await tx.query<{ id: string; key: string; at: Date | null }>(
    `select r.obligation_id as id, r.rung_key as key, case
         when r.outcome in ('fired', 'superseded') then r.recorded_at
         when r.outcome = 'held' and r.resolution = 'released' then r.resolved_at
       end as at
     from unnest($1::uuid[], $2::int[]) as o(id, due_version)
       join rung_record r on r.obligation_id = o.id and r.due_version = o.due_version`,
    [ids, obligations.map((obligation) => obligation.dueVersion)],
  );
  const facts = new Map<string, { servedAtMs: Record<string, number>; recordedAtMs: Record<string, number> }>(
    ids.map((id) => [id, { servedAtMs: {}, recordedAtMs: {} }]),
  );
  for (const row of served) Object.assign(facts.get(row.id)?.servedAtMs ?? {}, { [row.kind]: row.at.getTime() });
  for (const row of recorded) {
    Object.assign(facts.get(row.id)?.recordedAtMs ?? {}, { [row.key]: row.at?.getTime() ?? Number.POSITIVE_INFINITY });
  }
  return facts;
}

export async function isFrozen(tx: Tx, obligationId: string): Promise<boolean> {
  const rows = await tx.query('select 1 from obligation_freeze where obligation_id = $1 and closed_at is null limit 1', [
    obligationId,
  ]);
  return rows.length > 0;
}

interface ArmTarget {
  readonly row: ObligationRow;
  readonly facts: ClockFacts;
  readonly armed: ReadonlySet<string>;
  readonly frozen: boolean;
}

async function arm(act: Act, targets: readonly ArmTarget[]): Promise<void> {
  const armed: ArmedRungRow[] = [];
  const superseded: RungRecordRow[] = [];
  for (const { row, facts, armed: already, frozen } of targets) {
    const policy = await readPolicy(act.tx, row.policyVersionId);
    const calendar = await readCalendar(act.tx, row.calendarId);
    const arming = armRungs(toObligation(row), policy, calendar, facts, already, act.nowMs);
    for (const rung of arming.armed) {
      armed.push({
        obligationId: row.id,
        dueVersion: row.dueVersion,
        rungKey: rung.rungKey,
        jurisdictionId: row.jurisdictionId,
        ownerKind: row.ownerKind,
        ownerId: row.ownerId,
        taskId: row.taskId,
        fireAt: new Date(rung.fireAtMs),
        frozen,
      });
    }
    for (const rung of arming.superseded) {
      superseded.push({
        id: newId(),
        jurisdictionId: row.jurisdictionId,
        obligationId: row.id,
        dueVersion: row.dueVersion,
        rungKey: rung.rungKey,
        outcome: 'superseded',
        fireAt: new Date(rung.fireAtMs),
        recordedAt: act.now,
        late: false,
        reason: 'momentBeforeAct',
        resolvedAt: null,
        resolvedBy: null,
        resolution: null,
      });
    }
    if (arming.armed.length > 0) act.wake({ kind: row.ownerKind as ClockOwner['kind'], id: row.ownerId });
  }
  await act.tx.insert(ArmedRungRow, armed);
  await act.tx.insertMissing(RungRecordRow, superseded);
}
