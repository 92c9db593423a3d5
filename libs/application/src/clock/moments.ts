import { hourStart } from '@duban/domain';
import { MomentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';

/** The moment that a firing belongs to, by its record. */
export interface MomentWish {
  readonly fireAtMs: number;
  readonly late: boolean;
}

/**
 * Finds or opens the moment of each firing: on time the hour of its rung; late the jurisdiction's open late moment, else the
 * hour at which it is recorded. While a late moment is open everything joins it, so that an outage is told in one digest.
 * A moment that is given back cannot begin to close before this transaction ends (shared lock).
 */
export async function joinMoments<Wish extends MomentWish>(act: Act, wishes: readonly Wish[]): Promise<Map<Wish, string>> {
  const joined = new Map<Wish, string>();
  if (wishes.length === 0) return joined;
  const openLate = await openLateMoment(act);
  const byHour = new Map<number, string>();
  const ordered = [...wishes].sort((a, b) => hourOf(act, a) - hourOf(act, b));
  for (const wish of ordered) {
    const hourMs = hourOf(act, wish);
    const id = openLate ?? byHour.get(hourMs) ?? (await openMoment(act, hourMs, wish.late));
    byHour.set(hourMs, id);
    joined.set(wish, id);
  }
  return joined;
}

const hourOf = (act: Act, wish: MomentWish): number => hourStart(wish.late ? act.nowMs : wish.fireAtMs);

async function openLateMoment(act: Act): Promise<string | null> {
  const [row] = await act.tx.query<{ id: string }>(
    `select id from moment where jurisdiction_id = $1 and late and closing_at is null order by hour_at limit 1 for share`,
    [act.jurisdictionId],
  );
  return row?.id ?? null;
}

async function openMoment(act: Act, hourMs: number, late: boolean): Promise<string> {
  for (;;) {
    const [row] = await act.tx.query<{ id: string }>(
      `select id from moment where jurisdiction_id = $1 and hour_at = $2 and closing_at is null for share`,
      [act.jurisdictionId, new Date(hourMs)],
    );
    if (row) return row.id;
    await act.tx.insertMissing(MomentRow, [
      {
        id: newId(),
        jurisdictionId: act.jurisdictionId,
        hourAt: new Date(hourMs),
        late,
        machineOpenedAt: new Date(act.deps.machine.nowMs()),
        closingAt: null,
        closedAt: null,
      },
    ]);
  }
}
