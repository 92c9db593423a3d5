/**
 * The key by which unit names are compared: widths, brackets and spaces evened out, so that 市委编办(机构) and
 * 市委编办（机构） are one name. Only for comparing; what is shown and stored stays as printed. NFKC leaves 〔〕【】 and 〇○ alone,
 * so they have their own map.
 */
export function normaliseUnitName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[〔【[﹝]/g, '(')
    .replace(/[〕】\]﹞]/g, ')')
    .replace(/[○◯]/g, '〇')
    .replace(/[\s\u200b\ufeff·•]+/g, '')
    .toLowerCase();
}

/** A unit as the register knows it; aliases are abbreviations and former names. */
export interface RegisteredUnit {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface UnitMatches {
  /** By the name as printed. */
  readonly matched: ReadonlyMap<string, string>;
  /** Printed names that fit more than one unit, with the units' ids: asked, never merged. */
  readonly ambiguous: ReadonlyMap<string, readonly string[]>;
  /** Printed names that fit none, each once, in the order of their first appearance. */
  readonly unmatched: readonly string[];
}

/** Finds the units that printed names mean. A name in force wins over another unit's alias. */
export function matchUnits(names: readonly string[], register: readonly RegisteredUnit[]): UnitMatches {
  const byName = keyed(register, (unit) => [unit.name]);
  const byAlias = keyed(register, (unit) => unit.aliases);
  const matched = new Map<string, string>();
  const ambiguous = new Map<string, readonly string[]>();
  const unmatched: string[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    if (matched.has(name) || ambiguous.has(name)) continue;
    const key = normaliseUnitName(name);
    const ids = byName.get(key) ?? byAlias.get(key) ?? [];
    if (ids.length > 1) ambiguous.set(name, ids);
    else if (ids[0] !== undefined) matched.set(name, ids[0]);
    else if (!seen.has(key)) unmatched.push(name);
    seen.add(key);
  }
  return { matched, ambiguous, unmatched };
}

function keyed(register: readonly RegisteredUnit[], namesOf: (unit: RegisteredUnit) => readonly string[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const unit of register) {
    for (const key of new Set(namesOf(unit).map(normaliseUnitName))) {
      const known = ids.get(key) ?? [];
      if (key !== '' && !known.includes(unit.id)) ids.set(key, [...known, unit.id]);
    }
  }
  return ids;
}
