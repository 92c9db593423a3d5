import { dayOfInstant, type Decision } from '@duban/domain';
import {
  actorOn,
  fileProgressReport,
  readRoster,
  receiveAssignment,
  recordLeaderActivity,
  resumeAssignment,
  runCommand,
  suspendAssignment,
  type Act,
  type Actor,
  type Deps,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';
import type { TestTask } from '../support/clock/issued-plan';
import type { Seeded } from './seeded';
import { pause } from './system';

export type Deed = 'activity' | 'receipt' | 'suspension' | 'resumption' | 'progress';

export interface Acknowledged {
  readonly key: string;
  readonly deed: Deed;
  readonly personId: string;
  readonly assignmentId: string | null;
  readonly accepted: boolean;
  readonly tries: number;
}

interface Wanted {
  readonly deed: Deed;
  readonly actor: Actor;
  readonly assignmentId: string | null;
  readonly work: (act: Act) => Promise<Decision<unknown>>;
}

const MOST_WAITING = 200;

/** Gives commands at a steady pace, each with its key, and repeats each one until it is answered. */
export class PeopleAtWork {
  readonly acknowledged: Acknowledged[] = [];
  private readonly waiting = new Set<Promise<void>>();
  private readonly suspended = new Set<string>();
  private toReceive: { assignmentId: string; liaison: Actor }[];
  private n = 0;
  private ended = false;

  private constructor(
    private readonly deps: Deps,
    private readonly random: Seeded,
    private readonly planId: string,
    private readonly clerk: Actor,
    private readonly liaisons: ReadonlyMap<string, Actor>,
  ) {
    this.toReceive = [...liaisons].map(([assignmentId, liaison]) => ({ assignmentId, liaison }));
  }

  static async of(
    deps: Deps,
    random: Seeded,
    sample: SampleJurisdiction,
    planId: string,
    tasks: readonly TestTask[],
  ): Promise<PeopleAtWork> {
    return withTransaction(deps.database, async (tx) => {
      const roster = await readRoster(tx, sample.jurisdictionId);
      const today = dayOfInstant(await deps.clock.nowMs(tx));
      const actor = (personId: string) => actorOn(roster, sample.jurisdictionId, personId, today);
      const liaisons = sample.units.map((unit) => actor(unit.liaison.personId));
      const byAssignment = new Map<string, Actor>();
      tasks.forEach((task, index) => {
        const liaison = liaisons[index % liaisons.length];
        if (liaison) byAssignment.set(task.assignmentId, liaison);
      });
      return new PeopleAtWork(deps, random, planId, actor(sample.office.clerk.personId), byAssignment);
    });
  }

  /** So many commands a second until `stop`; those that wait for an answer do not hold up the next. */
  async work(perSecond: number): Promise<void> {
    const startMs = Date.now();
    for (let given = 0; !this.ended; given += 1) {
      await pause(Math.max(0, startMs + (given * 1000) / perSecond - Date.now()));
      if (this.waiting.size < MOST_WAITING) this.give(this.choose());
    }
    await Promise.all(this.waiting);
  }

  stop(): void {
    this.ended = true;
  }

  /** 恢复 of everything that is still suspended. */
  async resumeAll(): Promise<void> {
    // By the rows: a resumption may have overtaken its suspension, and been refused.
    const rows = await this.deps.database.query<{ id: string }[]>(`select id from assignment where state = 'suspended'`);
    for (const { id } of rows) this.give(this.resumption(id));
    await Promise.all(this.waiting);
  }

  private give(wanted: Wanted): void {
    const key = `kill-${(this.n += 1)}`;
    const running = this.untilAnswered(key, wanted).finally(() => this.waiting.delete(running));
    this.waiting.add(running);
  }

  private async untilAnswered(key: string, { deed, actor, assignmentId, work }: Wanted): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        const request = { actor, route: `kill.${deed}`, key, body: { assignmentId } };
        const decision = await runCommand(this.deps, request, work);
        this.acknowledged.push({ key, deed, personId: actor.personId, assignmentId, accepted: decision.ok, tries });
        return;
      } catch (error) {
        // No answer: the connection broke, before the commit or after it. Only the same key again can tell.
        if (tries > 600) throw error;
        await pause(200);
      }
    }
  }

  private choose(): Wanted {
    const lot = this.random.next();
    if (lot < 0.25) {
      const next = this.toReceive.shift();
      if (next) {
        const { assignmentId } = next;
        return { deed: 'receipt', actor: next.liaison, assignmentId, work: (act) => receiveAssignment(act, { assignmentId }) };
      }
    }
    if (lot < 0.35) {
      const [first] = this.suspended;
      if (first !== undefined && this.suspended.size > 5) return this.resumption(first);
      const assignmentId = this.random.pick([...this.liaisons.keys()]);
      if (!this.suspended.has(assignmentId)) {
        this.suspended.add(assignmentId);
        const work = (act: Act) => suspendAssignment(act, { assignmentId, grounds: '等待上级文件' });
        return { deed: 'suspension', actor: this.clerk, assignmentId, work };
      }
    }
    if (lot < 0.37) {
      const [assignmentId, actor] = this.random.pick([...this.liaisons]);
      const work = (act: Act) =>
        fileProgressReport(act, { assignmentId, period: null, text: '已完成案卷评查。', figures: [], evidence: [] });
      return { deed: 'progress', actor, assignmentId, work };
    }
    const text = `第${this.n + 1}次专题会议`;
    return {
      deed: 'activity',
      actor: this.clerk,
      assignmentId: null,
      work: (act) => recordLeaderActivity(act, { planId: this.planId, kind: 'meeting', heldOn: act.today, text, postId: null }),
    };
  }

  private resumption(assignmentId: string): Wanted {
    this.suspended.delete(assignmentId);
    const work = (act: Act) => resumeAssignment(act, { assignmentId, reason: '上级文件已到' });
    return { deed: 'resumption', actor: this.clerk, assignmentId, work };
  }
}
