/** What a figure is measured against, on the same machine in the same run. */
export interface Bound {
  /** Of the bound, in Chinese, as it stands in the table. */
  readonly name: string;
  readonly value: number;
  /** How the figure stands to it, in the sense of the target: larger or smaller is better as the target says. */
  readonly ratio: number;
  readonly target: string;
  readonly reached: boolean;
}

export interface Figure {
  readonly key: string;
  /** In Chinese, as it stands in the table. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bounds: readonly Bound[];
  /** What else was seen, by name: latencies, sizes, shares of the time. */
  readonly more: Readonly<Record<string, number | string>>;
}

/** The bound is faster: the figure may be at most so many times slower. Both are rates. */
export function atMostTimesSlower(name: string, ours: number, bound: number, times: number): Bound {
  const ratio = bound / ours;
  return { name, value: bound, ratio, target: `至多慢${times}倍`, reached: ratio <= times };
}

/** The figure must be at least so many times the bound. Both are rates. */
export function atLeastTimes(name: string, ours: number, bound: number, times: number): Bound {
  const ratio = ours / bound;
  return { name, value: bound, ratio, target: `至少为其${times}倍`, reached: ratio >= times };
}

/** The figure must not be larger than the limit. */
export function atMost(name: string, ours: number, limit: number): Bound {
  return { name, value: limit, ratio: ours / limit, target: '不超过', reached: ours <= limit };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
