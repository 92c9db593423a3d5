import type { RegisteredUnit } from '@duban/domain';
import type { Tx } from '@duban/database';

/**
 * The units that printed names are matched with, in their official order: the name of today, and as other names the aliases
 * and the unit's former names. A unit that went into another is left out: its names are its successor's aliases.
 */
export async function readRegister(tx: Tx, jurisdictionId: string): Promise<readonly RegisteredUnit[]> {
  const units = await tx.query<{ id: string; name: string }>(
    `select u.id, (select n.name from unit_name n where n.unit_id = u.id order by n.from_on desc limit 1) as name
     from unit u where u.jurisdiction_id = $1 and u.successor_id is null order by u.official_order, u.id`,
    [jurisdictionId],
  );
  const others = await tx.query<{ unitId: string; name: string }>(
    `select unit_id as "unitId", alias as name from unit_alias where jurisdiction_id = $1
     union select unit_id, name from unit_name where jurisdiction_id = $1 and to_on is not null order by 2`,
    [jurisdictionId],
  );
  const byUnit = new Map<string, string[]>();
  for (const { unitId, name } of others) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), name]);
  return units.map((unit) => ({ ...unit, aliases: (byUnit.get(unit.id) ?? []).filter((name) => name !== unit.name) }));
}
