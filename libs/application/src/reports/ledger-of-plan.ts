import { dayOfInstant, formatDayChinese, standingOf, type AssignmentState, type LampFact, type Policy } from '@duban/domain';
import type { LedgerDocument, LedgerLamp, LedgerRow } from '@duban/documents';
import type { Tx } from '@duban/database';
import { amendmentLineNames, assignmentStateWords, ledgerWords, textDifferences } from '@duban/wording';
import { readPolicy } from '../kernel/rulebook';
import { withdrawalOf, type TaskAmendment } from './amended-texts';
import { ledgerMilestones } from '../access/ledger-milestones';
import { saidOf } from './compose/said';
import { readPlanYear, type PlanYearFacts, type TaskFacts } from './plan-year-facts';
import type { ShareFacts } from './share-facts';

/** Days before a due day from which a task counts as due soon (临期). */
const SOON_DAYS = 7;

/** The ledger of a plan as of a moment, a row for each task; null where there is no such plan. */
export async function ledgerOfPlan(tx: Tx, planId: string, asOfMs: number): Promise<LedgerDocument | null> {
  const facts = await readPlanYear(tx, planId, asOfMs);
  if (!facts) return null;
  const policy = await readPolicy(tx, facts.plan.policyVersionId);
  const instruments = await instrumentsByTask(tx, planId);
  const milestones = await ledgerMilestones(
    tx,
    facts.points.flatMap((each) => each.tasks.map(({ task }) => task.id)),
    dayOfInstant(asOfMs),
  );
  const rows: LedgerRow[] = [];
  for (const { point, tasks } of facts.points) {
    for (const task of tasks) {
      const row = ledgerRow(rows.length + 1, point, task, policy, instruments.get(task.task.id) ?? [], asOfMs);
      const lines = milestones.get(task.task.id) ?? [];
      rows.push({ ...row, milestones: lines.map((each) => ledgerWords.milestone(each.dueOn, each.name, each.state)) });
    }
  }
  return {
    title: ledgerWords.title(facts.plan.title),
    subtitle: ledgerWords.subtitle(formatDayChinese(dayOfInstant(asOfMs))),
    rows,
    day: dayOfInstant(asOfMs),
  };
}

function ledgerRow(
  number: number,
  point: PlanYearFacts['points'][number]['point'],
  facts: TaskFacts,
  policy: Policy,
  instruments: readonly string[],
  asOfMs: number,
): LedgerRow {
  const { task, shares, amendments } = facts;
  const withdrawal = withdrawalOf(amendments);
  const named = (...roles: readonly string[]) => [
    ...new Set(shares.filter((share) => roles.includes(share.assignment.role)).map((share) => share.unitName)),
  ];
  const owing = shares.filter((share) => share.owesCompletion);
  const struckOff = owing.length > 0 && owing.every((share) => share.assignment.struckOffAt !== null);
  const lastStruckOff = Math.max(...owing.map((share) => share.assignment.struckOffAt?.getTime() ?? 0));
  const main = worst(owing) ?? shares[0];
  const lamp = main && lampOf(main, policy, asOfMs);
  const texts = shares.flatMap((share) => saidOf(share) ?? []);
  const broken = [...new Set(owing.filter((share) => share.breached).map((share) => share.unitName))];
  const due = owing.map((share) => share.completion?.dueOn ?? null).filter((day): day is string => day !== null);
  return {
    number,
    chapter: point.chapter,
    clause: `${point.label}${point.heading}`,
    task: task.title,
    deliverable: task.deliverable ?? '',
    leads: named('lead', 'collating'),
    responsible: named('responsible'),
    cooperating: named('cooperating'),
    due: task.dueOn === null ? ledgerWords.longTerm : (due.sort().at(-1) ?? task.dueOn),
    originalDue: task.originalDueOn ?? ledgerWords.longTerm,
    progress: [...new Set(texts)].join('\n'),
    state: withdrawal
      ? ledgerWords.withdrawn
      : main
        ? (assignmentStateWords[struckOff ? 'struckOff' : main.assignment.state] ?? main.assignment.state)
        : '',
    ...(lamp ? { lamp } : {}),
    ...(task.dueOn === null ? {} : { overdue: owing.some((share) => share.overdue) }),
    instruments,
    ...(struckOff ? { struckOffOn: dayOfInstant(lastStruckOff) } : {}),
    note: [...(broken.length > 0 ? [ledgerWords.brokenOn(broken)] : []), ...amendments.map(amendedNote)].join('；'),
  };
}

/** What an amendment did to the row: 第2次调整完成时限、成果形式. */
function amendedNote({ number, line, before }: TaskAmendment): string {
  if (line.kind === 'withdrawTask') return ledgerWords.withdrawnBy(number, line.grounds);
  if (line.kind !== 'changeTask' || before === null) return ledgerWords.amended(number, [amendmentLineNames[line.kind]]);
  return ledgerWords.amended(number, textDifferences(before, line.set).map((each) => each.field)); // prettier-ignore
}

/** The share that shows how the task stands: an open one before a struck-off one, an overdue one before all. */
function worst(shares: readonly ShareFacts[]): ShareFacts | undefined {
  const rank = (share: ShareFacts): number => (share.overdue ? 0 : share.assignment.struckOffAt === null ? 1 : 2);
  return [...shares].sort((a, b) => rank(a) - rank(b) || (a.completion?.dueOn ?? '').localeCompare(b.completion?.dueOn ?? ''))[0];
}

const COLOURS: Readonly<Record<string, LedgerLamp['colour']>> = {
  绿: 'green',
  黄: 'yellow',
  橙: 'orange',
  红: 'red',
  蓝: 'blue',
  灰: 'grey',
};

function lampOf(share: ShareFacts, policy: Policy, asOfMs: number): LedgerLamp | undefined {
  if (!share.completion) return undefined;
  const standing = standingOf(
    { obligation: share.completion, assignmentState: share.assignment.state as AssignmentState, breached: share.breached },
    asOfMs,
    SOON_DAYS,
  );
  if (standing === 'cancelled') return undefined;
  const fact: LampFact = standing;
  const lamp = policy.lamps.find((each) => each.fact === fact);
  return lamp && { word: lamp.word, colour: COLOURS[lamp.colour] ?? 'grey' };
}

async function instrumentsByTask(tx: Tx, planId: string): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ taskId: string; number: string }>(
    `select distinct x.task_id as "taskId", i.number, i.issued_at from instrument_item x join instrument i on i.id = x.instrument_id
     where i.plan_id = $1 and i.number is not null and x.task_id is not null order by i.issued_at, i.number`,
    [planId],
  );
  const found = new Map<string, string[]>();
  for (const row of rows) found.set(row.taskId, [...(found.get(row.taskId) ?? []), row.number]);
  return found;
}
