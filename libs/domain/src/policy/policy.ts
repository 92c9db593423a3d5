import type { ObligationKind } from '../clock/obligation';
import { definitionOf } from '../instrument/definitions';
import type { InstrumentKind } from '../instrument/kinds';
import type { PostRule } from '../roster/roster';
import type { Cycle, Limit } from '../shared/limit';
import type { Role } from '../task/assignment';

/** What a rung counts from. `served` is the service of an instrument that holds this obligation; `rung` an earlier firing. */
export type RungBase =
  | { readonly base: 'due' }
  | { readonly base: 'opened' }
  | { readonly base: 'periodEnd' }
  | { readonly base: 'served'; readonly instrument: InstrumentKind }
  | { readonly base: 'rung'; readonly rungKey: string };

/** How many items one instrument takes: one for each task, for each unit, or one for all that a moment brings. */
export type Grouping = 'perTask' | 'perUnit' | 'perMoment';

export type RungAct =
  | { readonly kind: 'remind' }
  | { readonly kind: 'instrument'; readonly instrument: InstrumentKind; readonly grouping: Grouping }
  /** The answer to silence of a sign-off that has its own limit, such as an extension's. */
  | { readonly kind: 'silence'; readonly answer: 'approve' | 'refuse' };

/** Which obligations a rung belongs to; `stage` narrows `instrumentStage` and `chain` narrows `signOffStep`. */
export interface RungSubject {
  readonly kind: ObligationKind;
  readonly instrument?: InstrumentKind;
  readonly stage?: string;
  readonly chain?: string;
}

/** One step of the ladder. `rungKey` is stable and never used again for another meaning. */
export interface Rung {
  readonly key: string;
  readonly name: string;
  readonly on: RungSubject;
  readonly from: RungBase;
  /** Negative is before the base. Day units fire at `hour` (0–23, Asia/Shanghai); minutes and working hours at the instant itself. */
  readonly offset: Limit;
  readonly hour: number;
  readonly act: RungAct;
  readonly receivers: readonly PostRule[];
}

export interface ChainStep {
  readonly key: string;
  readonly name: string;
  readonly mode: 'all' | 'any';
  readonly posts: readonly PostRule[];
  readonly limit: Limit;
}

/** 签批链. What one refusal does is chosen when the chain is made; it has no default. */
export interface Chain {
  readonly key: string;
  readonly name: string;
  readonly steps: readonly ChainStep[];
  readonly onRefusal: 'returnAtOnce' | 'tallyThenReturn';
  /** May one person sign two steps (a small office)? Never for their own filing. */
  readonly allowSamePerson: boolean;
}

/** `issue.` chains are 签发 of an instrument of the kind; `again.` the same where a unit is met with it repeatedly (`repeats`). */
export type ChainKey =
  | 'planApproval'
  | 'planAmendment'
  | 'progressReport'
  | 'completion'
  | 'extension'
  | 'delisting'
  | 'annualReport'
  | `issue.${InstrumentKind}`
  | `again.${InstrumentKind}`;

export interface OwedByRole {
  readonly receipt: boolean;
  readonly periodReports: boolean;
  readonly completion: boolean;
}

/** The limits of an instrument's stages by stage key; which stages a kind has is the definition's (libs/domain/src/instrument/definitions.ts). */
export type StageTerms = Readonly<Record<string, Limit>>;

/** A version of the annual report that has to be out before a day of the year after the plan's. */
export interface ReportDuty {
  /** 向上一级党委和政府报送: what is owed, in words. */
  readonly name: string;
  readonly edition: 'superior' | 'committee' | 'congress' | 'public';
  /** `03-01`: 3月1日之前, so that the last day is the one before. */
  readonly before: string;
}

/** 督办制度: data that the supervision office edits; a plan pins one version (design section 5). */
export interface Policy {
  readonly key: string;
  readonly name: string;
  /** 督办依据: printed on each notice and instrument. */
  readonly authority: string;
  readonly owes: Readonly<Record<Role, OwedByRole>>;
  readonly receiptTerm: Limit;
  /** From the end of a period to the day its report is due. */
  readonly periodReportTerm: Limit;
  /** For a task that names no cycle; null asks for no period reports. */
  readonly defaultCycle: Cycle | null;
  /** A rung recorded later than this after its moment is late (an outage). */
  readonly graceMinutes: number;
  readonly ladder: readonly Rung[];
  readonly chains: Readonly<Partial<Record<ChainKey, Chain>>>;
  readonly instruments: Readonly<Partial<Record<InstrumentKind, StageTerms>>>;
  /** To whom the plan's annual report goes, and by when; none where the place asks for none. */
  readonly reportDuties?: readonly ReportDuty[];
  /** Where a place goes on otherwise than the kind's definition says after an absence or a missed promise; null: nowhere. */
  readonly missLeadsTo?: Readonly<Partial<Record<InstrumentKind, InstrumentKind | null>>>;
  /** Kinds that go a level up for a unit that is met with them again: then the `again.` chain signs in place of the `issue.` one. */
  readonly repeats?: Readonly<Partial<Record<InstrumentKind, RepeatRule>>>;
  /** 异议: within `term` of service, decided within `decision` by somebody who had no part in the paper. Left out: none is heard. */
  readonly objection?: { readonly term: Limit; readonly decision: Limit };
  /** The periodic 通报 that each plan owes; left out, none. */
  readonly bulletins?: readonly BulletinCycle[];
  readonly extension: {
    readonly maxTimes: number;
    /** Calendar days that one extension may add at most. */
    readonly maxDays: number;
  };
  /** The new due day that a return proposes. */
  readonly returnTerm: Limit;
  /** Between what days, counted from the return, whoever returns may name another one; left out, any day from the return on. */
  readonly returnBounds?: { readonly least: Limit; readonly most: Limit };
  /**
   * 转办: the unit that takes a share over has at least this long, counted from the act; a later day in force stays. Where a policy
   * says nothing the day in force stays whatever it is.
   */
  readonly reassignTerm?: Limit;
  /** Words for facts; colours are local (domain.md 4.1). */
  readonly lamps: readonly Lamp[];
}

export type BulletinCycle = Extract<Cycle, 'monthly' | 'halfYearly'>;

/** From which time on, counted over papers served on the unit within so long before the day, whatever plan they belong to. */
export interface RepeatRule {
  readonly from: number;
  readonly within: Limit;
}

/** Who signs a paper of the kind that is the so-manieth for one of its units. */
export function issueChain(policy: Policy, kind: InstrumentKind, times: number): Chain | undefined {
  const rule = policy.repeats?.[kind];
  const key: ChainKey = rule !== undefined && times >= rule.from ? `again.${kind}` : `issue.${kind}`;
  return policy.chains[key];
}

/** The kind that a failing target of this one goes on to. */
export function missLeadsTo(policy: Policy, kind: InstrumentKind): InstrumentKind | null {
  const own = policy.missLeadsTo?.[kind];
  return own === undefined ? definitionOf(kind).missLeadsTo : own;
}

export type LampFact = 'done' | 'doneLate' | 'overdue' | 'dueSoon' | 'onTrack' | 'suspended' | 'longTerm' | 'madeUpLate';
export interface Lamp {
  readonly fact: LampFact;
  readonly word: string;
  readonly colour: string;
}
