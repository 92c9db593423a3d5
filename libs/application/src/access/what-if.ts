import { accept, refuse, type Decision, type Supposed } from '@duban/domain';
import type { Tx } from '@duban/database';
import { Act } from '../kernel/act';
import type { Deps } from '../kernel/deps';
import { newId } from '../kernel/new-id';
import { undone } from '../kernel/undone';
import { suppose } from '../tasks/suppose';
import { readTaskClock, type ClockView, type RungView } from './clock-queries';
import type { Scope } from './scope';

type RungStand = Pick<RungView, 'state' | 'fireAt' | 'dueVersion' | 'why' | 'explain'>;

export interface SupposedRung {
  readonly rungKey: string;
  readonly name: string;
  /** Null: there is none (before), or it is gone (after). */
  readonly before: RungStand | null;
  readonly after: RungStand | null;
}

type ObligationStand = Pick<ClockView, 'dueOn' | 'state' | 'freezes' | 'isPastDue' | 'explain'>;

/** One owed thing that a supposed act would change. */
export interface SupposedChange {
  readonly obligationId: string;
  readonly kind: string;
  readonly unitName: string;
  readonly period: string | null;
  readonly name: string | null;
  /** Null: it would be owed anew. */
  readonly before: ObligationStand | null;
  readonly after: ObligationStand;
  readonly rungs: readonly SupposedRung[];
}

/**
 * What an act made today would do to the clock of a task, as a difference. The act is really made, by the same code as the real
 * one, in a transaction that is then undone, so that what is shown cannot differ from what happens. Without `assignmentId`, for
 * every share that the caller may read and for which the act is allowed; refused where there is none. Null: no such task for the caller.
 */
export async function readWhatIf(
  deps: Deps,
  scope: Scope,
  taskId: string,
  supposed: Supposed,
  assignmentId: string | null,
): Promise<Decision<SupposedChange[]> | null> {
  return undone(deps, async (tx) => {
    const nowMs = await deps.clock.nowMs(tx);
    const before = await readTaskClock(tx, scope, taskId, nowMs);
    if (before === null) return null;
    const readable = [...new Set(before.flatMap((each) => each.assignmentId ?? []))].sort();
    const wanted = assignmentId === null ? readable : readable.filter((id) => id === assignmentId);
    const made = await supposeForAll(deps, tx, scope, nowMs, wanted, supposed);
    if (!made.ok) return made;
    const after = await readTaskClock(tx, scope, taskId, made.value);
    return accept(differences(before, after ?? []));
  });
}

async function supposeForAll(
  deps: Deps,
  tx: Tx,
  scope: Scope,
  nowMs: number,
  assignmentIds: readonly string[],
  supposed: Supposed,
): Promise<Decision<number>> {
  let refused: Decision<never> = refuse('ASSIGNMENT.UNKNOWN');
  let readAtMs: number | null = null;
  const [of] = await tx.query<{ id: string }>('select jurisdiction_id as id from assignment where id = any($1::uuid[]) limit 1', [
    [...assignmentIds],
  ]);
  const act = new Act(deps, tx, of?.id ?? scope.jurisdictionId, nowMs, scope.actor, newId());
  for (const assignmentId of assignmentIds) {
    const made = await suppose(act, assignmentId, supposed);
    if (made.ok) readAtMs = made.value;
    else refused = made;
  }
  return readAtMs === null ? refused : accept(readAtMs);
}

/** What differs between two readings of a task's clock; what is the same is left out. */
export function differences(before: readonly ClockView[], after: readonly ClockView[]): SupposedChange[] {
  return after.flatMap((now): SupposedChange[] => {
    const was = before.find((each) => each.obligationId === now.obligationId);
    const keys = [...new Set([...(was?.rungs ?? []), ...now.rungs].map((rung) => rung.rungKey))];
    const rungs = keys.flatMap((rungKey): SupposedRung[] => {
      const earlier = latest(was, rungKey);
      const later = latest(now, rungKey);
      const name = later?.name ?? earlier?.name ?? rungKey;
      return same(earlier, later) ? [] : [{ rungKey, name, before: earlier, after: later }];
    });
    const unchanged =
      was !== undefined &&
      was.dueOn === now.dueOn &&
      was.state === now.state &&
      was.unitName === now.unitName &&
      was.freezes.join() === now.freezes.join();
    if (unchanged && rungs.length === 0) return [];
    const { obligationId, kind, unitName, period, name } = now;
    return [{ obligationId, kind, unitName, period, name, before: was ?? null, after: now, rungs }];
  });
}

/** The word that counts for a rung: of the last due version. */
const latest = (clock: ClockView | undefined, rungKey: string): RungView | null =>
  clock?.rungs.filter((rung) => rung.rungKey === rungKey).sort((a, b) => b.dueVersion - a.dueVersion)[0] ?? null;

const same = (a: RungView | null, b: RungView | null): boolean =>
  a === b || (a !== null && b !== null && a.state === b.state && a.fireAt.getTime() === b.fireAt.getTime());
