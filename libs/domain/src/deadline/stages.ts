import type { DayString } from '../day/day';
import { findDeadlinePhrases } from './find-phrases';

/** One of several steps that a text sets a day for: 3月底前制定方案，10月底前完成清理. */
export interface ReadStage {
  readonly name: string;
  readonly dueOn: DayString;
}

// What is done stands behind its day, up to the next day or the end of the clause.
const CLAUSE_END = /[，,；;。\n]/;
const LEADING = /^[\s、，,：:；;。]*(?:前|内|之前|以前)?[\s，,]*/;
const TRAILING = /[\s、，,；;。：:（(]+$/;
const LONGEST_NAME = 60;

/**
 * The steps that a text names with a day of each, in the order of their days; what stands before a day where nothing stands
 * behind it (制定方案（3月底前）). A day whose words cannot be told is left out. To be offered to a person, never taken as read.
 */
export function readStages(text: string, planYear: number): readonly ReadStage[] {
  const found = findDeadlinePhrases(text, planYear);
  const stages: ReadStage[] = [];
  found.forEach((deadline, at) => {
    if (deadline.kind !== 'date') return;
    const before = text.slice(found[at - 1]?.end ?? 0, deadline.start);
    const behind = text.slice(deadline.end, found[at + 1]?.start ?? text.length);
    const name = clauseBehind(behind) || clauseBefore(before);
    if (name !== '' && !stages.some((stage) => stage.name === name && stage.dueOn === deadline.date)) {
      stages.push({ name, dueOn: deadline.date });
    }
  });
  return stages.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

function clauseBehind(text: string): string {
  const rest = text.replace(LEADING, '');
  const end = rest.search(CLAUSE_END);
  const clause = (end < 0 ? rest : rest.slice(0, end)).replace(/^[)）]+/, '').replace(TRAILING, '');
  return clause.slice(0, LONGEST_NAME);
}

function clauseBefore(text: string): string {
  const clauses = text.replace(TRAILING, '').split(CLAUSE_END);
  return (clauses.at(-1) ?? '').replace(/^[)）\s]+/, '').slice(0, LONGEST_NAME);
}
