import { accept, addDays, decideAlias, decideUnitName, normaliseUnitName, refuse, type Decision } from '@duban/domain';
import { PostRow, UnitAliasRow, UnitNameRow, UnitRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { readRegister } from '../imports/register';
import { administering } from './administering';
import { handOver, tellHandedOver, type HandedOver } from './hand-over';

export interface NewUnit {
  readonly name: string;
  /** The first day of the name. */
  readonly fromOn: string;
  /** 分管领导; null: the chief leader answers for it. */
  readonly leaderPostId: string | null;
  readonly aliases: readonly string[];
}

/** Adds units behind those that are there, in the order given; all or none. */
export async function addUnits(act: Act, units: readonly NewUnit[]): Promise<Decision<{ unitIds: string[] }>> {
  const allowed = await administering(act);
  if (!allowed.ok) return allowed;
  const [last] = await act.tx.query<{ n: number }>(
    'select coalesce(max(official_order), 0)::int as n from unit where jurisdiction_id = $1',
    [act.jurisdictionId],
  );
  const unitIds: string[] = [];
  for (const [index, unit] of units.entries()) {
    // The register is read for each: the names of one list must not be the same either.
    const register = await readRegister(act.tx, act.jurisdictionId);
    const named = decideUnitName(unit.name, null, register);
    if (!named.ok) return named;
    if (unit.leaderPostId !== null && !(await postThere(act, unit.leaderPostId))) return refuse('POST.UNKNOWN');
    const unitId = newId();
    await act.tx.insert(UnitRow, [
      {
        id: unitId,
        jurisdictionId: act.jurisdictionId,
        officialOrder: (last?.n ?? 0) + index + 1,
        isOffice: false,
        leaderPostId: unit.leaderPostId,
        standsForId: null,
        successorId: null,
      },
    ]);
    await writeName(act, unitId, unit.name, unit.fromOn);
    for (const alias of unit.aliases) {
      const added = await writeAlias(act, unitId, alias);
      if (!added.ok) return added;
    }
    act.emit({ type: 'unit.added', subjectKind: 'unit', subjectId: unitId, data: { name: unit.name } });
    unitIds.push(unitId);
  }
  return accept({ unitIds });
}

/** Sets the order in lists and the leader in charge. */
export async function changeUnit(
  act: Act,
  input: { readonly unitId: string; readonly officialOrder: number; readonly leaderPostId: string | null },
): Promise<Decision<{ unitId: string }>> {
  const unit = await openUnit(act, input.unitId);
  if (!unit.ok) return unit;
  if (input.leaderPostId !== null && !(await postThere(act, input.leaderPostId))) return refuse('POST.UNKNOWN');
  const { officialOrder, leaderPostId } = input;
  await act.tx.update(UnitRow, input.unitId, { officialOrder, leaderPostId });
  act.emit({ type: 'unit.changed', subjectKind: 'unit', subjectId: input.unitId, data: { officialOrder, leaderPostId } });
  return accept({ unitId: input.unitId });
}

/** 更名: the new name counts from a day, the old one stays as the unit's name until the day before and is read in documents for ever. */
export async function renameUnit(
  act: Act,
  input: { readonly unitId: string; readonly name: string; readonly fromOn: string },
): Promise<Decision<{ unitId: string }>> {
  const unit = await openUnit(act, input.unitId);
  if (!unit.ok) return unit;
  const named = decideUnitName(input.name, input.unitId, await readRegister(act.tx, act.jurisdictionId));
  if (!named.ok) return named;
  const [current] = await act.tx.find(UnitNameRow, 'r.unit_id = $1 order by r.from_on desc limit 1', [input.unitId]);
  if (input.fromOn > act.today) return refuse('UNIT.DAY_IN_FUTURE');
  if (current && current.fromOn >= input.fromOn) return refuse('UNIT.RENAME_NOT_LATER', { fromOn: current.fromOn });
  if (current) await act.tx.update(UnitNameRow, current.id, { toOn: addDays(input.fromOn, -1) });
  await writeName(act, input.unitId, input.name, input.fromOn);
  act.emit({
    type: 'unit.renamed',
    subjectKind: 'unit',
    subjectId: input.unitId,
    data: { from: current?.name ?? null, to: input.name, fromOn: input.fromOn },
  });
  return accept({ unitId: input.unitId });
}

export async function addAlias(
  act: Act,
  input: { readonly unitId: string; readonly alias: string },
): Promise<Decision<{ unitId: string }>> {
  const unit = await openUnit(act, input.unitId);
  if (!unit.ok) return unit;
  const added = await writeAlias(act, input.unitId, input.alias);
  return added.ok ? accept({ unitId: input.unitId }) : added;
}

export async function removeAlias(
  act: Act,
  input: { readonly unitId: string; readonly alias: string },
): Promise<Decision<{ unitId: string }>> {
  const unit = await openUnit(act, input.unitId);
  if (!unit.ok) return unit;
  const gone = await act.tx.run('delete from unit_alias where unit_id = $1 and alias = $2', [input.unitId, input.alias]);
  if (gone === 0) return refuse('UNIT.ALIAS_UNKNOWN', { alias: input.alias });
  act.emit({ type: 'unit.aliasRemoved', subjectKind: 'unit', subjectId: input.unitId, data: { alias: input.alias } });
  return accept({ unitId: input.unitId });
}

/**
 * 撤并: from the day on the unit is another's. Its names and aliases are read as the successor's in later imports, and what it has
 * open goes over in the same act (`handOver`), or the merger is refused with what blocks it.
 */
export async function mergeUnit(
  act: Act,
  input: { readonly unitId: string; readonly successorId: string; readonly onDay: string },
): Promise<Decision<HandedOver>> {
  const unit = await openUnit(act, input.unitId);
  if (!unit.ok) return unit;
  const successor = await openUnit(act, input.successorId);
  if (!successor.ok) return successor;
  if (unit.value.isOffice) return refuse('UNIT.OFFICE');
  if (input.unitId === input.successorId) return refuse('UNIT.INTO_ITSELF');
  if (input.onDay > act.today) return refuse('UNIT.DAY_IN_FUTURE');
  const names = await act.tx.find(UnitNameRow, 'r.unit_id = $1 order by r.from_on desc', [input.unitId]);
  const current = names[0];
  if (current && current.fromOn >= input.onDay) return refuse('UNIT.RENAME_NOT_LATER', { fromOn: current.fromOn });
  const handed = await handOver(act, input.unitId, input.successorId);
  if (!handed.ok) return handed;
  if (current) await act.tx.update(UnitNameRow, current.id, { toOn: addDays(input.onDay, -1) });
  await act.tx.update(UnitRow, input.unitId, { successorId: input.successorId });
  await act.tx.run('update unit set successor_id = $2 where successor_id = $1', [input.unitId, input.successorId]);
  await act.tx.run('update unit_alias set unit_id = $2 where unit_id = $1', [input.unitId, input.successorId]);
  for (const { name } of names) await writeAlias(act, input.successorId, name); // a name that fits somebody else is left alone
  const eventId = act.emit({
    type: 'unit.merged',
    subjectKind: 'unit',
    subjectId: input.unitId,
    data: { name: current?.name ?? null, into: input.successorId, onDay: input.onDay, ...handed.value },
  });
  await tellHandedOver(act, eventId, { id: input.unitId, name: current?.name ?? '' }, input.successorId, handed.value);
  return handed;
}

/** Writes an alias after asking whether it fits; shared with the confirmation of an import, which may learn names. */
export async function writeAlias(act: Act, unitId: string, alias: string): Promise<Decision<null>> {
  const printed = alias.trim();
  const fits = decideAlias(printed, unitId, await readRegister(act.tx, act.jurisdictionId));
  if (!fits.ok) return fits;
  await act.tx.insert(UnitAliasRow, [{ id: newId(), jurisdictionId: act.jurisdictionId, unitId, alias: printed }]);
  act.emit({
    type: 'unit.aliasAdded',
    subjectKind: 'unit',
    subjectId: unitId,
    data: { alias: printed, key: normaliseUnitName(printed) },
  });
  return accept(null);
}

async function openUnit(act: Act, unitId: string): Promise<Decision<UnitRow>> {
  const allowed = await administering(act);
  if (!allowed.ok) return allowed;
  const [unit] = await act.tx.find(UnitRow, 'r.id = $1 and r.jurisdiction_id = $2', [unitId, act.jurisdictionId]);
  if (!unit) return refuse('UNIT.UNKNOWN');
  if (unit.successorId === null) return accept(unit);
  const [into] = await act.tx.find(UnitNameRow, 'r.unit_id = $1 order by r.from_on desc limit 1', [unit.successorId]);
  return refuse('UNIT.MERGED', { name: into?.name ?? '' });
}

const writeName = (act: Act, unitId: string, name: string, fromOn: string): Promise<void> =>
  act.tx.insert(UnitNameRow, [
    { id: newId(), jurisdictionId: act.jurisdictionId, unitId, name: name.trim(), fromOn, toOn: null },
  ]);

const postThere = async (act: Act, postId: string): Promise<boolean> =>
  (await act.tx.find(PostRow, 'r.id = $1 and r.jurisdiction_id = $2', [postId, act.jurisdictionId])).length === 1;
