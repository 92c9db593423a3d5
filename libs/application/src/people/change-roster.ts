import type { Roster } from '@duban/domain';
import type { Act } from '../kernel/act';

/**
 * Takes the turn to change units, posts, people or holdings, and raises the version by which every process knows that what it
 * keeps of them is old. Gives the roster before the change: what the change makes of it is the caller's to add, since a roster read
 * in an uncommitted transaction must not be kept.
 */
export async function beginRosterChange(act: Act): Promise<Roster> {
  // Weaker than `for update`: whatever else refers to the jurisdiction goes on.
  await act.tx.query('select 1 from jurisdiction where id = $1 for no key update', [act.jurisdictionId]);
  return act.roster();
}

/** Called last: what was read before under the old version holds until this commits. */
export async function raiseRosterVersion(act: Act): Promise<void> {
  await act.tx.run('update jurisdiction set roster_version = roster_version + 1 where id = $1', [act.jurisdictionId]);
}
