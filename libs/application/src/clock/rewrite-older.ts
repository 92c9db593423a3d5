import { armRungs, OPEN_NEXT_PERIOD } from '@duban/domain';
import { ArmedRungRow, ObligationRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { armFollowing, factsOfAll, toObligation } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';

/**
 * Brings obligations of a plan that are still on an older policy or calendar to the versions that the plan pins, before any of
 * their rungs is judged: a job that rewrites a whole plan may not have come to them yet (design section 3.3). Recorded rungs
 * stay; an armed rung that has the same moment under the new versions stays armed; the others are armed anew, and one whose
 * moment is past is superseded. The caller holds the locks of the obligations' tasks.
 */
export async function rewriteOlder(act: Act, obligationIds: readonly string[]): Promise<void> {
  if (obligationIds.length === 0) return;
  const older = await act.tx.query<{ id: string; policyVersionId: string; calendarId: string }>(
    `select o.id, p.policy_version_id as "policyVersionId", p.calendar_id as "calendarId"
     from obligation o join plan p on p.id = o.owner_id
     where o.id = any($1::uuid[]) and o.owner_kind = 'plan' and o.state = 'open'
       and (o.policy_version_id <> p.policy_version_id or o.calendar_id <> p.calendar_id)`,
    [[...new Set(obligationIds)]],
  );
  if (older.length === 0) return;
  const ids = older.map((each) => each.id);
  await act.tx.run(
    `update obligation o set policy_version_id = p.policy_version_id, calendar_id = p.calendar_id
     from plan p where p.id = o.owner_id and o.id = any($1::uuid[])`,
    [ids],
  );
  await dropMovedRungs(act, ids);
  await armFollowing(act, ids);
}

async function dropMovedRungs(act: Act, obligationIds: readonly string[]): Promise<void> {
  const rows = await act.tx.find(ObligationRow, 'r.id = any($1::uuid[])', [obligationIds]);
  const armed = await act.tx.find(ArmedRungRow, 'r.obligation_id = any($1::uuid[])', [obligationIds]);
  const facts = await factsOfAll(act.tx, rows);
  const moved: ArmedRungRow[] = [];
  for (const row of rows) {
    const policy = await readPolicy(act.tx, row.policyVersionId);
    const calendar = await readCalendar(act.tx, row.calendarId);
    const known = facts.get(row.id);
    if (!known) throw new Error(`no facts of obligation ${row.id}`);
    // As if it were armed before all time: every moment of the ladder, none superseded.
    const all = armRungs(toObligation(row), policy, calendar, known, new Set(), Number.NEGATIVE_INFINITY).armed;
    const moments = new Map(all.map((rung) => [rung.rungKey, rung.fireAtMs]));
    for (const rung of armed) {
      if (rung.obligationId !== row.id || rung.rungKey === OPEN_NEXT_PERIOD) continue;
      if (moments.get(rung.rungKey) !== rung.fireAt.getTime()) moved.push(rung);
    }
  }
  await act.tx.run(
    `delete from armed_rung a using unnest($1::uuid[], $2::int[], $3::text[]) as k(obligation_id, due_version, rung_key)
     where a.obligation_id = k.obligation_id and a.due_version = k.due_version and a.rung_key = k.rung_key`,
    [moved.map((rung) => rung.obligationId), moved.map((rung) => rung.dueVersion), moved.map((rung) => rung.rungKey)],
  );
}
