import { checkMilestones, refuse, type Decision } from '@duban/domain';
import type { ImportedIndicator } from '@duban/documents';
import type { DraftIndicator, DraftTask, DraftWorkPoint } from '../plans/draft-shapes';
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
    if (row.stated !== null && row.milestones !== null) {
      const fits = checkMilestones(row.milestones, sharesOwed(row));
      if (!fits.ok) return fits;
    }
    if (lack === 'day') return refuse('IMPORT.DAY_MISSING', { ...named, phrase: row.deadline.phrase });
  }
  return null;
}

const sharesOwed = (row: PlannedRow) =>
  row.shares.flatMap(({ unitId, role, dueOn }) =>
    unitId === null ? [] : [{ unitId, role, dueOn: dueOn ?? row.deadline.dueOn }],
  );

/** A row as a work point with its one task, or with none where the file has a point without tasks. */
export function pointOf(row: PlannedRow, sourceOf: (row: PlannedRow) => unknown): DraftWorkPoint {
  const { chapter, label, path, title, text, stated } = row;
  const tasks = stated?.isPointOnly === true ? [] : [taskOf(row)];
  return { chapter, label, path, heading: stated?.heading ?? title, text, source: sourceOf(row), tasks };
}

/** Rows as work points: those that the file states to be of one point become one. */
export function pointsOf(
  rows: readonly PlannedRow[],
  sourceOf: (row: PlannedRow) => unknown,
): { readonly point: DraftWorkPoint; readonly rows: readonly PlannedRow[] }[] {
  const groups: { key: string | null; rows: PlannedRow[] }[] = [];
  for (const row of rows) {
    const key = row.stated?.pointKey ?? null;
    const last = groups.at(-1);
    if (key !== null && last?.key === key) last.rows.push(row);
    else groups.push({ key, rows: [row] });
  }
  return groups.flatMap(({ rows: own }) => {
    const [first] = own;
    if (!first) return [];
    const point = pointOf(first, sourceOf);
    return [{ point: own.length === 1 ? point : { ...point, tasks: own.map(taskOf) }, rows: own }];
  });
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
    ...(row.milestones === null ? {} : { milestones: row.milestones }),
    assignments: row.shares.flatMap(({ unitId, role, printed, name, printedName, dueOn: own }) =>
      unitId === null ? [] : [{ unitId, role, printedRole: printed, printedUnit: printedName ?? name, dueOn: own }],
    ),
    ...(row.stated === null ? {} : { indicators: row.stated.indicators.map(indicatorOf) }),
  };
}

export const indicatorOf = ({ name, kind, unit, target }: ImportedIndicator): DraftIndicator => ({
  name,
  kind,
  unit,
  ...(target === null ? {} : { target }),
});
