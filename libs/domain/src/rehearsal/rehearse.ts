import { previousWorkingDay, type WorkCalendar } from '../calendar/work-calendar';
import { armRungs, limitEnd, OPEN_NEXT_PERIOD } from '../clock/armed-rungs';
import { judgeRung } from '../clock/judge-rung';
import type { Obligation, ObligationKind } from '../clock/obligation';
import { addDays, compareDays } from '../day/day';
import { dayOfInstant, endOfDay, instantOf } from '../day/instant';
import { definitionOf, stageAfter } from '../instrument/definitions';
import type { InstrumentKind } from '../instrument/kinds';
import { nextPeriodOwed, owedAtIssue, periodDue, type OwedThing } from '../plan/owed-at-issue';
import type { Policy, Rung } from '../policy/policy';
import { receiversOf, type Receiver } from '../roster/receivers';
import type { Roster } from '../roster/roster';
import { MomentQueue } from './moment-queue';
import { dueOnDaysOff, loadByWeek, receiverLoads } from './rehearsal-sums';
import type { RehearsalOptions, Rehearsal, RehearsedPaper, RehearsedPlan, RehearsedTelling } from './rehearsal';

/** One obligation of the rehearsal with what has come to be for it. */
interface Owed {
  readonly obligation: Obligation;
  readonly coUnitIds: readonly string[];
  readonly armed: Set<string>;
  readonly recordedAtMs: Record<string, number>;
  readonly servedAtMs: Partial<Record<InstrumentKind, number>>;
  readonly cases: Set<InstrumentKind>;
  readonly willBeDone: boolean;
  done: boolean;
}

interface Draft {
  readonly kind: InstrumentKind;
  readonly rungName: string;
  readonly openedAtMs: number;
  readonly items: Owed[];
}

type Coming =
  | { readonly is: 'done'; readonly owed: Owed }
  | { readonly is: 'rung'; readonly owed: Owed; readonly rungKey: string }
  | { readonly is: 'service'; readonly draft: Draft };

/**
 * What a policy would do with a plan, day by day, before it is issued: the rules are those of the running clock (what is owed,
 * which rungs are armed, how one is judged, who receives), only the people are supposed. Nobody does anything, except that of
 * every hundred owed things `donePercent` are done on the working day before they are due; and whoever has to sign a paper
 * takes the whole limit of each step and then signs. Reminders to signers are left out.
 */
export function rehearse(
  plan: RehearsedPlan,
  policy: Policy,
  calendar: WorkCalendar,
  roster: Roster,
  options: RehearsalOptions,
): Rehearsal {
  return new Year(plan, policy, calendar, roster, options).live();
}

class Year {
  private readonly queue = new MomentQueue<Coming>();
  private readonly rungs: ReadonlyMap<string, Rung>;
  private readonly owed: Owed[] = [];
  private readonly told: RehearsedTelling[] = [];
  private readonly papers: RehearsedPaper[] = [];
  private readonly superseded: { rungKey: string; taskId: string | null; unitId: string }[] = [];
  private readonly counted = new Map<ObligationKind, number>();
  private readonly receivers = new Map<string, readonly Receiver[]>();
  private drafts = new Map<string, Draft>();
  private nowMs: number;

  constructor(
    private readonly plan: RehearsedPlan,
    private readonly policy: Policy,
    private readonly calendar: WorkCalendar,
    private readonly roster: Roster,
    private readonly options: RehearsalOptions,
  ) {
    this.rungs = new Map(policy.ladder.map((rung) => [rung.key, rung]));
    this.nowMs = options.issuedAtMs;
  }

  live(): Rehearsal {
    const today = dayOfInstant(this.nowMs);
    for (const task of this.plan.tasks) {
      for (const share of task.shares) {
        const coUnitIds = task.shares.map((each) => each.unitId).filter((id) => id !== share.unitId);
        for (const thing of owedAtIssue(share, this.policy, this.calendar, this.plan, today)) {
          this.open({ ...thing, taskId: task.id, unitId: share.unitId, coUnitIds });
        }
      }
    }
    const endMs = endOfDay(this.options.throughOn);
    for (let moment = this.queue.nextMoment(); moment !== null && moment.atMs < endMs; moment = this.queue.nextMoment()) {
      this.nowMs = moment.atMs;
      this.handle(moment.things);
    }
    const dues = this.owed.flatMap(({ obligation, done }) =>
      obligation.dueOn === null || obligation.holderUnitId === null || compareDays(obligation.dueOn, this.options.throughOn) > 0
        ? []
        : [
            {
              kind: obligation.kind,
              taskId: obligation.taskId,
              unitId: obligation.holderUnitId,
              period: obligation.period,
              dueOn: obligation.dueOn,
              provisional: obligation.provisional,
              done,
            },
          ],
    );
    return {
      told: this.told,
      papers: this.papers,
      superseded: this.superseded,
      dues,
      daysOff: dueOnDaysOff(dues, this.calendar),
      load: loadByWeek(dues),
      receivers: receiverLoads(this.told),
    };
  }

  private open(
    thing: OwedThing & { taskId: string | null; unitId: string; coUnitIds: readonly string[]; stageKey?: string },
  ): void {
    const { due, kind } = thing;
    const end =
      due === null
        ? { dueOn: null, dueAtMs: null, provisional: false }
        : 'on' in due
          ? { dueOn: due.on, dueAtMs: null, provisional: due.provisional ?? false }
          : limitEnd(this.nowMs, due.within, this.calendar);
    const id = `owed-${this.owed.length + 1}`;
    const owed: Owed = {
      obligation: {
        id,
        jurisdictionId: '',
        kind,
        owner: { kind: 'plan', id: '' },
        taskId: thing.taskId,
        assignmentId: null,
        instrumentId: null,
        targetId: null,
        signOffId: null,
        stageKey: thing.stageKey ?? null,
        period: thing.period,
        holderUnitId: thing.unitId,
        holderPostId: null,
        openedAtMs: this.nowMs,
        ...end,
        originalDueOn: end.dueOn,
        dueVersion: 1,
        state: 'open',
        filedAtMs: null,
        metAtMs: null,
      },
      coUnitIds: thing.coUnitIds,
      armed: new Set(),
      recordedAtMs: {},
      servedAtMs: {},
      cases: new Set(),
      willBeDone: this.isDone(kind),
      done: false,
    };
    this.owed.push(owed);
    if (owed.willBeDone) this.queue.add(this.doneAt(owed.obligation), { is: 'done', owed });
    this.arm(owed);
  }

  /** Spread evenly over what is owed of a kind, so that the same share of every part of the plan is done. */
  private isDone(kind: ObligationKind): boolean {
    const before = this.counted.get(kind) ?? 0;
    this.counted.set(kind, before + 1);
    const done = (n: number) => Math.floor((n * this.options.donePercent) / 100);
    return done(before + 1) > done(before);
  }

  private doneAt({ dueOn, dueAtMs, openedAtMs }: Obligation): number {
    if (dueOn === null) return dueAtMs === null ? openedAtMs : Math.max(openedAtMs, dueAtMs - 1);
    const eve = instantOf(previousWorkingDay(this.calendar, addDays(dueOn, -1)).date, 15);
    return Math.max(openedAtMs, eve);
  }

  private arm(owed: Owed): void {
    const facts = { servedAtMs: owed.servedAtMs, recordedAtMs: owed.recordedAtMs };
    const arming = armRungs(owed.obligation, this.policy, this.calendar, facts, owed.armed, this.nowMs);
    for (const { rungKey, fireAtMs } of arming.armed) {
      owed.armed.add(rungKey);
      this.queue.add(fireAtMs, { is: 'rung', owed, rungKey });
    }
    for (const { rungKey } of arming.superseded) {
      owed.recordedAtMs[rungKey] = this.nowMs;
      this.superseded.push({ rungKey, taskId: owed.obligation.taskId, unitId: owed.obligation.holderUnitId ?? '' });
    }
  }

  private handle(things: readonly Coming[]): void {
    const tellings = new Map<string, RehearsedTelling & { taskIds: string[] }>();
    // What is done at a moment is done before the clock looks.
    for (const thing of things) if (thing.is === 'done') thing.owed.done = true;
    for (const thing of things) if (thing.is === 'service') this.serve(thing.draft);
    for (const thing of things) if (thing.is === 'rung') this.fire(thing.owed, thing.rungKey, tellings);
    this.told.push(...tellings.values());
    this.closeMoment();
  }

  private fire(owed: Owed, rungKey: string, tellings: Map<string, RehearsedTelling & { taskIds: string[] }>): void {
    owed.armed.delete(rungKey);
    const rung = this.rungs.get(rungKey) ?? null;
    const judgement = judgeRung({
      obligation: { state: owed.done ? 'met' : 'open', dueVersion: 1, filedAtMs: owed.done ? this.nowMs : null },
      dueVersion: 1,
      rungKey,
      rung,
      late: false,
      baseLate: false,
      laterReminder: false,
    });
    const fired = judgement.outcome === 'fired';
    owed.recordedAtMs[rungKey] = fired ? this.nowMs : Number.POSITIVE_INFINITY;
    if (!fired) return;
    if (rungKey === OPEN_NEXT_PERIOD) this.openNext(owed);
    else if (rung !== null) this.tell(owed, rung, tellings);
    this.arm(owed);
  }

  private openNext(owed: Owed): void {
    const { period, taskId, holderUnitId } = owed.obligation;
    const next = period === null ? null : nextPeriodOwed(period, this.plan);
    if (next === null || holderUnitId === null) return;
    const isThere = this.owed.some(
      ({ obligation }) => obligation.period === next && obligation.taskId === taskId && obligation.holderUnitId === holderUnitId,
    );
    if (isThere) return;
    const due = periodDue(next, this.policy.periodReportTerm, this.calendar);
    this.open({
      kind: 'periodReport',
      period: next,
      due,
      dueReason: 'policy.periodReportTerm',
      taskId,
      unitId: holderUnitId,
      coUnitIds: owed.coUnitIds,
    });
  }

  private tell(owed: Owed, rung: Rung, tellings: Map<string, RehearsedTelling & { taskIds: string[] }>): void {
    const { obligation } = owed;
    const inCase = rung.act.kind === 'instrument' && owed.cases.has(rung.act.instrument);
    if (rung.act.kind === 'instrument' && !inCase) this.collect(owed, rung);
    const name = `${rung.key}:${obligation.holderUnitId ?? ''}:${inCase}`;
    let telling = tellings.get(name);
    if (telling === undefined) {
      telling = {
        atMs: this.nowMs,
        rungKey: rung.key,
        rungName: rung.name,
        act: rung.act,
        kind: obligation.kind,
        unitId: obligation.holderUnitId,
        taskIds: [],
        receivers: inCase ? [] : this.receiversFor(rung, owed),
        inCase,
      };
      tellings.set(name, telling);
    }
    if (obligation.taskId !== null && !telling.taskIds.includes(obligation.taskId)) telling.taskIds.push(obligation.taskId);
  }

  private receiversFor(rung: Rung, owed: Owed): readonly Receiver[] {
    const day = dayOfInstant(this.nowMs);
    const coUnitIds = rung.receivers.some((rule) => rule.of === 'coUnits') ? owed.coUnitIds : [];
    const name = `${rung.key}:${owed.obligation.holderUnitId ?? ''}:${day}:${coUnitIds.join()}`;
    let found = this.receivers.get(name);
    if (found === undefined) {
      const obliged = { unitId: owed.obligation.holderUnitId, postId: null, coUnitIds };
      const people = new Map<string, Receiver>();
      for (const rule of rung.receivers) {
        if (rule.of === 'holderPost' || (rule.of === 'coUnits' && coUnitIds.length === 0)) continue;
        for (const receiver of receiversOf(this.roster, rule, obliged, day)) {
          const key = receiver.personId ?? `nobody ${receiver.postId ?? ''}`;
          if (!people.has(key)) people.set(key, receiver);
        }
      }
      found = [...people.values()];
      this.receivers.set(name, found);
    }
    return found;
  }

  /** The firing joins the collecting draft of its group, else opens it. */
  private collect(owed: Owed, rung: Rung): void {
    if (rung.act.kind !== 'instrument') return;
    const { instrument: kind, grouping } = rung.act;
    owed.cases.add(kind);
    const { taskId, holderUnitId } = owed.obligation;
    const group =
      grouping === 'perTask' ? `task ${taskId ?? ''}` : grouping === 'perUnit' ? `unit ${holderUnitId ?? ''}` : 'moment';
    const key = `${kind} ${group}`;
    const draft = this.drafts.get(key) ?? { kind, rungName: rung.name, openedAtMs: this.nowMs, items: [] };
    draft.items.push(owed);
    this.drafts.set(key, draft);
  }

  /** The hour is over: 催办 goes out; the others go to be signed, each step taking its whole limit. */
  private closeMoment(): void {
    const drafts = [...this.drafts.values()];
    this.drafts = new Map();
    for (const draft of drafts) {
      if (definitionOf(draft.kind).goesOutAlone) this.serve(draft);
      else this.queue.add(this.signedAt(draft.kind), { is: 'service', draft });
    }
  }

  private signedAt(kind: InstrumentKind): number {
    let atMs = this.nowMs;
    for (const step of this.policy.chains[`issue.${kind}`]?.steps ?? []) {
      const end = limitEnd(atMs, step.limit, this.calendar);
      atMs = end.dueAtMs ?? instantOf(end.dueOn ?? dayOfInstant(atMs), 17);
    }
    return atMs;
  }

  private serve(draft: Draft): void {
    const { kind } = draft;
    // At 签发 every item is judged again: what has been done meanwhile lapses, and a paper with nothing left ends.
    const items = draft.items.filter((owed) => !owed.done);
    if (items.length === 0) return;
    const unitIds = [...new Set(items.map((owed) => owed.obligation.holderUnitId ?? ''))];
    this.papers.push({
      kind,
      rungName: draft.rungName,
      openedAtMs: draft.openedAtMs,
      servedAtMs: this.nowMs,
      unitIds,
      taskIds: [...new Set(items.flatMap((owed) => owed.obligation.taskId ?? []))],
    });
    const definition = definitionOf(kind);
    for (const owed of items) {
      owed.servedAtMs[kind] = this.nowMs;
      if (definition.closesAtService) owed.cases.delete(kind);
      this.arm(owed);
    }
    const first = stageAfter(definition, null);
    const stages = [...definition.stages.filter((stage) => stage.beside === true), ...(first?.scope === 'target' ? [first] : [])];
    const terms = this.policy.instruments[kind] ?? {};
    for (const unitId of unitIds) {
      for (const stage of stages) {
        const within = terms[stage.key];
        if (within === undefined || stage.actor !== 'unit') continue;
        const stageKey = `${kind}.${stage.key}`;
        const due = { within };
        this.open({
          kind: 'instrumentStage',
          period: null,
          due,
          dueReason: 'stageTerm',
          taskId: null,
          unitId,
          coUnitIds: [],
          stageKey,
        });
      }
    }
  }
}
