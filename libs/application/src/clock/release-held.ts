import { accept, refuse, type Decision } from '@duban/domain';
import { ObligationRow, RungRecordRow } from '@duban/database';
import { heldReleasedTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { readPolicy } from '../kernel/rulebook';
import { lockSubjects, type Candidate, type LockedSubjects } from './due-rungs';
import { applyFirings } from './firing-effects';
import { itemText, receiverResolver } from './firing-notices';
import { rungOf, type JudgedRung } from './judge-due-rungs';

export interface ReleaseHeldInput {
  /** Held rung records, many at once. */
  readonly recordIds: readonly string[];
  readonly resolution: 'released' | 'dropped';
  readonly reason: string;
}

export interface ReleasedHeld {
  readonly released: number;
  readonly dropped: number;
  /** Asked to be released, but done, cancelled or moved to another day meanwhile: nothing is sent for these. */
  readonly lapsed: number;
  /** Asked to be released, but frozen (suspended, under review, an extension asked): they stay held until that is decided. */
  readonly frozen: number;
}

const MOST_AT_ONCE = 1_000;

/**
 * The office lets held rungs go or drops them, with a reason (design section 5). What was released has its effects in this
 * transaction, and what follows counts from now.
 *
 * Refused whole: `RUNG.UNKNOWN` (not the office, or a record that is not of this jurisdiction), `RUNG.NOT_HELD` (somebody was
 * faster), `RUNG.REASON_MISSING`, `RUNG.TOO_MANY`.
 */
export async function releaseHeld(act: Act, input: ReleaseHeldInput): Promise<Decision<ReleasedHeld>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('RUNG.UNKNOWN');
  if (input.reason.trim() === '') return refuse('RUNG.REASON_MISSING');
  const ids = [...new Set(input.recordIds)].sort();
  if (ids.length > MOST_AT_ONCE) return refuse('RUNG.TOO_MANY', { most: MOST_AT_ONCE });
  const subjects = await lockAll(act, ids);
  const records = await act.tx.find(
    RungRecordRow,
    'r.id = any($1::uuid[]) and r.jurisdiction_id = $2 order by r.fire_at, r.id for update',
    [ids, act.jurisdictionId],
  );
  if (records.length < ids.length) return refuse('RUNG.UNKNOWN');
  const settled = records.find((record) => record.outcome !== 'held' || record.resolvedAt !== null);
  if (settled) return refuse('RUNG.NOT_HELD', { recordId: settled.id });
  const held = await asJudged(act, records);
  const stillOwed = (each: JudgedRung) =>
    each.obligation.state === 'open' && each.obligation.filedAt === null && each.obligation.dueVersion === each.dueVersion;
  const frozenIds = await frozenAmong(act, records);
  const isFrozen = (each: JudgedRung) => frozenIds.has(each.obligationId);
  const asked = input.resolution === 'released' ? held : [];
  const lapsed = asked.filter((each) => !stillOwed(each));
  const released = asked.filter((each) => stillOwed(each) && !isFrozen(each));
  const frozen = asked.filter((each) => stillOwed(each) && isFrozen(each));
  const dropped = input.resolution === 'dropped' ? held : [];
  await resolve(act, released, 'released');
  await resolve(act, dropped, 'dropped');
  await resolve(act, lapsed, 'lapsed');
  await applyFirings(act, released);
  const events = new Map(
    [...released, ...dropped, ...lapsed].map((each) => [
      each,
      emitResolved(act, each, input, lapsed.includes(each) ? 'lapsed' : input.resolution),
    ]),
  );
  await tell(act, released, subjects, events);
  return accept({ released: released.length, dropped: dropped.length, lapsed: lapsed.length, frozen: frozen.length });
}

/** The locks come before the records are read for good: plan → task → instrument → sign-off. */
async function lockAll(act: Act, recordIds: readonly string[]): Promise<LockedSubjects> {
  const candidates = await act.tx.query<Candidate & { ownerKind: string; ownerId: string }>(
    `select o.id as "obligationId", r.due_version as "dueVersion", r.rung_key as "rungKey", o.task_id as "taskId",
       o.instrument_id as "instrumentId", o.sign_off_id as "signOffId"
     from rung_record r join obligation o on o.id = r.obligation_id
     where r.id = any($1::uuid[]) and r.jurisdiction_id = $2`,
    [recordIds, act.jurisdictionId],
  );
  return lockSubjects(act.tx, null, candidates);
}

async function frozenAmong(act: Act, records: readonly RungRecordRow[]): Promise<ReadonlySet<string>> {
  const rows = await act.tx.query<{ id: string }>(
    'select distinct obligation_id as id from obligation_freeze where obligation_id = any($1::uuid[]) and closed_at is null',
    [records.map((record) => record.obligationId)],
  );
  return new Set(rows.map((row) => row.id));
}

async function asJudged(act: Act, records: readonly RungRecordRow[]): Promise<JudgedRung[]> {
  const rows = await act.tx.find(ObligationRow, 'r.id = any($1::uuid[])', [records.map((record) => record.obligationId)]);
  const obligations = new Map(rows.map((row) => [row.id, row]));
  const judged: JudgedRung[] = [];
  for (const record of records) {
    const obligation = obligations.get(record.obligationId);
    if (!obligation) throw new Error(`no obligation ${record.obligationId}`);
    const policy = await readPolicy(act.tx, obligation.policyVersionId);
    judged.push({
      obligationId: record.obligationId,
      dueVersion: record.dueVersion,
      rungKey: record.rungKey,
      fireAtMs: record.fireAt.getTime(),
      obligation,
      recordId: record.id,
      policy,
      rung: rungOf(policy, record.rungKey),
      late: record.late,
      outcome: 'fired',
      reason: record.reason,
    });
  }
  return judged;
}

async function resolve(act: Act, judged: readonly JudgedRung[], resolution: string): Promise<void> {
  if (judged.length === 0) return;
  await act.tx.run('update rung_record set resolved_at = $2, resolved_by = $3, resolution = $4 where id = any($1::uuid[])', [
    judged.map((each) => each.recordId),
    act.now,
    act.person,
    resolution,
  ]);
}

/** A person's act is told at once, not in an hour's digest. */
async function tell(
  act: Act,
  released: readonly JudgedRung[],
  subjects: LockedSubjects,
  events: ReadonlyMap<JudgedRung, string>,
): Promise<void> {
  const resolveReceivers = await receiverResolver(act, released);
  const unitNames = new Map((await act.roster()).units.map((unit) => [unit.id, unit.name]));
  for (const each of released) {
    if (!each.rung) continue;
    act.tell({
      title: heldReleasedTitle,
      text: itemText(act, each, subjects, unitNames),
      subjectKind: each.obligation.assignmentId === null ? 'obligation' : 'assignment',
      subjectId: each.obligation.assignmentId ?? each.obligation.id,
      obligationId: each.obligation.id,
      // Not the record: the office had an item under it when the rung was held.
      causeId: events.get(each) ?? each.recordId,
      receivers: resolveReceivers(each),
    });
  }
}

function emitResolved(act: Act, each: JudgedRung, input: ReleaseHeldInput, resolution: string): string {
  const { obligation } = each;
  return act.emit({
    type: resolution === 'released' ? 'rung.released' : 'rung.dropped',
    subjectKind: 'obligation',
    subjectId: obligation.id,
    planId: obligation.ownerKind === 'plan' ? obligation.ownerId : null,
    taskId: obligation.taskId,
    data: { recordId: each.recordId, rungKey: each.rungKey, dueVersion: each.dueVersion, resolution, reason: input.reason },
  });
}
