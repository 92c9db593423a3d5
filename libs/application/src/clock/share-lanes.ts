import type { FoundCandidate } from './due-rungs';

/** Older moments are recorded in their order, one chunk after the other: they may be late. */
const STORM_MS = 3_600_000;

/**
 * Shares the rungs of one moment between transactions that run side by side, so that this process works while PostgreSQL does.
 * All of a task's rungs go to one of them: two would wait for each other at the task's lock, from the first statement on. (Shared
 * by unit they did, as tasks have several units: the storm took a tenth longer. The collecting draft of a unit in both lanes
 * is only locked late.) Anything but a storm at one recent moment is one chunk, the first `chunk` of what was found.
 */
export function shareLanes(found: readonly FoundCandidate[], chunk: number, nowMs: number): FoundCandidate[][] {
  const first = found[0];
  const last = found.at(-1);
  if (!first || !last) return [];
  const isStorm = found.length > chunk && first.fireAtMs === last.fireAtMs && nowMs - first.fireAtMs < STORM_MS;
  if (!isStorm) return [found.slice(0, chunk)];
  const bySubject = new Map<string, FoundCandidate[]>();
  for (const each of found) {
    const subject = each.taskId ?? each.instrumentId ?? each.signOffId ?? each.obligationId;
    const group = bySubject.get(subject);
    if (group) group.push(each);
    else bySubject.set(subject, [each]);
  }
  const lanes: [FoundCandidate[], FoundCandidate[]] = [[], []];
  for (const group of [...bySubject.values()].sort((a, b) => b.length - a.length)) {
    const lane = lanes[0].length <= lanes[1].length ? lanes[0] : lanes[1];
    lane.push(...group);
  }
  return lanes.filter((lane) => lane.length > 0);
}
