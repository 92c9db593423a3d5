import { accept, refuse, type Decision } from '@duban/domain';
import { PlanRow, type Tx } from '@duban/database';
import { bulletinParagraphs, bulletinTitle, type BulletinFacts } from '@duban/wording';
import { readRoster } from '../kernel/roster';
import { bulletinFacts } from '../instruments/bulletin-facts';
import { isBulletinPeriod } from '../instruments/draft-bulletin';
import type { Scope } from './scope';

/** What a bulletin would say if it were drafted now. */
export interface BulletinPreview {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly facts: BulletinFacts;
  /** The plan's months and half-years that have begun, each with its own bulletin where there is one. */
  readonly periods: readonly { readonly period: string; readonly instrumentId: string | null }[];
}

/** The facts of a 通报 before it is made, for whoever may draft one; null where the plan is not theirs. */
export async function previewBulletin(
  tx: Tx,
  scope: Scope,
  wanted: {
    readonly planId: string;
    readonly period: string | null;
    readonly unitIds: readonly string[];
    readonly chapters: readonly string[];
  },
  moment: { readonly nowMs: number; readonly today: string },
): Promise<Decision<BulletinPreview>> {
  const [plan] = await tx.find(PlanRow, `r.id = $1 and r.jurisdiction_id = $2`, [wanted.planId, scope.jurisdictionId]);
  if (!plan) return refuse('PLAN.UNKNOWN');
  if (plan.state !== 'issued' && plan.state !== 'wrappedUp') return refuse('PLAN.NOT_ISSUED', { state: plan.state });
  if (wanted.period !== null && !isBulletinPeriod(wanted.period, moment.today)) return refuse('BULLETIN.NO_SUCH_PERIOD');
  const unitNames = new Map((await readRoster(tx, scope.jurisdictionId)).units.map((unit) => [unit.id, unit.name]));
  const { facts } = await bulletinFacts(tx, plan, { ...wanted, nowMs: moment.nowMs, unitNames });
  const made = await tx.query<{ id: string; period: string }>(
    `select id, period from instrument where plan_id = $1 and kind = 'bulletin' and period is not null
       and state not in ('refused', 'withdrawn', 'ended', 'merged')`,
    [plan.id],
  );
  return accept({
    title: bulletinTitle(wanted.period, facts.asOfOn),
    paragraphs: bulletinParagraphs(facts),
    facts,
    periods: periodsOf(plan.year, moment.today).map((period) => ({
      period,
      instrumentId: made.find((each) => each.period === period)?.id ?? null,
    })),
  });
}

function periodsOf(year: number, today: string): string[] {
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
  return [...months, `${year}-H1`, `${year}-H2`].filter((period) => isBulletinPeriod(period, today));
}
