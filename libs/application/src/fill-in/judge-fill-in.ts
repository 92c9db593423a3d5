import { rowMark, type CellFault, type FilledRow, type FillInRead } from '@duban/documents';
import { periodOf, refuse, accept, type Decision } from '@duban/domain';
import type { Tx } from '@duban/database';
import { fillInWording } from '@duban/wording';
import type { NewFigure, NewProgressReport } from '../progress/file-progress-report';
import type { OfferedRow, OfferedSheet } from './fill-in-rows';

/** What will become of a row that was filled in. */
export interface JudgedRow {
  readonly row: number;
  readonly task: string;
  /** The period's name, as it was chosen. */
  readonly period: string;
  readonly text: string;
  readonly figures: readonly { readonly name: string; readonly unit: string; readonly value: string; readonly denominator: string | null }[];
  /** `ready` is filed on confirmation; `filed` was filed before, with the same words; `faulty` needs mending. */
  readonly outcome: 'ready' | 'filed' | 'faulty';
  readonly faults: readonly CellFault[];
  /** What is told and does not stand in the way. */
  readonly remarks: readonly string[];
  /** What is filed; null unless `ready`. */
  readonly report: NewProgressReport | null;
  /** Times that the same words came back: a report that was returned may be filed again as it was. */
  readonly returned: number;
} // prettier-ignore

/**
 * Judges each row of a filled-in sheet by the tasks as they stand now. The locked words of the file decide nothing. Refuses a
 * sheet of another plan.
 */
export async function judgeFillIn(tx: Tx, offered: OfferedSheet, read: FillInRead): Promise<Decision<JudgedRow[]>> {
  if (read.planId !== offered.planId) return refuse('FILL_IN.OTHER_PLAN');
  const known = new Map(offered.rows.map((row) => [row.shareId, row]));
  const before = await reportsBefore(tx, [...known.keys()]);
  const seen = new Set<string>();
  return accept(
    read.rows.map((filled) => {
      const offer = known.get(filled.shareId);
      if (!offer) return faulty(filled, filled.kept.task, [faultAt(filled, 'D', fillInWording.faults.unknownRow)], []);
      const remarks = remarksOf(filled, offer);
      const period = periodKeyOf(filled, offer);
      const faults = [...filled.faults];
      if (period === undefined && filled.period !== '') {
        const choices = [...offer.periods, fillInWording.freePeriod];
        faults.push(faultAt(filled, 'H', fillInWording.faults.period(filled.period, choices)));
      }
      const key = `${filled.shareId}:${period ?? ''}`;
      if (seen.has(key)) faults.push(faultAt(filled, 'H', fillInWording.faults.twice));
      seen.add(key);
      const same = before.filter((each) => isSame(each, filled, period));
      if (same.some((each) => each.state === 'filed' || each.state === 'signed')) {
        return { ...shown(filled, offer.task), outcome: 'filed', faults: [], remarks: [], report: null, returned: 0 };
      }
      if (faults.length > 0 || period === undefined) return faulty(filled, offer.task, faults, remarks);
      const report = reportOf(filled, offer, period);
      return { ...shown(filled, offer.task, offer), outcome: 'ready', faults: [], remarks, report, returned: same.length };
    }),
  );
}

const faultAt = (filled: FilledRow, column: string, what: { reason: string; mend: string }): CellFault => ({
  sheet: fillInWording.sheet,
  cell: `${column}${filled.row}`,
  ...what,
});

const faulty = (filled: FilledRow, task: string, faults: CellFault[], remarks: string[]): JudgedRow => ({
  ...shown(filled, task),
  outcome: 'faulty',
  faults,
  remarks,
  report: null,
  returned: 0,
});

function shown(filled: FilledRow, task: string, offer?: OfferedRow) {
  const unitOf = new Map(offer?.indicators.map((indicator) => [indicator.name, indicator.unit]));
  return {
    row: filled.row,
    task,
    period: filled.period,
    text: filled.text,
    figures: filled.figures.map(({ name, value, denominator }) => ({ name, unit: unitOf.get(name) ?? '', value, denominator })),
  };
}

/** Words changed in the file are not the task's; a task that is not what it was is told. */
function remarksOf(filled: FilledRow, offer: OfferedRow): string[] {
  const isStale = rowMark(offer) !== filled.mark;
  const headings = fillInWording.headings;
  const changed = (['chapter', 'clause', 'task', 'role', 'due'] as const).filter(
    (column) => rowMark({ ...offer, [column]: filled.kept[column] }) !== rowMark(offer),
  );
  return [
    ...(isStale ? [fillInWording.stale] : []),
    ...(filled.isAltered && !isStale ? changed.map((column) => fillInWording.altered(headings[column])) : []),
  ];
}

/** Null: a free report; undefined: the words name no period that is owed now. */
function periodKeyOf(filled: FilledRow, offer: OfferedRow): string | null | undefined {
  if (filled.period === fillInWording.freePeriod) return null;
  return offer.periodKeys.find((key) => periodOf(key).name === filled.period);
}

interface Before {
  readonly shareId: string;
  readonly period: string | null;
  readonly state: string;
  readonly text: string;
  readonly problems: string;
  readonly nextSteps: string;
}

/** The same words for the same period; of a period that is not owed any more by its name. */
const isSame = (before: Before, filled: FilledRow, period: string | null | undefined): boolean =>
  before.shareId === filled.shareId &&
  before.text === filled.text &&
  before.problems === filled.problems &&
  before.nextSteps === filled.nextSteps &&
  (period === undefined ? before.period !== null && periodOf(before.period).name === filled.period : before.period === period);

const reportsBefore = (tx: Tx, shareIds: string[]): Promise<Before[]> =>
  tx.query<Before>(
    `select r.assignment_id as "shareId", r.period, r.state, r.text, r.problems, r.next_steps as "nextSteps"
     from progress_report r where r.assignment_id = any($1::uuid[])`,
    [shareIds],
  );

function reportOf(filled: FilledRow, offer: OfferedRow, period: string | null): NewProgressReport {
  const { text, problems, nextSteps } = filled;
  const figures = filled.figures.flatMap(({ name, value, denominator }): NewFigure[] => {
    const indicator = offer.indicators.find((each) => each.name === name);
    if (!indicator) return [];
    const { kind, unit } = indicator;
    return kind === 'ratio' ? [{ name, kind, unit, numerator: value, denominator }] : [{ name, kind, unit, value }];
  });
  return { assignmentId: filled.shareId, period, text, problems, nextSteps, figures, evidence: [] };
}
