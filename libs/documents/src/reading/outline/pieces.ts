import type { SourceLine } from '../source';
import { type PrintedLabel, readLabel } from './labels';

/** A line, or the part of a line that one numbered clause has in it: （一）甲。（二）乙。 are two. */
export interface Piece extends SourceLine {
  /** Where the piece begins in its line. */
  readonly offset: number;
}

/** Takes a line apart where its own numbering goes on in it, at the beginning of a sentence. */
export function piecesOf(line: SourceLine): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let label = readLabel(line.text);
  if (label) {
    for (const end of line.text.matchAll(/[。；;！!]\s*/g)) {
      const start = end.index + end[0].length;
      const next = readLabel(line.text.slice(start));
      if (!next || !goesOn(label, next)) continue;
      pieces.push({ ...line, text: line.text.slice(from, start), offset: from });
      from = start;
      label = next;
    }
  }
  pieces.push({ ...line, text: line.text.slice(from), offset: from });
  return pieces;
}

const goesOn = (label: PrintedLabel, next: PrintedLabel): boolean =>
  next.rank === label.rank &&
  next.ordinal === label.ordinal + 1 &&
  next.label.replace(/[^（）()]/g, '').length === label.label.replace(/[^（）()]/g, '').length;
