import { refuse, type Decision } from '@duban/domain';
import type { DraftTask, DraftWorkPoint } from '../plans/draft-shapes';
import type { PlannedRow } from './corrections';

export interface ConfirmedImport {
  readonly planId: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Where a work point came from: the place in the file, and the import. */
export const pointSource = (importId: string) => (row: PlannedRow) => ({ ...row.place, importId, key: row.key });

/** The first row that cannot be a task yet, as a refusal that names it. */
export function firstLack(rows: readonly PlannedRow[]): Decision<never> | null {
  for (const row of rows) {
    const [lack] = row.lacks;
    const named = { row: row.number, title: row.title };
    if (lack === 'title') return refuse('IMPORT.TITLE_MISSING', named);
    if (lack === 'unit') {
      return refuse('IMPORT.UNIT_MISSING', { row: row.number, name: row.shares.find((s) => s.unitId === null)?.name ?? '' });
    }
    if (lack === 'lead') return refuse('IMPORT.LEAD_MISSING', named);
    if (lack === 'day') return refuse('IMPORT.DAY_MISSING', { ...named, phrase: row.deadline.phrase });
  }
  return null;
}

/** A row as a work point with its one task. */
export function pointOf(row: PlannedRow, sourceOf: (row: PlannedRow) => unknown): DraftWorkPoint {
  const { chapter, label, path, title, text } = row;
  return { chapter, label, path, heading: title, text, source: sourceOf(row), tasks: [taskOf(row)] };
}

export function taskOf(row: PlannedRow): DraftTask {
  const { kind, dueOn, cycle, phrase } = row.deadline;
  return {
    title: row.title,
    deliverable: row.deliverable,
    deadlineKind: kind === 'longTerm' ? 'longTerm' : 'date',
    deadlinePhrase: phrase === '' ? null : phrase,
    dueOn,
    cycle,
    assignments: row.shares.flatMap(({ unitId, role, printed, name }) =>
      unitId === null ? [] : [{ unitId, role, printedRole: printed, printedUnit: name }],
    ),
  };
}
