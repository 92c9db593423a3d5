import { formatRate } from '../figure/rate';

/** One assignment as the two bases see it. */
export interface ShareStanding {
  readonly taskId: string;
  readonly unitId: string;
  /** Owes a completion by a day. Long-term work and mere cooperation are outside the completion rate (design section 4). */
  readonly counts: boolean;
  readonly isDone: boolean;
}

export interface Basis {
  readonly total: number;
  readonly done: number;
  /** By the one rounding rule; "—" where there is nothing. */
  readonly rate: string;
}

/** How the number of tasks becomes the number of unit-tasks, and the done ones the done ones (case C8). */
export interface Bridge {
  /** Tasks by how many units share them: `shares` is `units` times `tasks`. */
  readonly bySize: readonly { readonly units: number; readonly tasks: number; readonly shares: number }[];
  /** Unit-tasks beyond the first of each task: by unit, a task counts so often more. */
  readonly further: number;
  /** Unit-tasks of tasks that are wholly done. */
  readonly sharesOfDoneTasks: number;
  /** Unit-tasks that are done while another unit of the same task is not. */
  readonly doneSharesOfOpenTasks: number;
}

export interface TwoBases {
  readonly byTask: Basis;
  readonly byUnit: Basis;
  readonly units: readonly ({ readonly unitId: string } & Basis)[];
  readonly bridge: Bridge;
}

/**
 * The same work counted by task (done when all its units are) and by unit (each unit's part of a task once, in however many
 * roles), with the bridge between the two.
 */
export function twoBases(shares: readonly ShareStanding[]): TwoBases {
  const tasks = new Map<string, Map<string, boolean>>();
  for (const share of shares) {
    if (!share.counts) continue;
    const units = tasks.get(share.taskId) ?? new Map<string, boolean>();
    units.set(share.unitId, (units.get(share.unitId) ?? true) && share.isDone);
    tasks.set(share.taskId, units);
  }
  const parts = [...tasks.values()].map((units) => [...units.values()]);
  const isWhole = (part: readonly boolean[]) => part.every(Boolean);
  const count = (part: readonly boolean[]) => part.filter(Boolean).length;
  const add = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const total = add(parts.map((part) => part.length));
  const sharesOfDoneTasks = add(parts.filter(isWhole).map((part) => part.length));
  const doneSharesOfOpenTasks = add(parts.filter((part) => !isWhole(part)).map(count));
  const sizes = [...new Set(parts.map((part) => part.length))].sort((a, b) => a - b);
  return {
    byTask: basis(parts.length, parts.filter(isWhole).length),
    byUnit: basis(total, sharesOfDoneTasks + doneSharesOfOpenTasks),
    units: unitBases(tasks),
    bridge: {
      bySize: sizes.map((units) => {
        const n = parts.filter((part) => part.length === units).length;
        return { units, tasks: n, shares: units * n };
      }),
      further: total - parts.length,
      sharesOfDoneTasks,
      doneSharesOfOpenTasks,
    },
  };
}

function unitBases(tasks: ReadonlyMap<string, ReadonlyMap<string, boolean>>): TwoBases['units'] {
  const units = new Map<string, { total: number; done: number }>();
  for (const parts of tasks.values()) {
    for (const [unitId, isDone] of parts) {
      const sum = units.get(unitId) ?? { total: 0, done: 0 };
      units.set(unitId, { total: sum.total + 1, done: sum.done + (isDone ? 1 : 0) });
    }
  }
  return [...units].sort(([a], [b]) => (a < b ? -1 : 1)).map(([unitId, { total, done }]) => ({ unitId, ...basis(total, done) }));
}

const RATE_DECIMALS = 1;

const basis = (total: number, done: number): Basis => ({ total, done, rate: formatRate(done, total, RATE_DECIMALS) });
