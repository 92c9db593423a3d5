import type { BusinessClock, MachineClock } from './deps';

/** The transaction's own PostgreSQL time. */
export const databaseClock: BusinessClock = {
  nowMs: (tx) => Promise.resolve(tx.startedAt.getTime()),
};

export const machineClock: MachineClock = { nowMs: () => Date.now() };

/** A clock that a demo or a test sets. It never goes back. */
export class DrivenClock implements BusinessClock {
  constructor(private current: number) {}

  nowMs(): Promise<number> {
    return Promise.resolve(this.current);
  }

  get ms(): number {
    return this.current;
  }

  moveTo(ms: number): void {
    if (ms < this.current) throw new RangeError('a clock does not go back');
    this.current = ms;
  }
}
