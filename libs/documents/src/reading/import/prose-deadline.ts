import { findDeadlinePhrases } from '@duban/domain';
import type { Doubt } from '../source';
import type { ImportedDeadline } from './batch';
import { doubt } from './doubts';
import { deadlineOf, type ReadingPlace } from './responsibility';

/** A deadline that stands only in the sentence: taken if it is the only one, and always shown to a person. */
export function proseDeadline(text: string, at: ReadingPlace): { deadline: ImportedDeadline; doubts: Doubt[] } {
  const found = findDeadlinePhrases(text, at.year);
  const dated = found.filter((f) => f.kind !== 'longTerm');
  const chosen = dated.length > 0 ? dated : found;
  const where =
    at.place.cell !== undefined ? { cell: at.place.cell } : at.place.line !== undefined ? { line: at.place.line } : {};
  const [first] = chosen;
  if (!first) return { deadline: { kind: 'none', phrase: '' }, doubts: [] };
  if (chosen.length === 1) {
    return {
      deadline: deadlineOf(first, where),
      doubts: [doubt(at.place, 'IMPORT.DEADLINE_FROM_PROSE', { phrase: first.phrase })],
    };
  }
  const phrases = chosen.map((f) => f.phrase).join('、');
  return {
    deadline: { kind: 'none', phrase: phrases, ...where },
    doubts: [doubt(at.place, 'IMPORT.DEADLINE_SEVERAL', { phrases })],
  };
}
