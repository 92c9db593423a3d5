import { dayOfInstant, instantOf, type Decision } from '@duban/domain';
import {
  actorOn,
  closeMoments,
  fileCompletion,
  fileProgressReport,
  handleDue,
  issuePlan,
  listWaitingFor,
  draftPlan,
  nextClockMoment,
  readRoster,
  receiveAssignment,
  runCommand,
  sendInbox,
  sign,
  signOffHandlers,
  submitPlan,
  type Act,
  type DraftTask,
  type NewFigure,
} from '@duban/application';
import { AssignmentRow, withTransaction } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';
import type { TestDeps } from '../database';

/** A task of the plan that a test lives through, with the clause that it stands under. */
export interface PlannedTask extends DraftTask {
  readonly chapter: string;
  readonly text: string;
}

/**
 * A plan lived through on PostgreSQL alone: people act by commands, and time is what `goTo` lets pass: every due rung is handled and
 * every moment closed on its way, as the runs and the loops do it.
 */
export class LivedYear {
  planId = '';
  private tasks = new Map<string, AssignmentRow[]>();

  constructor(
    readonly deps: TestDeps,
    readonly sample: SampleJurisdiction,
    readonly year: number,
    /** How time comes to an instant and everything due by then is done; left out: in this process, on PostgreSQL alone. */
    private readonly reach?: (ms: number) => Promise<void>,
  ) {}

  get today(): string {
    return dayOfInstant(this.deps.clock.ms);
  }

  async do<Value>(personId: string, work: (act: Act) => Promise<Decision<Value>>): Promise<Value> {
    const { jurisdictionId } = this.sample;
    const roster = await withTransaction(this.deps.database, (tx) => readRoster(tx, jurisdictionId));
    const actor = actorOn(roster, jurisdictionId, personId, this.today);
    const decision = await runCommand(this.deps, { actor, route: 'test', key: null, body: null }, work);
    if (!decision.ok) throw new Error(`${this.today} ${decision.refusal.code} ${JSON.stringify(decision.refusal.params)}`);
    return decision.value;
  }

  /** Drafts, has approved and issues the plan on a day. */
  async issue(title: string, tasks: readonly PlannedTask[]): Promise<void> {
    const { sample } = this;
    const clerk = sample.office.clerk.personId;
    const { planId } = await this.do(clerk, (act) =>
      draftPlan(act, {
        year: this.year,
        title,
        policyVersionId: sample.policyVersionId,
        calendarId: sample.calendarId,
        source: {},
        points: tasks.map(({ chapter, text, ...task }, index) => ({
          chapter,
          label: `${index + 1}.`,
          path: `${index + 1}`,
          heading: task.title,
          text,
          source: {},
          tasks: [task],
        })),
      }),
    );
    this.planId = planId;
    await this.do(clerk, (act) => submitPlan(act, { planId }));
    await this.signAll();
    await this.do(clerk, (act) => issuePlan(act, { planId, docNumber: `示法委〔${this.year}〕1号` }));
    const rows = await withTransaction(this.deps.database, (tx) =>
      tx.find(AssignmentRow, 'r.plan_id = $1 order by r.id', [planId]),
    );
    const titles = await this.deps.database.query<{ id: string; title: string }[]>(
      'select id, title from task where plan_id = $1',
      [planId],
    );
    for (const { id, title: name } of titles)
      this.tasks.set(
        name,
        rows.filter((row) => row.taskId === id),
      );
  }

  /** The share of a unit in a task; the lead's where no unit is named. */
  share(title: string, unitId?: string): AssignmentRow {
    const shares = this.tasks.get(title) ?? [];
    const found = shares.find((row) => (unitId === undefined ? row.role === 'lead' : row.unitId === unitId));
    if (!found) throw new Error(`no share in ${title}`);
    return found;
  }

  liaisonOf(unitId: string): string {
    return this.sample.units.find((unit) => unit.unitId === unitId)?.liaison.personId ?? this.sample.office.clerk.personId;
  }

  /** Everybody takes what is theirs. */
  async receiveAll(): Promise<void> {
    for (const row of [...this.tasks.values()].flat()) {
      await this.do(this.liaisonOf(row.unitId), (act) => receiveAssignment(act, { assignmentId: row.id }));
    }
  }

  async report(title: string, period: string, text: string, figures: readonly NewFigure[] = []): Promise<void> {
    await this.fileReport(title, period, text, figures);
    await this.signAll();
  }

  async fileReport(title: string, period: string, text: string, figures: readonly NewFigure[] = []): Promise<void> {
    const { id, unitId } = this.share(title);
    await this.do(this.liaisonOf(unitId), (act) =>
      fileProgressReport(act, { assignmentId: id, period, text, figures, evidence: [] }),
    );
  }

  async complete(title: string, text: string): Promise<void> {
    await this.fileCompletion(title, text);
    await this.signAll();
  }

  async fileCompletion(title: string, text: string): Promise<void> {
    const { id, unitId } = this.share(title);
    await this.do(this.liaisonOf(unitId), (act) => fileCompletion(act, { assignmentId: id, text, evidence: [] }));
  }

  /** Whoever is asked to sign agrees, until nobody is asked any more. */
  async signAll(): Promise<void> {
    const { sample } = this;
    const people = [
      ...sample.units.flatMap((unit) => [unit.head.personId]),
      sample.office.clerk.personId,
      sample.office.head.personId,
      ...sample.leaders.deputies.map((each) => each.personId),
      sample.leaders.chief.personId,
    ];
    for (let asked = true; asked;) {
      asked = false;
      for (const personId of people) {
        const waiting = await withTransaction(this.deps.database, async (tx) => {
          const roster = await readRoster(tx, sample.jurisdictionId);
          return listWaitingFor(tx, actorOn(roster, sample.jurisdictionId, personId, this.today), this.today);
        });
        for (const { signOffId, contentHash, stepKey, path } of waiting) {
          if (path === 'exception') continue;
          asked = true;
          await this.do(personId, (act) =>
            sign(act, signOffHandlers, { signOffId, contentHash, stepKey, verdict: 'approve', opinion: '同意' }),
          );
        }
      }
    }
  }

  /** Lets time pass up to nine in the morning of a day. */
  async goTo(day: string): Promise<void> {
    const endMs = instantOf(day, 9);
    for (;;) {
      await this.arrive(this.deps.clock.ms);
      const next = await nextClockMoment(this.deps);
      if (next === null || next > endMs) break;
      await this.arrive(Math.max(next, this.deps.clock.ms));
    }
    await this.arrive(endMs);
  }

  private async arrive(ms: number): Promise<void> {
    if (this.reach) return this.reach(ms);
    this.deps.clock.moveTo(ms);
    await this.handleAllDue();
  }

  private async handleAllDue(): Promise<void> {
    const nowMs = this.deps.clock.ms;
    for (;;) {
      const owners = await this.deps.database.query<{ kind: 'plan' | 'instrument' | 'signOff'; id: string }[]>(
        `select distinct owner_kind as kind, owner_id as id from armed_rung where not frozen and fire_at <= $1 order by 1, 2`,
        [new Date(nowMs)],
      );
      if (owners.length === 0) break;
      for (const owner of owners) await handleDue(this.deps, { owner, nowMs });
    }
    await closeMoments(this.deps);
    await sendInbox(this.deps);
  }
}
