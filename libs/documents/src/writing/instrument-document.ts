import type { InstrumentPaper } from '@duban/wording';
import type { BarChart } from './bar-chart';
import type { Imprint, Masthead, ReportTable, Signature } from './report-content';

/** A supervision paper as data: what `writeInstrumentDocx` puts into the paper's layout. */
export interface InstrumentDocument {
  readonly paper: InstrumentPaper;
  /** Stands for the layout's own title where the office gives another. */
  readonly title?: string;
  readonly masthead?: Masthead;
  /** 督办〔2026〕3号; absent while the paper is a draft, which has no number. */
  readonly number?: string;
  /** The units it is addressed to. */
  readonly targets: readonly string[];
  readonly matter?: string;
  /** What the office acts on, as it stands after 根据. */
  readonly authority?: string;
  /** Why, a paragraph each. */
  readonly grounds?: readonly string[];
  readonly items?: readonly InstrumentLine[];
  readonly requirements?: readonly string[];
  /** Drawn from the facts of the paper, by the names of `instrumentLayoutPlaces`. */
  readonly tables?: Readonly<Partial<Record<FactTable, ReportTable>>>;
  readonly charts?: Readonly<Partial<Record<FactChart, BarChart>>>;
  /** Until when, as words or as a day; a day is written out. */
  readonly limit?: string;
  /** The same as a phrase: 2026年7月15日前, or 送达之日起10个工作日内 while there is no service to count from. */
  readonly within?: string;
  /** 签发人. */
  readonly approver?: string;
  readonly contact?: string;
  readonly meeting?: InstrumentMeeting;
  /** Of 挂牌督办: how to report, and how it ends. */
  readonly reporting?: string;
  readonly release?: string;
  /** Of 摘牌: the number of the paper that is lifted. */
  readonly listingNumber?: string;
  readonly signature: Signature;
  /** A day. */
  readonly date?: string;
  readonly attachments?: readonly string[];
  readonly imprint?: Imprint;
}

/** Of a 通报: how each unit stands. */
export const FACT_TABLES = ['units'] as const;
export const FACT_CHARTS = ['units'] as const;
export type FactTable = (typeof FACT_TABLES)[number];
export type FactChart = (typeof FACT_CHARTS)[number];

export interface InstrumentMeeting {
  readonly time?: string;
  readonly place?: string;
  /** 约谈人, 被约谈人, 记录人. */
  readonly chair?: string;
  readonly attendees?: string;
  readonly recorder?: string;
  readonly explanations?: readonly string[];
  readonly commitments?: readonly string[];
}

/** One obligation on the paper. */
export interface InstrumentLine {
  readonly task: string;
  readonly unit: string;
  /** Words or a day. */
  readonly due: string;
  readonly state: string;
  readonly requirement?: string;
  /** Why it is late, in the unit's own words. */
  readonly cause?: string;
}
