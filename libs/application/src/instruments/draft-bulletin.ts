import {
  accept,
  bulletinOwed,
  bulletinPeriodsAtIssue,
  nextPeriodOwed,
  periodOf,
  refuse,
  type Decision,
  type Policy,
} from '@duban/domain';
import { InstrumentRow, ObligationRow, PlanRow } from '@duban/database';
import { bulletinItemText, bulletinParagraphs, bulletinTitle, defaultRequirements } from '@duban/wording';
import type { Act } from '../kernel/act';
import { lockPlan, lockTasks } from '../kernel/locks';
import { meetObligation, openObligations, type NewObligation } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';
import { bulletinFacts } from './bulletin-facts';
import { runningCases } from './collect-firings';
import { isOfOffice } from './instrument-case';
import { officePost } from './instrument-rows';
import { writeDraft } from './write-draft';

export interface DraftBulletin {
  readonly planId: string;
  /** `2026-03` or `2026-H1`; left out, a special one as of now. */
  readonly period?: string;
  readonly title?: string;
  /** Of a special one: these units alone, these chapters of the plan alone. */
  readonly unitIds?: readonly string[];
  readonly chapters?: readonly string[];
}

/** 起草通报 by hand: a special one at any time, or a periodic one that the clock has not drawn yet. */
export async function draftBulletin(act: Act, input: DraftBulletin): Promise<Decision<{ instrumentId: string }>> {
  if (!act.actor || !isOfOffice(act.actor)) return refuse('INSTRUMENT.OFFICE_ONLY');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  if (plan.state !== 'issued' && plan.state !== 'wrappedUp') return refuse('PLAN.NOT_ISSUED', { state: plan.state });
  const period = input.period ?? null;
  if (period !== null && !isBulletinPeriod(period, act.today)) return refuse('BULLETIN.NO_SUCH_PERIOD');
  const part = { unitIds: input.unitIds ?? [], chapters: input.chapters ?? [] };
  const isSpecial = period === null || part.unitIds.length > 0 || part.chapters.length > 0;
  if (!isSpecial) {
    const [known] = await knownOf(act, plan.id, period);
    if (known) return refuse('BULLETIN.MADE_ALREADY', { instrumentId: known.id });
  }
  const drafted = await draw(act, plan, { period, isSpecial, title: input.title?.trim() ?? '', ...part });
  return drafted === null ? refuse('BULLETIN.NOBODY_IN_SCOPE') : accept({ instrumentId: drafted.id });
}

/** The clock draws the bulletin whose moment has come, once, and writes the duty of the next period. */
export async function drawDueBulletins(act: Act, duties: readonly ObligationRow[]): Promise<void> {
  for (const duty of duties) {
    if (duty.period === null || duty.ownerKind !== 'plan') continue;
    const [plan] = await act.tx.find(PlanRow, 'r.id = $1', [duty.ownerId]);
    if (!plan) continue;
    const known = await knownOf(act, plan.id, duty.period);
    if (duty.state === 'open' && known.length === 0) await draw(act, plan, { ...PERIODIC, period: duty.period });
    const next = nextPeriodOwed(duty.period, plan);
    if (next === null) continue;
    const there = await act.tx.query(
      `select 1 from obligation where owner_kind = 'plan' and owner_id = $1 and kind = 'bulletin' and period = $2`,
      [plan.id, next],
    );
    if (there.length > 0) continue;
    const policy = await readPolicy(act.tx, duty.policyVersionId);
    await openObligations(act, [await dutyOf(act, plan, policy, next, duty)]);
  }
}

/** What a plan owes in periodic bulletins when it is issued: the one of each cycle's period that runs. */
export async function bulletinDuties(act: Act, plan: PlanRow): Promise<NewObligation[]> {
  const policy = await readPolicy(act.tx, plan.policyVersionId);
  const duties: NewObligation[] = [];
  for (const period of bulletinPeriodsAtIssue(policy, plan, act.today)) {
    duties.push(await dutyOf(act, plan, policy, period, plan));
  }
  return duties;
}

/** A periodic bulletin went out: the plan's duty of its period is done. */
export async function meetBulletinDuty(act: Act, instrument: InstrumentRow): Promise<void> {
  if (instrument.period === null || instrument.planId === null) return;
  const open = await act.tx.find(
    ObligationRow,
    `r.owner_kind = 'plan' and r.owner_id = $1 and r.kind = 'bulletin' and r.period = $2 and r.state = 'open'`,
    [instrument.planId, instrument.period],
  );
  for (const duty of open) meetObligation(act, duty);
}

async function dutyOf(
  act: Act,
  plan: PlanRow,
  policy: Policy,
  period: string,
  under: { readonly policyVersionId: string; readonly calendarId: string },
): Promise<NewObligation> {
  const calendar = await readCalendar(act.tx, under.calendarId);
  const { kind, due, dueReason } = bulletinOwed(period, policy, calendar);
  return {
    kind,
    owner: { kind: 'plan', id: plan.id },
    policyVersionId: under.policyVersionId,
    calendarId: under.calendarId,
    period,
    holderPostId: await officePost(act),
    due,
    dueReason,
  };
}

/** A month or a half-year that has begun. */
export const isBulletinPeriod = (period: string, today: string): boolean =>
  /^\d{4}-(0[1-9]|1[0-2]|H[12])$/.test(period) && periodOf(period).startOn <= today;

const knownOf = (act: Act, planId: string, period: string) =>
  act.tx.find(
    InstrumentRow,
    `r.plan_id = $1 and r.kind = 'bulletin' and r.period = $2 and r.state not in ('refused', 'withdrawn', 'ended', 'merged')`,
    [planId, period],
  );

interface Drawing {
  readonly period: string | null;
  /** It does not stand for the period's own bulletin, though it may be about the period. */
  readonly isSpecial: boolean;
  readonly title: string;
  readonly unitIds: readonly string[];
  readonly chapters: readonly string[];
}

const PERIODIC = { isSpecial: false, title: '', unitIds: [], chapters: [] } as const;

/** Null where the part asked for has no unit. */
async function draw(act: Act, plan: PlanRow, drawing: Drawing): Promise<InstrumentRow | null> {
  const { period, title } = drawing;
  const unitNames = new Map((await act.roster()).units.map((unit) => [unit.id, unit.name]));
  const { facts, items, unitIds } = await bulletinFacts(act.tx, plan, { ...drawing, nowMs: act.nowMs, unitNames });
  if (unitIds.length === 0 && drawing.isSpecial) return null;
  await lockTasks(
    act.tx,
    items.flatMap(({ obligation }) => (obligation.taskId === null ? [] : [obligation.taskId])),
  );
  const cases = await runningCases(
    act.tx,
    items.map(({ obligation }) => obligation.id),
  );
  return writeDraft(act, {
    kind: 'bulletin',
    planId: plan.id,
    policyVersionId: plan.policyVersionId,
    title: title || bulletinTitle(period, facts.asOfOn),
    grounds: bulletinParagraphs(facts).join('\n'),
    requirements: defaultRequirements('bulletin'),
    service: 'inbox',
    meetingAt: null,
    meetingPlace: null,
    precedingId: null,
    outsideNumber: null,
    unitIds,
    // What another bulletin names already is told there, once.
    items: items
      .filter(({ obligation }) => !cases.has(`${obligation.id}:bulletin`))
      .map(({ obligation, unitId, title: task }) => ({
        unitId,
        obligation,
        text: bulletinItemText(task, obligation.kind, obligation.period, obligation.dueOn ?? facts.asOfOn, facts.asOfOn),
      })),
    bulletin: { period: drawing.isSpecial ? null : period, facts, atMs: act.nowMs },
  });
}
