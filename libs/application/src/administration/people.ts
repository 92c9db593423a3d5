import { verify } from '@node-rs/argon2';
import { accept, refuse, type Decision } from '@duban/domain';
import { PersonRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { decidePassword } from '../access/passwords';
import { administering } from './administering';
import { leavesNoAdministrator } from './last-administrator';

/** A login as it is typed: lower case, so that nobody wonders which letter was large. */
export const LOGIN_FORM = /^[a-z][a-z0-9._-]{2,31}$/;

/** Adds somebody who may log in; without a post there is nothing to see yet. */
export async function addPerson(
  act: Act,
  input: { readonly name: string; readonly login: string; readonly passwordHash: string },
): Promise<Decision<{ personId: string }>> {
  const allowed = await administering(act);
  if (!allowed.ok) return allowed;
  const { name, login, passwordHash } = input;
  if (!LOGIN_FORM.test(login)) return refuse('SETUP.WRONG_LOGIN');
  const personId = newId();
  const added = await act.tx.insertMissing(PersonRow, [
    { id: personId, jurisdictionId: act.jurisdictionId, name, login, passwordHash, disabledAt: null },
  ]);
  if (added === 0) return refuse('PERSON.LOGIN_TAKEN', { login });
  act.emit({ type: 'person.added', subjectKind: 'person', subjectId: personId, data: { name, login } });
  return accept({ personId });
}

/** Corrects a name; records keep the person's id and show the name of today. */
export async function changePerson(
  act: Act,
  input: { readonly personId: string; readonly name: string },
): Promise<Decision<{ personId: string }>> {
  const person = await openPerson(act, input.personId);
  if (!person.ok) return person;
  await act.tx.update(PersonRow, input.personId, { name: input.name });
  act.emit({
    type: 'person.changed',
    subjectKind: 'person',
    subjectId: input.personId,
    data: { from: person.value.name, to: input.name },
  });
  return accept({ personId: input.personId });
}

/** 停用: no login any more, and passed over as a receiver; the posts stay held until somebody ends that. */
export async function disablePerson(
  act: Act,
  input: { readonly personId: string; readonly isDisabled: boolean },
): Promise<Decision<{ personId: string }>> {
  const person = await openPerson(act, input.personId);
  if (!person.ok) return person;
  const { personId, isDisabled } = input;
  if (isDisabled && (await leavesNoAdministrator(act, { personId }))) return refuse('PERSON.LAST_ADMINISTRATOR');
  await act.tx.update(PersonRow, personId, { disabledAt: isDisabled ? act.now : null });
  if (isDisabled) await act.tx.run('delete from session where person_id = $1', [personId]);
  act.emit({ type: isDisabled ? 'person.disabled' : 'person.enabled', subjectKind: 'person', subjectId: personId });
  return accept({ personId });
}

/** Sets a new password for somebody who has lost it; whoever is logged in under the old one is not any more. */
export async function resetPassword(
  act: Act,
  input: { readonly personId: string; readonly passwordHash: string },
): Promise<Decision<{ login: string }>> {
  const person = await openPerson(act, input.personId);
  if (!person.ok) return person;
  await act.tx.update(PersonRow, input.personId, { passwordHash: input.passwordHash });
  await act.tx.run('delete from session where person_id = $1', [input.personId]);
  act.emit({ type: 'person.passwordReset', subjectKind: 'person', subjectId: input.personId });
  return accept({ login: person.value.login });
}

/** One's own password; the other sessions of the person end. `keepSessionHash` is the one that asks. */
export async function changeOwnPassword(
  act: Act,
  input: { readonly old: string; readonly wanted: string; readonly wantedHash: string; readonly keepSessionHash: string },
): Promise<Decision<{ done: 'yes' }>> {
  const good = decidePassword(input.wanted);
  if (!good.ok) return good;
  const [person] = await act.tx.find(PersonRow, 'r.id = $1 for update', [act.person]);
  if (!person || !(await verify(person.passwordHash, input.old).catch(() => false))) return refuse('PASSWORD.WRONG_OLD');
  await act.tx.update(PersonRow, person.id, { passwordHash: input.wantedHash });
  await act.tx.run('delete from session where person_id = $1 and token_hash <> $2', [person.id, input.keepSessionHash]);
  act.emit({ type: 'person.passwordChanged', subjectKind: 'person', subjectId: person.id });
  return accept({ done: 'yes' });
}

async function openPerson(act: Act, personId: string): Promise<Decision<PersonRow>> {
  const allowed = await administering(act);
  if (!allowed.ok) return allowed;
  const [person] = await act.tx.find(PersonRow, 'r.id = $1 and r.jurisdiction_id = $2', [personId, act.jurisdictionId]);
  return person ? accept(person) : refuse('PERSON.UNKNOWN');
}
