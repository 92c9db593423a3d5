import { instantOf, type Rung } from '@duban/domain';
import { Act, closeUrgings, collectFirings, newId, openObligations, readPolicy, type Firing } from '@duban/application';
import type { ObligationRow } from '@duban/database';
import { AssignmentRow, MomentRow, PlanRow, RungRecordRow, TaskRow, WorkPointRow, withTransaction } from '@duban/database';
import { standardPolicy, writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { openTestDeps, type TestDeps } from '../../support/database';
import { Acting } from '../../support/acting';

/** A jurisdiction with an issued plan, and the doings of its clock: firings and closed moments. */
export class InstrumentCases extends Acting {
  private constructor(
    deps: TestDeps,
    sample: SampleJurisdiction,
    readonly planId: string,
    private readonly workPointId: string,
  ) {
    super(deps, sample);
  }

  static async open(day: string, hour = 9): Promise<InstrumentCases> {
    const deps = await openTestDeps(instantOf(day, hour), 16);
    const sample = await writeSampleJurisdiction(
      deps,
      { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局', '丙局'], fromOn: '2020-01-01' },
      'x',
    );
    const { jurisdictionId, policyVersionId, calendarId } = sample;
    const planId = newId();
    const workPointId = newId();
    await withTransaction(deps.database, async (tx) => {
      await tx.insert(PlanRow, [
        {
          id: planId,
          jurisdictionId,
          year: 2026,
          kind: 'ruleOfLaw',
          title: '工作要点',
          docNumber: null,
          state: 'issued',
          version: 1,
          policyVersionId,
          calendarId,
          source: {},
          issuedAt: new Date(deps.clock.ms),
          issuedBy: null,
          wrappedUpAt: null,
          archivedAt: null,
        },
      ]);
      await tx.insert(WorkPointRow, [
        {
          id: workPointId,
          jurisdictionId,
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
    return new InstrumentCases(deps, sample, planId, workPointId);
  }

  /** Completions owed by a unit, each of a task of its own, by a day. */
  async owe(unitIndex: number, dueOn: string, count = 1): Promise<ObligationRow[]> {
    const { jurisdictionId, policyVersionId, calendarId } = this.sample;
    const { unitId, name } = this.unit(unitIndex);
    return this.inAct(async (act) => {
      const tasks = Array.from({ length: count }, (_, index) => ({
        id: newId(),
        assignmentId: newId(),
        title: `任务${index + 1}`,
      }));
      await act.tx.insert(
        TaskRow,
        tasks.map((task, index) => ({
          id: task.id,
          jurisdictionId,
          planId: this.planId,
          workPointId: this.workPointId,
          position: index,
          title: task.title,
          deliverable: null,
          deadlineKind: 'date',
          deadlinePhrase: null,
          dueOn,
          originalDueOn: dueOn,
          cycle: null,
          answersAssignmentId: null,
          version: 1,
        })),
      );
      await act.tx.insert(
        AssignmentRow,
        tasks.map((task) => ({
          id: task.assignmentId,
          jurisdictionId,
          planId: this.planId,
          taskId: task.id,
          unitId,
          leaderPostId: null,
          role: 'lead',
          printedRole: '牵头单位',
          printedUnit: name,
          state: 'received',
          outcome: null,
          dueOn,
          originalDueOn: dueOn,
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
      return openObligations(
        act,
        tasks.map((task) => ({
          kind: 'completion' as const,
          owner: { kind: 'plan' as const, id: this.planId },
          policyVersionId,
          calendarId,
          taskId: task.id,
          assignmentId: task.assignmentId,
          holderUnitId: unitId,
          due: { on: dueOn },
          dueReason: 'planText',
        })),
      );
    });
  }

  /** Has a rung of these obligations fire now, as the clock would; gives what was skipped. */
  fire(rungKey: string, obligations: readonly ObligationRow[]): Promise<Map<string, { instrumentId: string }>> {
    const rung = standardPolicy.ladder.find((each) => each.key === rungKey);
    if (!rung) throw new Error(`no rung ${rungKey}`);
    return this.inAct((act) => this.record(act, rung, obligations));
  }

  private async record(act: Act, rung: Rung, obligations: readonly ObligationRow[]) {
    const firings = obligations.map((obligation): Firing => ({ rungRecordId: newId(), rung, obligation, fireAtMs: act.nowMs }));
    await act.tx.insert(
      RungRecordRow,
      firings.map((firing) => ({
        id: firing.rungRecordId,
        jurisdictionId: act.jurisdictionId,
        obligationId: firing.obligation.id,
        dueVersion: firing.obligation.dueVersion,
        rungKey: rung.key,
        outcome: 'fired',
        fireAt: act.now,
        recordedAt: act.now,
        late: false,
        reason: 'onTime',
        resolvedAt: null,
        resolvedBy: null,
        resolution: null,
      })),
    );
    await readPolicy(act.tx, this.sample.policyVersionId);
    return collectFirings(act, firings);
  }

  /** Closes the moment of the present hour. */
  closeMoment(): Promise<number> {
    return this.inAct(async (act) => {
      const id = newId();
      await act.tx.insert(MomentRow, [
        {
          id,
          jurisdictionId: act.jurisdictionId,
          hourAt: new Date(Math.floor(act.nowMs / 3_600_000) * 3_600_000),
          late: false,
          machineOpenedAt: act.now,
          closingAt: act.now,
          closedAt: null,
        },
      ]);
      return closeUrgings(act, id);
    });
  }

  /** One transaction of the clock. */
  inAct<Result>(work: (act: Act) => Promise<Result>): Promise<Result> {
    return withTransaction(this.deps.database, async (tx) => {
      const act = new Act(this.deps, tx, this.sample.jurisdictionId, this.deps.clock.ms, null, newId());
      const result = await work(act);
      await act.flush();
      return result;
    });
  }

  moveTo(day: string, hour = 9): void {
    this.deps.clock.moveTo(instantOf(day, hour));
  }
}
