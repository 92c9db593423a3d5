import type { DueAnswer, DueInput, NextFireAnswer, OwnerClockActivities, OwnerInput } from '@duban/workflows/contract';

/** The port of the clock in memory: what PostgreSQL answers, without it. One owner. */
export class FakeClockPort implements OwnerClockActivities {
  /** Moments that are still to be recorded. */
  armedMs: number[] = [];
  closed = false;
  /** What falls next, by its key. */
  rungKey: string | undefined;
  /** What was recorded, with the workflow's time at which it was. */
  readonly recorded: { readonly atMs: number; readonly nowMs: number }[] = [];
  reads = 0;
  passes = 0;
  /** The next so many calls fail, as when PostgreSQL is away. */
  failures = 0;
  /** Runs inside the next read, before it answers. */
  duringRead: (() => Promise<void>) | null = null;

  async nextFireAt(_input: OwnerInput): Promise<NextFireAnswer> {
    this.failWhenTold();
    this.reads += 1;
    // The row is read first: what commits after it is what the signal is for.
    const answer = this.answer();
    const during = this.duringRead;
    this.duringRead = null;
    await during?.();
    return answer;
  }

  handleDue(input: DueInput): Promise<DueAnswer> {
    this.failWhenTold();
    this.passes += 1;
    const due = this.armedMs.filter((atMs) => atMs <= input.nowMs);
    this.armedMs = this.armedMs.filter((atMs) => atMs > input.nowMs);
    this.recorded.push(...due.sort((a, b) => a - b).map((atMs) => ({ atMs, nowMs: input.nowMs })));
    return Promise.resolve({ recorded: due.length, more: false });
  }

  private answer(): NextFireAnswer {
    if (this.closed) return { kind: 'closed' };
    const atMs = this.armedMs.length === 0 ? null : Math.min(...this.armedMs);
    return { kind: 'open', atMs, ...(this.rungKey === undefined ? {} : { rungKey: this.rungKey }) };
  }

  private failWhenTold(): void {
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new Error('connect ECONNREFUSED');
  }

  activities(): OwnerClockActivities {
    return { nextFireAt: (input) => this.nextFireAt(input), handleDue: (input) => this.handleDue(input) };
  }
}
