import { successorOf } from '@duban/domain';
import type { Tx } from '@duban/database';

export interface RegisteredUnitName {
  readonly id: string;
  /** As it was named on the day. */
  readonly name: string;
  /** The unit that it has become by the day; its own id where it stands. */
  readonly becameId: string;
  readonly officialOrder: number;
}

/** The units of a jurisdiction as of a day: their names then, and what they have become by then (case S38). */
export class UnitRegister {
  private readonly byId: ReadonlyMap<string, RegisteredUnitName>;

  constructor(readonly units: readonly RegisteredUnitName[]) {
    this.byId = new Map(units.map((unit) => [unit.id, unit]));
  }

  name(unitId: string): string {
    return this.byId.get(unitId)?.name ?? '';
  }

  order(unitId: string): number {
    return this.byId.get(unitId)?.officialOrder ?? Number.MAX_SAFE_INTEGER;
  }

  became(unitId: string): string {
    return this.byId.get(unitId)?.becameId ?? unitId;
  }

  /** The units that a unit stands for after the mergers, itself among them. */
  partsOf(unitId: string): string[] {
    const parts = this.units.filter((unit) => unit.becameId === unitId).map((unit) => unit.id);
    return parts.length === 0 ? [unitId] : parts;
  }

  /** The names of those that have been merged into a unit. */
  formerNames(unitId: string): string[] {
    return this.units.filter((unit) => unit.becameId === unitId && unit.id !== unitId).map((unit) => unit.name);
  }
}

/** @param day the day whose names and mergers are wanted */
export async function readUnitRegister(tx: Tx, jurisdictionIds: readonly string[], day: string): Promise<UnitRegister> {
  const rows = await tx.query<{ id: string; name: string; successorId: string | null; ended: boolean; officialOrder: number }>(
    `select u.id, u.official_order as "officialOrder", u.successor_id as "successorId",
       coalesce((select n.name from unit_name n where n.unit_id = u.id and n.from_on <= $2::date order by n.from_on desc limit 1),
         (select n.name from unit_name n where n.unit_id = u.id order by n.from_on limit 1), '') as name,
       -- A merger counts from the day after the old name's last.
       coalesce((select coalesce(n.to_on < $2::date, false) from unit_name n where n.unit_id = u.id
         order by n.from_on desc limit 1), true) as ended
     from unit u where u.jurisdiction_id = any($1::uuid[]) order by u.official_order, u.id`,
    [[...jurisdictionIds], day],
  );
  const next = new Map(rows.map((row) => [row.id, row.ended ? row.successorId : null]));
  return new UnitRegister(
    rows.map(({ id, name, officialOrder }) => ({
      id,
      name,
      officialOrder,
      becameId: successorOf(id, (unitId) => next.get(unitId) ?? null),
    })),
  );
}
