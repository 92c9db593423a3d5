import { dayOfInstant, rankUnits, scoreUnit, type Award, type ScoreScheme, type ScoreSheet } from '@duban/domain';
import { ScoreAwardRow, ScoreSchemeRow, type PlanRow, type Tx } from '@duban/database';
import { readUnitRegister } from '../rollup/unit-register';
import { readScoreFacts } from './read-facts';

export interface ScoredUnit {
  readonly unitId: string;
  readonly unitName: string;
  readonly order: number;
  readonly hasTasks: boolean;
  readonly rank: number | null;
  readonly total: string;
  readonly sheet: ScoreSheet;
}

export interface ScoredPlan {
  readonly scheme: ScoreScheme;
  readonly units: readonly ScoredUnit[];
}

/** The rules in force in a jurisdiction: the latest version; null where the office has set none. */
export async function schemeInForce(tx: Tx, jurisdictionId: string): Promise<ScoreSchemeRow | null> {
  const [row] = await tx.find(ScoreSchemeRow, 'r.jurisdiction_id = $1 order by r.version desc limit 1', [jurisdictionId]);
  return row ?? null;
}

/** Every unit's sheet by these rules from the plan's record as it stands now, ranked. */
export async function scorePlan(tx: Tx, plan: PlanRow, scheme: ScoreScheme, nowMs: number): Promise<ScoredPlan> {
  const register = await readUnitRegister(tx, [plan.jurisdictionId], dayOfInstant(nowMs));
  const owed = await readScoreFacts(tx, plan.id, nowMs);
  const awards = await tx.find(ScoreAwardRow, 'r.plan_id = $1 and r.withdrawn_at is null order by r.awarded_on, r.id', [plan.id]);
  const units = new Map(owed.map(({ unitId, facts }) => [unitId, facts]));
  for (const award of awards) if (!units.has(award.unitId)) units.set(award.unitId, []);
  const scored = [...units].map(([unitId, facts]) => {
    const own = awards.filter((award) => award.unitId === unitId).map(toAward);
    const sheet = scoreUnit(scheme, facts, own);
    return {
      unitId,
      unitName: register.name(unitId),
      order: register.order(unitId),
      hasTasks: owed.some((each) => each.unitId === unitId),
      total: sheet.total,
      sheet,
    };
  });
  return { scheme, units: rankUnits(scored).map(({ unit, rank }) => ({ ...unit, rank })) };
}

const toAward = (row: ScoreAwardRow): Award => ({
  id: row.id,
  ruleKey: row.ruleKey,
  points: row.points,
  reason: row.reason,
  on: row.awardedOn,
});
