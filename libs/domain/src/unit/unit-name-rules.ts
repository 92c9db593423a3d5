import { accept, refuse, type Decision } from '../shared/result';
import { normaliseUnitName, type RegisteredUnit } from './unit-name';

/**
 * May a unit bear this name (or other name) from now on? Two units that are read as the same would make every later import
 * ask, so a name that reads like another unit's name in force is refused; `unitId` null is a unit that is yet to be made.
 */
export function decideUnitName(name: string, unitId: string | null, register: readonly RegisteredUnit[]): Decision<null> {
  const key = normaliseUnitName(name);
  if (key === '') return refuse('UNIT.NAME_EMPTY');
  const other = register.find((unit) => unit.id !== unitId && normaliseUnitName(unit.name) === key);
  return other ? refuse('UNIT.NAME_TAKEN', { name: other.name }) : accept(null);
}

/** The same for an alias, which also must not be another unit's alias: it would fit two. */
export function decideAlias(alias: string, unitId: string, register: readonly RegisteredUnit[]): Decision<null> {
  const named = decideUnitName(alias, unitId, register);
  if (!named.ok) return named;
  const key = normaliseUnitName(alias);
  const other = register.find((unit) => unit.aliases.some((each) => normaliseUnitName(each) === key));
  if (other) return refuse('UNIT.ALIAS_TAKEN', { alias, name: other.name });
  const own = register.find((unit) => unit.id === unitId && normaliseUnitName(unit.name) === key);
  return own ? refuse('UNIT.ALIAS_TAKEN', { alias, name: own.name }) : accept(null);
}
