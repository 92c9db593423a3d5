import type { InstrumentKind } from '../instrument/kinds';
import type { ObligationKind } from '../clock/obligation';
import type { DayString } from '../day/day';
import type { IssuedShare } from '../plan/owed-at-issue';
import type { Receiver } from '../roster/receivers';
import type { RungAct } from '../policy/policy';

export interface RehearsedShare extends IssuedShare {
  readonly unitId: string;
}

export interface RehearsedTask {
  readonly id: string;
  readonly title: string;
  readonly shares: readonly RehearsedShare[];
}

/** A plan as far as a rehearsal needs it: from the database, or from a file that nobody has imported yet. */
export interface RehearsedPlan {
  readonly year: number;
  readonly kind: string;
  readonly tasks: readonly RehearsedTask[];
}

export interface RehearsalOptions {
  /** The instant of 印发. Milliseconds. */
  readonly issuedAtMs: number;
  /** Of every hundred owed things so many are done in time, spread evenly; 0 is nobody doing anything. */
  readonly donePercent: number;
  /** Nothing after this day is looked at. */
  readonly throughOn: DayString;
}

/** One rung that acts at a moment on what one unit owes. */
export interface RehearsedTelling {
  readonly atMs: number;
  readonly rungKey: string;
  readonly rungName: string;
  readonly act: RungAct;
  readonly kind: ObligationKind;
  /** Null: the office's own. */
  readonly unitId: string | null;
  readonly taskIds: readonly string[];
  /** What it is about beside tasks: the report that is due, the period of a bulletin, the step that waits for a signature. */
  readonly about: readonly string[];
  readonly receivers: readonly Receiver[];
  /** The unit is in a running case of the kind already: no further paper is opened. */
  readonly inCase: boolean;
}

/** A paper that the rehearsal opens: when, for whom, about what, and when it is served if each signer takes the whole limit. */
export interface RehearsedPaper {
  readonly kind: InstrumentKind;
  /** Of a periodic 通报: no rung opens it. */
  readonly period: string | null;
  readonly rungName: string;
  readonly openedAtMs: number;
  readonly servedAtMs: number;
  readonly unitIds: readonly string[];
  readonly taskIds: readonly string[];
}

export interface RehearsedDue {
  readonly kind: ObligationKind;
  readonly taskId: string | null;
  readonly unitId: string;
  /** Of a report duty and a milestone: which. */
  readonly name: string | null;
  readonly period: string | null;
  readonly dueOn: DayString;
  readonly provisional: boolean;
  readonly done: boolean;
}

export interface DueOnDayOff {
  readonly due: RehearsedDue;
  readonly why: 'weekend' | 'holiday';
  readonly name: string | null;
  /** The last working day before it: by then it has to be done in practice. */
  readonly workingDayBefore: DayString;
}

/** How much is due of one unit in one week; weeks begin on Monday. */
export interface WeekLoad {
  readonly unitId: string;
  readonly weekFrom: DayString;
  readonly total: number;
  readonly byKind: Readonly<Partial<Record<ObligationKind, number>>>;
}

export interface ReceiverLoad {
  readonly personId: string | null;
  readonly postId: string | null;
  /** One notice for each hour, whatever it lists (a digest). */
  readonly notices: number;
  readonly items: number;
}

export interface Rehearsal {
  readonly told: readonly RehearsedTelling[];
  readonly papers: readonly RehearsedPaper[];
  /** Rungs whose moment lies before the issue: they are never sent. */
  readonly superseded: readonly { readonly rungKey: string; readonly taskId: string | null; readonly unitId: string }[];
  readonly dues: readonly RehearsedDue[];
  readonly daysOff: readonly DueOnDayOff[];
  readonly load: readonly WeekLoad[];
  readonly receivers: readonly ReceiverLoad[];
}
