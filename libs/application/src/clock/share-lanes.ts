import type { FoundCandidate } from './due-rungs';

/** Older moments are recorded in their order, one chunk after the other: they may be late. */
const STORM_MS = 3_600_000;

/**
 * Shares the rungs of one moment between transactions that run side by side, so that this process works while PostgreSQL does.
 * All of a unit's rungs go to one of them: two would wait for each other at the unit's collecting draft. Anything but a storm
 * at one recent moment is one chunk, the first `chunk` of what was found.
 */
export function shareLanes(found: readonly FoundCandidate[], chunk: number, nowMs: number): FoundCandidate[][] {
  const first = found[0];
  const last = found.at(-1);
  if (!first || !last) return [];
  const isStorm = found.length > chunk && first.fireAtMs === last.fireAtMs && nowMs - first.fireAtMs < STORM_MS;
  if (!isStorm) return [found.slice(0, chunk)];
  const byUnit = new Map<string, FoundCandidate[]>();
  for (const each of found) {
    const unit = each.holderUnitId ?? '';
    const group = byUnit.get(unit);
    if (group) group.push(each);
    else byUnit.set(unit, [each]);
  }
  const lanes: [FoundCandidate[], FoundCandidate[]] = [[], []];
  for (const group of [...byUnit.values()].sort((a, b) => b.length - a.length)) {
    const lane = lanes[0].length <= lanes[1].length ? lanes[0] : lanes[1];
    lane.push(...group);
  }
  return lanes.filter((lane) => lane.length > 0);
}
