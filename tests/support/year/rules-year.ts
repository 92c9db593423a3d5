import {
  addDays,
  armRungs,
  compareDays,
  dayOfInstant,
  daysBetween,
  decideAssignmentAction,
  dueAfterReassignment,
  isBreached,
  isLate,
  judgeRung,
  limitEnd,
  nextPeriodOwed,
  OPEN_NEXT_PERIOD,
  owedAtIssue,
  periodDue,
  periodOf,
  recountDue,
  withYear,
  type AssignmentAction,
  type Obligation,
  type Policy,
  type Rung,
  type WorkCalendar,
} from '@duban/domain';
import { comings, endsAtMs, issuedAtMs } from '../../model/moments';
import type { Deed, Lived, RandomYear, Recorded, TaskDeed } from '../../model/year';
import { completionOf, countingFactsOf, isStill, livedOf, newObligation, type Owed, type Share } from './rules-rows';
import { secondNotice } from './second-notice';

/** A random year on the pure rules of libs/domain alone, with rows in memory. */
export class RulesYear {
  private readonly shares: Share[];
  private readonly owed: Owed[] = [];
  private readonly records: (Recorded & { readonly of: Owed; readonly rung: Rung })[] = [];
  private readonly plan: { readonly year: number; readonly kind: string };
  private nowMs: number;
  private isUp = true;

  constructor(
    private readonly year: RandomYear,
    private readonly policy: Policy,
    private calendar: WorkCalendar,
  ) {
    this.nowMs = issuedAtMs(year);
    this.plan = { year: year.year, kind: 'annual' };
    this.shares = year.tasks.map(({ unit, cycle }, index) => ({
      index,
      cycle,
      state: 'assigned',
      before: 'assigned',
      unit,
      stoppedOn: null,
      asked: null,
      granted: 0,
      receipts: 0,
    }));
  }

  private get today(): string {
    return dayOfInstant(this.nowMs);
  }

  live(): Lived {
    for (const share of this.shares) this.issue(share);
    this.handle();
    const done: (boolean | number)[] = [];
    for (const coming of comings(this.year)) {
      this.goTo(coming.atMs);
      if (coming.is === 'deed') done[coming.index] = this.deed(coming.deed);
      else this.isUp = coming.is === 'up';
      this.handle();
    }
    this.isUp = true;
    this.handle();
    this.goTo(endsAtMs(this.year));
    return {
      done: this.year.deeds.map((_, index) => done[index] ?? false),
      records: this.records.map(({ of: _of, rung: _rung, ...record }) => record),
      ...livedOf(this.owed),
    };
  }

  private goTo(endMs: number): void {
    while (this.isUp) {
      const next = Math.min(...this.owed.flatMap((each) => (isStill(each) ? [] : [...each.armed.values()])), Infinity);
      if (next > endMs) break;
      this.nowMs = Math.max(next, this.nowMs);
      this.handle();
    }
    this.nowMs = endMs;
  }

  private handle(): void {
    while (this.isUp) {
      const due = this.owed
        .filter((each) => !isStill(each))
        .flatMap((each) => [...each.armed].map(([key, fireAtMs]) => ({ each, key, fireAtMs })))
        .filter(({ fireAtMs }) => fireAtMs <= this.nowMs)
        .sort((a, b) => a.fireAtMs - b.fireAtMs);
      if (due.length === 0) return;
      const lateBefore = new Map(due.map(({ each }) => [each, new Set(each.lateKeys)]));
      for (const { each, key, fireAtMs } of due) {
        each.armed.delete(key);
        const rung = this.policy.ladder.find((candidate) => candidate.key === key) ?? null;
        const { obligation } = each;
        const late = isLate(fireAtMs, this.nowMs, this.policy);
        const { outcome } = judgeRung({
          obligation,
          dueVersion: obligation.dueVersion,
          rungKey: key,
          rung,
          late,
          baseLate: rung?.from.base === 'rung' && (lateBefore.get(each)?.has(rung.from.rungKey) ?? false),
          laterReminder: due.some((o) => o.each === each && o.fireAtMs > fireAtMs && this.isReminder(o.key)),
        });
        if (rung) this.record(each, rung, fireAtMs, outcome === 'fired' ? this.collect(each, rung) : outcome, late);
        else if (outcome === 'fired') this.openNext(each);
      }
      for (const each of new Set(due.map((one) => one.each))) this.arm(each);
    }
  }

  private isReminder(key: string): boolean {
    return this.policy.ladder.some((rung) => rung.key === key && rung.act.kind === 'remind');
  }

  /** An obligation is in at most one running case of a kind; a 催办 closes with its moment. */
  private collect(each: Owed, rung: Rung): 'fired' | 'skipped' {
    if (rung.act.kind !== 'instrument' || rung.act.instrument === 'urging') return 'fired';
    if (each.cases.has(rung.act.instrument)) return 'skipped';
    each.cases.add(rung.act.instrument);
    return 'fired';
  }

  private record(each: Owed, rung: Rung, fireAtMs: number, outcome: Recorded['outcome'], late: boolean): void {
    const counts = outcome === 'fired' || outcome === 'superseded';
    each.recordedAtMs[rung.key] = counts ? this.nowMs : Number.POSITIVE_INFINITY;
    if (late) each.lateKeys.add(rung.key);
    const { dueVersion } = each.obligation;
    const recordedAtMs = this.nowMs;
    this.records.push({
      of: each, rung, owed: each.name, dueVersion, step: rung.key, outcome, fireAtMs, recordedAtMs, late, resolution: null,
    }); // prettier-ignore
  }

  private arm(each: Owed): void {
    const facts = { servedAtMs: {}, recordedAtMs: each.recordedAtMs };
    const arming = armRungs(each.obligation, this.policy, this.calendar, facts, new Set(each.armed.keys()), this.nowMs);
    for (const { rungKey, fireAtMs } of arming.armed) {
      if (rungKey !== OPEN_NEXT_PERIOD || !(rungKey in each.recordedAtMs)) each.armed.set(rungKey, fireAtMs);
    }
    for (const { rungKey, fireAtMs } of arming.superseded) {
      const rung = this.policy.ladder.find((candidate) => candidate.key === rungKey);
      if (rung) this.record(each, rung, fireAtMs, 'superseded', false);
    }
  }

  private issue(share: Share): void {
    const task = this.year.tasks[share.index];
    const dueOn = task?.dueIn === null || task === undefined ? null : addDays(this.today, task.dueIn);
    const things = owedAtIssue(
      { role: 'lead', dueOn, cycle: share.cycle, deadlinePhrase: null },
      this.policy,
      this.calendar,
      this.plan,
      this.today,
    );
    for (const { kind, period, due } of things) {
      const on = due === null ? null : 'on' in due ? due.on : limitEnd(this.nowMs, due.within, this.calendar).dueOn;
      this.owe(share, kind, period, on);
    }
  }

  private owe(share: Share, kind: Obligation['kind'], period: string | null, dueOn: string | null): void {
    if (kind === 'receipt') share.receipts += 1;
    const part = kind === 'receipt' ? `.${share.receipts}` : period === null ? '' : `.${period}`;
    const name = `${share.index}.${kind}${part}`;
    const obligation = newObligation(name, kind, period, dueOn, this.nowMs);
    const dueReason =
      kind === 'receipt' ? 'policy.receiptTerm' : kind === 'periodReport' ? 'policy.periodReportTerm' : 'planText';
    const each: Owed = {
      obligation, dueReason, name, share, frozen: new Set(), armed: new Map(), recordedAtMs: {}, lateKeys: new Set(), cases: new Set(), breaches: 0,
    }; // prettier-ignore
    this.owed.push(each);
    this.arm(each);
  }

  private openNext(each: Owed): void {
    each.recordedAtMs[OPEN_NEXT_PERIOD] = this.nowMs;
    const { share } = each;
    const { period } = each.obligation;
    if (period === null || share.state === 'struckOff' || share.state === 'cancelled') return;
    const next = nextPeriodOwed(period, this.plan);
    if (next === null || this.owed.some((other) => other.share === share && other.obligation.period === next)) return;
    this.owe(share, 'periodReport', next, periodDue(next, this.policy.periodReportTerm, this.calendar).on);
  }

  private end(each: Owed, state: 'met' | 'void'): void {
    each.obligation = { ...each.obligation, state };
    for (const key of each.armed.keys()) if (state === 'void' || key !== OPEN_NEXT_PERIOD) each.armed.delete(key);
    each.frozen.clear();
  }

  private setDue(each: Owed, dueOn: string, askedInTime: boolean, dueReason = 'set'): void {
    if (!askedInTime && isBreached(each.obligation, this.nowMs)) each.breaches += 1;
    each.obligation = { ...each.obligation, dueOn, dueVersion: each.obligation.dueVersion + 1 };
    each.dueReason = dueReason;
    each.armed = new Map();
    each.recordedAtMs = {};
    each.lateKeys.clear();
    this.arm(each);
  }

  private deed(deed: Deed): boolean | number {
    if (deed.kind === 'release') return this.release(deed.agreed);
    if (deed.kind === 'calendar') return this.isUp && this.loadCalendar(deed);
    if (deed.kind === 'merge') {
      if (deed.fromUnit === deed.toUnit) return 0;
      return this.shares.filter((share) => share.unit === deed.fromUnit && this.reassign(share, deed.toUnit)).length;
    }
    const share = this.shares[deed.task];
    return share ? this.deedOn(share, deed) : false;
  }

  private may(share: Share, action: AssignmentAction): boolean {
    const completion = completionOf(this.owed, share).obligation;
    return decideAssignmentAction(action, {
      state: share.state,
      planState: 'issued',
      owesCompletion: true,
      hasDueDay: completion.state === 'open' && completion.dueOn !== null,
      pastDue: completion.dueOn !== null && compareDays(this.today, completion.dueOn) > 0,
      extensionAsked: share.asked !== null,
      extensionsGranted: share.granted,
      maxExtensions: this.policy.extension.maxTimes,
    }).ok;
  }

  private deedOn(share: Share, deed: TaskDeed): boolean {
    const completion = completionOf(this.owed, share);
    switch (deed.kind) {
      case 'receive':
        if (!this.may(share, 'receive')) return false;
        share.state = 'received';
        for (const each of this.openOf(share)) if (each.obligation.kind === 'receipt') this.end(each, 'met');
        return true;
      case 'report': {
        const begun = this.openOf(share).filter(
          ({ obligation: { period } }) => period !== null && periodOf(period).startOn <= this.today,
        );
        const [first] = begun.sort((a, b) => ((a.obligation.period ?? '') < (b.obligation.period ?? '') ? -1 : 1));
        if (!first || !this.may(share, 'reportProgress')) return false;
        if (deed.agreed) this.end(first, 'met');
        return true;
      }
      case 'complete':
        if (!this.may(share, 'fileCompletion')) return false;
        share.state = 'completionFiled';
        completion.obligation = { ...completion.obligation, filedAtMs: this.nowMs };
        completion.frozen.add('underReview');
        return true;
      case 'decide':
        if (share.state !== 'completionFiled') return false;
        if (deed.agreed) {
          share.state = 'struckOff';
          for (const each of this.openOf(share)) this.end(each, each === completion ? 'met' : 'void');
          return true;
        }
        this.giveBack(share, completion);
        return true;
      case 'askExtension':
        if (!this.may(share, 'askExtension')) return false;
        share.asked = addDays(completion.obligation.dueOn ?? '', deed.days);
        completion.frozen.add('extensionAsked');
        return true;
      case 'decideExtension':
        if (share.asked === null) return false;
        if (deed.agreed) {
          share.granted += 1;
          if (compareDays(share.asked, completion.obligation.dueOn ?? '') > 0) this.setDue(completion, share.asked, true);
        }
        share.asked = null;
        completion.frozen.delete('extensionAsked');
        return true;
      case 'suspend':
        if (!this.may(share, 'suspend')) return false;
        share.before = share.state;
        share.state = 'suspended';
        share.stoppedOn = this.today;
        for (const each of this.openOf(share)) each.frozen.add('suspension');
        return true;
      case 'resume':
        if (!this.may(share, 'resume')) return false;
        this.resume(share);
        return true;
      case 'cancel':
        if (!this.may(share, 'cancel')) return false;
        share.state = 'cancelled';
        for (const each of this.openOf(share)) this.end(each, 'void');
        return true;
      case 'reassign':
        return this.reassign(share, deed.toUnit);
    }
  }

  private giveBack(share: Share, completion: Owed): void {
    share.state = 'returned';
    const { dueOn } = completion.obligation;
    const proposed = limitEnd(this.nowMs, this.policy.returnTerm, this.calendar).dueOn;
    const filed = completion.obligation;
    if (dueOn !== null && proposed !== null && compareDays(proposed, dueOn) > 0) {
      if (isBreached(filed, this.nowMs)) completion.breaches += 1;
      completion.obligation = { ...filed, filedAtMs: null };
      this.setDue(completion, proposed, true);
    }
    completion.obligation = { ...completion.obligation, filedAtMs: null };
    completion.frozen.delete('underReview');
  }

  private resume(share: Share): void {
    const stoppedOn = share.stoppedOn ?? this.today;
    const stood = daysBetween(stoppedOn, this.today);
    for (const each of this.openOf(share)) {
      const { dueOn } = each.obligation;
      if (stood > 0 && dueOn !== null && dueOn >= stoppedOn) this.setDue(each, addDays(dueOn, stood), true);
      each.frozen.delete('suspension');
    }
    share.state = share.before;
  }

  private reassign(share: Share, toUnit: number): boolean {
    if (!this.may(share, 'reassign') || share.unit === toUnit) return false;
    const completion = completionOf(this.owed, share);
    const due = dueAfterReassignment(completion.obligation.dueOn, null, this.policy, this.calendar, this.nowMs);
    if (!due.ok) return false;
    share.unit = toUnit;
    share.state = 'assigned';
    for (const each of this.openOf(share)) {
      if (each.obligation.kind === 'receipt') this.end(each, 'void');
      each.cases.clear();
    }
    if (due.value !== null && due.value !== completion.obligation.dueOn) this.setDue(completion, due.value, false);
    this.owe(share, 'receipt', null, limitEnd(this.nowMs, this.policy.receiptTerm, this.calendar).dueOn);
    return true;
  }

  /** As a loaded calendar and its job do it: what was counted is counted again, and armed rungs of another moment are armed anew. */
  private loadCalendar(deed: Extract<Deed, { kind: 'calendar' }>): boolean {
    const exceptions = secondNotice(this.calendar, this.year, deed);
    if (exceptions === null) return false;
    const next = withYear(this.calendar, { year: this.year.year, exceptions }, 'second');
    if (!next.ok) throw new Error(next.refusal.code);
    const before = this.calendar;
    this.calendar = next.value;
    for (const each of this.owed.filter(({ obligation }) => obligation.state === 'open')) {
      const { dueOn } = each.obligation;
      const inForce = { dueOn, dueAtMs: null, provisional: false };
      const { policy, calendar } = this;
      const recounted = recountDue(countingFactsOf(each), inForce, { policy, calendar: before }, { policy, calendar });
      if (recounted.kind === 'moves') {
        this.setDue(each, recounted.to.dueOn ?? '', false, 'calendarChanged');
        continue;
      }
      const facts = { servedAtMs: {}, recordedAtMs: each.recordedAtMs };
      const all = armRungs(each.obligation, this.policy, this.calendar, facts, new Set(), Number.NEGATIVE_INFINITY);
      const moments = new Map(all.armed.map((rung) => [rung.rungKey, rung.fireAtMs]));
      for (const [key, atMs] of [...each.armed])
        if (key !== OPEN_NEXT_PERIOD && moments.get(key) !== atMs) each.armed.delete(key);
      this.arm(each);
    }
    return true;
  }

  private release(isLetGo: boolean): number {
    let released = 0;
    const followed = new Set<Owed>();
    for (const [at, record] of this.records.entries()) {
      if (record.outcome !== 'held' || record.resolution !== null) continue;
      const { of: each, rung } = record;
      const isOwed =
        each.obligation.state === 'open' &&
        each.obligation.filedAtMs === null &&
        each.obligation.dueVersion === record.dueVersion;
      if (isLetGo && isOwed && each.frozen.size > 0) continue;
      const resolution = !isLetGo ? 'dropped' : isOwed ? 'released' : 'lapsed';
      const outcome = resolution === 'released' && this.collect(each, rung) === 'skipped' ? 'skipped' : 'held';
      this.records[at] = { ...record, outcome, resolution };
      if (resolution !== 'released') continue;
      released += 1;
      if (outcome === 'skipped') continue;
      each.recordedAtMs[rung.key] = this.nowMs;
      followed.add(each);
    }
    for (const each of followed) this.arm(each);
    return released;
  }

  private openOf(share: Share): Owed[] {
    return this.owed.filter((each) => each.share === share && each.obligation.state === 'open');
  }
}
