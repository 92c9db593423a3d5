import {
  dayAt,
  instantOf,
  periodsOfYear,
  plusWorkingDays,
  withSecondNotice,
  type Day,
  type ModelPeriod,
  type Notices,
} from './days';
import { comings, endsAtMs, issuedAtMs } from './moments';
import { close, counted, livedOf, momentOf, openOf, thingOf, type Held, type Share, type Thing } from './things';
import type { Deed, LadderStep, Lived, Owed, RandomYear, Recorded, Rules, TaskDeed } from './year';

/** The year as design sections 3 and 5 would have it. */
export class Model {
  private readonly shares: Share[];
  private readonly records: Recorded[] = [];
  private held: Held[] = [];
  private nowMs: number;
  private isUp = true;

  constructor(
    private readonly year: RandomYear,
    private readonly rules: Rules,
    private notices: Notices,
  ) {
    this.nowMs = issuedAtMs(year);
    this.shares = year.tasks.map((task, index) => ({
      index,
      task,
      state: 'assigned',
      before: 'assigned',
      unit: task.unit,
      suspendedOn: null,
      extension: null,
      granted: 0,
      receipts: 0,
      things: [],
    }));
  }

  live(): Lived {
    this.issue();
    this.settle();
    const done: (boolean | number)[] = [];
    for (const coming of comings(this.year)) {
      this.goTo(coming.atMs);
      if (coming.is === 'deed') done[coming.index] = this.deed(coming.deed);
      else this.isUp = coming.is === 'up';
      this.settle();
    }
    this.isUp = true;
    this.settle();
    this.goTo(endsAtMs(this.year));
    return {
      done: this.year.deeds.map((_, index) => done[index] ?? false),
      records: this.records,
      ...livedOf(this.shares.flatMap((share) => share.things)),
    };
  }

  // ---- time ----

  /** Up to an instant, stopping at each moment on the way while the worker is up. */
  private goTo(endMs: number): void {
    while (this.isUp) {
      const next = Math.min(...this.moments());
      if (next > endMs) break;
      this.nowMs = Math.max(next, this.nowMs);
      this.settle();
    }
    this.nowMs = endMs;
  }

  private *moments(): Iterable<number> {
    yield Number.POSITIVE_INFINITY;
    for (const share of this.shares) {
      for (const thing of share.things) {
        if (thing.frozen.size === 0) yield* thing.armed.values();
        if (this.mayOpenNext(thing)) yield thing.opensNextAtMs ?? Number.POSITIVE_INFINITY;
      }
    }
  }

  private mayOpenNext(thing: Thing): boolean {
    if (thing.opensNextAtMs === null || thing.state === 'void') return false;
    return thing.state === 'met' ? thing.share.state !== 'suspended' : thing.frozen.size === 0;
  }

  /** Everything whose moment has come, if the worker is up. */
  private settle(): void {
    while (this.isUp) {
      const opening = this.shares
        .flatMap((share) => share.things)
        .filter((thing) => this.mayOpenNext(thing) && (thing.opensNextAtMs ?? 0) <= this.nowMs);
      const due = this.shares
        .flatMap((share) => share.things)
        .filter((thing) => thing.frozen.size === 0)
        .flatMap((thing) => [...thing.armed].map(([key, atMs]) => ({ thing, step: this.step(key), atMs })))
        .filter((each) => each.atMs <= this.nowMs)
        .sort((a, b) => a.atMs - b.atMs);
      if (opening.length === 0 && due.length === 0) return;
      this.judgeAll(due);
      for (const thing of opening) this.openNext(thing);
    }
  }

  private judgeAll(due: readonly { thing: Thing; step: LadderStep; atMs: number }[]): void {
    const recordedLateBefore = new Map(due.map(({ thing }) => [thing, new Set(thing.lateSteps)]));
    for (const { thing, step, atMs } of due) {
      thing.armed.delete(step.key);
      const late = this.nowMs - atMs > this.rules.graceMinutes * 60_000;
      const laterReminder = due.some((o) => o.thing === thing && o.step.act === 'remind' && o.atMs > atMs);
      const followsLate = step.from !== 'due' && (recordedLateBefore.get(thing)?.has(step.from.step) ?? false);
      let outcome: Recorded['outcome'] = 'fired';
      if (late && (step.act === 'summons' || followsLate)) outcome = 'held';
      else if (late && step.act === 'remind' && laterReminder) outcome = 'superseded';
      else if (step.act !== 'remind' && step.act !== 'urging' && thing.papers.has(step.act)) outcome = 'skipped';
      if (outcome === 'fired' && step.act !== 'remind' && step.act !== 'urging') thing.papers.add(step.act);
      if (late) thing.lateSteps.add(step.key);
      this.record(thing, step, atMs, outcome, late);
    }
    for (const thing of new Set(due.map((each) => each.thing))) this.arm(thing);
  }

  private record(thing: Thing, step: LadderStep, fireAtMs: number, outcome: Recorded['outcome'], late: boolean): void {
    const counts = outcome === 'fired' || outcome === 'superseded';
    thing.countsFromMs.set(step.key, counts ? this.nowMs : null);
    const { name: owed, version: dueVersion } = thing;
    const at = this.records.push({
      owed, dueVersion, step: step.key, outcome, fireAtMs, recordedAtMs: this.nowMs, late, resolution: null,
    }); // prettier-ignore
    if (outcome === 'held') this.held.push({ thing, step, version: dueVersion, at: at - 1 });
  }

  /** What follows from the day in force and from what was recorded; a moment before this act is superseded in it. */
  private arm(thing: Thing): void {
    if (thing.state !== 'open') return;
    for (let changed = true; changed;) {
      changed = false;
      for (const step of this.rules.ladder) {
        if (step.on !== thing.on || thing.armed.has(step.key) || thing.countsFromMs.has(step.key)) continue;
        const atMs = momentOf(this.notices, thing, step);
        if (atMs === null) continue;
        if (atMs >= this.nowMs) thing.armed.set(step.key, atMs);
        else this.record(thing, step, atMs, 'superseded', false);
        changed = true;
      }
    }
  }

  private step(key: string): LadderStep {
    const step = this.rules.ladder.find((each) => each.key === key);
    if (!step) throw new Error(key);
    return step;
  }

  // ---- what is owed ----

  private issue(): void {
    const today = dayAt(this.nowMs);
    for (const share of this.shares) {
      this.owe(share, 'receipt', null, plusWorkingDays(this.notices, today, this.rules.receiptTerm));
      this.owe(share, 'completion', null, share.task.dueIn === null ? null : today + share.task.dueIn);
      const periods = share.task.cycle === null ? [] : periodsOfYear(share.task.cycle, this.year.year);
      const current = periods.findIndex((period) => period.end >= today);
      for (const period of current === -1 ? [] : periods.slice(current, current + 2)) this.owePeriod(share, period);
    }
  }

  private owePeriod(share: Share, period: ModelPeriod): void {
    this.owe(share, 'periodReport', period, plusWorkingDays(this.notices, period.end, this.rules.periodTerm));
  }

  private owe(share: Share, on: Owed, period: ModelPeriod | null, due: Day | null): void {
    if (on === 'receipt') share.receipts += 1;
    const part = on === 'receipt' ? `.${share.receipts}` : period === null ? '' : `.${period.key}`;
    const thing: Thing = {
      name: `${share.index}.${on}${part}`,
      share,
      on,
      period,
      state: 'open',
      due,
      isCounted: on !== 'completion',
      openedAtMs: this.nowMs,
      version: 1,
      breaches: 0,
      filedAtMs: null,
      frozen: new Set(),
      armed: new Map(),
      countsFromMs: new Map(),
      lateSteps: new Set(),
      papers: new Set(),
      opensNextAtMs: period === null ? null : Math.max(instantOf(period.start, 0), this.nowMs),
    };
    share.things.push(thing);
    this.arm(thing);
  }

  private openNext(thing: Thing): void {
    thing.opensNextAtMs = null;
    const { share, period } = thing;
    if (period === null || share.task.cycle === null || share.state === 'struckOff' || share.state === 'cancelled') return;
    const periods = periodsOfYear(share.task.cycle, this.year.year);
    const next = periods[periods.findIndex((each) => each.key === period.key) + 1];
    if (next && !share.things.some((each) => each.period?.key === next.key)) this.owePeriod(share, next);
  }

  /** A new version replaces what waits. Was the day left behind breached? */
  private newDay(thing: Thing, due: Day, askedInTime: boolean): void {
    const filedOn = thing.filedAtMs === null ? null : dayAt(thing.filedAtMs);
    const passed = thing.due !== null && dayAt(this.nowMs) > thing.due && (filedOn === null || filedOn > thing.due);
    if (passed && !askedInTime) thing.breaches += 1;
    thing.due = due;
    thing.isCounted = false;
    thing.version += 1;
    thing.armed = new Map();
    thing.countsFromMs = new Map();
    thing.lateSteps = new Set();
    if (thing.period !== null) thing.opensNextAtMs = Math.max(instantOf(thing.period.start, 0), this.nowMs);
    this.arm(thing);
  }

  // ---- what people do ----

  private deed(deed: Deed): boolean | number {
    switch (deed.kind) {
      case 'merge': {
        if (deed.fromUnit === deed.toUnit) return 0;
        const theirs = this.shares.filter((share) => share.unit === deed.fromUnit);
        return theirs.filter((share) => this.reassign(share, deed.toUnit)).length;
      }
      case 'release':
        return this.release(deed.agreed);
      case 'calendar':
        return this.isUp && this.secondNotice(deed);
      default: {
        const share = this.shares[deed.task];
        return share ? this.deedOn(share, deed) : false;
      }
    }
  }

  private deedOn(share: Share, deed: TaskDeed): boolean {
    const completion = thingOf(share, 'completion');
    const isAtWork = share.state === 'assigned' || share.state === 'received' || share.state === 'returned';
    const today = dayAt(this.nowMs);
    switch (deed.kind) {
      case 'receive':
        if (share.state !== 'assigned') return false;
        share.state = 'received';
        for (const thing of openOf(share)) if (thing.on === 'receipt') close(thing, 'met');
        return true;
      case 'report': {
        const owed = openOf(share)
          .filter((thing) => thing.period !== null && thing.period.start <= today)
          .sort((a, b) => (a.period?.start ?? 0) - (b.period?.start ?? 0))[0];
        if (!owed || !(isAtWork || share.state === 'filed')) return false;
        if (deed.agreed) close(owed, 'met');
        return true;
      }
      case 'complete':
        if (!(share.state === 'received' || share.state === 'returned') || share.extension !== null) return false;
        share.state = 'filed';
        completion.filedAtMs = this.nowMs;
        completion.frozen.add('review');
        return true;
      case 'decide':
        if (share.state !== 'filed') return false;
        if (deed.agreed) {
          share.state = 'struckOff';
          for (const thing of openOf(share)) close(thing, thing === completion ? 'met' : 'void');
          return true;
        }
        this.giveBack(share, completion);
        return true;
      case 'askExtension': {
        const inTime = completion.due !== null && today <= completion.due;
        if (!isAtWork || !inTime || share.extension !== null || share.granted >= this.rules.extensions) return false;
        share.extension = (completion.due ?? 0) + deed.days;
        completion.frozen.add('extension');
        return true;
      }
      case 'decideExtension': {
        if (share.extension === null) return false;
        if (deed.agreed) {
          share.granted += 1;
          if (completion.due === null || share.extension > completion.due) this.newDay(completion, share.extension, true);
        }
        share.extension = null;
        completion.frozen.delete('extension');
        return true;
      }
      case 'suspend':
        if (!isAtWork) return false;
        share.before = share.state;
        share.state = 'suspended';
        share.suspendedOn = today;
        for (const thing of openOf(share)) thing.frozen.add('suspension');
        return true;
      case 'resume': {
        if (share.state !== 'suspended' || share.suspendedOn === null) return false;
        const stood = today - share.suspendedOn;
        for (const thing of openOf(share)) {
          // A day that had passed when the clock was stopped has no remainder.
          if (stood > 0 && thing.due !== null && thing.due >= share.suspendedOn) this.newDay(thing, thing.due + stood, true);
          thing.frozen.delete('suspension');
        }
        share.state = share.before;
        return true;
      }
      case 'cancel':
        if (!(isAtWork || share.state === 'suspended') || share.extension !== null) return false;
        share.state = 'cancelled';
        for (const thing of openOf(share)) close(thing, 'void');
        return true;
      case 'reassign':
        return this.reassign(share, deed.toUnit);
    }
  }

  private giveBack(share: Share, completion: Thing): void {
    share.state = 'returned';
    const proposed = plusWorkingDays(this.notices, dayAt(this.nowMs), this.rules.returnTerm);
    if (completion.due !== null && proposed > completion.due) this.newDay(completion, proposed, false);
    completion.filedAtMs = null;
    completion.frozen.delete('review');
  }

  private reassign(share: Share, toUnit: number): boolean {
    const isAtWork = share.state === 'assigned' || share.state === 'received' || share.state === 'returned';
    if (!isAtWork || share.extension !== null || share.unit === toUnit) return false;
    share.unit = toUnit;
    share.state = 'assigned';
    const least = plusWorkingDays(this.notices, dayAt(this.nowMs), this.rules.reassignTerm);
    for (const thing of openOf(share)) {
      if (thing.on === 'receipt') close(thing, 'void');
      if (thing.on === 'completion' && thing.due !== null && least > thing.due) this.newDay(thing, least, false);
      thing.papers.clear();
    }
    this.owe(share, 'receipt', null, plusWorkingDays(this.notices, dayAt(this.nowMs), this.rules.receiptTerm));
    return true;
  }

  /** What was counted is counted again and moves only to a later day; what waits is reckoned anew, and what is recorded stays. */
  private secondNotice({ from, days, off }: Extract<Deed, { kind: 'calendar' }>): boolean {
    const before = this.notices;
    const after = withSecondNotice(before, this.year.year, dayAt(issuedAtMs(this.year)) + from, days, off);
    if (after === null) return false;
    this.notices = after;
    for (const thing of this.shares.flatMap((share) => openOf(share))) {
      const [was, now] = [counted(before, thing, this.rules), counted(after, thing, this.rules)];
      if (thing.isCounted && was === thing.due && now > was) {
        this.newDay(thing, now, false);
        thing.isCounted = true;
        continue;
      }
      const waiting = [...thing.armed];
      for (const [key, atMs] of waiting) if (momentOf(after, thing, this.step(key)) !== atMs) thing.armed.delete(key);
      this.arm(thing);
    }
    return true;
  }

  /** The office lets go or drops whatever is held; what is frozen stays held, what is over lapses. */
  private release(isLetGo: boolean): number {
    let released = 0;
    const waiting: Held[] = [];
    const followed = new Set<Thing>();
    for (const each of this.held) {
      const { thing, step, version, at } = each;
      const record = this.records[at];
      if (!record) throw new Error('no record');
      const isOwed = thing.state === 'open' && thing.filedAtMs === null && thing.version === version;
      if (isLetGo && isOwed && thing.frozen.size > 0) {
        waiting.push(each);
        continue;
      }
      const resolution = !isLetGo ? 'dropped' : isOwed ? 'released' : 'lapsed';
      const isInPaper = step.act !== 'remind' && step.act !== 'urging' && thing.papers.has(step.act);
      const outcome = resolution === 'released' && isInPaper ? 'skipped' : 'held';
      this.records[at] = { ...record, outcome, resolution };
      if (resolution !== 'released') continue;
      released += 1;
      if (outcome === 'skipped') continue;
      if (step.act !== 'remind' && step.act !== 'urging') thing.papers.add(step.act);
      thing.countsFromMs.set(step.key, this.nowMs);
      followed.add(thing);
    }
    this.held = waiting;
    for (const thing of followed) this.arm(thing);
    return released;
  }
}
