import type { BusinessClock, MachineClock } from './deps';

/** The transaction's own PostgreSQL time. */
export const databaseClock: BusinessClock = {
  async nowMs(tx) {
    const [row] = await tx.query<{ now: Date }>('select transaction_timestamp() as now');
    if (!row) throw new Error('PostgreSQL told no time');
    return row.now.getTime();
  },
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
