import { documentWording } from '@duban/wording';
import type { LedgerColumnKey, LedgerDocument, LedgerRow } from './ledger-document';

/** How one column of the ledger is headed, read from a row and shown. */
export interface LedgerColumn {
  readonly key: LedgerColumnKey;
  readonly heading: string;
  /** In characters of the sheet's font. */
  readonly width: number;
  readonly align: 'left' | 'center';
  /** Consecutive rows with the same text are joined; a column is joined only inside the joined cells of those before it. */
  readonly joined?: boolean;
  /** Units write here. */
  readonly filledByUnits?: boolean;
  readonly value: (row: LedgerRow) => string | number;
}

const list = (names: readonly string[]) => names.join(documentWording.listSeparator);
const headings = documentWording.ledgerHeadings;

const COLUMNS: readonly LedgerColumn[] = [
  { key: 'number', heading: headings.number, width: 6, align: 'center', value: (row) => row.number },
  { key: 'chapter', heading: headings.chapter, width: 14, align: 'center', joined: true, value: (row) => row.chapter },
  { key: 'clause', heading: headings.clause, width: 18, align: 'left', joined: true, value: (row) => row.clause },
  { key: 'task', heading: headings.task, width: 40, align: 'left', value: (row) => row.task },
  { key: 'deliverable', heading: headings.deliverable, width: 18, align: 'left', value: (row) => row.deliverable },
  { key: 'leads', heading: headings.leads, width: 14, align: 'center', value: (row) => list(row.leads) },
  { key: 'responsible', heading: headings.responsible, width: 18, align: 'left', value: (row) => list(row.responsible) },
  { key: 'cooperating', heading: headings.cooperating, width: 18, align: 'left', value: (row) => list(row.cooperating) },
  { key: 'due', heading: headings.due, width: 12, align: 'center', value: (row) => row.due },
  { key: 'originalDue', heading: headings.originalDue, width: 12, align: 'center', value: (row) => row.originalDue },
  {
    key: 'milestones',
    heading: headings.milestones,
    width: 26,
    align: 'left',
    value: (row) => (row.milestones ?? []).join('\n'),
  },
  { key: 'progress', heading: headings.progress, width: 40, align: 'left', filledByUnits: true, value: (row) => row.progress },
  { key: 'state', heading: headings.state, width: 10, align: 'center', filledByUnits: true, value: (row) => row.state },
  { key: 'lamp', heading: headings.lamp, width: 8, align: 'center', value: (row) => row.lamp?.word ?? '' },
  { key: 'overdue', heading: headings.overdue, width: 8, align: 'center', value: (row) => overdueWord(row.overdue) },
  { key: 'instruments', heading: headings.instruments, width: 18, align: 'left', value: (row) => row.instruments.join('\n') },
  { key: 'struckOffOn', heading: headings.struckOffOn, width: 12, align: 'center', value: (row) => row.struckOffOn ?? '' },
  { key: 'note', heading: headings.note, width: 18, align: 'left', filledByUnits: true, value: (row) => row.note },
];

function overdueWord(overdue: boolean | undefined): string {
  if (overdue === undefined) return documentWording.notApplicable;
  return overdue ? documentWording.yes : documentWording.no;
}

/**
 * The columns of a ledger in its order.
 *
 * @throws {RangeError} for a column that is named twice
 */
export function ledgerColumns(ledger: Pick<LedgerDocument, 'columns' | 'rows'>): readonly LedgerColumn[] {
  const hasMilestones = ledger.rows.some((row) => (row.milestones ?? []).length > 0);
  const keys = ledger.columns ?? COLUMNS.map((column) => column.key).filter((key) => key !== 'milestones' || hasMilestones);
  if (new Set(keys).size !== keys.length) throw new RangeError('a ledger column is named twice');
  return keys.map((key) => COLUMNS.find((column) => column.key === key) as LedgerColumn);
}

/** A ledger as rows for `writeCsv`, headings first. */
export function ledgerCsvRows(ledger: Pick<LedgerDocument, 'columns' | 'rows'>): (string | number)[][] {
  const columns = ledgerColumns(ledger);
  return [columns.map((column) => column.heading), ...ledger.rows.map((row) => columns.map((column) => column.value(row)))];
}

/** The rows cut into runs, by first and last index, whose cells in the column at `columnIndex` are shown as one. */
export function joinedRuns(
  values: readonly (readonly (string | number)[])[],
  columns: readonly Pick<LedgerColumn, 'joined'>[],
  columnIndex: number,
): { readonly from: number; readonly to: number }[] {
  const outer = columns.map((column, index) => (column.joined && index < columnIndex ? index : -1)).filter((index) => index >= 0);
  const same = (a: number, b: number) =>
    [...outer, columnIndex].every((index) => values[a]?.[index] === values[b]?.[index]) && values[a]?.[columnIndex] !== '';
  const runs: { from: number; to: number }[] = [];
  for (let from = 0; from < values.length;) {
    let to = from;
    while (to + 1 < values.length && same(from, to + 1)) to++;
    runs.push({ from, to });
    from = to + 1;
  }
  return runs;
}
