import { dayOfInstant, refuse, type Decision, type WorkCalendar } from '@duban/domain';
import {
  askExtension,
  cancelAssignment,
  closeMoment,
  DrivenClock,
  draftPlan,
  fileCompletion,
  fileProgressReport,
  handleDue,
  issuePlan,
  loadCalendar,
  nextFireAt,
  newId,
  reassignAssignment,
  receiveAssignment,
  releaseHeld,
  resumeAssignment,
  runNextJob,
  sign,
  signOffHandlers,
  suspendAssignment,
} from '@duban/application';
import { PolicyRow, PolicyVersionRow, withTransaction } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';
import { Acting } from '../acting';
import type { TestDeps } from '../database';
import { textOf, dayOf } from '../../model/days';
import { comings, endsAtMs, issuedAtMs } from '../../model/moments';
import type { Deed, Lived, RandomYear, Recorded, Rules, Standing, TaskDeed } from '../../model/year';
import { sampleOf } from '../clock/issued-plan';
import { policyOf } from './policy-of-rules';
import { secondNotice } from './second-notice';

/** How the year passes: who has the worker's part, and how the clocks are moved on. */
export interface Passing {
  /** Up to that instant, everything on the way done by the worker. */
  goTo(endMs: number): Promise<void>;
  /** Everything whose moment has come is done, the clocks standing. */
  settle(): Promise<void>;
  down(): Promise<void>;
  up(): Promise<void>;
}

/** Looks at each deed before and after it. */
export interface Watch {
  before?(deed: Deed): Promise<void>;
  after?(deed: Deed, isDone: boolean): Promise<void>;
}

/** A random year lived by the real commands on PostgreSQL. */
export class DatabaseYear {
  readonly acting: Acting;
  planId = '';
  private readonly assignmentIds: string[] = [];

  private constructor(
    readonly deps: TestDeps,
    readonly sample: SampleJurisdiction,
    private readonly year: RandomYear,
  ) {
    this.acting = new Acting(deps, sample);
  }

  /** A jurisdiction of its own with an approved plan; the clock stands at the moment of the issue. */
  static async prepare(deps: TestDeps, year: RandomYear, rules: Rules): Promise<DatabaseYear> {
    // Years follow one another in one database; each has its own clock and its own jurisdiction.
    const own = { ...deps, clock: new DrivenClock(issuedAtMs(year)) };
    const sample = await sampleOf(own, year.units);
    await own.database.query('update person set login = id::text where jurisdiction_id = $1', [sample.jurisdictionId]);
    const world = new DatabaseYear(own, sample, year);
    const versionId = await world.storePolicy(rules);
    await world.draft(versionId);
    return world;
  }

  async live(passing: Passing, watch: Watch = {}): Promise<Lived> {
    await this.acting.must(this.sample.office.clerk.personId, (act) => issuePlan(act, { planId: this.planId }));
    await passing.settle();
    const done: (boolean | number)[] = [];
    let isUp = true;
    for (const coming of comings(this.year)) {
      await passing.goTo(coming.atMs);
      if (coming.is === 'deed') {
        await watch.before?.(coming.deed);
        done[coming.index] = await this.deed(coming.deed, isUp);
        await watch.after?.(coming.deed, done[coming.index] === true);
      }
      if (coming.is === 'down') await passing.down();
      if (coming.is === 'up') await passing.up();
      isUp = coming.is === 'deed' ? isUp : coming.is === 'up';
      await passing.settle();
    }
    if (!isUp) await passing.up();
    await passing.settle();
    await passing.goTo(endsAtMs(this.year));
    return { done: this.year.deeds.map((_, index) => done[index] ?? false), ...(await this.read()) };
  }

  /** The worker's part without a worker: what the plan's clock would do, at the moments at which it would. */
  byHand(): Passing {
    let isUp = true;
    const owner = { kind: 'plan' as const, id: this.planId };
    const handle = async () => {
      await handleDue(this.deps, { owner, nowMs: this.deps.clock.ms });
      await closeMoment(this.deps, this.sample.jurisdictionId);
    };
    const next = async () => {
      const fire = await nextFireAt(this.deps, { owner });
      return fire.kind === 'open' ? fire.atMs : null;
    };
    const settle = async () => {
      for (let atMs = await next(); isUp && atMs !== null && atMs <= this.deps.clock.ms; atMs = await next()) await handle();
    };
    return {
      settle,
      goTo: async (endMs) => {
        for (let atMs = await next(); isUp && atMs !== null && atMs <= endMs; atMs = await next()) {
          this.deps.clock.moveTo(Math.max(atMs, this.deps.clock.ms));
          await handle();
        }
        this.deps.clock.moveTo(endMs);
      },
      down: () => {
        isUp = false;
        return Promise.resolve();
      },
      up: () => {
        isUp = true;
        return Promise.resolve();
      },
    };
  }

  private async storePolicy(rules: Rules): Promise<string> {
    const body = policyOf(rules);
    const { jurisdictionId } = this.sample;
    const policyId = newId();
    const id = newId();
    await withTransaction(this.deps.database, async (tx) => {
      await tx.insert(PolicyRow, [{ id: policyId, jurisdictionId, key: `year-${policyId}`, name: body.name }]);
      await tx.insert(PolicyVersionRow, [
        { id, jurisdictionId, policyId, version: 1, body, madeAt: new Date(this.deps.clock.ms), madeBy: null },
      ]);
    });
    return id;
  }

  private async draft(policyVersionId: string): Promise<void> {
    const from = dayOf(dayOfInstant(this.deps.clock.ms));
    const { planId } = await this.acting.must(this.sample.office.clerk.personId, (act) =>
      draftPlan(act, {
        year: this.year.year,
        title: '工作要点',
        policyVersionId,
        calendarId: this.sample.calendarId,
        source: {},
        points: [
          {
            chapter: '一',
            label: '（一）',
            path: '一（一）',
            heading: '要点',
            text: '要点',
            source: {},
            tasks: this.year.tasks.map((task, index) => ({
              title: `任务${index}`,
              deadlineKind: task.dueIn === null ? ('longTerm' as const) : ('date' as const),
              dueOn: task.dueIn === null ? null : textOf(from + task.dueIn),
              cycle: task.cycle,
              assignments: [
                {
                  unitId: this.acting.unit(task.unit).unitId,
                  role: 'lead' as const,
                  printedRole: '牵头单位',
                  printedUnit: this.acting.unit(task.unit).name,
                },
              ],
            })),
          },
        ],
      }),
    );
    this.planId = planId;
    await this.deps.database.query(`update plan set state = 'approved' where id = $1`, [planId]);
    const rows = await this.deps.database.query<{ id: string }[]>(
      'select a.id from assignment a join task t on t.id = a.task_id where a.plan_id = $1 order by t.position',
      [planId],
    );
    this.assignmentIds.push(...rows.map((row) => row.id));
  }

  // ---- what people do ----

  assignmentOf(task: number): string | null {
    return this.assignmentIds[task] ?? null;
  }

  private async deed(deed: Deed, isUp: boolean): Promise<boolean | number> {
    if (deed.kind === 'release') return this.release(deed.agreed);
    if (deed.kind === 'calendar') return isUp && (await this.loadCalendar(deed));
    if (deed.kind === 'merge') {
      let moved = 0;
      const from = this.acting.unit(deed.fromUnit).unitId;
      const theirs = await this.deps.database.query<{ id: string }[]>(
        'select a.id from assignment a join task t on t.id = a.task_id where a.plan_id = $1 and a.unit_id = $2 order by t.position',
        [this.planId, from],
      );
      for (const { id } of theirs) if ((await this.reassign(id, deed.toUnit)).ok) moved += 1;
      return moved;
    }
    const assignmentId = this.assignmentOf(deed.task);
    return assignmentId !== null && (await this.deedOn(assignmentId, deed)).ok;
  }

  async deedOn(assignmentId: string, deed: TaskDeed): Promise<Decision<unknown>> {
    const clerk = this.sample.office.clerk.personId;
    const liaison = await this.liaisonOf(assignmentId);
    switch (deed.kind) {
      case 'receive':
        return this.acting.do(liaison, (act) => receiveAssignment(act, { assignmentId }));
      case 'report':
        return this.report(assignmentId, liaison, deed.agreed);
      case 'complete':
        return this.acting.do(liaison, (act) => fileCompletion(act, { assignmentId, text: '已完成', evidence: [] }));
      case 'decide':
        return this.decide('completion', assignmentId, this.sample.office.head.personId, deed.agreed);
      case 'askExtension': {
        const dueOn = await this.dueOn(assignmentId);
        // Long-term work has no day to count from; the command says so itself.
        const untilOn = textOf(dayOf(dueOn ?? '2020-01-01') + deed.days);
        return this.acting.do(liaison, (act) => askExtension(act, { assignmentId, untilOn, reason: '需要更多时间' }));
      }
      case 'decideExtension': {
        const [asked] = await this.deps.database.query<{ id: string }[]>(
          `select id from extension where assignment_id = $1 and state = 'asked'`,
          [assignmentId],
        );
        return asked ? this.decide('extension', asked.id, this.sample.office.head.personId, deed.agreed) : refuse('NONE');
      }
      case 'suspend':
        return this.acting.do(clerk, (act) => suspendAssignment(act, { assignmentId, grounds: '条件变化' }));
      case 'resume':
        return this.acting.do(clerk, (act) => resumeAssignment(act, { assignmentId, reason: '条件具备' }));
      case 'cancel':
        return this.acting.do(clerk, (act) => cancelAssignment(act, { assignmentId, grounds: '不再需要' }));
      case 'reassign':
        return this.reassign(assignmentId, deed.toUnit);
    }
  }

  private reassign(assignmentId: string, toUnit: number): Promise<Decision<unknown>> {
    const input = { assignmentId, toUnitId: this.acting.unit(toUnit).unitId, grounds: '职能调整', dueOn: null };
    return this.acting.do(this.sample.office.clerk.personId, (act) => reassignAssignment(act, input));
  }

  private async report(assignmentId: string, liaison: string, agreed: boolean): Promise<Decision<unknown>> {
    const [owed] = await this.deps.database.query<{ period: string }[]>(
      `select period from obligation where assignment_id = $1 and kind = 'periodReport' and state = 'open' order by period limit 1`,
      [assignmentId],
    );
    if (!owed) return refuse('NONE');
    const filed = await this.acting.do(liaison, (act) =>
      fileProgressReport(act, { assignmentId, period: owed.period, text: '进展顺利', figures: [], evidence: [] }),
    );
    if (!filed.ok) return filed;
    const unit = this.sample.units.find((each) => each.liaison.personId === liaison);
    return this.decide('progressReport', filed.value.progressReportId, unit?.head.personId ?? '', agreed);
  }

  private async decide(kind: string, subjectId: string, personId: string, agreed: boolean): Promise<Decision<unknown>> {
    const [signOff] = await this.deps.database.query<{ id: string; hash: string }[]>(
      `select id, content_hash as hash from sign_off where subject_kind = $1 and subject_id = $2 and state = 'running'`,
      [kind, subjectId],
    );
    if (!signOff) return refuse('NONE');
    const verdict = agreed ? ('approve' as const) : ('refuse' as const);
    return this.acting.do(personId, (act) =>
      sign(act, signOffHandlers, { signOffId: signOff.id, verdict, opinion: '阅', contentHash: signOff.hash }),
    );
  }

  /** Loads the second notice, and has its job done at once, by whoever takes it. */
  private async loadCalendar(deed: Extract<Deed, { kind: 'calendar' }>): Promise<boolean> {
    const [newest] = await this.deps.database.query<{ body: WorkCalendar }[]>(
      'select body from work_calendar where jurisdiction_id = $1 order by version desc limit 1',
      [this.sample.jurisdictionId],
    );
    const table = newest ? secondNotice(newest.body, this.year, deed) : null;
    if (table === null) return false;
    const days = Object.entries(table).map(([date, exception]) => ({ date, ...exception }));
    const text = JSON.stringify({ year: this.year.year, days });
    const { jobId } = await this.acting.must(this.sample.office.clerk.personId, (act) =>
      loadCalendar(act, { text, source: '国办发明电' }),
    );
    for (;;) {
      await runNextJob(this.deps);
      const left = await this.deps.database.query(`select 1 from job where id = $1 and state <> 'done'`, [jobId]);
      if (left.length === 0) return true;
    }
  }

  private async release(agreed: boolean): Promise<number> {
    const held = await this.deps.database.query<{ id: string }[]>(
      `select id from rung_record where jurisdiction_id = $1 and outcome = 'held' and resolved_at is null`,
      [this.sample.jurisdictionId],
    );
    if (held.length === 0) return 0;
    const resolution = agreed ? ('released' as const) : ('dropped' as const);
    const recordIds = held.map((row) => row.id);
    const sums = await this.acting.must(this.sample.office.clerk.personId, (act) =>
      releaseHeld(act, { recordIds, resolution, reason: '核实' }),
    );
    return sums.released;
  }

  private async liaisonOf(assignmentId: string): Promise<string> {
    const [row] = await this.deps.database.query<{ unitId: string }[]>(
      'select unit_id as "unitId" from assignment where id = $1',
      [assignmentId],
    );
    return this.sample.units.find((unit) => unit.unitId === row?.unitId)?.liaison.personId ?? '';
  }

  private async dueOn(assignmentId: string): Promise<string | null> {
    const [row] = await this.deps.database.query<{ dueOn: string | null }[]>(
      `select due_on as "dueOn" from obligation where assignment_id = $1 and kind = 'completion'`,
      [assignmentId],
    );
    return row?.dueOn ?? null;
  }

  // ---- what is there in the end ----

  private async read(): Promise<Omit<Lived, 'done'>> {
    const rows = await this.deps.database.query<
      { id: string; assignmentId: string; kind: string; period: string | null; state: Standing['state']; dueOn: string | null; dueVersion: number; breaches: number }[] // prettier-ignore
    >(
      `select o.id, o.assignment_id as "assignmentId", o.kind, o.period, o.state, o.due_on as "dueOn", o.due_version as "dueVersion",
         (select count(*)::int from due_change c where c.obligation_id = o.id and c.breached) as breaches
       from obligation o where o.assignment_id = any($1::uuid[]) order by o.opened_at, o.id`,
      [this.assignmentIds],
    );
    const names = new Map<string, string>();
    const receipts = new Map<string, number>();
    for (const row of rows) {
      const nth = (receipts.get(row.assignmentId) ?? 0) + (row.kind === 'receipt' ? 1 : 0);
      receipts.set(row.assignmentId, nth);
      const part = row.kind === 'receipt' ? `.${nth}` : row.period === null ? '' : `.${row.period}`;
      names.set(row.id, `${this.assignmentIds.indexOf(row.assignmentId)}.${row.kind}${part}`);
    }
    const ids = rows.map((row) => row.id);
    const records = await this.deps.database.query<
      (Omit<Recorded, 'owed' | 'fireAtMs' | 'recordedAtMs'> & { id: string; fireAt: Date; recordedAt: Date })[]
    >(
      `select obligation_id as id, due_version as "dueVersion", rung_key as step, outcome, fire_at as "fireAt",
         recorded_at as "recordedAt", late, resolution
       from rung_record where obligation_id = any($1::uuid[]) and rung_key not like 'duban.%'`,
      [ids],
    );
    const armed = await this.deps.database.query<{ id: string; version: number; key: string; at: Date }[]>(
      `select obligation_id as id, due_version as version, rung_key as key, fire_at as at from armed_rung
       where obligation_id = any($1::uuid[]) and rung_key not like 'duban.%'`,
      [ids],
    );
    const name = (id: string) => names.get(id) ?? id;
    return {
      records: records.map(({ id, fireAt, recordedAt, ...each }) => ({
        owed: name(id),
        ...each,
        fireAtMs: fireAt.getTime(),
        recordedAtMs: recordedAt.getTime(),
      })),
      standings: rows.map(({ id, state, dueOn, dueVersion, breaches }) => ({
        owed: name(id),
        state,
        dueOn,
        dueVersion,
        breaches,
      })),
      armed: armed.map(({ id, version, key, at }) => `${name(id)} v${version} ${key} ${at.getTime()}`),
    };
  }
}
