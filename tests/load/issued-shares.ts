import { dayOfInstant } from '@duban/domain';
import { actorOn, draftPlan, hashPassword, issuePlan, readRoster, runCommand, type Actor, type Deps } from '@duban/application';
import { withTransaction } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';

export const PASSWORD = 'Duban-bench-1';

export interface PlanSize {
  readonly units: number;
  readonly tasks: number;
  readonly sharesATask: number;
  readonly year: number;
  readonly cycle?: 'monthly' | 'quarterly';
  readonly policyVersionId?: string;
}

export interface DraftedPlan {
  readonly sample: SampleJurisdiction;
  readonly planId: string;
  readonly clerk: Actor;
}

export async function writeJurisdiction(deps: Deps, units: number): Promise<SampleJurisdiction> {
  return writeSampleJurisdiction(
    deps,
    {
      name: '示例区',
      officeName: '示例区司法局',
      unitNames: Array.from({ length: units }, (_, index) => `第${index + 1}局`),
      fromOn: '2015-01-01',
    },
    await hashPassword(PASSWORD),
  );
}

/** A plan that is approved and waits for 印发; its tasks are due at the end of the year. */
export async function approvedPlan(deps: Deps, sample: SampleJurisdiction, size: PlanSize): Promise<DraftedPlan> {
  const clerk = await withTransaction(deps.database, async (tx) =>
    actorOn(
      await readRoster(tx, sample.jurisdictionId),
      sample.jurisdictionId,
      sample.office.clerk.personId,
      dayOfInstant(await deps.clock.nowMs(tx)),
    ),
  );
  const dueOn = `${size.year}-12-31`;
  const decision = await runCommand(deps, { actor: clerk, route: 'bench', key: null, body: null }, (act) =>
    draftPlan(act, {
      year: size.year,
      title: `示例区${size.year}年法治政府建设工作要点`,
      policyVersionId: size.policyVersionId ?? sample.policyVersionId,
      calendarId: sample.calendarId,
      source: {},
      points: Array.from({ length: Math.ceil(size.tasks / 10) }, (_, point) => ({
        chapter: '一、提升行政执法水平',
        label: `（${point + 1}）`,
        path: `一（${point + 1}）`,
        heading: '规范行政执法',
        text: '开展行政执法案卷评查，全面落实行政执法公示制度。',
        source: {},
        tasks: Array.from({ length: Math.min(10, size.tasks - point * 10) }, (__, index) => ({
          title: `第${point * 10 + index + 1}项：开展行政执法案卷评查`,
          deliverable: '评查通报',
          deadlineKind: 'date' as const,
          deadlinePhrase: '年底前',
          dueOn,
          cycle: size.cycle ?? null,
          assignments: Array.from({ length: size.sharesATask }, (___, share) => {
            const unit = sample.units[(point * 10 + index + share) % sample.units.length];
            if (!unit) throw new Error('no unit');
            return {
              unitId: unit.unitId,
              role: share === 0 ? ('lead' as const) : ('responsible' as const),
              printedRole: share === 0 ? '牵头单位' : '责任单位',
              printedUnit: unit.name,
            };
          }),
        })),
      })),
    }),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
  const { planId } = decision.value;
  await deps.database.query(`update plan set state = 'approved' where id = $1`, [planId]);
  await deps.database.query('analyze');
  return { sample, planId, clerk };
}

export async function issue(deps: Deps, plan: DraftedPlan): Promise<void> {
  const decision = await runCommand(deps, { actor: plan.clerk, route: 'bench', key: null, body: null }, (act) =>
    issuePlan(act, { planId: plan.planId, docNumber: '示法委〔2026〕1号' }),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
}
