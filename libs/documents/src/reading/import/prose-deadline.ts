import { type DeadlineReading, findDeadlinePhrases, findUnreadDeadlines, mentionedPeriods } from '@duban/domain';
import type { Doubt } from '../source';
import type { ImportedDeadline } from './batch';
import { doubt } from './doubts';
import { deadlineOf, type ReadingPlace } from './responsibility';

/**
 * A deadline that stands only in the sentence: taken if it is the only one, and always shown to a person. What the sentence
 * names without a certain reading is asked: nothing is dropped.
 */
export function proseDeadline(text: string, at: ReadingPlace): { deadline: ImportedDeadline; doubts: Doubt[] } {
  const found = distinct(findDeadlinePhrases(text, at.year));
  const dated = found.filter((f) => f.kind === 'date' || f.kind === 'offset');
  const cycles = found.filter((f) => f.kind === 'cycle');
  const chosen = dated.length > 0 ? dated : cycles.length > 0 ? cycles : found;
  const where =
    at.place.cell !== undefined ? { cell: at.place.cell } : at.place.line !== undefined ? { line: at.place.line } : {};
  const [first] = chosen;
  const none = (phrase: string): ImportedDeadline => ({ kind: 'none', phrase, ...(phrase === '' ? {} : where) });
  if (!first) {
    const [unread] = findUnreadDeadlines(text, at.year).filter((u) => u.reason !== 'noBase' && u.reason !== 'hours');
    if (unread) {
      const { phrase } = unread;
      return { deadline: none(phrase), doubts: [doubt(at.place, 'IMPORT.DEADLINE_UNREAD', { phrase })] };
    }
    const mentioned = mentionedPeriods(text, at.year).join('、');
    if (mentioned === '') return { deadline: none(''), doubts: [] };
    return { deadline: none(''), doubts: [doubt(at.place, 'IMPORT.DEADLINE_MENTIONED', { phrases: mentioned })] };
  }
  if (chosen.length === 1) {
    return {
      deadline: deadlineOf(first, where),
      doubts: [doubt(at.place, 'IMPORT.DEADLINE_FROM_PROSE', { phrase: first.phrase })],
    };
  }
  const phrases = chosen.map((f) => f.phrase).join('、');
  return { deadline: none(phrases), doubts: [doubt(at.place, 'IMPORT.DEADLINE_SEVERAL', { phrases })] };
}

/** The same day said twice is one deadline. */
function distinct(found: readonly DeadlineReading[]): readonly DeadlineReading[] {
  const keyOf = (reading: DeadlineReading): string => {
    if (reading.kind === 'date') return reading.date;
    const { phrase, ...rest } = reading;
    return reading.kind === 'offset' ? JSON.stringify(rest) : phrase;
  };
  return found.filter((one, at) => found.findIndex((other) => keyOf(other) === keyOf(one)) === at);
}
