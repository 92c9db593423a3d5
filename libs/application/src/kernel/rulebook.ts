import type { Policy, WorkCalendar } from '@duban/domain';
import { PolicyVersionRow, WorkCalendarRow, type Tx } from '@duban/database';

// A version never changes once it is written, so what was read once is kept.
const policies = new Map<string, Policy>();
const calendars = new Map<string, WorkCalendar>();

export async function readPolicy(tx: Tx, policyVersionId: string): Promise<Policy> {
  const found = policies.get(policyVersionId);
  if (found) return found;
  const [row] = await tx.find(PolicyVersionRow, 'r.id = $1', [policyVersionId]);
  if (!row) throw new Error(`no policy version ${policyVersionId}`);
  const policy = row.body as Policy;
  policies.set(policyVersionId, policy);
  return policy;
}

export async function readCalendar(tx: Tx, calendarId: string): Promise<WorkCalendar> {
  const found = calendars.get(calendarId);
  if (found) return found;
  const [row] = await tx.find(WorkCalendarRow, 'r.id = $1', [calendarId]);
  if (!row) throw new Error(`no work calendar ${calendarId}`);
  const calendar = row.body as WorkCalendar;
  calendars.set(calendarId, calendar);
  return calendar;
}
