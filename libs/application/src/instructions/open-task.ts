import { accept, parseDay, receiversOf, refuse, type Decision } from '@duban/domain';
import type { PlanRow } from '@duban/database';
import { instructionChapter, instructionTaskNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { lockPlan } from '../kernel/locks';
import { openObligations } from '../kernel/obligations';
import { draftRows, insertDraftRows } from '../plans/draft-rows';
import { obligationsOf } from '../plans/issue-plan';
import { standingPlan } from '../plans/wrap-up-plan';

export interface OpenTask {
  readonly planId: string | null;
  readonly instructionId: string;
  /** The instruction as it stands in the ledger's source. */
  readonly text: string;
  readonly title: string;
  readonly leadUnitIds: readonly string[];
  readonly cooperatingUnitIds: readonly string[];
  readonly dueOn: string | null;
}

/**
 * A task outside the plan's own text, under a work point of its own that names the instruction: it runs at once and owes what the
 * plan's policy says. The plan's printed points stay as they are.
 */
export async function openTask(act: Act, input: OpenTask): Promise<Decision<{ taskId: string }>> {
  if (input.title.trim() === '') return refuse('INSTRUCTION.TITLE_MISSING');
  if (input.dueOn !== null && (parseDay(input.dueOn) === null || input.dueOn < act.today))
    return refuse('INSTRUCTION.DAY_INVALID');
  const roster = await act.roster();
  const shares = [
    ...input.leadUnitIds.map((unitId) => ({ unitId, role: 'lead' as const, printedRole: '牵头单位' })),
    ...input.cooperatingUnitIds
      .filter((unitId) => !input.leadUnitIds.includes(unitId))
      .map((unitId) => ({ unitId, role: 'cooperating' as const, printedRole: '配合单位' })),
  ];
  if (input.leadUnitIds.length === 0) return refuse('INSTRUCTION.UNIT_MISSING');
  const names = new Map(roster.units.map((unit) => [unit.id, unit.name]));
  if (shares.some((share) => !names.has(share.unitId))) return refuse('INSTRUCTION.NO_SUCH_UNIT');
  const plan = input.planId === null ? await ownStanding(act) : await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId || plan.state !== 'issued')
    return refuse('INSTRUCTION.PLAN_NOT_RUNNING');

  const [last] = await act.tx.query<{ point: number; task: number }>(
    `select coalesce((select max(position) from work_point where plan_id = $1), 0) as point,
       coalesce((select max(position) from task where plan_id = $1), 0) as task`,
    [plan.id],
  );
  const title = input.title.trim();
  const rows = draftRows(
    { jurisdictionId: act.jurisdictionId, planId: plan.id, pointsBefore: last?.point ?? 0, tasksBefore: last?.task ?? 0 },
    [
      {
        chapter: instructionChapter,
        label: '',
        path: instructionChapter,
        heading: title,
        text: input.text,
        source: { instructionId: input.instructionId },
        tasks: [
          {
            title,
            deadlineKind: input.dueOn === null ? 'longTerm' : 'date',
            dueOn: input.dueOn,
            assignments: shares.map((share) => ({ ...share, printedUnit: names.get(share.unitId) ?? '' })),
          },
        ],
      },
    ],
  );
  const [task] = rows.tasks;
  if (!task) throw new Error('a point with one task gave no task');
  await insertDraftRows(act.tx, rows);
  await openObligations(act, await obligationsOf(act, plan, rows.tasks, rows.assignments));
  const causeId = act.emit({
    type: 'task.openedByInstruction',
    planId: plan.id,
    taskId: task.id,
    subjectKind: 'task',
    subjectId: task.id,
    data: { title, instructionId: input.instructionId, units: shares.map((share) => share.unitId), dueOn: input.dueOn },
  });
  for (const { unitId } of shares) {
    const obliged = { unitId, postId: null, coUnitIds: [] };
    act.tell({
      ...instructionTaskNotice(title, input.dueOn),
      subjectKind: 'task',
      subjectId: task.id,
      causeId,
      receivers: (['liaison', 'unitHead'] as const).flatMap((role) =>
        receiversOf(roster, { of: 'holderUnit', role }, obliged, act.today),
      ),
    });
  }
  return accept({ taskId: task.id });
}

/** The jurisdiction's standing plan, by the policy and calendar in use where it is made now. */
async function ownStanding(act: Act): Promise<PlanRow | null> {
  const [like] = await act.tx.query<{ policyVersionId: string; calendarId: string }>(
    `select (select id from policy_version where jurisdiction_id = $1 order by made_at desc, version desc limit 1) as "policyVersionId",
       (select id from work_calendar where jurisdiction_id = $1 order by version desc limit 1) as "calendarId"`,
    [act.jurisdictionId],
  );
  return like ? standingPlan(act, like) : null;
}
