import { withTransaction } from '@duban/database';
import type { Deps } from '../kernel/deps';

export interface Unfinished {
  readonly rungs: boolean;
  readonly outbox: boolean;
  readonly moments: boolean;
  readonly deliveries: boolean;
}

/** What the clock still has to do up to an instant of `BusinessClock`, by the rows alone: no run is asked. */
export function unfinishedAt(deps: Pick<Deps, 'database'>, nowMs: number): Promise<Unfinished> {
  return withTransaction(deps.database, async (tx) => {
    const [row] = await tx.query<Unfinished>(
      `select exists (select from armed_rung where not frozen and fire_at <= $1) as rungs,
         exists (select from outbox where state = 'waiting') as outbox,
         exists (select from moment where closed_at is null) as moments,
         exists (select from delivery where state = 'waiting' and next_at <= $1) as deliveries`,
      [new Date(nowMs)],
    );
    if (!row) throw new Error('PostgreSQL gave no row');
    return row;
  });
}

/** No unfrozen armed rung at or before the instant, outbox empty, no open moment, no delivery in hand (design section 4). */
export async function isQuiet(deps: Pick<Deps, 'database'>, nowMs: number): Promise<boolean> {
  const { rungs, outbox, moments, deliveries } = await unfinishedAt(deps, nowMs);
  return !rungs && !outbox && !moments && !deliveries;
}

/** The earliest instant at which the clock has something to do: any owner's next rung or a delivery's next try; null: nothing. */
export function nextClockMoment(deps: Pick<Deps, 'database'>): Promise<number | null> {
  return withTransaction(deps.database, async (tx) => {
    const [row] = await tx.query<{ at: Date | null }>(
      `select least((select min(fire_at) from armed_rung where not frozen),
         (select min(next_at) from delivery where state = 'waiting')) as at`,
    );
    return row?.at?.getTime() ?? null;
  });
}
