import type { SourceLine } from '../source';
import { readLabel } from './labels';

/**
 * The lines of the body in the order in which they are read. A footnote that holds numbered text stands behind the line that
 * refers to it; other notes are remarks and no text of the document.
 */
export function readingOrder(lines: readonly SourceLine[]): SourceLine[] {
  const notes = new Map<number, SourceLine[]>();
  for (const line of lines) {
    if (line.noteOf !== undefined) notes.set(line.noteOf, [...(notes.get(line.noteOf) ?? []), line]);
  }
  return lines.flatMap((line) => {
    if (line.origin !== 'body') return [];
    const note = notes.get(line.line) ?? [];
    return note.filter((n) => readLabel(n.text) !== null).length >= 2 ? [line, ...note] : [line];
  });
}
