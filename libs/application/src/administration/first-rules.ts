import type { Policy, ScoreScheme, WorkCalendar } from '@duban/domain';
import { PolicyRow, PolicyVersionRow, ScoreSchemeRow, WorkCalendarRow, type Tx } from '@duban/database';
import { newId } from '../kernel/new-id';

/** What a jurisdiction begins with: a policy, a calendar and scoring rules, each as its first version. */
export interface FirstRules {
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
  readonly scheme: ScoreScheme;
}

/** Writes the first rules of a jurisdiction, made by nobody. */
export async function writeFirstRules(
  tx: Tx,
  jurisdictionId: string,
  now: Date,
  { policy, calendar, scheme }: FirstRules,
): Promise<{ readonly policyVersionId: string; readonly calendarId: string }> {
  const [calendarId, policyId, policyVersionId] = [newId(), newId(), newId()];
  const made = { jurisdictionId, version: 1, madeAt: now, madeBy: null };
  await tx.insert(WorkCalendarRow, [
    { id: calendarId, jurisdictionId, version: 1, body: calendar, loadedAt: now, loadedBy: null },
  ]);
  await tx.insert(PolicyRow, [{ id: policyId, jurisdictionId, key: policy.key, name: policy.name }]);
  await tx.insert(PolicyVersionRow, [{ id: policyVersionId, policyId, body: policy, ...made }]);
  await tx.insert(ScoreSchemeRow, [{ id: newId(), body: scheme, ...made }]);
  return { policyVersionId, calendarId };
}
