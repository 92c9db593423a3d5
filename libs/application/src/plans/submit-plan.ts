import { createHash } from 'node:crypto';
import { accept, decidePlanAction, refuse, type Decision } from '@duban/domain';
import { AssignmentRow, PlanRow, TaskRow, WorkPointRow, type Tx } from '@duban/database';
import { planSignOffTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { officePost } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { readPolicy } from '../kernel/rulebook';
import { startSignOff } from '../sign-offs/start-sign-off';
import { planFacts } from './plan-facts';

/** 送审: the draft goes to its chain; approved it may be issued, refused it is a draft again. */
export async function submitPlan(act: Act, input: { readonly planId: string }): Promise<Decision<{ signOffId: string }>> {
  const post = officePost(act.actor);
  if (!post) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'exclusive');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  const allowed = decidePlanAction('submit', await planFacts(act.tx, plan));
  if (!allowed.ok) return allowed;
  const policy = await readPolicy(act.tx, plan.policyVersionId);
  const chain = policy.chains.planApproval;
  if (!chain) return refuse('POLICY.NO_CHAIN', { chain: 'planApproval' });
  const signOff = await startSignOff(act, {
    subjectKind: 'plan',
    subjectId: plan.id,
    title: planSignOffTitle(plan.title),
    chain,
    planId: plan.id,
    taskId: null,
    filedUnitId: post.unitId,
    holderUnitId: post.unitId,
    coUnitIds: [],
    contentHash: await planContentHash(act.tx, plan.id),
    policyVersionId: plan.policyVersionId,
    calendarId: plan.calendarId,
  });
  act.emit({ type: 'plan.submitted', planId: plan.id, subjectKind: 'plan', subjectId: plan.id });
  return accept({ signOffId: signOff.id });
}

/** Exactly what is signed: the text of the points, the tasks, the units and the days. */
export async function planContentHash(tx: Tx, planId: string): Promise<string> {
  const points = await tx.find(WorkPointRow, 'r.plan_id = $1 order by r.position', [planId]);
  const tasks = await tx.find(TaskRow, 'r.plan_id = $1 order by r.position', [planId]);
  const shares = await tx.find(AssignmentRow, 'r.plan_id = $1 order by r.id', [planId]);
  const seen = [
    points.map((point) => [point.id, point.path, point.heading, point.text]),
    tasks.map((task) => [task.id, task.title, task.deliverable, task.dueOn, task.cycle]),
    shares.map((share) => [share.taskId, share.unitId, share.role, share.dueOn]),
  ];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}

/** What becomes of the plan when its chain ends. */
export async function afterPlanSignOff(act: Act, planId: string, outcome: 'approved' | 'refused' | 'withdrawn'): Promise<void> {
  if (outcome === 'approved') await act.tx.update(PlanRow, planId, { state: 'approved' });
  act.emit({
    type: outcome === 'approved' ? 'plan.approved' : outcome === 'refused' ? 'plan.refused' : 'plan.withdrawn',
    planId,
    subjectKind: 'plan',
    subjectId: planId,
  });
}
