import { createHash } from 'node:crypto';
import type { CellFault, RosterRead, RosterRow } from '@duban/documents';
import { accept, refuse, type Decision } from '@duban/domain';
import type { Scope } from '../../access/scope';
import { hashPassword } from '../../access/login';
import { Act } from '../../kernel/act';
import type { Actor } from '../../kernel/actor';
import { runCommand } from '../../kernel/command';
import type { Deps } from '../../kernel/deps';
import { newId } from '../../kernel/new-id';
import { undone } from '../../kernel/undone';
import { administering } from '../administering';
import { RosterImporting, type RosterChange } from './importing';
import { readKnown } from './read-known';
import { takePeople, type NewPerson } from './take-people';
import { takePosts } from './take-posts';
import { takeUnits } from './take-units';

export interface RosterPreview {
  /** What was seen: the confirmation names it, and does nothing where something else would come of it by now. */
  readonly mark: string;
  readonly added: number;
  readonly changed: number;
  readonly changes: readonly RosterChange[];
  readonly faults: readonly CellFault[];
}

export interface RosterImported {
  readonly added: number;
  readonly changed: number;
  readonly people: readonly NewPerson[];
}

type Outcome = RosterPreview & { readonly people: readonly NewPerson[] };

/** What a roster would add and change, by the very rules that would do it, and every cell that cannot be taken; nothing stays. */
export async function previewRoster(deps: Deps, scope: Scope, read: RosterRead): Promise<Decision<RosterPreview>> {
  return tryRoster(deps, scope.actor, read);
}

/**
 * Takes a roster in as one command: everything or nothing. Refuses with `ROSTER.FAULTY` where a cell cannot be taken, with
 * `ROSTER.CHANGED` where what would be done is not what was seen. Passwords are hashed before the turn is taken, which others wait for.
 */
export async function importRoster(
  deps: Deps,
  request: { readonly actor: Actor; readonly route: string; readonly key: string; readonly digest: string },
  read: RosterRead,
  seen: string,
  passwordOf: (login: string) => string,
): Promise<Decision<RosterImported>> {
  const { actor, route, key, digest } = request;
  const tried = await tryRoster(deps, actor, read);
  const hashes = new Map<string, string>();
  if (tried.ok && tried.value.mark === seen && tried.value.faults.length === 0) {
    for (const { login } of tried.value.people) hashes.set(login, await hashPassword(passwordOf(login)));
  }
  return runCommand<RosterImported>(deps, { actor, route, key, body: { digest, seen } }, async (act) => {
    const done = await takeRoster(act, read, (login) => hashes.get(login) ?? '');
    if (!done.ok) return done;
    const { mark, added, changed, people, faults } = done.value;
    if (faults.length > 0) return refuse('ROSTER.FAULTY', { count: faults.length });
    if (mark !== seen || people.some(({ login }) => !hashes.has(login))) return refuse('ROSTER.CHANGED');
    return accept({ added, changed, people });
  });
}

const tryRoster = (deps: Deps, actor: Actor, read: RosterRead): Promise<Decision<Outcome>> =>
  undone(deps, async (tx) => {
    const act = new Act(deps, tx, actor.jurisdictionId, await deps.clock.nowMs(tx), actor, newId());
    return takeRoster(act, read, () => '');
  });

async function takeRoster(act: Act, read: RosterRead, hashOf: (login: string) => string): Promise<Decision<Outcome>> {
  const allowed = await administering(act);
  if (!allowed.ok) return allowed;
  const importing = new RosterImporting(act);
  await readKnown(importing);
  await takeUnits(importing, read.units);
  await takePosts(importing, read.posts);
  const people = await takePeople(importing, read.people, hashOf);
  const { changes } = importing;
  const rows = [...read.units, ...read.posts, ...read.people];
  const faults = [...rows.flatMap((row) => row.faults), ...importing.faults];
  return accept({
    mark: createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 32),
    added: changes.filter((each) => each.kind === 'added').length,
    changed: changes.filter((each) => each.kind === 'changed').length,
    changes,
    // In the order in which the file is read.
    faults: rows.flatMap((row) => faults.filter((each) => isOf(each, row))),
    people,
  });
}

const isOf = ({ sheet, cell }: CellFault, row: RosterRow<string>): boolean =>
  sheet === row.sheet && cell.replace(/^[A-Z]+/, '') === `${row.row}`;
