import { addPoints, boundPoints, rankUnits, type ScoreScheme } from '@duban/domain';
import { PlanRow, ScoreAppealRow, ScoreRoundRow, type Tx } from '@duban/database';
import { planInScope, type Scope } from '../access/scope';
import { hasRole, isOffice, postInUnit } from '../kernel/actor';
import { schemeInForce, scorePlan, type ScoredPlan, type ScoredUnit } from './score-plan';
import { DECIDERS } from './score-rounds';

export interface ShownUnit extends Omit<ScoredUnit, 'sheet' | 'order'> {
  /** What appeals have changed. */
  readonly adjustment: string;
  /** Null: another unit's sheet, of which only the total is shown. */
  readonly sheet: ScoredUnit['sheet'] | null;
}

export interface ShownScores {
  readonly scheme: ScoreScheme | null;
  readonly units: readonly ShownUnit[];
  readonly actions: readonly ('award' | 'publish')[];
}

export interface ShownScheme {
  readonly version: number;
  readonly scheme: ScoreScheme | null;
  /** Every version, the latest first, to be looked at and begun from again. */
  readonly versions: readonly {
    readonly version: number;
    readonly madeAt: Date;
    readonly madeBy: string | null;
    readonly scheme: ScoreScheme;
  }[];
  readonly actions: readonly 'keep'[];
}

/** The scheme in force, for whoever is scored by it, with the earlier ones. */
export async function readScheme(tx: Tx, scope: Scope): Promise<ShownScheme> {
  const versions = await tx.query<ShownScheme['versions'][number]>(
    `select s.version, s.made_at as "madeAt", p.name as "madeBy", s.body as scheme
     from score_scheme s left join person p on p.id = s.made_by where s.jurisdiction_id = $1 order by s.version desc`,
    [scope.jurisdictionId],
  );
  const [latest] = versions;
  return {
    version: latest?.version ?? 0,
    scheme: latest?.scheme ?? null,
    versions,
    actions: isOffice(scope.actor) ? ['keep'] : [],
  };
}

/**
 * The scores of an own plan as they stand now. Whoever oversees sees every sheet; a unit sees its own, unpublished, and nobody
 * else's. Null where the plan is not there for the caller.
 */
export async function readLiveScores(tx: Tx, scope: Scope, planId: string, nowMs: number): Promise<ShownScores | null> {
  const plan = await issuedPlan(tx, scope, planId);
  if (!plan) return null;
  const scheme = (await schemeInForce(tx, scope.jurisdictionId))?.body as ScoreScheme | undefined;
  if (!scheme) return { scheme: null, units: [], actions: [] };
  const scored = await scorePlan(tx, plan, scheme, nowMs);
  const seen = scope.isWhole ? scored.units : scored.units.filter((unit) => scope.unitIds.includes(unit.unitId as never));
  return {
    scheme,
    // A rank among what one may not see would tell of it.
    units: seen.map(({ order: _order, ...unit }) => ({ ...unit, rank: scope.isWhole ? unit.rank : null, adjustment: '0' })),
    actions: isOffice(scope.actor) ? ['award', 'publish'] : [],
  };
}

export async function issuedPlan(tx: Tx, scope: Scope, planId: string): Promise<PlanRow | null> {
  const values: unknown[] = [planId, scope.jurisdictionId];
  const [plan] = await tx.find(
    PlanRow,
    `r.id = $1 and r.jurisdiction_id = $2 and r.state not in ('draft', 'approved') and ${planInScope(scope, 'r', values)}`,
    values,
  );
  return plan ?? null;
}

export interface RoundSummary {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly asOf: Date;
  readonly appealUntilOn: string;
  readonly publishedAt: Date;
  readonly finalisedAt: Date | null;
}

/** The published rounds of a plan, the latest first. */
export async function listScoreRounds(tx: Tx, scope: Scope, planId: string): Promise<RoundSummary[] | null> {
  const plan = await issuedPlan(tx, scope, planId);
  if (!plan) return null;
  const rounds = await tx.find(ScoreRoundRow, 'r.plan_id = $1 order by r.published_at desc, r.id', [plan.id]);
  return rounds.map(summaryOf);
}

const summaryOf = (round: ScoreRoundRow): RoundSummary => ({
  id: round.id,
  title: round.title,
  state: round.state,
  asOf: round.asOf,
  appealUntilOn: round.appealUntilOn,
  publishedAt: round.publishedAt,
  finalisedAt: round.finalisedAt,
});

export interface ShownAppeal {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly ruleKey: string;
  readonly text: string;
  readonly state: string;
  readonly filedAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decisionText: string | null;
  readonly adjustment: string | null;
  readonly actions: readonly 'decide'[];
}

export interface RoundDetail extends RoundSummary {
  readonly planId: string;
  readonly scheme: ScoreScheme;
  readonly units: readonly ShownUnit[];
  readonly appeals: readonly ShownAppeal[];
  /** The units for which the caller may appeal now. */
  readonly appealUnitIds: readonly string[];
  readonly actions: readonly 'finalise'[];
}

/** A published round: the ranking for all of the plan, the sheets and appeals for whom they concern. */
export async function readScoreRound(tx: Tx, scope: Scope, roundId: string, today: string): Promise<RoundDetail | null> {
  const [round] = await tx.find(ScoreRoundRow, 'r.id = $1 and r.jurisdiction_id = $2', [roundId, scope.jurisdictionId]);
  const plan = round && (await issuedPlan(tx, scope, round.planId));
  if (!round || !plan) return null;
  const content = round.content as ScoredPlan;
  const rows = await tx.find(ScoreAppealRow, 'r.round_id = $1 order by r.filed_at, r.id', [round.id]);
  const deciders = await tx.query<{ id: string; name: string }>('select id, name from person where id = any($1::uuid[])', [
    rows.flatMap((row) => row.decidedBy ?? []),
  ]);
  const isSeen = (unitId: string) => scope.isWhole || scope.unitIds.includes(unitId);
  const isOpen = round.state === 'published';
  const decides = hasRole(scope.actor, ...DECIDERS) && scope.actor.personId !== round.publishedBy;
  const settled = rows.filter((row) => row.state === 'filed').length === 0;
  return {
    ...summaryOf(round),
    planId: round.planId,
    scheme: content.scheme,
    units: adjusted(content, rows).map(({ order: _order, ...unit }) => ({
      ...unit,
      sheet: isSeen(unit.unitId) ? unit.sheet : null,
    })),
    appeals: rows
      .filter((row) => isSeen(row.unitId))
      .map((row) => ({
        id: row.id,
        unitId: row.unitId,
        unitName: content.units.find((unit) => unit.unitId === row.unitId)?.unitName ?? '',
        ruleKey: row.ruleKey,
        text: row.text,
        state: row.state,
        filedAt: row.filedAt,
        decidedAt: row.decidedAt,
        decidedBy: deciders.find((person) => person.id === row.decidedBy)?.name ?? null,
        decisionText: row.decisionText,
        adjustment: row.adjustment,
        actions: isOpen && row.state === 'filed' && decides && scope.actor.personId !== row.filedBy ? ['decide'] : [],
      })),
    appealUnitIds:
      isOpen && today <= round.appealUntilOn
        ? content.units
            .filter((unit) => postInUnit(scope.actor, unit.unitId as never, 'liaison', 'unitHead'))
            .map((unit) => unit.unitId)
        : [],
    actions: isOpen && isOffice(scope.actor) && today > round.appealUntilOn && settled ? ['finalise'] : [],
  };
}

/** The published totals with what appeals have given back, ranked again. */
function adjusted(content: ScoredPlan, appeals: readonly ScoreAppealRow[]): (ScoredUnit & { readonly adjustment: string })[] {
  const units = content.units.map((unit) => {
    const own = appeals.filter((appeal) => appeal.unitId === unit.unitId && appeal.state === 'upheld');
    const adjustment = addPoints('0', ...own.flatMap((appeal) => appeal.adjustment ?? []));
    return { ...unit, adjustment, total: boundPoints(content.scheme, addPoints(unit.sheet.unbounded, adjustment)) };
  });
  return rankUnits(units).map(({ unit, rank }) => ({ ...unit, rank }));
}
