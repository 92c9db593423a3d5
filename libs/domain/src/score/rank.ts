import { comparePoints } from './score-unit';
import type { Points } from './scheme';

export interface Ranked<Unit> {
  readonly unit: Unit;
  /** Null: not ranked, for it had no task of the plan (没有任务的单位不排名). */
  readonly rank: number | null;
}

/** The best first; equal totals share a place, and the next place is left out. Units without a task come last, unranked. */
export function rankUnits<Unit extends { readonly total: Points; readonly hasTasks: boolean; readonly order: number }>(
  units: readonly Unit[],
): Ranked<Unit>[] {
  const ranked = units.filter((unit) => unit.hasTasks).sort((a, b) => comparePoints(b.total, a.total) || a.order - b.order);
  const unranked = units.filter((unit) => !unit.hasTasks).sort((a, b) => a.order - b.order);
  return [
    ...ranked.map((unit) => ({ unit, rank: 1 + ranked.findIndex((each) => each.total === unit.total) })),
    ...unranked.map((unit) => ({ unit, rank: null })),
  ];
}
