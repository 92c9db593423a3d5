import type { Limit } from '../shared/limit';
import type { Role } from '../task/assignment';

/** What can be scored, each from one row of the record. */
export const SCORE_FACTS = [
  'completion.onTime',
  'completion.late',
  'completion.overdue',
  'report.onTime',
  'report.late',
  'report.overdue',
  'receipt.onTime',
  'receipt.late',
  'receipt.overdue',
  'completion.returned',
  'report.returned',
  'instrument.urging',
  'instrument.supervisionOrder',
  'instrument.summons',
  'instrument.listing',
  'instrument.bulletin',
] as const;
export type ScoreFactKind = (typeof SCORE_FACTS)[number];

/** What a rate is taken of: the share that was on time of all that has fallen due. */
export const RATE_SUBJECTS = ['completion', 'report', 'receipt'] as const;
export type RateSubject = (typeof RATE_SUBJECTS)[number];

/** Decimal digits, with a sign and up to two decimals: `-0.5`. */
export type Points = string;

interface RuleHead {
  /** Stable: a sheet's line and its appeal name it. */
  readonly key: string;
  readonly name: string;
}

/** So many points for each fact, less or more by the role of the share. */
export interface EachRule extends RuleHead {
  readonly kind: 'each';
  readonly fact: ScoreFactKind;
  readonly points: Points;
  readonly byRole: Readonly<Partial<Record<Role, Points>>>;
  /** The most that the rule gives or takes, without its sign; null without a limit. */
  readonly cap: Points | null;
  /** Of the rules of one group only the heaviest counts for a task (同一事项只计一次，取最高). */
  readonly group: string | null;
}

/** Full points at a rate of 100%, in proportion below. */
export interface RateRule extends RuleHead {
  readonly kind: 'rate';
  readonly of: RateSubject;
  readonly full: Points;
  /** What stands where nothing has fallen due. */
  readonly whenNothing: 'full' | 'none';
}

/** Points that the office gives or takes by hand, each with its reason (批示肯定、表彰、曝光…). */
export interface AwardRule extends RuleHead {
  readonly kind: 'award';
  readonly cap: Points | null;
}

export type ScoreRule = EachRule | RateRule | AwardRule;

/** 考核计分规则: data that the office edits. */
export interface ScoreScheme {
  readonly name: string;
  /** Everyone begins here (基础分). */
  readonly base: Points;
  readonly most: Points | null;
  readonly least: Points | null;
  /** A unit may appeal within this from the publication. */
  readonly appealTerm: Limit;
  readonly rules: readonly ScoreRule[];
}
