import { accept, refuse, type Decision } from '@duban/domain';
import type { Act } from '../kernel/act';
import { hasRole } from '../kernel/actor';
import { raiseRosterVersion } from '../people/change-roster';

/**
 * Begins every change of units, posts, people and holdings: only an administrator may; one at a time in a jurisdiction; and
 * every process reads the roster again. Nothing after it reads the roster in this transaction, which would keep it too early.
 */
export async function administering(act: Act): Promise<Decision<null>> {
  if (!act.actor || !hasRole(act.actor, 'administrator')) return refuse('ADMIN.NOT_YOURS');
  await raiseRosterVersion(act);
  return accept(null);
}
