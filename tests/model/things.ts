import { dayAt, instantOf, plusWorkingDays, textOf, type Day, type ModelPeriod, type Notices } from './days';
import type { LadderStep, Lived, Owed, PaperKind, Rules, Standing, YearTask } from './year';

/* What the model keeps of each share and of each thing owed under it. */

export type Why = 'review' | 'extension' | 'suspension';

export interface Thing {
  readonly name: string;
  readonly share: Share;
  readonly on: Owed;
  readonly period: ModelPeriod | null;
  state: Standing['state'];
  due: Day | null;
  /** Why the day in force is what it is: counted by a rule, or set. */
  isCounted: boolean;
  readonly openedAtMs: number;
  version: number;
  breaches: number;
  filedAtMs: number | null;
  readonly frozen: Set<Why>;
  /** Steps that wait for their moment, of the version in force. */
  armed: Map<string, number>;
  /** When each recorded step of the version in force came to count for others; null: it does not. */
  countsFromMs: Map<string, number | null>;
  /** Steps of the version in force that were recorded late. */
  lateSteps: Set<string>;
  /** Papers that this is in. */
  readonly papers: Set<PaperKind>;
  opensNextAtMs: number | null;
}

export interface Share {
  readonly index: number;
  readonly task: YearTask;
  state: 'assigned' | 'received' | 'filed' | 'returned' | 'struckOff' | 'suspended' | 'cancelled';
  before: Share['state'];
  unit: number;
  suspendedOn: Day | null;
  extension: Day | null;
  granted: number;
  receipts: number;
  readonly things: Thing[];
}

export interface Held {
  readonly thing: Thing;
  readonly at: number;
  readonly step: LadderStep;
  readonly version: number;
}

export const thingOf = (share: Share, on: Owed): Thing => {
  const thing = share.things.find((each) => each.on === on);
  if (!thing) throw new Error(on);
  return thing;
};

export const openOf = (share: Share): Thing[] => share.things.filter((thing) => thing.state === 'open');

/** Ended: what waits is gone, and a void thing has no next period. */
export function close(thing: Thing, state: 'met' | 'void'): void {
  thing.state = state;
  thing.armed.clear();
  thing.frozen.clear();
  if (state === 'void') thing.opensNextAtMs = null;
}

/** When a step of the ladder falls; null while what it counts from has not come to be. */
export function momentOf(notices: Notices, thing: Thing, step: LadderStep): number | null {
  const fromMs = step.from === 'due' ? null : thing.countsFromMs.get(step.from.step);
  const base = step.from === 'due' ? thing.due : fromMs === null || fromMs === undefined ? null : dayAt(fromMs);
  return base === null ? null : instantOf(plusWorkingDays(notices, base, step.days), 9);
}

/** The day that the rule of a receipt or a period report gives. */
export const counted = (notices: Notices, thing: Thing, rules: Rules): Day =>
  thing.period === null
    ? plusWorkingDays(notices, dayAt(thing.openedAtMs), rules.receiptTerm)
    : plusWorkingDays(notices, thing.period.end, rules.periodTerm);

/** How all things stand in the end, and what waits. */
export const livedOf = (things: readonly Thing[]): Pick<Lived, 'standings' | 'armed'> => ({
  standings: things.map((thing) => ({
    owed: thing.name,
    state: thing.state,
    dueOn: thing.due === null ? null : textOf(thing.due),
    dueVersion: thing.version,
    breaches: thing.breaches,
  })),
  armed: things.flatMap((thing) => [...thing.armed].map(([step, at]) => `${thing.name} v${thing.version} ${step} ${at}`)),
});
