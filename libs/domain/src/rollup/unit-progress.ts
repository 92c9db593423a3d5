import type { Standing } from '../clock/standing';
import { formatRate } from '../figure/rate';

/** A unit's share of a task that owes a completion by a day, and how it stands. */
export interface CountedShare {
  readonly taskId: string;
  readonly unitId: string;
  readonly standing: Standing;
}

/** How a unit stands at a moment; each of its tasks is in exactly one of the four parts of the total. */
export interface UnitProgress {
  readonly unitId: string;
  readonly total: number;
  readonly onTime: number;
  readonly late: number;
  readonly overdue: number;
  /** Neither done nor overdue: its day is still to come, or it is suspended. */
  readonly open: number;
  /** Done of the total, by the one rounding rule. */
  readonly rate: string;
}

type Part = 'onTime' | 'late' | 'overdue' | 'open';

/** Of several roles of one unit in one task the worst counts, so that a task is done when every one of them is. */
const WORST_FIRST: readonly Part[] = ['overdue', 'open', 'late', 'onTime'];

const partOf = (standing: Standing): Part | null => {
  if (standing === 'done') return 'onTime';
  if (standing === 'doneLate') return 'late';
  if (standing === 'overdue') return 'overdue';
  return standing === 'cancelled' || standing === 'longTerm' ? null : 'open';
};

const RATE_DECIMALS = 1;

/** Every unit's tasks by how they stand, in the order in which the units first come. */
export function unitProgress(shares: readonly CountedShare[]): UnitProgress[] {
  const units = new Map<string, Map<string, Part>>();
  for (const share of shares) {
    const part = partOf(share.standing);
    if (part === null) continue;
    const tasks = units.get(share.unitId) ?? new Map<string, Part>();
    const known = tasks.get(share.taskId);
    const isWorse = known === undefined || WORST_FIRST.indexOf(part) < WORST_FIRST.indexOf(known);
    if (isWorse) tasks.set(share.taskId, part);
    units.set(share.unitId, tasks);
  }
  return [...units].map(([unitId, tasks]) => {
    const count = (part: Part) => [...tasks.values()].filter((each) => each === part).length;
    const [onTime, late] = [count('onTime'), count('late')];
    return {
      unitId,
      total: tasks.size,
      onTime,
      late,
      overdue: count('overdue'),
      open: count('open'),
      rate: formatRate(onTime + late, tasks.size, RATE_DECIMALS),
    };
  });
}
