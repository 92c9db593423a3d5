import type { Doubt, Place } from '../source';

export type UnitRole = 'lead' | 'collating' | 'responsible' | 'cooperating';

export interface ImportedUnit {
  /** As printed. */
  readonly name: string;
  readonly role: UnitRole;
  /** The word of the document that gives the role: 牵头单位, 负责, 配合 … */
  readonly printed: string;
  /** The unit of the register, where one was given and the name fits exactly one unit. */
  readonly unitId?: string;
  /** The name as the issued text has it, where the file tells it beside the unit's own. */
  readonly printedName?: string;
  /** The unit's own day, where the file states it. */
  readonly dueOn?: string | null;
}

export interface ImportedIndicator {
  readonly name: string;
  readonly kind: 'count' | 'amount' | 'ratio';
  readonly unit: string;
  /** Decimal digits. */
  readonly target: string | null;
}

/** What only an open-data file states of a row; documents leave it to be read out of the text. */
export interface StatedRow {
  /** Rows of one work point have the same. */
  readonly pointKey: string;
  readonly heading: string;
  /** The row is a work point without any task. */
  readonly isPointOnly: boolean;
  /** The unit by the name under which it has its share; null: whoever leads. */
  readonly milestones: readonly { readonly name: string; readonly dueOn: string; readonly unitName: string | null }[];
  readonly indicators: readonly ImportedIndicator[];
}

export interface ImportedPerson {
  readonly name: string;
  /** 牵头领导, 责任人, 联系人 … */
  readonly printed: string;
}

export interface ImportedDeadline {
  /** `unset`: the file states that it is still open. */
  readonly kind: 'date' | 'cycle' | 'offset' | 'longTerm' | 'none' | 'unset';
  readonly date?: string;
  readonly cycle?: 'weekly' | 'monthly' | 'quarterly' | 'halfYearly' | 'yearly';
  /** The words that were read; empty where there are none. */
  readonly phrase: string;
  readonly line?: number;
  readonly cell?: string;
  /** Of an `offset`: the event and the term from it. */
  readonly base?: string;
  readonly n?: number;
  readonly unit?: string;
  /** Of a `cycle`: the reporting day, where the words name it. */
  readonly day?: number | 'last';
  readonly soft?: true;
}

export interface ImportRow {
  /** The clause's or the serial number as printed. */
  readonly label: string;
  readonly path: string;
  readonly title: string;
  /** The whole text as written, without the responsibilities that were read from it. */
  readonly text: string;
  readonly category?: string;
  readonly measures?: string;
  readonly deliverable?: string;
  /** 报送周期 as printed. */
  readonly reportCycle?: string;
  readonly remark?: string;
  readonly units: readonly ImportedUnit[];
  readonly people: readonly ImportedPerson[];
  readonly deadline: ImportedDeadline;
  readonly place: Place;
  readonly doubts: readonly Doubt[];
  readonly stated?: StatedRow;
}

/** What a column of a ledger says. `ignored`: known and of no use for a plan (progress, lamps). */
export type ColumnMeaning =
  | 'number' | 'clause' | 'category' | 'task' | 'measures' | 'deliverable' | 'leader' | 'lead' | 'responsible' | 'cooperating' | 'collating'
  | 'division' | 'person' | 'supervising' | 'deadline' | 'reportCycle' | 'remark' | 'ignored'; // prettier-ignore

/** How one table was read: a person can change the meanings and import again. */
export interface LedgerMapping {
  readonly sheet: string;
  /** 1-based rows of the header. */
  readonly headerRows: readonly number[];
  readonly columns: readonly { readonly column: number; readonly heading: string; readonly meaning: ColumnMeaning | null }[];
}

/** The contract of `duban import FILE --json`: a draft that a person corrects and confirms. */
export interface ImportBatch {
  readonly year: number;
  readonly title: string | null;
  readonly from: 'plan' | 'report' | 'ledger' | 'openData';
  readonly docNumber?: string | null;
  /** Indicators of the plan as a whole. */
  readonly planIndicators?: readonly ImportedIndicator[];
  readonly rows: readonly ImportRow[];
  /** Every doubt, those of the rows included, in the order of the source. */
  readonly doubts: readonly Doubt[];
  /** Names that fit no unit of the register, each once. Without a register: every name. */
  readonly unmatchedUnits: readonly string[];
  readonly mappings: readonly LedgerMapping[];
}
