import type { DataSource, Tx } from '@duban/database';

/**
 * Decides dates and every stored business instant (design section 4). In production it is the transaction's PostgreSQL
 * time, so hosts cannot disagree; a demo or a test drives it. Milliseconds.
 */
export interface BusinessClock {
  nowMs(tx: Pick<Tx, 'startedAt'>): Promise<number>;
}

/** Leases, time-outs, sessions and rate limits only. Milliseconds. */
export interface MachineClock {
  nowMs(): number;
}

/** Evidence and documents by their SHA-256. Storing the same bytes twice is storing them once. */
export interface FileStore {
  put(content: Uint8Array): Promise<{ sha256: string; size: number }>;
  get(sha256: string): Promise<Uint8Array | null>;
}

/** What every command and query is given. */
export interface Deps {
  readonly database: DataSource;
  readonly clock: BusinessClock;
  readonly machine: MachineClock;
  readonly files: FileStore;
}
