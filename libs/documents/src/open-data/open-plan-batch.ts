import { accept, matchUnits, type Decision, type RegisteredUnit } from '@duban/domain';
import { openDataPlace } from '@duban/wording';
import type { ImportBatch, ImportedIndicator, ImportedUnit, ImportRow } from '../reading/import/batch';
import { doubt } from '../reading/import/doubts';
import type { Place } from '../reading/source';
import { checkOpenPlan } from './check-open-plan';
import type { OpenIndicator, OpenPlan, OpenPoint, OpenTask } from './open-plan';

export interface OpenPlanOptions {
  /** The year of the plan to be made; null: the file's own. */
  readonly year: number | null;
  readonly register?: readonly RegisteredUnit[];
}

/**
 * Reads an open-data file into a draft batch, as other imports: nothing is guessed, a unit that the register does not know is
 * asked about. Only the plan is taken; what was done under it stays with whoever did it, and a share that was withdrawn is not
 * assigned again. Refuses with the faults by pointer where the file does not keep the schema.
 */
export function openPlanBatch(bytes: Uint8Array, options: OpenPlanOptions): Decision<ImportBatch> {
  const checked = checkOpenPlan(bytes);
  if (!checked.ok) return checked;
  const open = checked.value;
  const withdrawn = new Set(open.record?.shares.filter((each) => each.state === 'cancelled').map((each) => each.shareId));
  const rows = open.chapters.flatMap((chapter, c) =>
    chapter.points.flatMap((point, p) => {
      const at = `/chapters/${c}/points/${p}`;
      if (point.tasks.length === 0) {
        return [rowOf(chapter.title, point, null, at, placeOf(at, openDataPlace(c + 1, p + 1, null)), withdrawn)];
      }
      return point.tasks.map((task, t) =>
        rowOf(chapter.title, point, task, at, placeOf(`${at}/tasks/${t}`, openDataPlace(c + 1, p + 1, t + 1)), withdrawn),
      );
    }),
  );
  return accept(batchOf(open, rows, options));
}

const placeOf = (pointer: string, words: string): Place => ({ pointer, words });

function batchOf(open: OpenPlan, rows: readonly ImportRow[], options: OpenPlanOptions): ImportBatch {
  const year = options.year ?? open.plan.year;
  const { matched, unmatched } = matchUnits(rows.flatMap((row) => row.units.map((unit) => unit.name)), options.register ?? []); // prettier-ignore
  return {
    year,
    title: open.plan.title,
    docNumber: open.plan.docNumber,
    from: 'openData',
    planIndicators: open.plan.indicators.map(indicatorOf),
    rows: rows.map((row) => ({
      ...row,
      units: row.units.map((unit) => {
        const unitId = matched.get(unit.name);
        return unitId === undefined ? unit : { ...unit, unitId };
      }),
    })),
    doubts: year === open.plan.year ? [] : [doubt({}, 'IMPORT.YEAR_DIFFERS', { printed: open.plan.year, year })],
    unmatchedUnits: unmatched,
    mappings: [],
  };
}

function rowOf(
  chapter: string,
  point: OpenPoint,
  task: OpenTask | null,
  pointKey: string,
  place: Place,
  withdrawn: ReadonlySet<string>,
): ImportRow {
  const { label, path, heading, text } = point;
  return {
    label,
    path,
    title: task?.title ?? heading,
    text,
    category: chapter,
    ...(task === null || task.deliverable === null ? {} : { deliverable: task.deliverable }),
    units: (task?.shares ?? []).filter((share) => !withdrawn.has(share.id)).map(unitOf),
    people: [],
    deadline: deadlineOf(task),
    place,
    doubts: [],
    stated: {
      pointKey,
      heading,
      isPointOnly: task === null,
      milestones: (task?.milestones ?? []).map(({ name, dueOn, unit }) => ({ name, dueOn, unitName: unit?.name ?? null })),
      indicators: (task?.indicators ?? []).map(indicatorOf),
    },
  };
}

const unitOf = (share: OpenTask['shares'][number]): ImportedUnit => ({
  name: share.unit.name,
  role: share.role,
  printed: share.printedRole,
  printedName: share.printedUnit,
  dueOn: share.originalDueOn,
});

/** The day as it was issued: what was changed since is what was done under the plan. */
function deadlineOf(task: OpenTask | null): ImportRow['deadline'] {
  const phrase = task?.deadline.phrase ?? '';
  const cycle = task?.cycle ?? undefined;
  if (task?.deadline.kind === 'longTerm') return { kind: 'longTerm', phrase, cycle };
  const date = task?.deadline.originalDueOn ?? null;
  return date === null ? { kind: 'unset', phrase, cycle } : { kind: 'date', date, phrase, cycle };
}

const indicatorOf = ({ name, kind, unit, target }: OpenIndicator): ImportedIndicator => ({ name, kind, unit, target });
