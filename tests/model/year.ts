/* What happens in a random year: one language for the model and for each world that it is compared with. */

export type PaperKind = 'urging' | 'supervisionOrder' | 'summons';
export type Owed = 'receipt' | 'completion' | 'periodReport';

/** A step of the ladder, in working days, at nine o'clock. */
export interface LadderStep {
  readonly key: string;
  readonly on: Owed;
  /** The due day, or the key of another step. */
  readonly from: 'due' | { readonly step: string };
  readonly days: number;
  readonly act: 'remind' | PaperKind;
}

export interface Rules {
  readonly ladder: readonly LadderStep[];
  /** Working days. */
  readonly receiptTerm: number;
  readonly periodTerm: number;
  readonly returnTerm: number;
  readonly reassignTerm: number;
  readonly extensions: number;
  readonly graceMinutes: number;
}

export const rules: Rules = {
  ladder: [
    { key: 'receipt.due', on: 'receipt', from: 'due', days: 0, act: 'remind' },
    { key: 'receipt.urging', on: 'receipt', from: 'due', days: 1, act: 'urging' },
    { key: 'period.remind', on: 'periodReport', from: 'due', days: -2, act: 'remind' },
    { key: 'period.urging', on: 'periodReport', from: 'due', days: 1, act: 'urging' },
    { key: 'period.order', on: 'periodReport', from: 'due', days: 6, act: 'supervisionOrder' },
    { key: 'done.remind7', on: 'completion', from: 'due', days: -7, act: 'remind' },
    { key: 'done.remind1', on: 'completion', from: 'due', days: -1, act: 'remind' },
    { key: 'done.urging', on: 'completion', from: 'due', days: 1, act: 'urging' },
    { key: 'done.again', on: 'completion', from: { step: 'done.urging' }, days: 2, act: 'remind' },
    { key: 'done.order', on: 'completion', from: 'due', days: 5, act: 'supervisionOrder' },
    { key: 'done.summons', on: 'completion', from: { step: 'done.order' }, days: 4, act: 'summons' },
    { key: 'done.afterSummons', on: 'completion', from: { step: 'done.summons' }, days: 2, act: 'remind' },
  ],
  receiptTerm: 3,
  periodTerm: 5,
  returnTerm: 10,
  reassignTerm: 8,
  extensions: 2,
  graceMinutes: 240,
};

export interface YearTask {
  /** Days from the issue; negative: due already; null: long-term. */
  readonly dueIn: number | null;
  readonly cycle: 'monthly' | 'quarterly' | null;
  readonly unit: number;
}

export type Deed =
  | { readonly kind: 'receive' | 'complete' | 'suspend' | 'resume' | 'cancel'; readonly task: number }
  | { readonly kind: 'report' | 'decide' | 'decideExtension'; readonly task: number; readonly agreed: boolean }
  | { readonly kind: 'askExtension'; readonly task: number; readonly days: number }
  | { readonly kind: 'reassign'; readonly task: number; readonly toUnit: number }
  /** 机构合并: everything that a unit holds goes to another. */
  | { readonly kind: 'merge'; readonly fromUnit: number; readonly toUnit: number }
  | { readonly kind: 'release'; readonly agreed: boolean }
  /**
   * A second notice for the year, loaded by the office while the worker is up: for so many days from that one (counted from the
   * issue, within the year) the working days become days off, or the days off working days.
   */
  | { readonly kind: 'calendar'; readonly from: number; readonly days: number; readonly off: boolean };

/** A deed on one task. */
export type TaskDeed = Extract<Deed, { readonly task: number }>;

export interface RandomYear {
  readonly year: number;
  /** Days after 1 January. */
  readonly issuedAfter: number;
  readonly units: number;
  readonly tasks: readonly YearTask[];
  /** In the order of days; `day` counts from the issue. */
  readonly deeds: readonly { readonly day: number; readonly hour: number; readonly deed: Deed }[];
  /** The worker is down from that day (counted from the issue) for so many days. */
  readonly outages: readonly { readonly day: number; readonly days: number }[];
}

/** What became of one step of the ladder for one owed thing. */
export interface Recorded {
  /** `2.periodReport.2026-Q2`, `0.receipt.1`, `1.completion`. */
  readonly owed: string;
  readonly dueVersion: number;
  readonly step: string;
  readonly outcome: 'fired' | 'skipped' | 'held' | 'superseded';
  readonly fireAtMs: number;
  readonly recordedAtMs: number;
  readonly late: boolean;
  readonly resolution: string | null;
}

export interface Standing {
  readonly owed: string;
  readonly state: 'open' | 'met' | 'void';
  readonly dueOn: string | null;
  readonly dueVersion: number;
  /** Due versions whose day had passed with nothing filed when they were left behind. */
  readonly breaches: number;
}

export interface Lived {
  /** For each deed, whether it was let be done; of a merger and a release, how many were moved and how many let go. */
  readonly done: readonly (boolean | number)[];
  readonly records: readonly Recorded[];
  readonly standings: readonly Standing[];
  /** Armed when the year ends: `owed v step at`. */
  readonly armed: readonly string[];
}

/** In one order, so that two lives of one year are compared line by line. */
export const inOrder = (lived: Lived): Lived => ({
  done: lived.done,
  records: [...lived.records].sort((a, b) =>
    compare(`${a.owed}|${a.dueVersion}|${a.step}`, `${b.owed}|${b.dueVersion}|${b.step}`),
  ),
  standings: [...lived.standings].sort((a, b) => compare(a.owed, b.owed)),
  armed: [...lived.armed].sort(compare),
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
