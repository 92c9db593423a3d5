/** A policy as it is edited: the shape that the server checks. What is wrong with it is the server's to say. */
export interface Limit {
  readonly n: number;
  readonly unit: 'workingDays' | 'calendarDays' | 'months' | 'workingHours' | 'minutes';
}

export interface PostRule {
  readonly of: string;
  readonly role?: string;
}

export interface RungBody {
  readonly key: string;
  readonly name: string;
  readonly on: { readonly kind: string; readonly instrument?: string; readonly stage?: string; readonly chain?: string };
  readonly from: { readonly base: string; readonly instrument?: string; readonly rungKey?: string };
  readonly offset: Limit;
  readonly hour: number;
  readonly act: { readonly kind: string; readonly instrument?: string; readonly grouping?: string; readonly answer?: string };
  readonly receivers: readonly PostRule[];
}

export interface ChainBody {
  readonly key: string;
  readonly name: string;
  readonly steps: readonly {
    readonly key: string;
    readonly name: string;
    readonly mode: 'all' | 'any';
    readonly posts: readonly PostRule[];
    readonly limit: Limit;
  }[];
  readonly onRefusal: string;
  readonly allowSamePerson: boolean;
}

export interface PolicyBody {
  readonly key: string;
  readonly name: string;
  readonly authority: string;
  readonly owes: Readonly<
    Record<string, { readonly receipt: boolean; readonly periodReports: boolean; readonly completion: boolean }>
  >;
  readonly receiptTerm: Limit;
  readonly periodReportTerm: Limit;
  readonly defaultCycle: string | null;
  readonly graceMinutes: number;
  readonly ladder: readonly RungBody[];
  readonly chains: Readonly<Record<string, ChainBody>>;
  readonly instruments: Readonly<Record<string, Readonly<Record<string, Limit>>>>;
  readonly extension: { readonly maxTimes: number; readonly maxDays: number };
  readonly returnTerm: Limit;
  readonly returnBounds?: { readonly least: Limit; readonly most: Limit };
  /** The share's new unit has at least this long; left out, the day in force stays. */
  readonly reassignTerm?: Limit;
  /** Kinds that are signed a level up from the so-manieth time within so long. */
  readonly repeats?: Readonly<Record<string, { readonly from: number; readonly within: Limit }>>;
  readonly objection?: { readonly term: Limit; readonly decision: Limit };
  readonly bulletins?: readonly string[];
  /** Where a miss goes on otherwise than by itself; null: nowhere. */
  readonly missLeadsTo?: Readonly<Record<string, string | null>>;
  readonly lamps: readonly { readonly fact: string; readonly word: string; readonly colour: string }[];
}

/** The server gives a policy as it was stored. */
export const bodyOf = (body: unknown): PolicyBody => body as PolicyBody;
