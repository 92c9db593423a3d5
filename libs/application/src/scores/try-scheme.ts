import { checkScheme, type SchemeFlaw, type ScoreScheme } from '@duban/domain';
import type { Tx } from '@duban/database';
import type { Scope } from '../access/scope';
import { issuedPlan, type ShownUnit } from './read-scores';
import { scorePlan } from './score-plan';

export interface ScoreTrial {
  /** Null where it has not the shape of a scheme. */
  readonly scheme: ScoreScheme | null;
  readonly flaws: readonly SchemeFlaw[];
  /** The units of the plan as they would stand now; null while something is wrong, or where no plan is named. */
  readonly units: readonly ShownUnit[] | null;
}

/**
 * Scores a plan by rules that are not in force, and says what is wrong with them. Writes nothing. Null where the plan is not
 * there for the caller.
 */
export async function trialScores(
  tx: Tx,
  scope: Scope,
  wanted: { readonly value: unknown; readonly planId: string | null },
  nowMs: number,
): Promise<ScoreTrial | null> {
  const { scheme, flaws } = checkScheme(wanted.value);
  const plan = wanted.planId === null ? null : await issuedPlan(tx, scope, wanted.planId);
  if (wanted.planId !== null && plan === null) return null;
  if (scheme === null || flaws.length > 0 || plan === null) return { scheme, flaws, units: null };
  const scored = await scorePlan(tx, plan, scheme, nowMs);
  return { scheme, flaws, units: scored.units.map(({ order: _order, ...unit }) => ({ ...unit, adjustment: '0' })) };
}
