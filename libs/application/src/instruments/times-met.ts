import { compareDays, limitEnd, type Policy } from '@duban/domain';
import type { InstrumentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { readCalendar } from '../kernel/rulebook';
import { calendarIdFor, kindOf } from './instrument-rows';

/**
 * The so-manieth time that a unit of this draft is met with a paper of its kind, this one counted, within the policy's term and
 * across plan years; the highest of its units. A paper that was withdrawn, and one from which a unit was taken off on its objection,
 * does not count. 1 where the policy has no rule for the kind.
 */
export async function timesMet(act: Act, draft: InstrumentRow, policy: Policy): Promise<number> {
  const rule = policy.repeats?.[kindOf(draft)];
  if (!rule) return 1;
  const earlier = await act.tx.query<{ unitId: string; servedAt: Date }>(
    `select t.unit_id as "unitId", t.served_at as "servedAt" from instrument_target t join instrument i on i.id = t.instrument_id
     where i.jurisdiction_id = $1 and i.kind = $2 and i.state <> 'withdrawn' and i.id <> $3 and t.served_at is not null
       and t.outcome is distinct from 'notApplicable'
       and t.unit_id in (select unit_id from instrument_target where instrument_id = $3 and state <> 'closed')`,
    [act.jurisdictionId, draft.kind, draft.id],
  );
  const calendar = await readCalendar(act.tx, await calendarIdFor(act.tx, draft));
  const counts = new Map<string, number>();
  for (const { unitId, servedAt } of earlier) {
    const { dueOn } = limitEnd(servedAt.getTime(), rule.within, calendar);
    if (dueOn === null || compareDays(dueOn, act.today) < 0) continue;
    counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values()) + 1;
}
