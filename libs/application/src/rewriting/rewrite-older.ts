import { recountDue, type CountedDue, type CountingRules, type Recounted } from '@duban/domain';
import { ArmedRungRow, ObligationRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { armFollowing, setDue } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';
import { countingFactsOf } from './counting-facts';
import { dropMovedRungs, shiftsBetween } from './moved-rungs';
import { unfinishedJobs, writeLines, type DueCause, type LineOutcome, type Rewritten } from './rewrite-line';
import { tellMoved } from './tell-moved';

/** The versions by which an obligation counts from now on. */
interface Newer {
  readonly id: string;
  readonly policyVersionId: string;
  readonly calendarId: string;
}

/**
 * Brings obligations that are still on an older policy or calendar to the versions in force, before any of their rungs is
 * judged: a job that rewrites all of them may not have come to these yet (design section 3.3). What a plan owes follows the
 * plan's pins; what instruments and sign-offs owe keeps its policy and follows the jurisdiction's newest calendar.
 *
 * Recorded rungs stay. An armed rung that has the same moment under the new versions stays armed; the others are armed anew, and
 * one whose moment is past is superseded. A day that a rule counted is counted again by the new term and calendar (decision D4.4). What became of
 * each stands on the list of the job, whoever did it. The caller holds the locks of what the obligations belong to.
 */
export async function rewriteOlder(
  act: Act,
  obligations: { readonly ofPlans: readonly string[]; readonly ofOthers: readonly string[] },
): Promise<Rewritten[]> {
  const newer = [...(await newerForPlans(act, obligations.ofPlans)), ...(await newerForOthers(act, obligations.ofOthers))];
  if (newer.length === 0) return [];
  const targets = new Map(newer.map((each) => [each.id, each]));
  const ids = [...targets.keys()];
  const rows = await act.tx.find(ObligationRow, 'r.id = any($1::uuid[]) order by r.id', [ids]);
  const armedBefore = await act.tx.find(ArmedRungRow, 'r.obligation_id = any($1::uuid[])', [ids]);
  const recounted = await recountAll(act, rows, targets);
  const knownRecords = new Set((await supersededNow(act, ids)).map((each) => each.recordId));
  await act.tx.run(
    `update obligation o set policy_version_id = n.policy_version_id, calendar_id = n.calendar_id,
       provisional = coalesce(n.provisional, o.provisional)
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::boolean[]) as n(id, policy_version_id, calendar_id, provisional)
     where o.id = n.id`,
    [
      ids,
      newer.map((each) => each.policyVersionId),
      newer.map((each) => each.calendarId),
      ids.map((id) => settledAs(recounted.get(id))),
    ],
  );
  const moves = rows.filter((row) => recounted.get(row.id)?.kind === 'moves');
  const standing = ids.filter((id) => recounted.get(id)?.kind !== 'moves');
  await dropMovedRungs(act, standing);
  await armFollowing(act, standing);
  for (const row of moves) await moveDue(act, row, targets, recounted);
  const armedAfter = await act.tx.find(ArmedRungRow, 'r.obligation_id = any($1::uuid[])', [ids]);
  const superseded = (await supersededNow(act, ids)).filter((each) => !knownRecords.has(each.recordId));
  const rewritten = rows.map((row): Rewritten => {
    const target = targets.get(row.id);
    const due = dueLine(row, recounted.get(row.id));
    const rungs = shiftsBetween(
      armedBefore.filter((each) => each.obligationId === row.id),
      armedAfter.filter((each) => each.obligationId === row.id),
      superseded.filter((each) => each.obligationId === row.id),
    );
    return {
      row,
      hasNewPolicy: target?.policyVersionId !== row.policyVersionId,
      hasNewCalendar: target?.calendarId !== row.calendarId,
      outcome: outcomeOf(recounted.get(row.id), rungs.length > 0),
      line: { due, rungs, ...becauseOf(recounted.get(row.id)) },
    };
  });
  await writeLines(act, await unfinishedJobs(act), rewritten);
  await tellMoved(act, rewritten);
  return rewritten;
}

async function newerForPlans(act: Act, ids: readonly string[]): Promise<Newer[]> {
  if (ids.length === 0) return [];
  return act.tx.query<Newer>(
    `select o.id, p.policy_version_id as "policyVersionId", p.calendar_id as "calendarId"
     from obligation o join plan p on p.id = o.owner_id
     where o.id = any($1::uuid[]) and o.owner_kind = 'plan' and o.state = 'open'
       and (o.policy_version_id <> p.policy_version_id or o.calendar_id <> p.calendar_id)`,
    [[...new Set(ids)]],
  );
}

async function newerForOthers(act: Act, ids: readonly string[]): Promise<Newer[]> {
  if (ids.length === 0) return [];
  return act.tx.query<Newer>(
    `select o.id, o.policy_version_id as "policyVersionId", newest.id as "calendarId"
     from obligation o cross join lateral (
       select id from work_calendar where jurisdiction_id = o.jurisdiction_id order by version desc limit 1) newest
     where o.id = any($1::uuid[]) and o.owner_kind <> 'plan' and o.state = 'open' and o.calendar_id <> newest.id`,
    [[...new Set(ids)]],
  );
}

async function recountAll(
  act: Act,
  rows: readonly ObligationRow[],
  targets: ReadonlyMap<string, Newer>,
): Promise<Map<string, Recount>> {
  const facts = await countingFactsOf(act.tx, rows);
  const recounted = new Map<string, Recount>();
  for (const row of rows) {
    const known = facts.get(row.id);
    const target = targets.get(row.id);
    if (!known || !target) continue;
    const before = await rulesOf(act, row);
    const after = await rulesOf(act, target);
    const inForce = { dueOn: row.dueOn, dueAtMs: row.dueAt?.getTime() ?? null, provisional: row.provisional };
    // Where both are new, it is the policy that moved the day if it does so alone.
    const byPolicy = recountDue(known, inForce, before, { ...before, policy: after.policy });
    const because = byPolicy.kind === 'stays' ? 'calendarChanged' : 'policyChanged';
    recounted.set(row.id, { ...recountDue(known, inForce, before, after), because });
  }
  return recounted;
}

type Recount = Recounted & { readonly because: DueCause };

const rulesOf = async (
  act: Act,
  pins: { readonly policyVersionId: string; readonly calendarId: string },
): Promise<CountingRules> => ({
  policy: await readPolicy(act.tx, pins.policyVersionId),
  calendar: await readCalendar(act.tx, pins.calendarId),
});

function becauseOf(recounted: Recount | undefined): Pick<Rewritten['line'], 'because'> {
  if (recounted === undefined) return {};
  if (recounted.kind !== 'stays') return { because: recounted.because };
  return recounted.setOtherwise === true ? { because: 'setOtherwise' } : {};
}

const settledAs = (recounted: Recounted | undefined): boolean | null =>
  recounted?.kind === 'settled' ? recounted.provisional : null;

async function moveDue(
  act: Act,
  row: ObligationRow,
  targets: ReadonlyMap<string, Newer>,
  recounted: ReadonlyMap<string, Recount>,
): Promise<void> {
  const target = targets.get(row.id);
  const change = recounted.get(row.id);
  if (!target || change?.kind !== 'moves') return;
  const { policyVersionId, calendarId } = target;
  await setDue(act, { ...row, policyVersionId, calendarId }, dueOf(change.to), change.because, {
    provisional: change.to.provisional,
  });
}

/** A counted due as `setDue` takes it. */
export const dueOf = (counted: CountedDue): string | { readonly atMs: number } => counted.dueOn ?? { atMs: counted.dueAtMs ?? 0 };

interface Superseded {
  readonly recordId: string;
  readonly obligationId: string;
  readonly rungKey: string;
  readonly at: Date;
}

async function supersededNow(act: Act, ids: readonly string[]): Promise<Superseded[]> {
  return act.tx.query(
    `select id as "recordId", obligation_id as "obligationId", rung_key as "rungKey", fire_at as at from rung_record
     where obligation_id = any($1::uuid[]) and outcome = 'superseded' and reason = 'momentBeforeAct' and recorded_at = $2`,
    [ids, act.now],
  );
}

function dueLine(row: ObligationRow, recounted: Recounted | undefined): Rewritten['line']['due'] {
  if (recounted === undefined || recounted.kind === 'stays') return null;
  const from = row.dueOn ?? row.dueAt?.toISOString() ?? null;
  if (recounted.kind === 'settled') return { from, to: from, provisional: recounted.provisional };
  const { to } = recounted;
  return { from, to: to.dueOn ?? (to.dueAtMs === null ? null : new Date(to.dueAtMs).toISOString()), provisional: to.provisional };
}

function outcomeOf(recounted: Recounted | undefined, hasShifts: boolean): LineOutcome {
  switch (recounted?.kind) {
    case 'moves':
      return 'moved';
    case 'waits':
      return 'waiting';
    case 'settled':
      return 'settled';
    case 'stays':
      if (recounted.setOtherwise === true) return 'kept';
      return hasShifts ? 'rewritten' : 'unchanged';
    case undefined:
      return hasShifts ? 'rewritten' : 'unchanged';
  }
}
