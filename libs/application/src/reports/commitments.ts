import { accept, refuse, type Decision } from '@duban/domain';
import { ReportCommitmentRow, type Tx } from '@duban/database';
import { annualReport as say } from '@duban/wording';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';
import { isDone } from './compose/said';
import type { PlanYearFacts } from './plan-year-facts';

export const COMMITMENT_OUTCOMES = ['done', 'partly', 'open', 'dropped'] as const;
export type CommitmentOutcome = (typeof COMMITMENT_OUTCOMES)[number];

/** A promise of last year's report beside what became of it. */
export interface Commitment {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly line: number;
  readonly point: { readonly id: string; readonly label: string; readonly heading: string } | null;
  readonly tasks: number;
  readonly tasksDone: number;
  /** What the office says goes before what the tasks say; null: nobody can tell yet. */
  readonly outcome: CommitmentOutcome | null;
  readonly decidedByOffice: boolean;
  readonly note: string;
}

/** Each promise with what its work point's tasks have come to, or what the office has said of it, by the facts' moment. */
export async function readCommitments(tx: Tx, facts: PlanYearFacts, asOfMs: number): Promise<Commitment[]> {
  const rows = await tx.find(ReportCommitmentRow, 'r.plan_id = $1 order by r.position', [facts.plan.id]);
  return rows.map((row): Commitment => {
    const point = facts.points.find((each) => each.point.id === row.workPointId);
    const tasks = point?.tasks ?? [];
    const finished = tasks.filter((task) => {
      const owing = task.shares.filter((share) => share.owesCompletion);
      return owing.length > 0 && owing.every(isDone);
    }).length;
    const said = row.decidedAt !== null && row.decidedAt.getTime() <= asOfMs ? (row.outcome as CommitmentOutcome | null) : null;
    return {
      id: row.id,
      label: row.label,
      text: row.text,
      line: row.line,
      point: point ? { id: point.point.id, label: point.point.label, heading: point.point.heading } : null,
      tasks: tasks.length,
      tasksDone: finished,
      outcome: said ?? byTasks(tasks.length, finished),
      decidedByOffice: said !== null,
      note: row.note,
    };
  });
}

function byTasks(tasks: number, done: number): CommitmentOutcome | null {
  if (tasks === 0) return null;
  return done === tasks ? 'done' : done > 0 ? 'partly' : 'open';
}

/** The sentence of the report about last year's promises; null where there are none. */
export function promisesSentence(facts: PlanYearFacts, commitments: readonly Commitment[]): string | null {
  if (commitments.length === 0) return null;
  const count = (outcome: CommitmentOutcome | null) => commitments.filter((each) => each.outcome === outcome).length;
  return say.promises({
    year: facts.plan.year - 1,
    all: commitments.length,
    done: count('done'),
    partly: count('partly'),
    open: count('open'),
    dropped: count('dropped'),
    unknown: count(null),
  });
}

/** The office says what became of a promise, or which work point took it up. */
export async function judgeCommitment(
  act: Act,
  input: {
    readonly commitmentId: string;
    readonly workPointId: string | null;
    readonly outcome: CommitmentOutcome | null;
    readonly note: string;
  },
): Promise<Decision<{ commitmentId: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const [row] = await act.tx.find(ReportCommitmentRow, 'r.id = $1 and r.jurisdiction_id = $2', [
    input.commitmentId,
    act.jurisdictionId,
  ]);
  if (!row) return refuse('REPORT.NO_COMMITMENT');
  await lockPlan(act.tx, row.planId, 'shared');
  if (input.workPointId !== null) {
    const known = await act.tx.query('select 1 from work_point where id = $1 and plan_id = $2', [input.workPointId, row.planId]);
    if (known.length === 0) return refuse('REPORT.NO_COMMITMENT');
  }
  // 不再实施 without a word why would be a promise that was lost.
  if (input.outcome === 'dropped' && input.note.trim() === '') return refuse('REPORT.OUTCOME_NEEDS_NOTE');
  await act.tx.update(ReportCommitmentRow, row.id, {
    workPointId: input.workPointId,
    outcome: input.outcome,
    note: input.note,
    decidedAt: input.outcome === null ? null : act.now,
    decidedBy: input.outcome === null ? null : act.person,
  });
  act.emit({
    type: 'report.commitmentJudged',
    planId: row.planId,
    subjectKind: 'reportCommitment',
    subjectId: row.id,
    data: { outcome: input.outcome, workPointId: input.workPointId, note: input.note },
  });
  return accept({ commitmentId: row.id });
}
