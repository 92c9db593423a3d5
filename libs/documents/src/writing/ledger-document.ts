/** A ledger as data: what `writeLedgerXlsx` and the CSV export set out. */
export interface LedgerDocument {
  readonly title: string;
  /** A line under the title, e.g. 截至2026年6月30日. */
  readonly subtitle?: string;
  readonly rows: readonly LedgerRow[];
  /** The columns in order; all where absent. */
  readonly columns?: readonly LedgerColumnKey[];
  readonly paper?: 'A3' | 'A4';
  /** The words that 办理状态 offers to the units; the standard ones where absent. */
  readonly stateChoices?: readonly string[];
  /** The day in the file's properties. */
  readonly day?: string;
}

export interface LedgerRow {
  readonly number: number | string;
  readonly chapter: string;
  /** 要点条目 as printed, e.g. 二（三）1 or a lead sentence. */
  readonly clause: string;
  readonly task: string;
  readonly deliverable: string;
  readonly leads: readonly string[];
  readonly responsible: readonly string[];
  readonly cooperating: readonly string[];
  /** A day (2026-06-30), or the words of a term without a day (长期坚持). */
  readonly due: string;
  readonly originalDue: string;
  /** One line for each 阶段节点; the column is left out where no row has any. */
  readonly milestones?: readonly string[];
  readonly progress: string;
  readonly state: string;
  readonly lamp?: LedgerLamp;
  /** Absent where nothing can be overdue. */
  readonly overdue?: boolean;
  readonly instruments: readonly string[];
  readonly struckOffOn?: string;
  readonly note: string;
}

/** A policy's word for a lamp, and the colour it is shown in. */
export interface LedgerLamp {
  readonly word: string;
  readonly colour: 'green' | 'yellow' | 'orange' | 'red' | 'blue' | 'grey';
}

export type LedgerColumnKey = keyof LedgerRow;
