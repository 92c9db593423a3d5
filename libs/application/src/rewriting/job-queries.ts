import { JobRow, type Tx } from '@duban/database';
import type { Scope } from '../access/scope';
import { namesOf } from '../policies/plan-policy';
import { publishedPolicies } from '../policies/published-policies';
import type { JobProgress, LineOutcome, RewriteLine } from './rewrite-line';

export interface RewriteJob {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly madeAt: Date;
  readonly progress: JobProgress;
}

export interface RewriteJobLine {
  readonly obligationId: string;
  readonly outcome: LineOutcome;
  readonly kind: string;
  readonly period: string | null;
  readonly stageKey: string | null;
  readonly taskId: string | null;
  readonly taskTitle: string | null;
  readonly unitName: string | null;
  readonly line: RewriteLine;
}

export interface RewriteJobDetail extends RewriteJob {
  readonly lines: readonly RewriteJobLine[];
  /** What each rung key is called; a key keeps its meaning through all versions. */
  readonly rungNames: ReadonlyMap<string, string>;
  /** Obligations that nothing changed for; they are not among the lines. */
  readonly unchanged: number;
}

/** The rewriting jobs of the jurisdiction, the newest first. */
export async function listJobs(tx: Tx, scope: Scope): Promise<RewriteJob[]> {
  if (!scope.isWhole) return [];
  const rows = await tx.find(JobRow, `r.jurisdiction_id = $1 order by r.made_at desc, r.id desc limit 200`, [
    scope.jurisdictionId,
  ]);
  return rows.map(jobOf);
}

/** One job with its exact list: whose day moved from when to when, which rungs moved, appeared or went. */
export async function readJob(tx: Tx, scope: Scope, jobId: string): Promise<RewriteJobDetail | null> {
  if (!scope.isWhole) return null;
  const [row] = await tx.find(JobRow, 'r.id = $1 and r.jurisdiction_id = $2', [jobId, scope.jurisdictionId]);
  if (!row) return null;
  const lines = await tx.query<
    Omit<RewriteJobLine, 'taskTitle' | 'unitName'> & { readonly dueOn: string | null; readonly holderUnitId: string | null }
  >(
    `select l.obligation_id as "obligationId", l.outcome, l.data as line, o.kind, o.period, o.stage_key as "stageKey",
       o.task_id as "taskId"
     from job_line l join obligation o on o.id = l.obligation_id
     where l.job_id = $1 and l.outcome <> 'unchanged'
     order by l.outcome = 'waiting' desc, l.outcome = 'failed' desc, l.outcome = 'moved' desc, o.due_on, l.obligation_id`,
    [jobId],
  );
  const [{ unchanged } = { unchanged: 0 }] = await tx.query<{ unchanged: number }>(
    `select count(*)::int as unchanged from job_line where job_id = $1 and outcome = 'unchanged'`,
    [jobId],
  );
  const names = await namesOf(
    tx,
    lines.map((line) => line.obligationId),
  );
  return {
    ...jobOf(row),
    unchanged,
    rungNames: new Map(
      (await publishedPolicies(tx, scope.jurisdictionId)).flatMap((policy) => policy.ladder.map((rung) => [rung.key, rung.name])),
    ),
    lines: lines.map((line) => ({ ...line, ...(names.get(line.obligationId) ?? { taskTitle: null, unitName: null }) })),
  };
}

const jobOf = (row: JobRow): RewriteJob => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  madeAt: row.madeAt,
  progress: row.progress as JobProgress,
});
