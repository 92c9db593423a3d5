/**
 * The unit that a unit has become, by its successors one after another. A ring of successors, which no reform makes, ends where
 * it began.
 */
export function successorOf(unitId: string, next: (unitId: string) => string | null): string {
  const passed = new Set<string>();
  let current = unitId;
  while (!passed.has(current)) {
    passed.add(current);
    const after = next(current);
    if (after === null) return current;
    current = after;
  }
  return unitId;
}
