import { accept, countTerm, formatDayChinese, isTerm, receiversOf, refuse, type Decision, type ScoreScheme } from '@duban/domain';
import { ScoreAppealRow, ScoreRoundRow, type PlanRow } from '@duban/database';
import { scoreWords } from '@duban/wording';
import type { Act } from '../kernel/act';
import { hasRole, isOffice, postInUnit } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { readCalendar } from '../kernel/rulebook';
import { schemeInForce, scorePlan, type ScoredPlan } from './score-plan';

/** 公示: the sheets as of now, frozen, for every unit to see its own and to appeal against within the rules' days. */
export async function publishScores(
  act: Act,
  input: { readonly planId: string; readonly title: string },
): Promise<Decision<{ roundId: string; appealUntilOn: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  if (plan.state === 'draft' || plan.state === 'approved') return refuse('SCORE.NOT_ISSUED');
  if (input.title.trim() === '') return refuse('SCORE.EMPTY');
  const row = await schemeInForce(act.tx, act.jurisdictionId);
  if (!row) return refuse('SCORE.NO_SCHEME');
  const scheme = row.body as ScoreScheme;
  const content = await scorePlan(act.tx, plan, scheme, act.nowMs);
  const appealUntilOn = await appealDay(act, plan, scheme);
  const id = newId();
  await act.tx.insert(ScoreRoundRow, [
    {
      id,
      jurisdictionId: act.jurisdictionId,
      planId: plan.id,
      schemeId: row.id,
      title: input.title.trim(),
      asOf: act.now,
      state: 'published',
      content,
      appealUntilOn,
      publishedAt: act.now,
      publishedBy: act.person,
      finalisedAt: null,
      finalisedBy: null,
      version: 1,
    },
  ]);
  const eventId = act.emit({
    type: 'score.published',
    planId: plan.id,
    subjectKind: 'scoreRound',
    subjectId: id,
    data: { title: input.title.trim(), appealUntilOn, totals: content.units.map(({ unitId, total }) => ({ unitId, total })) },
  });
  const notice = scoreWords.published(input.title.trim(), formatDayChinese(appealUntilOn));
  for (const unit of content.units) await tellUnit(act, unit.unitId, id, eventId, notice);
  return accept({ roundId: id, appealUntilOn });
}

async function appealDay(act: Act, plan: PlanRow, scheme: ScoreScheme): Promise<string> {
  const term = scheme.appealTerm;
  if (!isTerm(term)) throw new Error('the checker lets only terms in days through');
  return countTerm(await readCalendar(act.tx, plan.calendarId), act.today, term, { roll: true }).date;
}

async function tellUnit(
  act: Act,
  unitId: string,
  roundId: string,
  causeId: string,
  notice: { readonly title: string; readonly text: string },
): Promise<void> {
  const roster = await act.roster();
  const obliged = { unitId: unitId as never, postId: null, coUnitIds: [] };
  act.tell({
    ...notice,
    subjectKind: 'scoreRound',
    subjectId: roundId,
    causeId,
    receivers: (['liaison', 'unitHead'] as const).flatMap((role) =>
      receiversOf(roster, { of: 'holderUnit', role }, obliged, act.today),
    ),
  });
}

const lockRound = async (act: Act, roundId: string): Promise<ScoreRoundRow | null> => {
  const [round] = await act.tx.find(ScoreRoundRow, 'r.id = $1 and r.jurisdiction_id = $2 for update', [
    roundId,
    act.jurisdictionId,
  ]);
  return round ?? null;
};

/** 申诉: a unit against one line of its own sheet, once, until the end of the published day. */
export async function appealScore(
  act: Act,
  input: { readonly roundId: string; readonly unitId: string; readonly ruleKey: string; readonly text: string },
): Promise<Decision<{ appealId: string }>> {
  const round = await lockRound(act, input.roundId);
  if (!round || !act.actor || !postInUnit(act.actor, input.unitId, 'liaison', 'unitHead')) return refuse('SCORE.UNKNOWN');
  const own = (round.content as ScoredPlan).units.find((unit) => unit.unitId === input.unitId);
  if (!own) return refuse('SCORE.UNKNOWN');
  if (!own.sheet.lines.some((line) => line.ruleKey === input.ruleKey)) return refuse('SCORE.UNKNOWN_RULE');
  if (round.state !== 'published') return refuse('SCORE.FINAL');
  if (act.today > round.appealUntilOn) return refuse('SCORE.APPEAL_OVER', { until: formatDayChinese(round.appealUntilOn) });
  if (input.text.trim() === '') return refuse('SCORE.EMPTY');
  const id = newId();
  const made = await act.tx.insertMissing(ScoreAppealRow, [
    {
      id,
      jurisdictionId: act.jurisdictionId,
      roundId: round.id,
      unitId: input.unitId,
      ruleKey: input.ruleKey,
      text: input.text.trim(),
      state: 'filed',
      filedAt: act.now,
      filedBy: act.person,
      decidedAt: null,
      decidedBy: null,
      decisionText: null,
      adjustment: null,
      version: 1,
    },
  ]);
  if (made === 0) return refuse('SCORE.APPEAL_TWICE');
  act.emit({
    type: 'score.appealed',
    planId: round.planId,
    subjectKind: 'scoreAppeal',
    subjectId: id,
    data: { roundId: round.id, unitId: input.unitId, ruleKey: input.ruleKey, text: input.text.trim() },
  });
  return accept({ appealId: id });
}

/** Decides an appeal: somebody of the office or the leaders other than who published and who appealed. */
export async function decideAppeal(
  act: Act,
  input: { readonly appealId: string; readonly upheld: boolean; readonly adjustment: string | null; readonly reason: string },
): Promise<Decision<{ appealId: string }>> {
  if (!act.actor || !hasRole(act.actor, ...DECIDERS)) return refuse('SCORE.APPEAL_UNKNOWN');
  const [seen] = await act.tx.find(ScoreAppealRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.appealId, act.jurisdictionId]);
  const round = seen && (await lockRound(act, seen.roundId));
  const [appeal] = seen ? await act.tx.find(ScoreAppealRow, 'r.id = $1 for update', [seen.id]) : [];
  if (!round || !appeal) return refuse('SCORE.APPEAL_UNKNOWN');
  if (appeal.state !== 'filed') return refuse('SCORE.APPEAL_DECIDED');
  if (act.person === round.publishedBy || act.person === appeal.filedBy) return refuse('SCORE.OWN_DECISION');
  if (input.reason.trim() === '') return refuse('SCORE.EMPTY');
  if (input.upheld && !/^-?\d{1,4}(\.\d{1,2})?$/.test(input.adjustment ?? '')) return refuse('SCORE.POINTS');
  await act.tx.update(ScoreAppealRow, appeal.id, {
    state: input.upheld ? 'upheld' : 'rejected',
    decidedAt: act.now,
    decidedBy: act.person,
    decisionText: input.reason.trim(),
    adjustment: input.upheld ? input.adjustment : null,
  });
  const eventId = act.emit({
    type: 'score.appealDecided',
    planId: round.planId,
    subjectKind: 'scoreAppeal',
    subjectId: appeal.id,
    data: { upheld: input.upheld, adjustment: input.upheld ? input.adjustment : null, reason: input.reason.trim() },
  });
  const rule = (round.content as ScoredPlan).scheme.rules.find((each) => each.key === appeal.ruleKey);
  const notice = scoreWords.decided(round.title, rule?.name ?? '', input.upheld, input.reason.trim());
  await tellUnit(act, appeal.unitId, round.id, eventId, notice);
  return accept({ appealId: appeal.id });
}

/** Whose posts may decide; who published or appealed is passed over. */
export const DECIDERS = ['officeClerk', 'officeHead', 'deputyLeader', 'chiefLeader'] as const;

/** 定稿: after the days of appeal, with every appeal decided. */
export async function finaliseScores(act: Act, roundId: string): Promise<Decision<{ roundId: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('SCORE.UNKNOWN');
  const round = await lockRound(act, roundId);
  if (!round) return refuse('SCORE.UNKNOWN');
  if (round.state !== 'published') return refuse('SCORE.FINAL');
  if (act.today <= round.appealUntilOn) return refuse('SCORE.APPEAL_RUNNING', { until: formatDayChinese(round.appealUntilOn) });
  const open = await act.tx.find(ScoreAppealRow, `r.round_id = $1 and r.state = 'filed'`, [round.id]);
  if (open.length > 0) return refuse('SCORE.APPEALS_OPEN', { open: open.length });
  await act.tx.update(ScoreRoundRow, round.id, { state: 'final', finalisedAt: act.now, finalisedBy: act.person }, round.version);
  const eventId = act.emit({
    type: 'score.finalised',
    planId: round.planId,
    subjectKind: 'scoreRound',
    subjectId: round.id,
    data: { title: round.title },
  });
  const { units } = round.content as ScoredPlan;
  for (const unit of units) await tellUnit(act, unit.unitId, round.id, eventId, scoreWords.finalised(round.title));
  return accept({ roundId: round.id });
}
