/**
 * A scenario says which unit does what in the year that a demo lives through. Another scenario gives another timeline and
 * another report. `{级}` in a name stands for the level of the jurisdiction (区, 县, 市); days are MM-DD in the plan's year.
 */
export interface Scenario {
  readonly name: string;
  readonly officeName: string;
  readonly units: readonly string[];
  readonly submitOn: string;
  readonly issueOn: string;
  /** The first rule whose word stands in a measure says who owes it; the last rule, without words, takes the rest. */
  readonly duties: readonly DutyRule[];
  /** Due days that are given in turn to measures whose text names none. */
  readonly deadlines: readonly string[];
  readonly habits: Habits;
  readonly conduct: readonly Conduct[];
  readonly reports: ReportTexts;
  readonly leaderActivities: readonly { readonly on: string; readonly kind: LeaderKind; readonly text: string }[];
}

type LeaderKind = 'meeting' | 'study' | 'instruction' | 'inspection' | 'dutyReport';

export interface DutyRule {
  readonly words: readonly string[];
  readonly lead: string;
  readonly responsible?: readonly string[];
  readonly cooperating?: readonly string[];
}

/** How long people take, in working days, where their conduct says nothing else. */
export interface Habits {
  readonly receiveAfter: number;
  readonly signAfter: number;
  /** Before the due day of a period's report. */
  readonly reportBefore: number;
  /** Before the due day of the completion. */
  readonly completeBefore: number;
  readonly submitDraftAfter: number;
  readonly stageAfter: number;
}

/**
 * What a unit does otherwise than by habit with the n-th task that it leads (from 1), or with all of them. `*2` is the unit
 * that leads the second most tasks, whichever that is; `due` moves the task to a day (MM-DD) that leaves the year room for it.
 */
export type Conduct = { readonly unit: string; readonly task: number | 'all'; readonly due?: string } & (
  | {
      readonly does: 'completeAfterUrging' | 'completeAfterOrder' | 'completeAfterSummons' | 'completeAfterListing';
      readonly cause: string;
    }
  | {
      readonly does: 'askExtension';
      readonly workingDaysBefore: number;
      readonly days: number;
      readonly reason: string;
      readonly decision: 'approve' | 'refuse';
    }
  | { readonly does: 'returnedOnce'; readonly opinion: string }
  | { readonly does: 'reportLate'; readonly period: string; readonly workingDays: number }
  | { readonly does: 'receiveLate'; readonly workingDays: number }
  | { readonly does: 'neverComplete'; readonly cause: string }
);

/** Texts of the reports: {单位}, {事项}, {时期} are filled in; figures are drawn from their ranges, the same for the same scenario. */
export interface ReportTexts {
  readonly progress: readonly string[];
  /** What the lead says when it is done, and what the others on the task add. */
  readonly completion: readonly string[];
  readonly support: readonly string[];
  readonly figures: readonly {
    readonly name: string;
    readonly unit: string;
    readonly from: number;
    readonly to: number;
    /** With it the figure is a ratio: so many of the drawn number are done. */
    readonly doneShare?: number;
  }[];
  readonly problems: readonly string[];
  readonly nextSteps: readonly string[];
}
