import { armRungs, OPEN_NEXT_PERIOD, type ClockFacts, type Policy, type WorkCalendar } from '@duban/domain';
import { ArmedRungRow, ObligationRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { factsOfAll, toObligation } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';
import type { RungShift } from './rewrite-line';

type Armed = Pick<ArmedRungRow, 'rungKey' | 'fireAt'>;

/** Takes away the armed rungs that the versions in force no longer have, or have at another moment. */
export async function dropMovedRungs(act: Act, obligationIds: readonly string[]): Promise<void> {
  if (obligationIds.length === 0) return;
  const rows = await act.tx.find(ObligationRow, 'r.id = any($1::uuid[])', [obligationIds]);
  const armed = await act.tx.find(ArmedRungRow, 'r.obligation_id = any($1::uuid[])', [obligationIds]);
  const facts = await factsOfAll(act.tx, rows);
  const moved: ArmedRungRow[] = [];
  for (const row of rows) {
    const policy = await readPolicy(act.tx, row.policyVersionId);
    const calendar = await readCalendar(act.tx, row.calendarId);
    const known = facts.get(row.id);
    if (!known) throw new Error(`no facts of obligation ${row.id}`);
    const moments = momentsOf(row, policy, calendar, known);
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

/** Every moment that the ladder has for an obligation, as if it were armed before all time: none is superseded. */
function momentsOf(row: ObligationRow, policy: Policy, calendar: WorkCalendar, facts: ClockFacts): Map<string, number> {
  const { armed } = armRungs(toObligation(row), policy, calendar, facts, new Set(), Number.NEGATIVE_INFINITY);
  return new Map(armed.map((rung) => [rung.rungKey, rung.fireAtMs]));
}

/** What a rewriting at `nowMs` would do to the armed rungs of one obligation; nothing is written. */
export function shiftsUnder(
  row: ObligationRow,
  before: readonly Armed[],
  facts: ClockFacts,
  policy: Policy,
  calendar: WorkCalendar,
  nowMs: number,
): RungShift[] {
  const moments = momentsOf(row, policy, calendar, facts);
  const isKept = (rung: Armed) => rung.rungKey === OPEN_NEXT_PERIOD || moments.get(rung.rungKey) === rung.fireAt.getTime();
  const kept = before.filter(isKept);
  const already = new Set(kept.map((rung) => rung.rungKey));
  const { armed, superseded } = armRungs(toObligation(row), policy, calendar, facts, already, nowMs);
  return shiftsBetween(
    before,
    [...kept, ...armed.map((rung) => ({ rungKey: rung.rungKey, fireAt: new Date(rung.fireAtMs) }))],
    superseded.map((rung) => ({ rungKey: rung.rungKey, at: new Date(rung.fireAtMs) })),
  );
}

/** The difference between the armed rungs before and after, by key; what was superseded in the act is told as that. */
export function shiftsBetween(
  before: readonly Armed[],
  after: readonly Armed[],
  superseded: readonly { readonly rungKey: string; readonly at: Date }[],
): RungShift[] {
  const was = new Map(before.map((rung) => [rung.rungKey, rung.fireAt]));
  const is = new Map(after.map((rung) => [rung.rungKey, rung.fireAt]));
  const past = new Map(superseded.map((rung) => [rung.rungKey, rung.at]));
  const shifts: RungShift[] = [];
  for (const key of [...new Set([...was.keys(), ...is.keys(), ...past.keys()])].sort()) {
    const [from, to, pastAt] = [was.get(key), is.get(key), past.get(key)];
    const fromText = from?.toISOString() ?? null;
    if (to !== undefined) {
      if (from === undefined) shifts.push({ key, change: 'added', from: null, to: to.toISOString() });
      else if (from.getTime() !== to.getTime()) shifts.push({ key, change: 'moved', from: fromText, to: to.toISOString() });
    } else if (pastAt !== undefined) shifts.push({ key, change: 'superseded', from: fromText, to: pastAt.toISOString() });
    else shifts.push({ key, change: 'dropped', from: fromText, to: null });
  }
  return shifts;
}
