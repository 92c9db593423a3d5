import type { ExtractedFigure } from '@duban/domain';
import type { ClauseKind } from './labels';

/** One numbered (or inferred) place of a plan or a report. */
export interface Clause {
  readonly id: string;
  readonly parent: string | null;
  /** The labels from the chapter down, as printed: 二（三）1. */
  readonly path: string;
  readonly kind: ClauseKind;
  /** As printed, without the mark behind it: 一 · （三） · 1 · 一是. */
  readonly label: string;
  /** The number in Arabic digits. */
  readonly ordinal: number;
  /** The heading, or the lead sentence where the heading runs into the text; without its full stop. */
  readonly heading: string;
  /** What stands under the heading and belongs to this clause and to no clause below it; paragraphs are joined by line feeds. Points stay in it. */
  readonly text: string;
  readonly line: number;
  /** The characters of `line` that belong to the clause. */
  readonly start: number;
  readonly end: number;
  /** True where the heading is not in the text. */
  readonly inferred: boolean;
}

export interface PartPiece {
  readonly clause?: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export type PartName = 'done' | 'problems' | 'causes' | 'leader' | 'nextYear';

export interface OutlineWarning {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

export type OutlineFigure = Pick<ExtractedFigure, 'text' | 'value' | 'unit' | 'approximate' | 'line' | 'start'> & {
  readonly clause: string | null;
};

/** The contract of `duban outline FILE --json`. */
export interface Outline {
  readonly title: string | null;
  readonly issuer: string | null;
  readonly receiver: string | null;
  readonly year: number | null;
  readonly date: string | null;
  readonly clauses: readonly Clause[];
  readonly parts: Readonly<Record<PartName, readonly PartPiece[]>>;
  readonly figures: readonly OutlineFigure[];
  readonly warnings: readonly OutlineWarning[];
}
