import { Foundation1700000000001 } from './0001-foundation';

/** Listed by hand, in order; each has a working `down`. */
export const migrations = [Foundation1700000000001] as const;
