import type { RosterUnit } from '@duban/documents';
import { normaliseUnitName } from '@duban/domain';
import { rosterWording } from '@duban/wording';
import { UnitRow } from '@duban/database';
import { addAlias, addUnits, changeUnit } from '../units';
import type { KnownUnit, RosterImporting } from './importing';

const { changes, faults } = rosterWording;

/** Adds the units that are not there, and to those that are there what the file says more: order and other names. */
export async function takeUnits(importing: RosterImporting, rows: readonly RosterUnit[]): Promise<void> {
  const rowOf = new Map<string, number>();
  for (const row of rows) {
    if (row.faults.length > 0) {
      importing.addFaultyUnit(row.name);
      continue;
    }
    const there = importing.unit(row.name);
    if (there === 'faulty') continue;
    const unit = there ?? (await addUnit(importing, row));
    if (!unit) continue;
    const earlier = rowOf.get(unit.id);
    if (earlier !== undefined) {
      importing.fault(row, 'name', faults.unitTwice(earlier));
      continue;
    }
    rowOf.set(unit.id, row.row);
    if (there && row.isOffice !== null && row.isOffice !== there.isOffice) {
      importing.fault(row, 'isOffice', faults.officeDiffers(there.isOffice));
    }
    await placeUnit(importing, row, unit, there === null);
    await nameUnit(importing, row, unit);
  }
}

async function addUnit(importing: RosterImporting, row: RosterUnit): Promise<KnownUnit | null> {
  const { act } = importing;
  if (row.isOffice === true) {
    importing.fault(row, 'isOffice', faults.newOffice);
    importing.addFaultyUnit(row.name);
    return null;
  }
  const added = await addUnits(act, [{ name: row.name, fromOn: act.today, leaderPostId: null, aliases: [] }]);
  if (!added.ok) {
    importing.refused(row, 'name', added.refusal);
    importing.addFaultyUnit(row.name);
    return null;
  }
  const [made] = await act.tx.find(UnitRow, 'r.id = $1', [added.value.unitIds[0]]);
  if (!made) throw new Error('a unit that was added is not there');
  const unit: KnownUnit = { id: made.id, name: row.name, aliases: [], officialOrder: made.officialOrder, isOffice: false };
  importing.addUnit(unit);
  importing.change(row, 'added', changes.unitAdded(row.name));
  return unit;
}

async function placeUnit(importing: RosterImporting, row: RosterUnit, unit: KnownUnit, isNew: boolean): Promise<void> {
  if (row.order === null || row.order === unit.officialOrder) return;
  const [now] = await importing.act.tx.find(UnitRow, 'r.id = $1', [unit.id]);
  const changed = await changeUnit(importing.act, {
    unitId: unit.id,
    officialOrder: row.order,
    leaderPostId: now?.leaderPostId ?? null,
  });
  if (!changed.ok) importing.refused(row, 'order', changed.refusal);
  else if (!isNew) importing.change(row, 'changed', changes.orderChanged(unit.name, unit.officialOrder, row.order));
}

async function nameUnit(importing: RosterImporting, row: RosterUnit, unit: KnownUnit): Promise<void> {
  const known = new Set([unit.name, ...unit.aliases].map(normaliseUnitName));
  for (const alias of row.aliases) {
    const key = normaliseUnitName(alias);
    if (known.has(key)) continue;
    known.add(key);
    const added = await addAlias(importing.act, { unitId: unit.id, alias });
    if (!added.ok) {
      importing.refused(row, 'aliases', added.refusal);
      continue;
    }
    importing.addOtherNames({ ...unit, aliases: [alias] });
    importing.change(row, 'added', changes.aliasAdded(unit.name, alias));
  }
}
