import type { RosterPerson } from '@duban/documents';
import { rosterWording } from '@duban/wording';
import { PersonRow, PostHoldingRow } from '@duban/database';
import { appoint } from '../holdings';
import { addPerson, changePerson } from '../people';
import type { KnownPost, KnownUnit, RosterImporting } from './importing';

const { changes, faults } = rosterWording;

export interface NewPerson {
  readonly name: string;
  readonly login: string;
}

/**
 * Adds the people who are not there, corrects names, and begins the holdings that the file names. `hashOf` gives the hash of a
 * new person's first password. A holding without a day begins today, or is the one that the person has.
 */
export async function takePeople(
  importing: RosterImporting,
  rows: readonly RosterPerson[],
  hashOf: (login: string) => string,
): Promise<NewPerson[]> {
  const added: NewPerson[] = [];
  const known = new Map<string, { readonly row: RosterPerson; readonly personId: string | null }>();
  const held = new Map<string, number>();
  for (const row of rows) {
    if (row.faults.length > 0) {
      // The rest of the row is looked at all the same, so that everything is mended at once.
      if (row.unit !== '' && row.title !== '') postNamed(importing, row);
      continue;
    }
    const earlier = known.get(row.login);
    if (earlier && earlier.row.name !== row.name) {
      importing.fault(row, 'name', faults.otherName(earlier.row.row, earlier.row.name));
      continue;
    }
    const personId = earlier ? earlier.personId : await takePerson(importing, row, hashOf, added);
    known.set(row.login, earlier ?? { row, personId });
    if (personId !== null && row.unit !== '') await takeHolding(importing, row, personId, held);
  }
  return added;
}

async function takePerson(
  importing: RosterImporting,
  row: RosterPerson,
  hashOf: (login: string) => string,
  added: NewPerson[],
): Promise<string | null> {
  const { act } = importing;
  const { name, login } = row;
  const [person] = await act.tx.find(PersonRow, 'r.login = $1 and r.jurisdiction_id = $2', [login, act.jurisdictionId]);
  if (!person) {
    const made = await addPerson(act, { name, login, passwordHash: hashOf(login) });
    if (!made.ok) {
      importing.refused(row, 'login', made.refusal);
      return null;
    }
    importing.change(row, 'added', changes.personAdded(name, login));
    added.push({ name, login });
    return made.value.personId;
  }
  if (person.disabledAt !== null) {
    importing.fault(row, 'login', faults.disabled);
    return null;
  }
  if (person.name !== name) {
    const changed = await changePerson(act, { personId: person.id, name });
    if (changed.ok) importing.change(row, 'changed', changes.nameChanged(login, person.name, name));
    else importing.refused(row, 'name', changed.refusal);
  }
  return person.id;
}

async function takeHolding(
  importing: RosterImporting,
  row: RosterPerson,
  personId: string,
  held: Map<string, number>,
): Promise<void> {
  const { act } = importing;
  const named = postNamed(importing, row);
  if (!named) return;
  const { unit, post } = named;
  const key = `${post.id} ${personId}`;
  const earlier = held.get(key);
  if (earlier !== undefined) return importing.fault(row, 'title', faults.holdingTwice(earlier));
  held.set(key, row.row);
  const own = await act.tx.find(PostHoldingRow, 'r.post_id = $1 and r.person_id = $2', [post.id, personId]);
  const { fromOn } = row;
  const isThere = own.some((each) =>
    fromOn === null ? each.toOn === null || each.toOn >= act.today : each.fromOn === fromOn && each.kind === 'holder',
  );
  if (isThere) return;
  const wanted = { postId: post.id, personId, kind: 'holder', fromOn: fromOn ?? act.today, toOn: null } as const;
  const appointed = await appoint(act, wanted);
  if (appointed.ok) importing.change(row, 'added', changes.appointed(row.name, unit.name, row.title, wanted.fromOn));
  else importing.refused(row, appointed.refusal.code === 'HOLDING.ALREADY_HELD' ? 'fromOn' : 'title', appointed.refusal);
}

/** The post that the row names; null where it cannot be told, which is then said. */
function postNamed(importing: RosterImporting, row: RosterPerson): { unit: KnownUnit; post: KnownPost } | null {
  const unit = importing.unit(row.unit);
  if (unit === null) importing.fault(row, 'unit', faults.unknownUnit(row.unit));
  if (unit === null || unit === 'faulty') return null;
  const post = importing.post(unit.id, row.title);
  if (post === null) importing.fault(row, 'title', faults.unknownPost(unit.name, row.title));
  if (post === 'many') importing.fault(row, 'title', faults.manyPosts(unit.name, row.title));
  return post === null || typeof post === 'string' ? null : { unit, post };
}
