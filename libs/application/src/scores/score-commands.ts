import { accept, checkScheme, parseDay, refuse, type Decision, type ScoreScheme } from '@duban/domain';
import { ScoreAwardRow, ScoreSchemeRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { schemeInForce } from './score-plan';

const POINTS = /^-?\d{1,4}(\.\d{1,2})?$/;

/** Sets the jurisdiction's scoring rules over the version seen: a new version, for published rounds keep the one they were scored by. */
export async function keepScheme(
  act: Act,
  value: unknown,
  seenVersion: number,
): Promise<Decision<{ schemeId: string; version: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const { scheme, flaws } = checkScheme(value);
  const [flaw] = flaws;
  if (scheme === null || flaw) {
    return refuse('SCORE.BAD_SCHEME', { flaw: flaw?.code ?? 'SHAPE', rule: flaw?.rule ?? '' });
  }
  const before = await schemeInForce(act.tx, act.jurisdictionId);
  if ((before?.version ?? 0) !== seenVersion) return refuse('SCORE.SCHEME_CHANGED');
  const row = {
    id: newId(),
    jurisdictionId: act.jurisdictionId,
    version: seenVersion + 1,
    body: scheme,
    madeAt: act.now,
    madeBy: act.person,
  };
  // Two at once: the unique key lets one through.
  if ((await act.tx.insertMissing(ScoreSchemeRow, [row])) === 0) return refuse('SCORE.SCHEME_CHANGED');
  act.emit({ type: 'score.schemeKept', subjectKind: 'scoreScheme', subjectId: row.id, data: { version: row.version } });
  return accept({ schemeId: row.id, version: row.version });
}

export interface NewAward {
  readonly planId: string;
  readonly unitId: string;
  readonly ruleKey: string;
  readonly points: string;
  readonly reason: string;
  readonly awardedOn: string;
}

/** The office gives or takes points by hand, by a rule that is made for it, with the reason. */
export async function awardPoints(act: Act, input: NewAward): Promise<Decision<{ awardId: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  if (plan.state === 'draft' || plan.state === 'approved') return refuse('SCORE.NOT_ISSUED');
  const scheme = (await schemeInForce(act.tx, act.jurisdictionId))?.body as ScoreScheme | undefined;
  if (!scheme) return refuse('SCORE.NO_SCHEME');
  const rule = scheme.rules.find((each) => each.key === input.ruleKey);
  if (!rule) return refuse('SCORE.UNKNOWN_RULE');
  if (rule.kind !== 'award') return refuse('SCORE.NOT_AWARD');
  const awardedOn = parseDay(input.awardedOn);
  if (!POINTS.test(input.points) || awardedOn === null) return refuse('SCORE.POINTS');
  if (input.reason.trim() === '') return refuse('SCORE.EMPTY');
  const [unit] = await act.tx.query('select 1 from unit where id = $1 and jurisdiction_id = $2', [
    input.unitId,
    act.jurisdictionId,
  ]);
  if (!unit) return refuse('SCORE.UNIT_UNKNOWN');
  const id = newId();
  await act.tx.insert(ScoreAwardRow, [
    {
      id,
      jurisdictionId: act.jurisdictionId,
      planId: plan.id,
      unitId: input.unitId,
      ruleKey: rule.key,
      points: input.points,
      reason: input.reason.trim(),
      awardedOn,
      givenAt: act.now,
      givenBy: act.person,
      withdrawnAt: null,
      withdrawnBy: null,
    },
  ]);
  act.emit({
    type: 'score.awarded',
    planId: plan.id,
    subjectKind: 'scoreAward',
    subjectId: id,
    data: { unitId: input.unitId, rule: rule.name, points: input.points, reason: input.reason.trim() },
  });
  return accept({ awardId: id });
}

/** Takes back points given by hand; the record keeps both. */
export async function withdrawAward(act: Act, awardId: string): Promise<Decision<{ awardId: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const [award] = await act.tx.find(ScoreAwardRow, 'r.id = $1 and r.jurisdiction_id = $2 for update', [
    awardId,
    act.jurisdictionId,
  ]);
  if (!award) return refuse('SCORE.AWARD_UNKNOWN');
  if (award.withdrawnAt !== null) return refuse('SCORE.AWARD_WITHDRAWN');
  await act.tx.update(ScoreAwardRow, award.id, { withdrawnAt: act.now, withdrawnBy: act.person });
  act.emit({ type: 'score.awardWithdrawn', planId: award.planId, subjectKind: 'scoreAward', subjectId: award.id, data: {} });
  return accept({ awardId: award.id });
}
