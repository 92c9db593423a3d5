import { accept, recountDue, refuse, type CountingFacts, type CountingRules, type Decision, type Policy } from '@duban/domain';
import { ArmedRungRow, ObligationRow, PlanRow, PolicyVersionRow, type Tx } from '@duban/database';
import type { Scope } from '../access/scope';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { factsOfAll } from '../kernel/obligations';
import { readCalendar } from '../kernel/rulebook';
import { countingFactsOf } from '../rewriting/counting-facts';
import { shiftsUnder } from '../rewriting/moved-rungs';
import { orderRewriting } from '../rewriting/order-rewriting';
import type { PolicyChangePayload, RungShift } from '../rewriting/rewrite-line';

export interface PlanPolicyPreview {
  readonly before: Policy;
  readonly after: Policy;
  /** Open obligations of the plan; those that nothing changes for are not listed. */
  readonly obligations: number;
  readonly lines: readonly {
    readonly obligationId: string;
    readonly kind: string;
    readonly period: string | null;
    readonly taskId: string | null;
    readonly taskTitle: string | null;
    readonly unitName: string | null;
    /** The day that a changed term moves, or would once the office has confirmed it (`waits`). */
    readonly due: { readonly from: string | null; readonly to: string | null; readonly outcome: 'moves' | 'waits' } | null;
    readonly rungs: readonly RungShift[];
  }[];
}

/**
 * What changing a plan to another policy version would do at `nowMs`: which unfired rungs move, which appear, which go. By the
 * rules of the rewriting itself; nothing is written. Null: not there for the caller.
 */
export async function previewPlanPolicy(
  tx: Tx,
  scope: Scope,
  input: { readonly planId: string; readonly policyVersionId: string },
  nowMs: number,
): Promise<PlanPolicyPreview | null> {
  if (!scope.seesDrafts) return null;
  const [plan] = await tx.find(PlanRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.planId, scope.jurisdictionId]);
  const versions = await tx.find(PolicyVersionRow, 'r.id = any($1::uuid[]) and r.jurisdiction_id = $2', [
    plan ? [plan.policyVersionId, input.policyVersionId] : [],
    scope.jurisdictionId,
  ]);
  const bodyOf = (id: string) => versions.find((version) => version.id === id)?.body as Policy | undefined;
  const before = plan && bodyOf(plan.policyVersionId);
  const after = bodyOf(input.policyVersionId);
  if (!plan || !before || !after) return null;
  const calendar = await readCalendar(tx, plan.calendarId);
  const rows = await tx.find(ObligationRow, `r.owner_kind = 'plan' and r.owner_id = $1 and r.state = 'open' order by r.id`, [
    plan.id,
  ]);
  const ids = rows.map((row) => row.id);
  const armed = new Map<string, ArmedRungRow[]>();
  for (const rung of await tx.find(ArmedRungRow, 'r.obligation_id = any($1::uuid[])', [ids])) {
    armed.set(rung.obligationId, [...(armed.get(rung.obligationId) ?? []), rung]);
  }
  const facts = await factsOfAll(tx, rows);
  const names = await namesOf(tx, ids);
  const counting = await countingFactsOf(tx, rows);
  const lines = rows.flatMap((row) => {
    const due = movedDue(row, counting.get(row.id), { policy: before, calendar }, { policy: after, calendar });
    const known = facts.get(row.id) ?? { servedAtMs: {}, recordedAtMs: {} };
    const isMoved = due?.outcome === 'moves';
    // A moved day is a new due version: nothing is recorded for it yet.
    const rungs = shiftsUnder(
      isMoved ? { ...row, dueOn: due.counted.dueOn, dueAt: dateOf(due.counted.dueAtMs) } : row,
      armed.get(row.id) ?? [],
      isMoved ? { ...known, recordedAtMs: {} } : known,
      after,
      calendar,
      nowMs,
    );
    if (rungs.length === 0 && due === null) return [];
    const name = names.get(row.id);
    return [
      {
        obligationId: row.id,
        kind: row.kind,
        period: row.period,
        taskId: row.taskId,
        taskTitle: name?.taskTitle ?? null,
        unitName: name?.unitName ?? null,
        due: due && { from: due.from, to: due.to, outcome: due.outcome },
        rungs,
      },
    ];
  });
  return { before, after, obligations: rows.length, lines };
}

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

function movedDue(row: ObligationRow, facts: CountingFacts | undefined, before: CountingRules, after: CountingRules) {
  if (facts === undefined) return null;
  const inForce = { dueOn: row.dueOn, dueAtMs: row.dueAt?.getTime() ?? null, provisional: row.provisional };
  const recounted = recountDue(facts, inForce, before, after);
  if (recounted.kind !== 'moves' && recounted.kind !== 'waits') return null;
  const counted = recounted.to;
  return {
    outcome: recounted.kind,
    counted,
    from: row.dueOn ?? row.dueAt?.toISOString() ?? null,
    to: counted.dueOn ?? dateOf(counted.dueAtMs)?.toISOString() ?? null,
  };
}

/** How a list of obligations names them: the task and the unit as it is called now. */
export async function namesOf(
  tx: Tx,
  obligationIds: readonly string[],
): Promise<Map<string, { taskTitle: string | null; unitName: string | null }>> {
  const rows = await tx.query<{ id: string; taskTitle: string | null; unitName: string | null }>(
    `select o.id, t.title as "taskTitle",
       (select n.name from unit_name n where n.unit_id = o.holder_unit_id order by n.from_on desc limit 1) as "unitName"
     from obligation o left join task t on t.id = o.task_id where o.id = any($1::uuid[])`,
    [[...obligationIds]],
  );
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

/**
 * Has a plan go by another policy version from now on (design section 5): recorded rungs stay by their key, unfired ones are
 * rewritten by a job, none fires for a moment that is past. Before 印发 there is nothing to rewrite. Only the office may.
 */
export async function changePlanPolicy(
  act: Act,
  input: { readonly planId: string; readonly policyVersionId: string; readonly reason: string },
): Promise<Decision<{ jobId: string | null }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.UNKNOWN');
  const plan = await lockPlan(act.tx, input.planId, 'exclusive');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  if (plan.state === 'archived') return refuse('POLICY.PLAN_ARCHIVED');
  const [version] = await act.tx.find(PolicyVersionRow, 'r.id = $1 and r.jurisdiction_id = $2', [
    input.policyVersionId,
    act.jurisdictionId,
  ]);
  if (!version) return refuse('POLICY.UNKNOWN');
  if (version.id === plan.policyVersionId) return refuse('POLICY.ALREADY_IN_FORCE');
  const reason = input.reason.trim();
  if (reason === '') return refuse('POLICY.REASON_MISSING');
  await act.tx.update(PlanRow, plan.id, { policyVersionId: version.id }, plan.version);
  const isRunning = plan.state !== 'draft' && plan.state !== 'approved';
  const payload: PolicyChangePayload = {
    planId: plan.id,
    fromPolicyVersionId: plan.policyVersionId,
    policyVersionId: version.id,
  };
  const jobId = isRunning ? await orderRewriting(act, { kind: 'policyChange', payload }) : null;
  act.emit({
    type: 'plan.policyChanged',
    planId: plan.id,
    subjectKind: 'plan',
    subjectId: plan.id,
    data: { ...payload, jobId, reason },
  });
  return accept({ jobId });
}
