import { previousWorkingDay, type WorkCalendar } from '../calendar/work-calendar';
import { armRungs, isPastDue, limitEnd, OPEN_NEXT_PERIOD } from '../clock/armed-rungs';
import { judgeRung } from '../clock/judge-rung';
import type { Obligation, ObligationKind } from '../clock/obligation';
import { addDays, type DayString } from '../day/day';
import { dayOfInstant, endOfDay, instantOf } from '../day/instant';
import { definitionOf, stageAfter } from '../instrument/definitions';
import { bulletinOwed, bulletinPeriodsAtIssue, reportDutiesOwed } from '../plan/office-duties';
import { nextPeriodOwed, owedAtIssue, periodDue } from '../plan/owed-at-issue';
import type { Chain, Policy, Rung } from '../policy/policy';
import type { Roster } from '../roster/roster';
import { MomentQueue } from './moment-queue';
import { ReceiverBook } from './receiver-book';
import {
  obligationOf,
  stepToSign,
  type Coming,
  type Draft,
  type Opened,
  type Owed,
  type Signing,
  type Telling,
} from './rehearsal-state';
import { dueOnDaysOff, duesThrough, loadByWeek, receiverLoads } from './rehearsal-sums';
import type { RehearsalOptions, Rehearsal, RehearsedPaper, RehearsedPlan, RehearsedTelling } from './rehearsal';

/**
 * What a policy would do with a plan, day by day, before it is issued: the rules are those of the running clock (what is owed,
 * which rungs are armed, how one is judged, who receives), only the people are supposed. Nobody does anything, except that of
 * every hundred owed things `donePercent` are done on the working day before they are due; and whoever has to sign a paper
 * takes the whole limit of each step and then signs: of papers, and of the completions and period reports that are filed. The
 * office owes its report duties and the periodic 通报, which is drawn on its day and met when it is out.
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

/** The hour at which a supposed signer signs on the last day of the limit. */
const SIGNING_HOUR = 17;

const unitsOf = (plan: RehearsedPlan): string[] => [
  ...new Set(plan.tasks.flatMap((task) => task.shares.map((share) => share.unitId))),
];

class Year {
  private readonly queue = new MomentQueue<Coming>();
  private readonly rungs: ReadonlyMap<string, Rung>;
  private readonly owed: Owed[] = [];
  private readonly told: RehearsedTelling[] = [];
  private readonly papers: RehearsedPaper[] = [];
  private readonly superseded: { rungKey: string; taskId: string | null; unitId: string }[] = [];
  private readonly counted = new Map<ObligationKind, number>();
  private readonly receivers: ReceiverBook;
  private readonly drawn: Owed[] = [];
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
    this.receivers = new ReceiverBook(roster);
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
    this.openOfficeDuties(today);
    const endMs = endOfDay(this.options.throughOn);
    for (let moment = this.queue.nextMoment(); moment !== null && moment.atMs < endMs; moment = this.queue.nextMoment()) {
      this.nowMs = moment.atMs;
      this.handle(moment.things);
    }
    const dues = duesThrough(this.owed, this.officeId(), this.options.throughOn);
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

  private officeId(): string | null {
    return this.roster.units.find((unit) => unit.isOffice)?.id ?? null;
  }

  private openOfficeDuties(today: DayString): void {
    const ofOffice = { taskId: null, coUnitIds: [] };
    for (const duty of reportDutiesOwed(this.policy, this.plan.year)) {
      this.open({ ...ofOffice, ...duty, unitId: this.officeId() });
    }
    for (const period of bulletinPeriodsAtIssue(this.policy, this.plan, today)) this.openBulletin(period);
  }

  private openBulletin(period: string): void {
    const { posts } = this.roster;
    const post = posts.find(({ role }) => role === 'officeClerk') ?? posts.find(({ role }) => role === 'officeHead');
    const owed = bulletinOwed(period, this.policy, this.calendar);
    this.open({ ...owed, taskId: null, unitId: null, postId: post?.id ?? null, coUnitIds: [] });
  }

  private open(thing: Opened): Owed {
    const owed: Owed = {
      obligation: obligationOf(`owed-${this.owed.length + 1}`, thing, this.nowMs, this.calendar),
      name: thing.name ?? null,
      coUnitIds: thing.coUnitIds,
      armed: new Set(),
      recordedAtMs: {},
      servedAtMs: {},
      cases: new Set(),
      willBeDone: this.isDone(thing.kind),
      done: false,
    };
    this.owed.push(owed);
    if (owed.willBeDone) this.queue.add(this.doneAt(owed.obligation), { is: 'done', owed });
    this.arm(owed);
    return owed;
  }

  /** Spread evenly over what is owed of a kind, so that the same share of every part of the plan is done. */
  private isDone(kind: ObligationKind): boolean {
    // A bulletin is done when it is out, a step when its signer's limit ends.
    if (kind === 'bulletin' || kind === 'signOffStep') return false;
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
    const tellings = new Map<string, Telling>();
    // What is done at a moment is done before the clock looks.
    for (const thing of things) if (thing.is === 'done') this.finish(thing.owed);
    for (const thing of things) if (thing.is === 'signed') this.sign(thing.signing);
    for (const thing of things) if (thing.is === 'service') this.serve(thing.draft);
    for (const thing of things) if (thing.is === 'rung') this.fire(thing.owed, thing.rungKey, tellings);
    this.told.push(...tellings.values());
    for (const duty of this.drawn.splice(0)) this.drawBulletin(duty);
    this.closeMoment();
  }

  private fire(owed: Owed, rungKey: string, tellings: Map<string, Telling>): void {
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
    if (rungKey === OPEN_NEXT_PERIOD && owed.obligation.kind === 'bulletin') this.drawn.push(owed);
    else if (rungKey === OPEN_NEXT_PERIOD) this.openNext(owed);
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

  private tell(owed: Owed, rung: Rung, tellings: Map<string, Telling>): void {
    const { obligation } = owed;
    const inCase = rung.act.kind === 'instrument' && owed.cases.has(rung.act.instrument);
    if (rung.act.kind === 'instrument' && !inCase) this.collect(owed, rung);
    const name = `${rung.key}:${obligation.holderUnitId ?? ''}:${obligation.holderPostId ?? ''}:${inCase}`;
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
        about: [],
        receivers: inCase ? [] : this.receivers.of(rung, owed, dayOfInstant(this.nowMs)),
        inCase,
      };
      tellings.set(name, telling);
    }
    if (obligation.taskId !== null && !telling.taskIds.includes(obligation.taskId)) telling.taskIds.push(obligation.taskId);
    const about = owed.name ?? (obligation.kind === 'bulletin' ? obligation.period : null);
    if (about !== null && !telling.about.includes(about)) telling.about.push(about);
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
    const draft = this.drafts.get(key) ?? { kind, rungName: rung.name, openedAtMs: this.nowMs, items: [], duty: null };
    draft.items.push(owed);
    this.drafts.set(key, draft);
  }

  /** The hour is over: 催办 goes out; the others go to be signed, each step taking its whole limit. */
  private closeMoment(): void {
    const drafts = [...this.drafts.values()];
    this.drafts = new Map();
    for (const draft of drafts) {
      if (definitionOf(draft.kind).goesOutAlone) this.serve(draft);
      else this.sendToSign(draft);
    }
  }

  /** On its day, after what else the moment brings: it names what is overdue and in no other bulletin, and the next one is owed. */
  private drawBulletin(duty: Owed): void {
    const { period } = duty.obligation;
    if (period === null) return;
    const named = ['completion', 'periodReport'];
    const items = this.owed.filter(
      (owed) =>
        named.includes(owed.obligation.kind) &&
        !owed.done &&
        !owed.cases.has('bulletin') &&
        isPastDue(owed.obligation, this.nowMs),
    );
    for (const owed of items) owed.cases.add('bulletin');
    if (!duty.done) this.sendToSign({ kind: 'bulletin', rungName: '', openedAtMs: this.nowMs, items, duty });
    const next = nextPeriodOwed(period, this.plan);
    if (next !== null) this.openBulletin(next);
  }

  private sendToSign(draft: Draft): void {
    const chain = this.policy.chains[`issue.${draft.kind}`];
    if (chain === undefined) return this.queue.add(this.nowMs, { is: 'service', draft });
    const unitId = draft.items[0]?.obligation.holderUnitId ?? unitsOf(this.plan)[0] ?? null;
    this.startSigning(chain, { unitId, coUnitIds: [] }, null, draft);
  }

  /** What is filed is sent to be signed by its chain. */
  private finish(owed: Owed): void {
    owed.done = true;
    const { kind, holderUnitId, taskId } = owed.obligation;
    const chain =
      kind === 'completion'
        ? this.policy.chains.completion
        : kind === 'periodReport'
          ? this.policy.chains.progressReport
          : undefined;
    if (chain !== undefined) this.startSigning(chain, { unitId: holderUnitId, coUnitIds: owed.coUnitIds }, taskId, null);
  }

  private startSigning(chain: Chain, obliged: Signing['obliged'], taskId: string | null, draft: Draft | null): void {
    this.openStep({ chain, obliged, taskId, draft, position: 0, anySigned: false, open: [] });
  }

  private sign(signing: Signing): void {
    for (const step of signing.open) step.done = true;
    this.openStep({ ...signing, position: signing.position + 1, anySigned: true, open: [] });
  }

  /** Opens the next step that asks somebody; its signers take the whole limit. */
  private openStep(signing: Signing): void {
    const next = stepToSign(signing, this.roster);
    if (next === null) {
      if (signing.draft !== null) this.queue.add(this.nowMs, { is: 'service', draft: signing.draft });
      return;
    }
    const { step, position, posts } = next;
    const { chain, taskId } = signing;
    const about = {
      kind: 'signOffStep' as const,
      period: null,
      stageKey: `${chain.key}.${step.key}`,
      name: `${chain.name}：${step.name}`,
      due: { within: step.limit },
      dueReason: 'chainStep',
    };
    const open = posts.map((postId) => this.open({ ...about, taskId, unitId: null, postId, coUnitIds: [] }));
    const end = limitEnd(this.nowMs, step.limit, this.calendar);
    const signedAtMs = end.dueAtMs ?? instantOf(end.dueOn ?? dayOfInstant(this.nowMs), SIGNING_HOUR);
    this.queue.add(signedAtMs, { is: 'signed', signing: { ...signing, position, open } });
  }

  private serve(draft: Draft): void {
    const { kind } = draft;
    // At 签发 every item is judged again: what has been done meanwhile lapses, and a paper with nothing left ends.
    const items = draft.items.filter((owed) => !owed.done);
    const { duty } = draft;
    if (items.length === 0 && duty === null) return;
    if (duty !== null) duty.done = true;
    const unitIds = duty === null ? [...new Set(items.map((owed) => owed.obligation.holderUnitId ?? ''))] : unitsOf(this.plan);
    this.papers.push({
      kind,
      period: duty?.obligation.period ?? null,
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
