import { accept } from '@duban/domain';
import {
  actorOn,
  newId,
  openObligations,
  readRoster,
  runCommand,
  type Actor,
  type Act,
  type Deps,
  type NewObligation,
} from '@duban/application';
import { AssignmentRow, PlanRow, TaskRow, WorkPointRow, withTransaction, type ObligationRow } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';

export interface TestTask {
  readonly taskId: string;
  readonly assignmentId: string;
  readonly obligations: readonly ObligationRow[];
}

export const sampleOf = (deps: Deps, units: number): Promise<SampleJurisdiction> =>
  writeSampleJurisdiction(
    deps,
    {
      name: '示例区',
      officeName: '示例区司法局',
      unitNames: Array.from({ length: units }, (_, index) => `第${index + 1}局`),
      fromOn: '2015-01-01',
    },
    'x',
  );

/** The clerk of the sample's office, on a day on which the sample's holdings are in force. */
export const officeOf = (deps: Deps, sample: SampleJurisdiction): Promise<Actor> =>
  withTransaction(deps.database, async (tx) =>
    actorOn(await readRoster(tx, sample.jurisdictionId), sample.jurisdictionId, sample.office.clerk.personId, '2020-06-01'),
  );

export async function inCommand<Value>(deps: Deps, actor: Actor, work: (act: Act) => Value | Promise<Value>): Promise<Value> {
  const decision = await runCommand(deps, { actor, route: 'test', key: null, body: null }, async (act) =>
    accept(await work(act)),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value;
}

/** An issued plan that holds nothing yet. */
export async function issuedPlan(
  deps: Deps,
  sample: SampleJurisdiction,
  year: number,
  policyVersionId?: string,
): Promise<string> {
  const planId = newId();
  await withTransaction(deps.database, async (tx) => {
    const now = new Date(await deps.clock.nowMs(tx));
    await tx.insert(PlanRow, [
      {
        id: planId,
        jurisdictionId: sample.jurisdictionId,
        year,
        kind: 'annual',
        title: `${year}年工作要点`,
        docNumber: null,
        state: 'issued',
        version: 1,
        policyVersionId: policyVersionId ?? sample.policyVersionId,
        calendarId: sample.calendarId,
        source: {},
        issuedAt: now,
        issuedBy: sample.office.clerk.personId,
        wrappedUpAt: null,
        archivedAt: null,
      },
    ]);
    await tx.insert(WorkPointRow, [
      {
        id: planId,
        jurisdictionId: sample.jurisdictionId,
        planId,
        position: 1,
        chapter: '一',
        label: '1',
        path: '一1',
        heading: '要点',
        text: '要点',
        source: {},
      },
    ]);
  });
  return planId;
}

export type OwedWish = Pick<NewObligation, 'kind' | 'due'> & Partial<NewObligation>;

/** One task for each wish list, led by the sample's units in turn, each with one assignment that owes what the list says. */
export async function addTasks(
  deps: Deps,
  sample: SampleJurisdiction,
  planId: string,
  owed: readonly (readonly OwedWish[])[],
): Promise<TestTask[]> {
  const actor = await officeOf(deps, sample);
  return inCommand(deps, actor, async (act) => {
    const rows = owed.map((wishes, index) => ({
      wishes,
      taskId: newId(),
      assignmentId: newId(),
      unitId: sample.units[index % sample.units.length]?.unitId ?? '',
      index,
    }));
    const { jurisdictionId } = sample;
    await act.tx.insert(
      TaskRow,
      rows.map(({ taskId, index }) => ({
        id: taskId,
        jurisdictionId,
        planId,
        workPointId: planId,
        position: index + 1,
        title: `任务${index + 1}`,
        deliverable: null,
        deadlineKind: 'day',
        deadlinePhrase: null,
        dueOn: null,
        originalDueOn: null,
        cycle: null,
        answersAssignmentId: null,
        version: 1,
      })),
    );
    await act.tx.insert(
      AssignmentRow,
      rows.map(({ taskId, assignmentId, unitId }) => ({
        id: assignmentId,
        jurisdictionId,
        planId,
        taskId,
        unitId,
        leaderPostId: null,
        role: 'lead',
        printedRole: '牵头单位',
        printedUnit: '',
        state: 'received',
        outcome: null,
        dueOn: null,
        originalDueOn: null,
        receivedAt: null,
        receivedBy: null,
        completionFiledAt: null,
        completionFiledBy: null,
        completionText: null,
        struckOffAt: null,
        struckOffBy: null,
        reopenedFromId: null,
        version: 1,
      })),
    );
    const [plan] = await act.tx.find(PlanRow, 'r.id = $1', [planId]);
    if (!plan) throw new Error('no plan');
    const opened = await openObligations(
      act,
      rows.flatMap(({ wishes, taskId, assignmentId, unitId }) =>
        wishes.map((wish): NewObligation => ({
          owner: { kind: 'plan', id: planId },
          policyVersionId: plan.policyVersionId,
          calendarId: plan.calendarId,
          taskId,
          assignmentId,
          holderUnitId: unitId,
          dueReason: 'planText',
          ...wish,
        })),
      ),
    );
    return rows.map(({ taskId, assignmentId }) => ({
      taskId,
      assignmentId,
      obligations: opened.filter((row) => row.assignmentId === assignmentId),
    }));
  });
}
