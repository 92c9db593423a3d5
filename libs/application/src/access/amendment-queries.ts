import { allowedAmendmentActions, dayOfInstant, type AmendmentAction, type AmendmentState, type PlanState } from '@duban/domain';
import { PlanAmendmentRow, PlanRow, type AmendmentLineRow, type Tx } from '@duban/database';
import { amendmentLineNames, amendmentName, shareDifference, textDifferences, type TextDifference } from '@duban/wording';
import { linesOf } from '../amendments/amendment-case';
import { isOffice } from '../kernel/actor';
import { readAmendedTexts, type TaskAmendment } from '../reports/amended-texts';
import { describeLines, type AmendmentLineView } from './amendment-lines';
import { planInScope, taskInScope, type Scope } from './scope';

export interface AmendmentSummary {
  readonly id: string;
  /** 第2次调整; 调整草案 while it has no number. */
  readonly name: string;
  readonly number: number | null;
  readonly state: AmendmentState;
  readonly basis: string;
  readonly reason: string;
  readonly decidedOn: string;
  readonly draftedAt: Date;
  readonly draftedBy: string;
  readonly effectiveAt: Date | null;
  readonly lines: number;
}

export interface AmendmentDetail extends AmendmentSummary {
  readonly planId: string;
  readonly planTitle: string;
  readonly planYear: number;
  readonly version: number;
  readonly signOffId: string | null;
  readonly items: readonly AmendmentLineView[];
  readonly actions: readonly AmendmentAction[];
}

const SUMMARY = `select m.id, m.number, m.state, m.basis, m.reason, m.decided_on as "decidedOn", m.drafted_at as "draftedAt",
    p.name as "draftedBy", m.effective_at as "effectiveAt",
    (select count(*)::int from amendment_line l where l.amendment_id = m.id and l.state <> 'lapsed') as lines
  from plan_amendment m join person p on p.id = m.drafted_by`;

/** The amendments of a plan that the caller may read; what is not in force yet is the office's and the leaders'. Null: no such plan. */
export async function listAmendments(tx: Tx, scope: Scope, planId: string): Promise<AmendmentSummary[] | null> {
  const plan = await planOf(tx, scope, planId);
  if (!plan) return null;
  const rows = await tx.query<Omit<AmendmentSummary, 'name'>>(
    `${SUMMARY} where m.plan_id = $1 and (m.state = 'inForce' or $2) order by m.number nulls last, m.drafted_at, m.id`,
    [planId, seesDrafts(scope, plan)],
  );
  return rows.map((row) => ({ ...row, name: amendmentName(row.number) }));
}

/** One amendment with its lines; a unit reads those of the tasks that it may read. Null: not there for the caller. */
export async function readAmendment(tx: Tx, scope: Scope, amendmentId: string, nowMs: number): Promise<AmendmentDetail | null> {
  const [row] = await tx.find(PlanAmendmentRow, 'r.id = $1', [amendmentId]);
  const plan = row && (await planOf(tx, scope, row.planId));
  if (!plan || (row.state !== 'inForce' && !seesDrafts(scope, plan))) return null;
  const [summary] = await tx.query<Omit<AmendmentSummary, 'name'>>(`${SUMMARY} where m.id = $1`, [amendmentId]);
  if (!summary) return null;
  const lines = await linesOf(tx, amendmentId);
  const readable = scope.isWhole ? lines : await linesInScope(tx, scope, plan.id, lines);
  const [signOff] = await tx.query<{ id: string }>(
    `select id from sign_off where subject_kind = 'amendment' and subject_id = $1 order by round desc limit 1`,
    [amendmentId],
  );
  const state = row.state as AmendmentState;
  return {
    ...summary,
    name: amendmentName(summary.number),
    planId: plan.id,
    planTitle: plan.title,
    planYear: plan.year,
    version: row.version,
    signOffId: scope.isWhole ? (signOff?.id ?? null) : null,
    items: await describeLines(tx, plan, readable, { nowMs, today: dayOfInstant(nowMs) }),
    actions:
      isOffice(scope.actor) && plan.jurisdictionId === scope.jurisdictionId
        ? allowedAmendmentActions({ state, planState: plan.state as PlanState, lines: lines.length })
        : [],
  };
}

async function planOf(tx: Tx, scope: Scope, planId: string): Promise<PlanRow | null> {
  const values: unknown[] = [planId];
  const [plan] = await tx.find(PlanRow, `r.id = $1 and ${planInScope(scope, 'r', values)}`, values);
  return plan ?? null;
}

const seesDrafts = (scope: Scope, plan: PlanRow): boolean => scope.seesDrafts && plan.jurisdictionId === scope.jurisdictionId;

async function linesInScope(
  tx: Tx,
  scope: Scope,
  planId: string,
  lines: readonly AmendmentLineRow[],
): Promise<AmendmentLineRow[]> {
  const values: unknown[] = [planId];
  const rows = await tx.query<{ id: string }>(
    `select t.id from task t where t.plan_id = $1 and ${taskInScope(scope, 't', values)}`,
    values,
  );
  const mine = new Set(rows.map((row) => row.id));
  return lines.flatMap((line): AmendmentLineRow[] => {
    if (line.taskId !== null) return mine.has(line.taskId) ? [line] : [];
    const taskIds = (line.made as { taskIds?: string[] } | null)?.taskIds ?? [];
    const change = line.change as { kind: string; tasks?: unknown[] };
    if (!taskIds.some((id) => mine.has(id))) return [];
    return [
      change.tasks === undefined
        ? line
        : { ...line, change: { ...change, tasks: change.tasks.filter((_, index) => mine.has(taskIds[index] ?? '')) } },
    ];
  });
}

/** One amendment of a task, as its page tells it. */
export interface AmendmentOfTask {
  readonly amendmentId: string;
  readonly name: string;
  readonly effectiveAt: Date;
  readonly basis: string;
  readonly kindName: string;
  readonly differences: readonly TextDifference[];
  readonly grounds: string | null;
}

/** What became of the text of a plan's tasks, by task id; the first difference of a field holds the original words. */
export async function readAmendmentsOfTasks(
  tx: Tx,
  planId: string,
  nowMs: number,
): Promise<(taskId: string) => AmendmentOfTask[]> {
  const texts = await readAmendedTexts(tx, planId, new Date(nowMs));
  if (texts.amendments === 0) return () => [];
  const shares = await tx.query<{ id: string; words: string }>(
    `select id, printed_unit || '（' || printed_role || '）' as words from assignment where plan_id = $1`,
    [planId],
  );
  const words = new Map(shares.map((share) => [share.id, share.words]));
  return (taskId) => texts.of(taskId).map((each) => ofTask(each, words));
}

function ofTask(
  { amendmentId, number, effectiveAt, basis, line, before, assignmentId }: TaskAmendment,
  shares: ReadonlyMap<string, string>,
): AmendmentOfTask {
  const share = shares.get(assignmentId ?? '') ?? '';
  return {
    amendmentId,
    name: amendmentName(number),
    effectiveAt,
    basis,
    kindName: amendmentLineNames[line.kind],
    differences:
      line.kind === 'changeTask' && before !== null
        ? textDifferences(before, line.set)
        : line.kind === 'addShare'
          ? [shareDifference('', share)]
          : line.kind === 'takeShare'
            ? [shareDifference(share, '')]
            : [],
    grounds: 'grounds' in line ? line.grounds : null,
  };
}
